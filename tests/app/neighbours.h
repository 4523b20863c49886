#pragma once

#include "app/bus_connection.h"
#include "support/bus_daemon.h"
#include "support/environment.h"

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace psoas::app {

// Who else is on the session bus, in the test's own event loop.

/// A session bus of the test's own, as long as this lives.
struct OwnSessionBus {
    BusDaemon daemon;
    With address{"DBUS_SESSION_BUS_ADDRESS", daemon.address};
};

/// What is left to read of a message, as text: `"Hold" 5 [true {"a": 1}]`.
std::string textOf(sd_bus_message *message);

/// A program on the session bus of the environment.
class Neighbour {
public:
    Neighbour();
    void takeName(const char *name);
    /// Lets the event loop run until what anybody has said by now has come, and the answers to it.
    void exchangeWords();

protected:
    std::unique_ptr<BusConnection> m_connection;
};

/// Keeps the screen on as a desktop's service does: for whoever asks, until they give it back or
/// their connection ends.
class ScreenSaver : public Neighbour {
public:
    enum class Answers { Yes, Never, No };
    explicit ScreenSaver(Answers answers = Answers::Yes);
    ~ScreenSaver();

    /// Says yes to everybody who is still waiting.
    void answerNow();

    std::vector<std::string> seen;              ///< in order: what was asked and given back
    std::map<std::uint32_t, std::string> held;  ///< what keeps the screen on now, and for whom

private:
    static int onInhibit(sd_bus_message *call, void *saver, sd_bus_error *error);
    static int onUnInhibit(sd_bus_message *call, void *saver, sd_bus_error *error);
    static int onOwnerChanged(sd_bus_message *signal, void *saver, sd_bus_error *error);
    static const sd_bus_vtable kTable[];

    Answers m_answers;
    std::uint32_t m_last = 40;
    std::vector<sd_bus_message *> m_waiting;
};

/// The same by the desktop portal.
class Portal : public Neighbour {
public:
    Portal();

    std::vector<std::string> seen;

private:
    static int onInhibit(sd_bus_message *call, void *portal, sd_bus_error *error);
    static int onClose(sd_bus_message *call, void *portal, sd_bus_error *error);
    static const sd_bus_vtable kTable[];
    static const sd_bus_vtable kRequestTable[];
};

/// A desktop's player controls.
class Remote : public Neighbour {
public:
    /// Hears every player from now on.
    Remote();

    /// Whether somebody has this name now.
    [[nodiscard]] bool sees(const std::string &name);
    /// Calls the player and waits for the reply: its text, or the name of the error.
    std::string call(const char *interface, const char *method);
    template <class... Arguments>
    std::string call(const char *interface, const char *method, const char *types,
                     Arguments... arguments) {
        return reply([&](sd_bus_slot **slot, sd_bus_message_handler_t handler) {
            return sd_bus_call_method_async(m_connection->bus(), slot, player.c_str(),
                                            "/org/mpris/MediaPlayer2", interface, method, handler,
                                            this, types, arguments...);
        });
    }
    std::string press(const char *method) { return call("org.mpris.MediaPlayer2.Player", method); }
    /// Without waiting for the reply.
    void pressAndGoOn(const char *method);
    std::string read(const char *property, const char *interface = "org.mpris.MediaPlayer2.Player");

    std::string player = "org.mpris.MediaPlayer2.psoas_ease";
    std::vector<std::string> heard;  ///< its signals, in order

private:
    static int onReply(sd_bus_message *reply, void *remote, sd_bus_error *error);
    static int onSignal(sd_bus_message *signal, void *remote, sd_bus_error *error);
    std::string reply(
        const std::function<int(sd_bus_slot **, sd_bus_message_handler_t)> &askingWith);

    std::optional<std::string> m_reply;
};

}  // namespace psoas::app
