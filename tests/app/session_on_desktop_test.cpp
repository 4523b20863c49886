#include "app/session_on_desktop.h"

#include "app/desktop_room.h"
#include "support/catch.h"
#include "support/event_loop.h"

#include <QCoreApplication>
#include <QLocalServer>

#include <csignal>

using namespace psoas;
using namespace psoas::app;
using namespace std::chrono_literals;

namespace {

struct Watched {
    OwnSessionBus bus;
    ScreenSaver saver;
    DesktopRoom room;

    /// The screen is kept on from now on, or no longer.
    bool becomes(bool awake) {
        return runUntil([&] { return saver.held.size() == (awake ? 1 : 0); });
    }
};

}  // namespace

TEST_CASE("desktop: the screen stays on while a session runs, and at no other time") {
    Watched desk;
    DesktopRoom &room = desk.room;
    room.begin();
    REQUIRE(desk.becomes(true));
    room.happen(core::event::Pause{});
    REQUIRE(desk.becomes(false));
    room.happen(core::event::Resume{});
    REQUIRE(room.phase() == core::Phase::CountIn);
    REQUIRE(desk.becomes(true));
    room.pass(3s);
    room.happen(core::event::Hurt{});
    REQUIRE(desk.becomes(false));
    room.happen(core::event::NameHurt{core::HurtKind::Dull});
    room.happen(core::event::ChooseAfterHurt{core::HurtChoice::SkipHold});
    REQUIRE(desk.becomes(true));
    // A machine that slept all the same finds the session paused.
    room.clock.sleep(1h);
    room.happen(core::event::Tick{});
    REQUIRE(room.phase() == core::Phase::Paused);
    REQUIRE(desk.becomes(false));
    room.happen(core::event::Resume{});
    REQUIRE(desk.becomes(true));
    room.pass(3s + 5s + 10s);
    room.happen(core::event::Pause{});
    REQUIRE(desk.becomes(false));
    // Whoever gets into place needs to see how.
    room.happen(core::event::Skip{});
    REQUIRE(room.phase() == core::Phase::Waiting);
    REQUIRE(desk.becomes(true));
    room.happen(core::event::Ready{});
    REQUIRE(isAt<stage::Ended>(room.practice));
    REQUIRE(desk.becomes(false));
    CHECK(desk.saver.seen.size() == 10);
}

TEST_CASE("desktop: the screen may go dark once the session is ended by hand or with the window") {
    Watched desk;
    desk.room.begin();
    REQUIRE(desk.becomes(true));
    if (GENERATE(true, false)) {
        desk.room.happen(core::event::End{});
    } else {
        desk.room.desktop.reset();
    }
    CHECK(desk.becomes(false));
}

TEST_CASE("desktop: nobody is kept awake by questions") {
    Watched desk;
    DesktopRoom &room = desk.room;
    room.practice.start("stretch");
    REQUIRE(isAt<stage::Question>(room.practice));
    desk.saver.exchangeWords();
    passCheck(room.practice);
    passScreening(room.practice);
    REQUIRE(isAt<stage::GetReady>(room.practice));
    desk.saver.exchangeWords();
    CHECK(desk.saver.seen.empty());
}

TEST_CASE("desktop: a session is the same without a bus, on a silent one, and on one that ends") {
    enum Bus { Missing, Silent, Hangs, Dies };
    const auto which = GENERATE(Missing, Silent, Hangs, Dies);
    const TempFolder folder;
    QLocalServer silent;
    const QString path = QString::fromStdString((folder / "bus").string());
    if (which == Silent) {
        REQUIRE(silent.listen(path));
    }
    auto ending = which >= Hangs ? std::make_unique<BusDaemon>() : nullptr;
    const With session("DBUS_SESSION_BUS_ADDRESS",
                       ending ? ending->address : "unix:path=" + path.toUtf8());
    DesktopRoom room;
    room.begin();
    for (int second = 0; second < 45; ++second) {
        room.pass(1s);
        QCoreApplication::processEvents();
        if (second == 10 && which == Hangs) {
            kill(static_cast<pid_t>(ending->daemon.processId()), SIGSTOP);
        } else if (second == 10) {
            ending.reset();
        }
    }
    REQUIRE(room.phase() == core::Phase::Waiting);
    room.happen(core::event::Ready{});
    REQUIRE(isAt<stage::Ended>(room.practice));
    const auto &record = std::get<stage::Ended>(room.practice.stage()).record;
    CHECK(record.outcome == core::Outcome::Completed);
    CHECK(record.held() == 40s);
}
