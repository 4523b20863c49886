#include "app/prompter.h"

#include "app/spoken_text.h"
#include "support/catch.h"
#include "support/event_loop.h"
#include "support/noted_ear.h"
#include "support/scripted_session.h"

#include <QCoreApplication>
#include <QTemporaryDir>

#include <algorithm>
#include <iterator>

using namespace psoas;
using namespace psoas::app;
using namespace std::chrono_literals;

using Kind = core::Announcement::Kind;
using Heard = NotedEar::Heard;

namespace {

/// A session that has begun, and what is heard of it from then on.
struct Room {
    QTemporaryDir folder;
    Settings settings{folder.filePath("settings.ini")};
    ManualClock clock;
    SessionController session{clock};
    NotedEar ear;
    Prompter prompter{{.clock = clock, .settings = settings, .session = session, .ear = ear}};

    explicit Room(const core::Plan &plan = spokenPlan()) {
        session.load(plan);
        session.handle(core::event::Start{});
        clock.advance(60s);
        ear.take();
    }
    Heard announced(const core::Announcement &announcement) {
        prompter.announce(announcement);
        return ear.take();
    }
    Heard viewed(core::Phase phase, core::Milliseconds elapsed, std::size_t position = 1,
                 core::Milliseconds breathFrom = 0ms) {
        core::SessionView view;
        view.breathFrom = breathFrom;
        view.phase = phase;
        view.position = position;
        view.elapsed = elapsed;
        prompter.follow(view);
        return ear.take();
    }
};

core::Announcement announcement(Kind kind, std::size_t position = 1) {
    const bool hasWords = kind == Kind::StepBegins;
    return {.kind = kind,
            .position = position,
            .text = hasWords ? spokenPlan().steps.at(position).say : std::string()};
}

}  // namespace

TEST_CASE("what is spoken of each announcement") {
    const core::Plan plan = spokenPlan();
    const auto spoken = [&](core::Announcement made) {
        return spokenText(made, plan).toStdString();
    };
    auto step = announcement(Kind::StepBegins, 1);
    CHECK(spoken(step) == "Hold. Tuck your pelvis.");
    step.newSide = true;
    CHECK(spoken(step) == "Now the left side. Hold. Tuck your pelvis.");
    step.position = 3;
    CHECK(spoken(step) == "Now the right side. Hold. Tuck your pelvis.");
    step.position = 2;  // it has no side, and no words but its title
    step.text.clear();
    CHECK(spoken(step) == "Change sides.");
    step.position = 99;
    CHECK(spoken(step).empty());

    auto cue = announcement(Kind::Cue);
    cue.text = "Keep breathing.";
    CHECK(spoken(cue) == "Keep breathing.");
    CHECK(spoken(announcement(Kind::HalfWay)) == "Half-way.");
    CHECK(spoken(announcement(Kind::TenSeconds)) == "Ten seconds.");
    auto more = announcement(Kind::TimeAdded);
    more.added = 15s;
    CHECK(spoken(more) == "15 seconds more.");
    auto paused = announcement(Kind::Paused);
    CHECK(spoken(paused) == "Paused.");
    paused.slept = true;
    CHECK(spoken(paused) == "Paused: the computer slept.");
    auto goingOn = announcement(Kind::GoingOn);
    CHECK(spoken(goingOn) == "Going on. Hold.");
    goingOn.newSide = true;
    CHECK(spoken(goingOn) == "Going on. Now the left side. Hold.");
    CHECK(spoken(announcement(Kind::WhatHurts)).find("Or strong but dull.") != std::string::npos);
    CHECK(spoken(announcement(Kind::HowToGoOn)).starts_with("Ease off and go on"));
    auto end = announcement(Kind::SessionEnds);
    CHECK(spoken(end) == "The session is over.");
    end.outcome = core::Outcome::StoppedForPain;
    CHECK(spoken(end) == "The session has stopped because of pain.");
}

TEST_CASE("how long a text takes follows its length and the speed of the voice") {
    const QString text(150, 'a');
    CHECK(spokenLength({}, 0) == 0ms);
    CHECK(spokenLength(text, 0) == 10500ms);
    CHECK(spokenLength(text, -1) == 30500ms);
    CHECK(spokenLength(text, 1) < 5000ms);
    CHECK(spokenLength(text + text, 0) > spokenLength(text, 0));
}

TEST_CASE("the voice begins when the chime is out") {
    Room room;
    room.prompter.chime(core::Chime::HoldEnd);
    CHECK(room.announced(announcement(Kind::StepBegins)) ==
          Heard{"chime hold end", "\"1200 ms: Hold. Tuck your pelvis.\""});
    room.clock.advance(1s);
    CHECK(room.announced(announcement(Kind::Paused)) == Heard{"\"200 ms: Paused.\""});
    room.clock.advance(1s);
    CHECK(room.announced(announcement(Kind::Paused)) == Heard{"\"Paused.\""});
}

