// The program ends in the middle of a session and is started again on the same data.

#include "support/catch.h"
#include "support/data_folder.h"
#include "support/event_loop.h"
#include "support/failing_disk.h"
#include "ui/main_window.h"

#include <QComboBox>
#include <QLabel>

using namespace psoas;
using namespace std::chrono_literals;

namespace {

const QString kStretch = QStringLiteral("Kneeling hip-flexor stretch");

/// 8 s into the first hold, left side, and then the program is gone.
void leaveInTheHold(const QTemporaryDir &folder) {
    WindowWalk walk(machineOn(folder.path()));
    walk.reach(kStretch);
    walk.press("I'm ready");
    walk.pass(18s);
}

/// The program started again, a minute after the window of `leaveInTheHold` was opened.
struct Restarted : WindowWalk {
    explicit Restarted(const QTemporaryDir &folder) : WindowWalk(machineOn(folder.path())) {
        clock().advance(1min);
    }
};

QString unfinishedWords(WindowWalk &walk) {
    for (auto *words : walk.window().findChildren<QLabel *>(QStringLiteral("unfinishedWords"))) {
        if (words->isVisible()) {
            return words->text();
        }
    }
    return {};
}

const core::Session &session(WindowWalk &walk) { return *walk.practice().session().session(); }

std::vector<core::SessionRecord> techniques(WindowWalk &walk) {
    std::vector<core::SessionRecord> found;
    walk.records().readSessions({.limit = 100, .after = {}}, [&](const auto &read) {
        std::ranges::copy_if(read, std::back_inserter(found), [](const core::SessionRecord &each) {
            return !core::isCheckOutcome(*each.outcome);
        });
    });
    walk.settle();
    return found;
}

void continueWithCheckDue(WindowWalk &walk) {
    walk.settings().setCheckInterval(core::CheckInterval::EverySession);
    walk.press("Continue");
}

}  // namespace

TEST_CASE("interrupted: it goes on at the second with a count-in, and is one session in the end") {
    const QTemporaryDir folder;
    leaveInTheHold(folder);
    Restarted walk(folder);
    // A beat every five seconds: of the eight seconds held, five are certain to be there.
    CHECK(unfinishedWords(walk).contains("left side, 40 seconds left"));
    walk.press("Continue");
    REQUIRE(std::holds_alternative<app::stage::Playing>(walk.practice().stage()));
    CHECK(session(walk).view().phase == core::Phase::CountIn);
    walk.pass(3s);
    CHECK(session(walk).view().phase == core::Phase::Running);
    CHECK(session(walk).view().left == 40s);
    walk.pass(400s);
    REQUIRE(std::holds_alternative<app::stage::Ended>(walk.practice().stage()));
    walk.press("Done");
    CHECK(unfinishedWords(walk).isEmpty());
    const auto filed = techniques(walk);
    REQUIRE(filed.size() == 1);
    CHECK(filed[0].outcome == core::Outcome::Completed);
    CHECK(filed[0].held() == filed[0].planned());
}

TEST_CASE("interrupted: ended here it is filed as interrupted, once, with what was held") {
    const QTemporaryDir folder;
    leaveInTheHold(folder);
    {
        Restarted walk(folder);
        walk.press("End it here");
        CHECK(unfinishedWords(walk).isEmpty());
    }
    Restarted walk(folder);
    CHECK(unfinishedWords(walk).isEmpty());
    const auto filed = techniques(walk);
    REQUIRE(filed.size() == 1);
    CHECK(filed[0].outcome == core::Outcome::Interrupted);
    CHECK(filed[0].held() == 5s);
}

TEST_CASE("interrupted: again and again, it stays one session and nothing is held twice") {
    const QTemporaryDir folder;
    leaveInTheHold(folder);
    for (int i = 0; i < 4; ++i) {
        Restarted walk(folder);
        walk.clock().advance(i * 1min);
        walk.press("Continue");
        walk.pass(3s + 6s);
    }
    Restarted walk(folder);
    walk.clock().advance(5min);
    CHECK(unfinishedWords(walk).contains("left side, 20 seconds left"));
    walk.press("Continue");
    walk.pass(400s);
    walk.press("Done");
    const auto filed = techniques(walk);
    REQUIRE(filed.size() == 1);
    CHECK(filed[0].held() == filed[0].planned());
}

TEST_CASE("interrupted: for how long it can go on is a setting, and the clock may stand behind") {
    const QTemporaryDir folder;
    leaveInTheHold(folder);
    const auto offered = [&](std::chrono::minutes later) {
        Restarted walk(folder);
        walk.clock().setWall({walk.clock().wall().utc + later, 60min});
        walk.press("Settings");
        walk.press("Today");
        return walk.button("Continue") != nullptr;
    };
    CHECK(offered(0min));
    CHECK(offered(58min));
    CHECK(offered(-58min));
    CHECK_FALSE(offered(60min));
    CHECK_FALSE(offered(-62min));
    {
        Restarted walk(folder);
        walk.window().findChild<QAbstractButton *>("navSettings")->click();
        auto *box = walk.window().findChild<QComboBox *>("settingsContinue");
        REQUIRE(box != nullptr);
        CHECK(box->currentText() == "For an hour");
        box->setCurrentIndex(box->findText("Never"));
        emit box->activated(box->currentIndex());
    }
    CHECK_FALSE(offered(0min));
}

