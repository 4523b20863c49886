#include "app/bus_connection.h"
#include "app/sleep_watch.h"

namespace psoas::app {

/// What logind says on the system bus.
class SleepWatch::Bus {
public:
    explicit Bus(SleepWatch &watch) : m_connection(BusConnection::toSystem()) {
        if (m_connection == nullptr) {
            return;
        }
        sd_bus_match_signal_async(m_connection->bus(), nullptr, "org.freedesktop.login1",
                                  "/org/freedesktop/login1", "org.freedesktop.login1.Manager",
                                  "PrepareForSleep", &Bus::onPrepareForSleep, nullptr, &watch);
    }

private:
    static int onPrepareForSleep(sd_bus_message *message, void *watch, sd_bus_error *) {
        int begins = 0;
        if (sd_bus_message_read(message, "b", &begins) >= 0 && begins != 0) {
            emit static_cast<SleepWatch *>(watch)->aboutToSleep();
        }
        return 0;
    }

    std::unique_ptr<BusConnection> m_connection;
};

SleepWatch::SleepWatch(QObject *parent) : QObject(parent), m_bus(std::make_unique<Bus>(*this)) {}

SleepWatch::~SleepWatch() = default;

}  // namespace psoas::app
