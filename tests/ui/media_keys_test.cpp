#include "support/catch.h"
#include "support/window_walk.h"
#include "ui/player_page.h"

#include <QApplication>
#include <QTest>

using namespace psoas;
using namespace std::chrono_literals;

namespace {

const auto kMediaKeys = {Qt::Key_MediaPlay, Qt::Key_MediaPause, Qt::Key_MediaTogglePlayPause,
                         Qt::Key_MediaStop, Qt::Key_MediaNext,  Qt::Key_MediaPrevious};

/// A window in which the first hold of the kneeling stretch runs.
struct Holding {
    WindowWalk walk;

    Holding() {
        walk.reach(QStringLiteral("Kneeling hip-flexor stretch"));
        walk.press("I'm ready");
        walk.pass(13s);
        REQUIRE(view().phase == core::Phase::Running);
    }

    core::SessionView view() { return walk.practice().session().session()->view(); }
    /// Presses it on whatever has the focus; returns what that brings about.
    core::Phase after(Qt::Key pressed) {
        QTest::sendKeyEvent(QTest::Click, QApplication::focusWidget(), pressed, QString(),
                            Qt::NoModifier);
        walk.settle();
        return view().phase;
    }
};

}  // namespace

TEST_CASE("player: media keys pause and go on by their meaning, on the floor as well") {
    Holding hold;
    if (GENERATE(true, false)) {
        hold.walk.window().findChild<ui::PlayerPage *>()->setFloorMode(true);
    }
    const auto position = hold.view().position;
    CHECK(hold.after(Qt::Key_MediaPlay) == core::Phase::Running);
    CHECK(hold.after(Qt::Key_MediaTogglePlayPause) == core::Phase::Paused);
    CHECK(hold.after(Qt::Key_MediaPause) == core::Phase::Paused);
    CHECK(hold.after(Qt::Key_MediaPlay) == core::Phase::CountIn);
    CHECK(hold.after(Qt::Key_MediaPause) == core::Phase::Paused);
    CHECK(hold.after(Qt::Key_MediaTogglePlayPause) == core::Phase::CountIn);
    CHECK(hold.after(Qt::Key_MediaStop) == core::Phase::Paused);
    CHECK(hold.after(Qt::Key_MediaNext) == core::Phase::Paused);
    CHECK(hold.view().position == position + 1);
    CHECK(hold.after(Qt::Key_MediaPrevious) == core::Phase::Paused);
    CHECK(hold.view().position == position);
}

TEST_CASE("player: no media key answers a question") {
    Holding hold;
    SECTION("what it hurts like") {
        hold.after(Qt::Key_H);
        for (const Qt::Key each : kMediaKeys) {
            CHECK(hold.after(each) == core::Phase::Hurt);
        }
    }
    SECTION("whether to end") {
        hold.after(Qt::Key_Escape);
        for (const Qt::Key each : kMediaKeys) {
            CHECK(hold.after(each) == core::Phase::Paused);
        }
        CHECK(hold.walk.button("Go on") != nullptr);
    }
}

TEST_CASE("player: a session that the desktop lets go on is not asked any more whether to end") {
    Holding hold;
    hold.after(Qt::Key_Escape);
    REQUIRE(hold.walk.button("Go on") != nullptr);
    // As a press in the desktop's player controls does.
    hold.walk.practice().session().handle(core::event::Resume{});
    hold.walk.settle();
    CHECK(hold.walk.button("Go on") == nullptr);
    CHECK(hold.walk.button("Pause") != nullptr);
    CHECK(hold.after(Qt::Key_Space) == core::Phase::Paused);
}
