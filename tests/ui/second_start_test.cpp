#include "support/catch.h"
#include "support/event_loop.h"
#include "support/window_walk.h"

#include <QLabel>

#include <future>

using namespace psoas;

namespace {

const std::string kBall = "ball-release";
const std::string kStretch = "kneeling-hip-flexor-stretch";

template <class Stage> bool isAt(WindowWalk &walk) {
    return std::holds_alternative<Stage>(walk.practice().stage());
}

/// What the person has started, or nothing.
std::string started(WindowWalk &walk) {
    const core::Routine *routine = walk.practice().routine();
    return routine == nullptr ? std::string() : routine->id;
}

bool says(WindowWalk &walk, const QString &words) {
    return std::ranges::any_of(walk.window().findChildren<QLabel *>(), [&](const QLabel *each) {
        return each->isVisible() && each->text().contains(words);
    });
}

}  // namespace

TEST_CASE("second start: the window comes back from wherever it is") {
    WindowWalk walk;
    SECTION("minimised") { walk.window().showMinimized(); }
    SECTION("minimised from full screen") {
        walk.window().setWindowState(Qt::WindowFullScreen | Qt::WindowMinimized);
    }
    SECTION("hidden") { walk.window().hide(); }
    walk.settle();
    const bool wasFull = walk.window().isFullScreen();
    walk.window().comeForward({});
    walk.settle();
    CHECK(walk.window().isVisible());
    CHECK_FALSE(walk.window().isMinimized());
    CHECK(walk.window().isFullScreen() == wasFull);
    CHECK(isAt<app::stage::Idle>(walk));
}

TEST_CASE("second start: the window is the active one again") {
    WindowWalk walk;
    QWidget other;
    other.show();
    other.activateWindow();
    REQUIRE(runUntil([&] { return other.isActiveWindow(); }));
    walk.window().comeForward({});
    CHECK(runUntil([&] { return walk.window().isActiveWindow(); }));
}

TEST_CASE("second start: its routine is opened through the gate") {
    WindowWalk walk;
    walk.window().comeForward(kBall);
    walk.settle();
    CHECK(isAt<app::stage::Question>(walk));
    CHECK(started(walk) == kBall);
}

TEST_CASE("second start: a routine that is not there is told of") {
    WindowWalk walk;
    walk.window().comeForward("nowhere");
    walk.settle();
    CHECK(isAt<app::stage::Idle>(walk));
    CHECK(says(walk, "There is no routine with the id nowhere."));
}

TEST_CASE("second start: nothing that is under way is disturbed") {
    WindowWalk walk;
    walk.window().comeForward(kStretch);
    walk.settle();
    const auto askAgain = [&] {
        const std::size_t before = walk.practice().stage().index();
        walk.window().comeForward(kBall);
        walk.settle();
        CHECK(walk.practice().stage().index() == before);
        CHECK(started(walk) == kStretch);
    };
    askAgain();
    walk.answerNo();
    askAgain();
    walk.press("Continue");
    REQUIRE(isAt<app::stage::Screening>(walk));
    askAgain();
    walk.chooseNoInScreening();
    REQUIRE(isAt<app::stage::GetReady>(walk));
    askAgain();
    walk.press("I'm ready");
    REQUIRE(isAt<app::stage::Playing>(walk));
    askAgain();
    walk.practice().session().handle(core::event::End{});
    REQUIRE(isAt<app::stage::Ended>(walk));
    askAgain();
}

TEST_CASE("today: of the check and of what was done nothing is said before it is known") {
    std::promise<void> mayOpen;
    WindowWalk walk({.open =
                         [open = WindowWalk::inMemory(), until = mayOpen.get_future().share()] {
                             until.wait();
                             return open();
                         },
                     .opensAtOnce = false});
    const auto seen = [&](const char *name) {
        return walk.window().findChild<QWidget *>(QLatin1String(name))->isVisible();
    };
    CHECK_FALSE(seen("todayCheck"));
    CHECK_FALSE(seen("todayCheckButton"));
    CHECK_FALSE(seen("todayLast"));
    CHECK(seen("sequenceStart"));
    const int place = walk.window().findChild<QWidget *>("sequenceStart")->y();
    mayOpen.set_value();
    walk.settle();
    CHECK(seen("todayCheck"));
    CHECK(seen("todayCheckButton"));
    CHECK(seen("todayLast"));
    CHECK(walk.window().findChild<QWidget *>("sequenceStart")->y() == place);
}

TEST_CASE("second start: one that comes before the store was read waits for it") {
    std::promise<void> mayOpen;
    WindowWalk walk({.open =
                         [open = WindowWalk::inMemory(), until = mayOpen.get_future().share()] {
                             until.wait();
                             return open();
                         },
                     .opensAtOnce = false});
    walk.window().comeForward(kStretch);
    walk.window().comeForward({});
    walk.window().comeForward(kBall);
    walk.window().comeForward({});
    CHECK(isAt<app::stage::Idle>(walk));
    mayOpen.set_value();
    walk.settle();
    CHECK(isAt<app::stage::Question>(walk));
    CHECK(started(walk) == kBall);
}
