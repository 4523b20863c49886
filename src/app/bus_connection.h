#pragma once

#include <QSocketNotifier>
#include <QTimer>

#include <memory>

#include <systemd/sd-bus.h>

namespace psoas::app {

// Not through QtDBus: it connects to every bus on one thread of its own and waits there for the
// answer, and with it whoever else speaks to any bus, such as the window for screen readers.
// sd-bus connects, introduces itself, speaks and listens without ever waiting.

struct UnrefSlot {
    void operator()(sd_bus_slot *slot) const { sd_bus_slot_unref(slot); }
};
/// A wish to hear something on a bus: a reply, a signal, a call. Nothing of it is heard any more
/// once this is gone.
using BusSlot = std::unique_ptr<sd_bus_slot, UnrefSlot>;

/// A connection to a bus, moved on by the event loop whenever bytes come or can go. For the files
/// of Linux alone, and for one thread. Nothing here ever waits for the bus: not for one that is
/// missing, nor for one that never answers, nor at the end. A bus that has gone is not looked for
/// again: every call then fails at once, and what was asked for gets an error for its reply.
class BusConnection {
public:
    /// Null where there is no such bus.
    [[nodiscard]] static std::unique_ptr<BusConnection> toSystem();
    [[nodiscard]] static std::unique_ptr<BusConnection> toSession();

    BusConnection(const BusConnection &) = delete;
    BusConnection &operator=(const BusConnection &) = delete;
    /// What was not sent yet is not sent.
    ~BusConnection();

    /// For one call of sd-bus, which may send: what it leaves unsent goes with the event loop. A
    /// reply may take as long as it likes.
    [[nodiscard]] sd_bus *bus();

private:
    explicit BusConnection(sd_bus *opened);
    void moveOn();
    void arm();

    sd_bus *m_bus;
    QSocketNotifier m_read;
    QSocketNotifier m_write;
    QTimer m_due;
    bool m_gone = false;
};

/// Copies into `slot` what an sd-bus function wrote into a bare pointer: `call(&bare)`.
template <class Call> int intoSlot(BusSlot &slot, Call call) {
    sd_bus_slot *bare = nullptr;
    const int result = call(&bare);
    slot.reset(bare);
    return result;
}

}  // namespace psoas::app