TEST_CASE("a mark gives way to what is being spoken, and nothing else does") {
    Room room;
    room.announced(announcement(Kind::StepBegins));  // 23 letters: 2.03 s
    room.clock.advance(2s);
    CHECK(room.announced(announcement(Kind::HalfWay)).empty());
    CHECK(room.announced(announcement(Kind::TenSeconds)).empty());
    room.clock.advance(100ms);
    CHECK(room.announced(announcement(Kind::HalfWay)) == Heard{"\"Half-way.\""});
    // Time that is added is a mark too, unless what is being said is not true any more.
    auto more = announcement(Kind::TimeAdded);
    more.added = 15s;
    CHECK(room.announced(more).empty());
    more.takesBack = true;
    CHECK(room.announced(more) == Heard{"\"15 seconds more.\""});
    // One mark gives way to another that is not over.
    CHECK(room.announced(announcement(Kind::TenSeconds)).empty());
    for (const Kind each : {Kind::Paused, Kind::GoingOn, Kind::StepBegins, Kind::SessionEnds}) {
        CHECK(room.announced(announcement(each)).size() == 1);
    }
    // What waits for its chime is being spoken as well.
    room.clock.advance(60s);
    room.prompter.chime(core::Chime::SessionEnd);
    room.announced(announcement(Kind::Paused));
    room.clock.advance(2500ms);
    CHECK(room.announced(announcement(Kind::HalfWay)).empty());
}

TEST_CASE(
    "voice and chimes are switched off one by one, and a chime that is off is not waited for") {
    Room room;
    room.settings.setSpeaks(false);
    room.prompter.chime(core::Chime::Start);
    CHECK(room.announced(announcement(Kind::Paused)) == Heard{"chime start"});
    room.settings.setSpeaks(true);
    room.settings.setChimes(false);
    room.clock.advance(60s);
    room.prompter.chime(core::Chime::Start);
    CHECK(room.announced(announcement(Kind::Paused)) == Heard{"\"Paused.\""});
}

TEST_CASE("muted, nothing is heard, at once and until it is taken back") {
    Room room;
    room.settings.setBreathTones(true);
    room.prompter.setMuted(true);
    CHECK(room.ear.take() == Heard{"hush", "silence"});
    room.prompter.setMuted(true);
    room.prompter.chime(core::Chime::Start);
    CHECK(room.announced(announcement(Kind::StepBegins)).empty());
    CHECK(room.viewed(core::Phase::Running, 0ms).empty());
    room.prompter.setMuted(false);
    CHECK(room.announced(announcement(Kind::HalfWay)) == Heard{"\"Half-way.\""});
}

TEST_CASE("a mute ends with its session: the next one is heard from its introduction on") {
    Room room;
    room.prompter.setMuted(true);
    room.prompter.tell("Ask a clinician.");
    CHECK(room.ear.take() == Heard{"hush", "silence"});
    room.prompter.introduce(spokenPlan());
    CHECK(room.ear.take() == Heard{"\"Lie down. Bend your knees. You begin with the left side.\""});
    room.prompter.tell("Ask a clinician.");
    CHECK(room.ear.take() == Heard{"\"Ask a clinician.\""});
}

TEST_CASE("who goes back from the page before a session hears no more of it") {
    Room room;
    room.prompter.introduce(spokenPlan());
    room.ear.take();
    room.prompter.leave();
    CHECK(room.announced(announcement(Kind::HalfWay)) == Heard{"hush", "\"Half-way.\""});
}

TEST_CASE("sounds are as loud as they were set") {
    Room room;
    room.settings.setVolume(30);
    room.prompter.chime(core::Chime::Start);
    CHECK(room.ear.volume() == Approx(0.3));
    room.settings.setBreathTones(true);
    room.settings.setVolume(100);
    room.viewed(core::Phase::Running, 0ms);
    CHECK(room.ear.volume() == Approx(1));
}

TEST_CASE("of a safety check nothing is heard") {
    core::Plan check = spokenPlan();
    check.kind = core::RoutineKind::SafetyCheck;
    Room room(check);
    room.prompter.chime(core::Chime::Start);
    CHECK(room.announced(announcement(Kind::StepBegins)).empty());
    CHECK(room.viewed(core::Phase::Hurt, 0ms).empty());
}

TEST_CASE("without a session nothing is heard and nothing breaks") {
    const QTemporaryDir folder;
    const Settings settings(folder.filePath("settings.ini"));
    const ManualClock clock;
    SessionController session(clock);
    NotedEar ear;
    Prompter prompter({.clock = clock, .settings = settings, .session = session, .ear = ear});
    prompter.announce(announcement(Kind::StepBegins));
    prompter.chime(core::Chime::Start);
    prompter.follow({});
    CHECK(ear.take().empty());
}

