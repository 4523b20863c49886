#include "app/sleep_watch.h"

#include "app/session_bus.h"
#include "support/bus_daemon.h"
#include "support/catch.h"
#include "support/environment.h"
#include "support/event_loop.h"
#include "support/temp_folder.h"

#include <QCoreApplication>
#include <QLocalServer>
#include <QTimer>

#include <memory>

#include <systemd/sd-bus.h>

using namespace psoas;
using namespace psoas::app;
using namespace std::chrono_literals;

namespace {

/// Somebody on the bus who says what logind says.
class Speaker {
public:
    explicit Speaker(const QByteArray &address) {
        sd_bus_new(&m_bus);
        sd_bus_set_address(m_bus, address.constData());
        sd_bus_set_bus_client(m_bus, 1);
        REQUIRE(sd_bus_start(m_bus) >= 0);
    }
    Speaker(const Speaker &) = delete;
    Speaker &operator=(const Speaker &) = delete;
    ~Speaker() { sd_bus_flush_close_unref(m_bus); }

    void beCalled(const char *name) { REQUIRE(sd_bus_request_name(m_bus, name, 0) >= 0); }
    void say(const char *signal, bool begins) {
        REQUIRE(sd_bus_emit_signal(m_bus, "/org/freedesktop/login1",
                                   "org.freedesktop.login1.Manager", signal, "b",
                                   begins ? 1 : 0) >= 0);
        REQUIRE(sd_bus_flush(m_bus) >= 0);
    }

private:
    sd_bus *m_bus = nullptr;
};

struct Heard {
    SleepWatch watch;
    int times = 0;

    Heard() {
        QObject::connect(&watch, &SleepWatch::aboutToSleep, &watch, [this] { ++times; });
    }
};

}  // namespace

TEST_CASE("sleep: what logind says beforehand is heard, and only that") {
    const BusDaemon bus;
    const With system("DBUS_SYSTEM_BUS_ADDRESS", bus.address);
    Heard heard;
    Speaker logind(bus.address);
    logind.beCalled("org.freedesktop.login1");
    Speaker stranger(bus.address);
    int said = 0;
    QTimer again;
    QObject::connect(&again, &QTimer::timeout, [&] {
        logind.say("PrepareForSleep", true);
        ++said;
    });
    // Nobody tells when the bus has taken the wish to hear, and until then nothing arrives.
    again.start(10ms);
    REQUIRE(runUntil([&] { return heard.times > 0; }));
    again.stop();
    // So many that they would be more than all that was said before.
    for (int i = 0; i < 500; ++i) {
        logind.say("PrepareForSleep", false);
        logind.say("PrepareForShutdown", true);
        stranger.say("PrepareForSleep", true);
    }
    again.start(10ms);
    REQUIRE(runUntil([&, before = said] { return said >= before + 20; }));
    CHECK(heard.times <= said);
}

TEST_CASE("sleep: a bus that goes away is no harm") {
    auto bus = std::make_unique<BusDaemon>();
    const With system("DBUS_SYSTEM_BUS_ADDRESS", bus->address);
    Heard heard;
    QCoreApplication::processEvents();
    bus.reset();
    for (int i = 0; i < 100; ++i) {
        QCoreApplication::processEvents();
    }
    CHECK(heard.times == 0);
}

TEST_CASE("sleep: a bus that is missing or says nothing is never waited for") {
    const bool isThere = GENERATE(true, false);
    NoBus none(isThere);
    const With system("DBUS_SYSTEM_BUS_ADDRESS", none.address());
    Heard heard;
    for (int i = 0; i < 100; ++i) {
        QCoreApplication::processEvents();
    }
    CHECK(heard.times == 0);
    CHECK(none.wasCalled() == isThere);
}

TEST_CASE("session bus: only one that takes the call and says nothing is given up") {
    const TempFolder folder;
    const QString path = QString::fromStdString((folder / "bus").string());
    const QByteArray address = "unix:path=" + path.toUtf8();
    SECTION("a good one") {
        const BusDaemon bus;
        const With session("DBUS_SESSION_BUS_ADDRESS", bus.address);
        CHECK_FALSE(leaveHungSessionBus(20s));
        CHECK(qgetenv("DBUS_SESSION_BUS_ADDRESS") == bus.address);
    }
    SECTION("a missing one") {
        const With session("DBUS_SESSION_BUS_ADDRESS", address);
        CHECK_FALSE(leaveHungSessionBus(20s));
        CHECK(qgetenv("DBUS_SESSION_BUS_ADDRESS") == address);
    }
    SECTION("a silent one") {
        QLocalServer silent;
        REQUIRE(silent.listen(path));
        const With session("DBUS_SESSION_BUS_ADDRESS", address);
        CHECK(leaveHungSessionBus(50ms));
        CHECK(qgetenv("DBUS_SESSION_BUS_ADDRESS") == "disabled:");
    }
}
