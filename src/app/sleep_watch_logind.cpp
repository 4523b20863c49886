#include "app/sleep_watch.h"

#include <QSocketNotifier>

#include <poll.h>
#include <systemd/sd-bus.h>

namespace psoas::app {

// Not through QtDBus: it connects to every bus on one thread of its own and waits there for the
// answer, and with it whoever else speaks to any bus, such as the window for screen readers.
// sd-bus connects, introduces itself and listens without ever waiting.

/// A connection to the system bus, moved on by the window's event loop whenever bytes come.
class SleepWatch::Bus {
public:
    explicit Bus(SleepWatch &watch) {
        if (sd_bus_open_system(&m_bus) < 0) {
            return;
        }
        sd_bus_match_signal_async(m_bus, nullptr, "org.freedesktop.login1",
                                  "/org/freedesktop/login1", "org.freedesktop.login1.Manager",
                                  "PrepareForSleep", &Bus::onPrepareForSleep, nullptr, &watch);
        const int socket = sd_bus_get_fd(m_bus);
        m_read = std::make_unique<QSocketNotifier>(socket, QSocketNotifier::Read);
        m_write = std::make_unique<QSocketNotifier>(socket, QSocketNotifier::Write);
        QObject::connect(m_read.get(), &QSocketNotifier::activated, &watch, [this] { moveOn(); });
        QObject::connect(m_write.get(), &QSocketNotifier::activated, &watch, [this] { moveOn(); });
    }
    Bus(const Bus &) = delete;
    Bus &operator=(const Bus &) = delete;
    ~Bus() {
        // Before the socket that they look at. What was not sent yet is not waited for.
        m_read.reset();
        m_write.reset();
        sd_bus_close(m_bus);
        sd_bus_unref(m_bus);
    }

private:
    static int onPrepareForSleep(sd_bus_message *message, void *watch, sd_bus_error *) {
        int begins = 0;
        if (sd_bus_message_read(message, "b", &begins) >= 0 && begins != 0) {
            emit static_cast<SleepWatch *>(watch)->aboutToSleep();
        }
        return 0;
    }

    void moveOn() {
        int done = 0;
        do {
            done = sd_bus_process(m_bus, nullptr);
        } while (done > 0);
        // A bus that has gone is not looked for again: this is only a hint.
        const int wanted = done < 0 ? 0 : sd_bus_get_events(m_bus);
        m_read->setEnabled((wanted & POLLIN) != 0);
        m_write->setEnabled((wanted & POLLOUT) != 0);
    }

    sd_bus *m_bus = nullptr;
    std::unique_ptr<QSocketNotifier> m_read;
    std::unique_ptr<QSocketNotifier> m_write;
};

SleepWatch::SleepWatch(QObject *parent) : QObject(parent), m_bus(std::make_unique<Bus>(*this)) {}

SleepWatch::~SleepWatch() = default;

}  // namespace psoas::app
