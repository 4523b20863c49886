#include "app/session_bus.h"

#include "app/bus_connection.h"

#include <QByteArray>

#include <memory>

#include <systemd/sd-bus.h>

namespace psoas::app {

bool leaveHungSessionBus(std::chrono::milliseconds patience) {
    using namespace std::chrono;
    sd_bus *opened = nullptr;
    if (sd_bus_open_user(&opened) < 0) {
        return false;
    }
    const std::unique_ptr<sd_bus, decltype(&sd_bus_close_unref)> bus(opened, &sd_bus_close_unref);
    const auto deadline = steady_clock::now() + patience;
    // An error is an answer too: Qt will get the same one.
    while (sd_bus_process(bus.get(), nullptr) >= 0 && sd_bus_is_ready(bus.get()) == 0) {
        const auto left = duration_cast<microseconds>(deadline - steady_clock::now());
        if (left <= microseconds{0}) {
            // Not merely unset: then the bus is looked for in its usual place.
            qputenv("DBUS_SESSION_BUS_ADDRESS", "disabled:");
            return true;
        }
        sd_bus_wait(bus.get(), static_cast<std::uint64_t>(left.count()));
    }
    return false;
}

std::shared_ptr<BusConnection> openSessionBus() { return BusConnection::toSession(); }

}  // namespace psoas::app
