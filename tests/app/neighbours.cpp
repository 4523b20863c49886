#include "app/neighbours.h"

#include "support/event_loop.h"

#include <QCoreApplication>

namespace psoas::app {

namespace {

std::string valueOf(sd_bus_message *message, char type, const char *contents);

std::string listOf(sd_bus_message *message, char type, const char *contents) {
    sd_bus_message_enter_container(message, type, contents);
    std::string text = textOf(message);
    sd_bus_message_exit_container(message);
    return text;
}

template <class Number> std::string numberOf(sd_bus_message *message, char type) {
    Number number{};
    sd_bus_message_read_basic(message, type, &number);
    return std::to_string(number);
}

std::string valueOf(sd_bus_message *message, char type, const char *contents) {
    switch (type) {
        case 'a':
            return "[" + listOf(message, type, contents) + "]";
        case 'v':
            return listOf(message, type, contents);
        case 'e':
            return "(" + listOf(message, type, contents) + ")";
        case 'b': {
            int value = 0;
            sd_bus_message_read_basic(message, type, &value);
            return value != 0 ? "true" : "false";
        }
        case 'd': {
            double value = 0;
            sd_bus_message_read_basic(message, type, &value);
            return std::to_string(value).substr(0, 3);
        }
        case 'x':
            return numberOf<std::int64_t>(message, type);
        case 'u':
            return numberOf<std::uint32_t>(message, type);
        default: {
            const char *value = nullptr;
            sd_bus_message_read_basic(message, type, &value);
            return value;
        }
    }
}

}  // namespace

std::string textOf(sd_bus_message *message) {
    std::string text;
    char type = 0;
    const char *contents = nullptr;
    while (sd_bus_message_peek_type(message, &type, &contents) > 0) {
        text += (text.empty() ? "" : " ") + valueOf(message, type, contents);
    }
    return text;
}

Neighbour::Neighbour() : m_connection(BusConnection::toSession()) {
    REQUIRE(m_connection != nullptr);
}

void Neighbour::takeName(const char *name) {
    REQUIRE(sd_bus_request_name(m_connection->bus(), name, 0) >= 0);
}

void Neighbour::exchangeWords() {
    constexpr int kTurns = 20;  // a connection is made, and somebody asked, in fewer
    for (int i = 0; i < kTurns; ++i) {
        QCoreApplication::processEvents();
        REQUIRE(sd_bus_call_method(m_connection->bus(), "org.freedesktop.DBus",
                                   "/org/freedesktop/DBus", "org.freedesktop.DBus.Peer", "Ping",
                                   nullptr, nullptr, "") >= 0);
    }
}

const sd_bus_vtable ScreenSaver::kTable[] = {SD_BUS_VTABLE_START(SD_BUS_VTABLE_UNPRIVILEGED),
                                             SD_BUS_METHOD("Inhibit", "ss", "u", onInhibit, 0),
                                             SD_BUS_METHOD("UnInhibit", "u", "", onUnInhibit, 0),
                                             SD_BUS_VTABLE_END};

ScreenSaver::ScreenSaver(Answers answers) : m_answers(answers) {
    REQUIRE(sd_bus_add_object_vtable(m_connection->bus(), nullptr, "/org/freedesktop/ScreenSaver",
                                     "org.freedesktop.ScreenSaver", kTable, this) >= 0);
    REQUIRE(sd_bus_match_signal(m_connection->bus(), nullptr, "org.freedesktop.DBus",
                                "/org/freedesktop/DBus", "org.freedesktop.DBus", "NameOwnerChanged",
                                &ScreenSaver::onOwnerChanged, this) >= 0);
    takeName("org.freedesktop.ScreenSaver");
}

ScreenSaver::~ScreenSaver() {
    for (sd_bus_message *call : m_waiting) {
        sd_bus_message_unref(call);
    }
}

int ScreenSaver::onInhibit(sd_bus_message *call, void *saver, sd_bus_error *error) {
    auto &self = *static_cast<ScreenSaver *>(saver);
    self.seen.push_back("inhibit: " + textOf(call));
    if (self.m_answers == Answers::No) {
        return sd_bus_error_set(error, SD_BUS_ERROR_ACCESS_DENIED, "no");
    }
    self.m_waiting.push_back(sd_bus_message_ref(call));
    if (self.m_answers == Answers::Yes) {
        self.answerNow();
    }
    return 1;
}

void ScreenSaver::answerNow() {
    for (sd_bus_message *call : std::exchange(m_waiting, {})) {
        held.emplace(++m_last, sd_bus_message_get_sender(call));
        sd_bus_reply_method_return(call, "u", m_last);
        sd_bus_message_unref(call);
    }
}

int ScreenSaver::onUnInhibit(sd_bus_message *call, void *saver, sd_bus_error *) {
    auto &self = *static_cast<ScreenSaver *>(saver);
    std::uint32_t cookie = 0;
    sd_bus_message_read(call, "u", &cookie);
    self.seen.emplace_back(self.held.erase(cookie) > 0 ? "given back" : "never granted");
    return sd_bus_reply_method_return(call, "");
}

int ScreenSaver::onOwnerChanged(sd_bus_message *signal, void *saver, sd_bus_error *) {
    const char *name = nullptr;
    const char *before = nullptr;
    const char *after = nullptr;
    sd_bus_message_read(signal, "sss", &name, &before, &after);
    std::erase_if(static_cast<ScreenSaver *>(saver)->held, [&](const auto &each) {
        return each.second == name && std::string(after).empty();
    });
    return 0;
}

const sd_bus_vtable Portal::kTable[] = {SD_BUS_VTABLE_START(SD_BUS_VTABLE_UNPRIVILEGED),
                                        SD_BUS_METHOD("Inhibit", "sua{sv}", "o", onInhibit, 0),
                                        SD_BUS_VTABLE_END};

const sd_bus_vtable Portal::kRequestTable[] = {SD_BUS_VTABLE_START(SD_BUS_VTABLE_UNPRIVILEGED),
                                               SD_BUS_METHOD("Close", "", "", onClose, 0),
                                               SD_BUS_VTABLE_END};

Portal::Portal() {
    REQUIRE(sd_bus_add_object_vtable(m_connection->bus(), nullptr,
                                     "/org/freedesktop/portal/desktop",
                                     "org.freedesktop.portal.Inhibit", kTable, this) >= 0);
    REQUIRE(sd_bus_add_object_vtable(m_connection->bus(), nullptr,
                                     "/org/freedesktop/portal/desktop/request/7",
                                     "org.freedesktop.portal.Request", kRequestTable, this) >= 0);
    takeName("org.freedesktop.portal.Desktop");
}

int Portal::onInhibit(sd_bus_message *call, void *portal, sd_bus_error *) {
    static_cast<Portal *>(portal)->seen.push_back("inhibit: " + textOf(call));
    return sd_bus_reply_method_return(call, "o", "/org/freedesktop/portal/desktop/request/7");
}

int Portal::onClose(sd_bus_message *call, void *portal, sd_bus_error *) {
    static_cast<Portal *>(portal)->seen.emplace_back("given back");
    return sd_bus_reply_method_return(call, "");
}

Remote::Remote() {
    REQUIRE(sd_bus_match_signal(m_connection->bus(), nullptr, nullptr, "/org/mpris/MediaPlayer2",
                                nullptr, nullptr, &Remote::onSignal, this) >= 0);
}

bool Remote::sees(const std::string &name) {
    int isThere = 0;
    sd_bus_message *reply = nullptr;
    REQUIRE(sd_bus_call_method(m_connection->bus(), "org.freedesktop.DBus", "/org/freedesktop/DBus",
                               "org.freedesktop.DBus", "NameHasOwner", nullptr, &reply, "s",
                               name.c_str()) >= 0);
    sd_bus_message_read(reply, "b", &isThere);
    sd_bus_message_unref(reply);
    return isThere != 0;
}

std::string Remote::call(const char *interface, const char *method) {
    return call(interface, method, "");
}

void Remote::pressAndGoOn(const char *method) {
    REQUIRE(sd_bus_call_method_async(m_connection->bus(), nullptr, player.c_str(),
                                     "/org/mpris/MediaPlayer2", "org.mpris.MediaPlayer2.Player",
                                     method, nullptr, nullptr, "") >= 0);
}

std::string Remote::read(const char *property, const char *interface) {
    return call("org.freedesktop.DBus.Properties", "Get", "ss", interface, property);
}

std::string Remote::reply(
    const std::function<int(sd_bus_slot **, sd_bus_message_handler_t)> &askingWith) {
    m_reply.reset();
    BusSlot slot;
    REQUIRE(intoSlot(slot,
                     [&](sd_bus_slot **bare) { return askingWith(bare, &Remote::onReply); }) >= 0);
    REQUIRE(runUntil([this] { return m_reply.has_value(); }));
    return *m_reply;
}

int Remote::onReply(sd_bus_message *reply, void *remote, sd_bus_error *) {
    const sd_bus_error *error = sd_bus_message_get_error(reply);
    static_cast<Remote *>(remote)->m_reply = error != nullptr ? error->name : textOf(reply);
    return 0;
}

int Remote::onSignal(sd_bus_message *signal, void *remote, sd_bus_error *) {
    static_cast<Remote *>(remote)->heard.push_back(std::string(sd_bus_message_get_member(signal)) +
                                                   ": " + textOf(signal));
    return 0;
}

}  // namespace psoas::app
