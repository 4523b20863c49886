#include "app/bus_connection.h"

#include <algorithm>
#include <chrono>
#include <cstdint>

#include <poll.h>

namespace psoas::app {

std::unique_ptr<BusConnection> BusConnection::toSystem() {
    sd_bus *opened = nullptr;
    return std::unique_ptr<BusConnection>(
        sd_bus_open_system(&opened) < 0 ? nullptr : new BusConnection(opened));
}

std::unique_ptr<BusConnection> BusConnection::toSession() {
    sd_bus *opened = nullptr;
    return std::unique_ptr<BusConnection>(
        sd_bus_open_user(&opened) < 0 ? nullptr : new BusConnection(opened));
}

BusConnection::BusConnection(sd_bus *opened)
    : m_bus(opened),
      m_read(sd_bus_get_fd(opened), QSocketNotifier::Read),
      m_write(sd_bus_get_fd(opened), QSocketNotifier::Write) {
    // A reply that sd-bus no longer waits for is lost, and with it the word that something was
    // granted and has to be given back.
    sd_bus_set_method_call_timeout(m_bus, UINT64_MAX);
    m_due.setSingleShot(true);
    const auto follow = [this] { moveOn(); };
    QObject::connect(&m_read, &QSocketNotifier::activated, &m_read, follow);
    QObject::connect(&m_write, &QSocketNotifier::activated, &m_write, follow);
    QObject::connect(&m_due, &QTimer::timeout, &m_due, follow);
    arm();
}

BusConnection::~BusConnection() {
    // Before the socket that they look at.
    m_read.setEnabled(false);
    m_write.setEnabled(false);
    sd_bus_close(m_bus);
    sd_bus_unref(m_bus);
}

sd_bus *BusConnection::bus() {
    // What is sent now may not all go at once. If it did, this is one turn too many.
    m_write.setEnabled(!m_gone);
    return m_bus;
}

void BusConnection::moveOn() {
    int done = 0;
    do {
        done = sd_bus_process(m_bus, nullptr);
    } while (done > 0);
    m_gone = done < 0;
    arm();
}

/// Looks for what sd-bus wants to see next: bytes, room for bytes, or a time.
void BusConnection::arm() {
    using namespace std::chrono;
    const int wanted = m_gone ? 0 : sd_bus_get_events(m_bus);
    m_read.setEnabled((wanted & POLLIN) != 0);
    m_write.setEnabled((wanted & POLLOUT) != 0);
    // On the clock that the steady one is on Linux.
    std::uint64_t due = UINT64_MAX;
    if (m_gone || sd_bus_get_timeout(m_bus, &due) < 0 || due == UINT64_MAX) {
        m_due.stop();
        return;
    }
    const auto wait = microseconds{due} - steady_clock::now().time_since_epoch();
    m_due.start(std::max(ceil<milliseconds>(wait), milliseconds{0}));
}

}  // namespace psoas::app