TEST_CASE("interrupted: whatever is due comes before it goes on") {
    const QTemporaryDir folder;
    leaveInTheHold(folder);
    Restarted walk(folder);
    continueWithCheckDue(walk);
    REQUIRE(std::holds_alternative<app::stage::Question>(walk.practice().stage()));
    walk.answerNo();
    walk.press("Continue");
    REQUIRE(std::holds_alternative<app::stage::Playing>(walk.practice().stage()));
    CHECK(session(walk).view().phase == core::Phase::CountIn);
    CHECK(session(walk).view().left == 40s);
}

TEST_CASE("interrupted: what is too old when the pages before are done does not go on") {
    const QTemporaryDir folder;
    leaveInTheHold(folder);
    Restarted walk(folder);
    continueWithCheckDue(walk);
    walk.answerNo();
    walk.clock().advance(2h);
    walk.press("Continue");
    CHECK(std::holds_alternative<app::stage::Idle>(walk.practice().stage()));
    CHECK(unfinishedWords(walk).contains("too long ago"));
}

TEST_CASE("interrupted: another routine that is started instead is not mistaken for it") {
    const QTemporaryDir folder;
    leaveInTheHold(folder);
    Restarted walk(folder);
    continueWithCheckDue(walk);
    walk.practice().leave();
    walk.settle();
    walk.reach("Ball release");
    CHECK(std::holds_alternative<app::stage::GetReady>(walk.practice().stage()));
    walk.practice().leave();
    walk.settle();
    CHECK_FALSE(unfinishedWords(walk).isEmpty());
}

TEST_CASE("interrupted: pain that was not named is asked about first, after a full check") {
    const QTemporaryDir folder;
    {
        WindowWalk walk(machineOn(folder.path()));
        walk.reach(kStretch);
        walk.press("I'm ready");
        walk.pass(18s);
        walk.press("It hurts");
    }
    Restarted walk(folder);
    walk.press("Continue");
    REQUIRE(std::holds_alternative<app::stage::Question>(walk.practice().stage()));
    walk.answerNo();
    walk.press("Continue");
    CHECK(session(walk).view().phase == core::Phase::Hurt);
    walk.press("Sharp, shooting or pulsating");
    const auto filed = techniques(walk);
    REQUIRE(filed.size() == 1);
    CHECK(filed[0].outcome == core::Outcome::StoppedForPain);
    CHECK(filed[0].hurts.size() == 1);
}

TEST_CASE("interrupted: one that was ended while nothing could be saved is not offered again") {
    FailingDisk disk;
    const QTemporaryDir folder;
    const WindowWalk::Machine machine{.data = folder.path(), .open = disk.opener()};
    {
        WindowWalk walk(machine);
        walk.reach(kStretch);
        walk.press("I'm ready");
        walk.pass(18s);
    }
    WindowWalk walk(machine);
    walk.clock().advance(1min);
    bool refused = false;
    QObject::connect(&walk.records(), &app::RecordKeeper::dropped, &walk.window(),
                     [&refused] { refused = true; });
    disk.writing = storage::StoreError::Code::Full;
    SECTION("after it went on") {
        walk.press("Continue");
        walk.pass(400s);
        REQUIRE(std::holds_alternative<app::stage::Ended>(walk.practice().stage()));
        walk.press("Done");
    }
    SECTION("here") {
        auto *endHere = walk.button("End it here");
        endHere->click();
        endHere->click();
        walk.settle();
    }
    CHECK(unfinishedWords(walk).isEmpty());
    disk.writing = std::nullopt;
    walk.records().retryNow();
    CHECK(runUntil([&] { return walk.records().allSaved(); }));
    walk.settle();
    CHECK_FALSE(refused);
}

TEST_CASE("interrupted: a yes on the review page counts, and nothing is left to be ended") {
    const QTemporaryDir folder;
    const bool left = GENERATE(false, true);
    const QString stop = QStringLiteral("Stop. Call your local emergency number.");
    {
        WindowWalk walk(machineOn(folder.path()));
        walk.press("Start " + kStretch);
        walk.press("Yes");
        REQUIRE(std::holds_alternative<app::stage::Review>(walk.practice().stage()));
        if (left) {
            walk.press("Leave");
            CHECK(walk.window().findChild<QLabel *>("noticeTitle")->text() == stop);
            walk.press("Done");
        }
    }
    Restarted walk(folder);
    CHECK(walk.window().findChild<QLabel *>("todayCheck")->text() == stop);
    CHECK(unfinishedWords(walk).isEmpty());
    walk.press("Start " + kStretch);
    CHECK(std::holds_alternative<app::stage::Blocked>(walk.practice().stage()));
    walk.press("Check again");
    CHECK(walk.window().findChild<QLabel *>("questionText")->text() ==
          "Has a clinician looked at this?");
}
