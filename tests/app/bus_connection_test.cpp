#include "app/bus_connection.h"

#include "app/neighbours.h"
#include "support/catch.h"
#include "support/event_loop.h"

#include <QCoreApplication>
#include <QLocalServer>
#include <QLocalSocket>
#include <QStringList>

#include <csignal>

using namespace psoas;
using namespace psoas::app;

namespace {

/// Counts the signals that somebody else sends.
class Listener : public Neighbour {
public:
    Listener() {
        REQUIRE(sd_bus_match_signal(m_connection->bus(), nullptr, nullptr, "/speaker", "a.Speaker",
                                    "Said", &Listener::onSaid, this) >= 0);
    }
    int heard = 0;

private:
    static int onSaid(sd_bus_message *, void *listener, sd_bus_error *) {
        ++static_cast<Listener *>(listener)->heard;
        return 0;
    }
};

/// Whether the words could be put on their way.
bool say(BusConnection &connection, const std::string &words) {
    return sd_bus_emit_signal(connection.bus(), "/speaker", "a.Speaker", "Said", "s",
                              words.c_str()) >= 0;
}

/// What Qt warns of while this is there: of a socket that is no longer one, for example.
class Warnings {
public:
    Warnings() : m_before(qInstallMessageHandler(&Warnings::note)) { s_heard.clear(); }
    Warnings(const Warnings &) = delete;
    Warnings &operator=(const Warnings &) = delete;
    ~Warnings() { qInstallMessageHandler(m_before); }
    [[nodiscard]] static const QStringList &heard() { return s_heard; }

private:
    static void note(QtMsgType, const QMessageLogContext &, const QString &text) {
        s_heard << text;
    }
    inline static QStringList s_heard;
    QtMessageHandler m_before;
};

/// Lets whoever calls in, as a bus does, and then does nothing of what it is asked.
void letInAndIgnore(QLocalSocket *caller) {
    QObject::connect(caller, &QLocalSocket::readyRead, caller, [caller] {
        while (caller->canReadLine()) {
            const QByteArray line = caller->readLine().trimmed();
            if (line.endsWith("AUTH EXTERNAL")) {
                caller->write("DATA\r\n");
            } else if (line.startsWith("DATA") || line.contains("AUTH EXTERNAL")) {
                caller->write("OK 0123456789abcdef0123456789abcdef\r\n");
            } else if (line == "NEGOTIATE_UNIX_FD") {
                caller->write("AGREE_UNIX_FD\r\n");
            }
        }
    });
}

}  // namespace

TEST_CASE("bus: what a busy bus does not take at once goes later, and is not waited for") {
    OwnSessionBus bus;
    Listener listener;
    const auto speaker = BusConnection::toSession();
    REQUIRE(say(*speaker, "first"));
    REQUIRE(runUntil([&] { return listener.heard == 1; }));
    const auto daemon = static_cast<pid_t>(bus.daemon.daemon.processId());
    REQUIRE(kill(daemon, SIGSTOP) == 0);
    // Several times the 8 MiB that sd-bus has its socket hold, which the kernel doubles.
    const std::string words(65536, 'a');
    for (int i = 0; i < 1000; ++i) {
        REQUIRE(say(*speaker, words));
    }
    REQUIRE(kill(daemon, SIGCONT) == 0);
    CHECK(runUntil([&] { return listener.heard == 1001; }));
}

TEST_CASE("bus: one that lets us in and then says nothing is left when the time is up") {
    const TempFolder folder;
    const QString path = QString::fromStdString((folder / "bus").string());
    QLocalServer silent;
    REQUIRE(silent.listen(path));
    const With session("DBUS_SESSION_BUS_ADDRESS", "unix:path=" + path.toUtf8());
    const With patience("SYSTEMD_BUS_TIMEOUT", "20ms");
    const Warnings warnings;
    bool left = false;
    QObject::connect(&silent, &QLocalServer::newConnection, &silent, [&] {
        QLocalSocket *caller = silent.nextPendingConnection();
        letInAndIgnore(caller);
        QObject::connect(caller, &QLocalSocket::disconnected, &silent, [&] { left = true; });
    });
    const auto connection = BusConnection::toSession();
    REQUIRE(connection != nullptr);
    REQUIRE(runUntil([&] { return left; }));
    CHECK_FALSE(say(*connection, "anything"));
    // Nor is its socket looked at any more, whose number may soon be somebody else's.
    QCoreApplication::processEvents();
    CHECK(warnings.heard().isEmpty());
}

TEST_CASE("bus: an answer may come however late, as what it grants has to be given back") {
    const OwnSessionBus bus;
    const auto connection = BusConnection::toSession();
    std::uint64_t patience = 0;
    REQUIRE(sd_bus_get_method_call_timeout(connection->bus(), &patience) >= 0);
    CHECK(patience == UINT64_MAX);
}

TEST_CASE("bus: one that is missing is no connection") {
    const TempFolder folder;
    const With session("DBUS_SESSION_BUS_ADDRESS",
                       "unix:path=" + QByteArray::fromStdString((folder / "bus").string()));
    CHECK(BusConnection::toSession() == nullptr);
}