TEST_CASE("the breath is heard half by half") {
    Room room;
    CHECK(room.viewed(core::Phase::Running, 0ms).empty());  // it is off when not set
    room.settings.setBreathTones(true);
    CHECK(room.viewed(core::Phase::Running, 0ms) == Heard{"in 4000"});
    CHECK(room.viewed(core::Phase::Running, 1s).empty());
    CHECK(room.viewed(core::Phase::Running, 4010ms) == Heard{"out 5990"});
    CHECK(room.viewed(core::Phase::Running, 5s).empty());
    CHECK(room.viewed(core::Phase::Paused, 5s) == Heard{"end of breath"});
    CHECK(room.viewed(core::Phase::Paused, 5s).empty());
    // After a pause it begins anew.
    CHECK(room.viewed(core::Phase::Running, 5s, 1, 5s) == Heard{"in 4000"});
    CHECK(room.viewed(core::Phase::Running, 6s, 1, 5s).empty());
    CHECK(room.viewed(core::Phase::Running, 9s, 1, 5s) == Heard{"out 6000"});
    // After a long stall it is too late for its tone.
    CHECK(room.viewed(core::Phase::Running, 15500ms, 1, 5s).empty());
    CHECK(room.viewed(core::Phase::Running, 19s, 1, 5s) == Heard{"out 6000"});
    CHECK(room.viewed(core::Phase::Running, 0s, 2) == Heard{"end of breath"});  // a rest
    CHECK(room.viewed(core::Phase::Running, 0s, 3) == Heard{"in 4000"});
    // A step that begins anew begins with its first half.
    CHECK(room.viewed(core::Phase::Running, 2s, 3).empty());
    CHECK(room.announced(announcement(Kind::StepBegins, 3)).front() == "end of breath");
    CHECK(room.viewed(core::Phase::Running, 0s, 3) == Heard{"in 4000"});
    room.settings.setChimes(false);
    CHECK(room.viewed(core::Phase::Running, 4s, 3) == Heard{"end of breath"});
}

TEST_CASE("in the pauses of a breath nothing is heard") {
    core::Plan plan = spokenPlan();
    plan.steps[1].breathing = core::Breathing{.in = 4s, .out = 6s, .afterIn = 2s, .afterOut = 2s};
    Room room(plan);
    room.settings.setBreathTones(true);
    CHECK(room.viewed(core::Phase::Running, 0s) == Heard{"in 4000"});
    CHECK(room.viewed(core::Phase::Running, 4s).empty());
    CHECK(room.viewed(core::Phase::Running, 6s) == Heard{"out 6000"});
    CHECK(room.viewed(core::Phase::Running, 12s).empty());
    CHECK(room.viewed(core::Phase::Running, 14s) == Heard{"in 4000"});
}

TEST_CASE("a breath that turns between two views is heard all the same") {
    const QTemporaryDir folder;
    Settings settings(folder.filePath("settings.ini"));
    settings.setBreathTones(true);
    ManualClock clock;
    SessionController session(clock);
    NotedEar ear;
    // So fast that its timer need not be waited for.
    Prompter prompter(
        {.clock = clock, .settings = settings, .session = session, .ear = ear, .speed = 1000});
    session.load(spokenPlan());
    session.handle(core::event::Start{});
    session.handle(core::event::Ready{});
    const auto heard = [&](const std::string &what) {
        bool found = false;
        return runUntil([&] {
            found = found || std::ranges::count(ear.take(), what) == 1;
            return found;
        });
    };
    clock.advance(4s);
    CHECK(heard("out 6"));
    clock.advance(6s);
    CHECK(heard("in 4"));
}

TEST_CASE("in a rehearsal the breath is as fast as its clock") {
    const QTemporaryDir folder;
    Settings settings(folder.filePath("settings.ini"));
    settings.setBreathTones(true);
    const ManualClock clock;
    SessionController session(clock);
    NotedEar ear;
    Prompter prompter(
        {.clock = clock, .settings = settings, .session = session, .ear = ear, .speed = 10});
    session.load(spokenPlan());
    core::SessionView view;
    view.phase = core::Phase::Running;
    view.position = 1;
    view.elapsed = 1s;  // a tenth of a second late
    prompter.follow(view);
    CHECK(ear.take() == Heard{"in 300"});
}

TEST_CASE("the voice and the sounds can be tried without a session") {
    Room room;
    room.settings.setSpeaks(false);
    room.settings.setChimes(false);
    room.prompter.tryVoice();
    CHECK(room.ear.take() == Heard{"\"Breathe in, and let it go.\""});
    room.prompter.trySounds();
    Heard tried = room.ear.take();
    CHECK(tried == Heard{"chime start"});
    while (tried.size() < 6) {
        endTimers(room.prompter);
        const std::size_t before = tried.size();
        REQUIRE(runUntil([&] {
            std::ranges::move(room.ear.take(), std::back_inserter(tried));
            return tried.size() > before;
        }));
    }
    CHECK(tried == Heard{"chime start", "chime switch", "chime ten seconds", "chime hold end",
                         "chime paused", "chime session end"});
    endTimers(room.prompter);
    QCoreApplication::processEvents();
    CHECK(room.ear.take().empty());
}

TEST_CASE("a chime of the session ends a trial of the sounds") {
    Room room;
    room.prompter.trySounds();
    room.prompter.chime(core::Chime::Switch);
    endTimers(room.prompter);
    QCoreApplication::processEvents();
    CHECK(room.ear.take() == Heard{"chime start", "chime switch"});
}
