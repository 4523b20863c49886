#include "core/session.h"

#include "core/timeline.h"
#include "support/catch.h"

#include <algorithm>

using namespace psoas::core;
using namespace std::chrono_literals;

namespace {

/// Set up, then 20 s left, 5 s rest, 20 s right.
Plan twoSides() {
    PlannedStep rest = prepare("switch", 5s);
    rest.kind = StepKind::Rest;
    return planOf({prepare("set-up"), hold("hold", 20s), rest, hold("hold", 20s, Side::Right)});
}

Timeline started(Plan plan = twoSides()) {
    Timeline line(std::move(plan));
    line.at(0s, event::Start{});
    return line;
}

Timeline holding() {
    Timeline line = started();
    line.at(0s, event::Ready{});
    return line;
}

}  // namespace

TEST_CASE("a session runs from the first step to the end by itself") {
    Timeline line = started();
    CHECK(line.session.view().phase == Phase::Waiting);
    line.at(100s);
    CHECK(line.session.view().phase == Phase::Waiting);
    line.at(101s, event::Ready{});
    CHECK(line.session.view().phase == Phase::Running);
    line.runTo(121s);
    CHECK(line.session.view().position == 2);
    line.runTo(126s);
    CHECK(line.session.view().position == 3);
    line.runTo(145'999ms);
    CHECK_FALSE(line.outcome);
    line.at(146s);
    CHECK(line.outcome == Outcome::Completed);
    CHECK(line.session.steps()[1].held == 20s);
    CHECK(line.session.steps()[3].held == 20s);
    CHECK(line.session.steps()[2].held == 0s);
    CHECK(line.heard == std::vector<std::string>{"set-up", "hold", "ten seconds", "switch", "hold",
                                                 "ten seconds", "over"});
}

TEST_CASE("a step never ends early") {
    Timeline line = holding();
    line.runTo(19'999ms);
    CHECK(line.session.view().position == 1);
    CHECK(line.session.view().left == 1ms);
    line.at(20s);
    CHECK(line.session.view().position == 2);
}

TEST_CASE("a pause stops the clock and resuming counts in for three seconds") {
    Timeline line = holding();
    line.runTo(7s);
    line.at(7s, event::Pause{});
    line.at(60s);
    CHECK(line.session.view().left == 13s);
    line.at(60s, event::Resume{});
    CHECK(line.session.view().phase == Phase::CountIn);
    line.at(62s);
    CHECK(line.session.view().countInLeft == 1s);
    line.at(63s);
    CHECK(line.session.view().phase == Phase::Running);
    CHECK(line.session.view().left == 13s);
    line.runTo(76s);
    CHECK(line.session.steps()[1].held == 20s);
    CHECK(line.session.steps()[1].paused == 56s);
    CHECK(line.session.view().position == 2);
}

TEST_CASE("skip goes on and records what was held") {
    Timeline line = holding();
    line.runTo(4s);
    line.at(4s, event::Skip{});
    CHECK(line.session.view().position == 2);
    CHECK(line.session.steps()[1].skipped);
    CHECK(line.session.steps()[1].held == 4s);
    line.runTo(29s);
    CHECK(line.outcome == Outcome::EndedEarly);
}

TEST_CASE("a skipped rest does not spoil a completed session") {
    Timeline line = holding();
    line.runTo(21s);
    line.at(21s, event::Skip{});
    line.runTo(41s);
    CHECK(line.outcome == Outcome::Completed);
}

TEST_CASE("back within three seconds goes to the previous step and later to this one again") {
    Timeline line = holding();
    line.runTo(28s);  // three seconds into the right side
    line.at(28s, event::Back{});
    CHECK(line.session.view().position == 2);
    line.runTo(33s);
    line.runTo(36'001ms);
    line.at(36'001ms, event::Back{});
    CHECK(line.session.view().position == 3);
    CHECK(line.session.view().left == 20s);
    CHECK(line.session.steps()[3].held == 0s);
    line.runTo(56'001ms);
    CHECK(line.outcome == Outcome::Completed);
    CHECK(line.session.steps()[3].held == 20s);
}

TEST_CASE("back undoes a skip as long as the step after it lasts") {
    Timeline line = holding();
    line.at(2s, event::Extend{});
    line.runTo(4s);
    line.at(4s, event::Skip{});
    SECTION("and the hold goes on where it was left, after the count-in") {
        line.runTo(8'500ms);  // long after the three seconds of a step's beginning
        line.at(8'500ms, event::Back{});
        CHECK(line.session.view().phase == Phase::CountIn);
        CHECK(line.session.view().position == 1);
        CHECK_FALSE(line.session.steps()[1].skipped);
        CHECK(line.session.steps()[1].held == 4s);
        line.runTo(11'500ms);
        CHECK(line.session.view().phase == Phase::Running);
        CHECK(line.session.view().left == 31s);
        line.runTo(42'500ms);
        line.runTo(47'500ms);
        line.runTo(82'500ms);
        CHECK(line.outcome == Outcome::Completed);
    }
    SECTION("one after the other") {
        line.at(5s, event::Skip{});
        line.at(6s, event::Back{});
        CHECK(line.session.view().position == 2);
        line.at(6s, event::Back{});
        CHECK(line.session.view().position == 1);
        CHECK(line.session.steps()[1].held == 4s);
        CHECK_FALSE(line.session.steps()[2].skipped);
    }
    SECTION("a pause outlasts it") {
        line.at(5s, event::Pause{});
        line.at(6s, event::Back{});
        CHECK(line.session.view().phase == Phase::Paused);
        CHECK(line.session.view().left == 31s);
    }
    SECTION("also where a step that waits came between") {
        Plan plan = planOf({hold("hold", 20s), prepare("find"), hold("hold", 20s, Side::Right)});
        Timeline waits = started(plan);
        waits.at(4s, event::Pause{});
        waits.at(5s, event::Skip{});
        CHECK(waits.session.view().phase == Phase::Waiting);
        waits.at(6s, event::Back{});
        CHECK(waits.session.view().phase == Phase::Paused);
        waits.runTo(20s);
        CHECK(waits.session.steps()[0].held == 4s);
    }
    SECTION("not once the step after it is over") {
        line.runTo(9s);
        line.at(9s, event::Back{});
        CHECK(line.session.view().position == 2);
        line.at(9s, event::Back{});
        CHECK(line.session.view().position == 1);
        CHECK(line.session.steps()[1].held == 0s);
    }
}

TEST_CASE("a step that waits is waited for again when its skip is undone") {
    Timeline line = started();
    line.at(1s, event::Skip{});
    line.at(3s, event::Back{});
    CHECK(line.session.view().phase == Phase::Waiting);
    CHECK(line.session.view().position == 0);
    CHECK(line.session.steps()[1].held == 0s);
}

TEST_CASE("the second side is never shorter than the first") {
    Timeline line = holding();
    line.at(2s, event::Extend{});
    SECTION("what was added to the first is added to it") {
        line.runTo(40s);
        CHECK(line.session.view().position == 3);
        CHECK(line.session.view().left == 35s);
        CHECK(line.session.steps()[3].extended == 15s);
    }
    SECTION("but not where the first was skipped") {
        line.at(3s, event::Skip{});
        line.runTo(8s);
        CHECK(line.session.view().position == 3);
        CHECK(line.session.view().left == 20s);
    }
    SECTION("nor where it was ended for pain") {
        line.at(10s, event::Hurt{});
        line.at(10s, event::NameHurt{HurtKind::Dull});
        line.at(10s, event::ChooseAfterHurt{HurtChoice::FinishHold});
        line.runTo(15s);
        CHECK(line.session.view().position == 3);
        CHECK(line.session.view().left == 20s);
    }
    SECTION("nor from one round to the next") {
        Plan plan = planOf({hold("hold", 20s), hold("hold", 20s, Side::Right)});
        plan.steps[1].round = 2;
        Timeline rounds = started(plan);
        rounds.at(2s, event::Extend{});
        rounds.runTo(35s);
        CHECK(rounds.session.view().left == 20s);
    }
}

TEST_CASE("there is time to get ready before the clock starts") {
    SessionRules rules;
    rules.getReady = 5s;
    Timeline line(twoSides(), rules);
    line.at(0s, event::Start{});
    line.at(10s, event::Ready{});
    CHECK(line.session.view().phase == Phase::CountIn);
    CHECK(line.session.view().countInLength == 5s);
    CHECK(line.session.view().countInLeft == 5s);
    CHECK(line.heard.back() == "hold");
    line.runTo(14s);
    CHECK(line.session.view().countInLeft == 1s);
    CHECK(line.session.steps()[1].held == 0s);
    line.runTo(15s);
    CHECK(line.session.view().phase == Phase::Running);
    CHECK(line.session.view().left == 20s);
    SECTION("also where the session begins with a timed step") {
        Timeline timed(planOf({hold("hold", 20s)}), rules);
        timed.at(0s, event::Start{});
        CHECK(timed.session.view().phase == Phase::CountIn);
        timed.runTo(5s);
        CHECK(timed.session.view().left == 20s);
    }
    SECTION("or a step that waits is skipped") {
        Timeline skipped(twoSides(), rules);
        skipped.at(0s, event::Start{});
        skipped.at(0s, event::Skip{});
        CHECK(skipped.session.view().phase == Phase::CountIn);
    }
    SECTION("and a pause after it counts in as ever") {
        line.at(16s, event::Pause{});
        line.at(16s, event::Resume{});
        CHECK(line.session.view().countInLength == 3s);
        line.runTo(19s);
        CHECK(line.session.view().phase == Phase::Running);
    }
}

TEST_CASE("a breath begins anew after a pause") {
    Timeline line = holding();
    line.runTo(7s);
    CHECK(line.session.view().breathFrom == 0s);
    line.at(7s, event::Pause{});
    line.at(8s, event::Resume{});
    line.runTo(13s);
    CHECK(line.session.view().elapsed == 9s);
    CHECK(line.session.view().breathFrom == 7s);
    line.runTo(24s);
    CHECK(line.session.view().position == 2);
    CHECK(line.session.view().breathFrom == 0s);
}

TEST_CASE("a long hold is told half-way and ten seconds before its end") {
    PlannedStep step = hold("hold", 45s);
    Timeline line = started(planOf({step}));
    SECTION("by the app where the file says nothing") {
        line.runTo(45s);
        CHECK(line.heard == std::vector<std::string>{"hold", "half-way", "ten seconds", "over"});
    }
    SECTION("at the very moments") {
        line.runTo(22'499ms);
        CHECK(line.heard.back() == "hold");
        line.at(22'500ms);
        CHECK(line.heard.back() == "half-way");
        line.runTo(34'999ms);
        CHECK(line.heard.back() == "half-way");
        line.at(35s);
        CHECK(line.heard.back() == "ten seconds");
    }
}

TEST_CASE("the file's own words take the place of the app's") {
    PlannedStep step = hold("hold", 50s);
    step.cues = {{Cue::From::Start, 25s, "middle"}, {Cue::From::End, 10s, "nearly"}};
    Timeline line = started(planOf({step}));
    line.runTo(50s);
    CHECK(line.heard == std::vector<std::string>{"hold", "middle", "nearly", "over"});
}

TEST_CASE("what is said tells the side when it is a new one") {
    const auto newSides = [](Plan plan) {
        std::vector<bool> found;
        Timeline line(std::move(plan));
        const auto listen = [&](const Effects &effects) {
            for (const Effect &effect : effects) {
                if (const auto *say = std::get_if<effect::Say>(&effect);
                    say != nullptr && say->what.kind == Announcement::Kind::StepBegins) {
                    found.push_back(say->what.newSide);
                }
            }
        };
        listen(line.at(0s, event::Start{}));
        for (int second = 1; second < 60; ++second) {
            listen(line.at(Seconds{second}));
        }
        return found;
    };
    PlannedStep rest = prepare("rest", 5s);
    CHECK(newSides(planOf({prepare("set-up", 5s), hold("a", 5s), hold("b", 5s), rest, hold("c", 5s),
                           hold("a", 5s, Side::Right)})) ==
          std::vector<bool>{false, true, false, false, false, true});
}

TEST_CASE("fifteen seconds more up to the limit of the pose") {
    PlannedStep onBall = hold("spot", 290s);
    onBall.pose = Pose::ProneOnBall;
    Timeline line = started(planOf({onBall}));
    CHECK(line.session.view().canExtend);
    line.at(1s, event::Extend{});
    CHECK(line.session.view().left == 299s);
    CHECK(line.session.steps()[0].extended == 10s);
    CHECK_FALSE(line.session.view().canExtend);
    CHECK(line.at(1s, event::Extend{}).empty());
    line.runTo(300s);
    CHECK(line.outcome == Outcome::Completed);
    CHECK(line.session.steps()[0].held == 300s);
}

TEST_CASE("sharp and numb pain end the session at once") {
    const HurtKind kind = GENERATE(HurtKind::Sharp, HurtKind::Numb);
    Timeline line = holding();
    line.runTo(8s);
    line.at(8s, event::Hurt{});
    CHECK(line.session.view().phase == Phase::Hurt);
    line.at(30s);
    CHECK(line.session.view().left == 12s);
    line.at(30s, event::NameHurt{kind});
    CHECK(line.outcome == Outcome::StoppedForPain);
    REQUIRE(line.session.hurts().size() == 1);
    CHECK(line.session.hurts()[0] == HurtRecord{kind, "hold", Side::Left, 8s, std::nullopt});
    CHECK(line.session.steps()[1].held == 8s);
    CHECK(line.session.steps()[1].paused == 22s);
    CHECK(line.journal.back().hurt->hurt.kind == kind);
}

TEST_CASE("dull pain can be eased off finished skipped or ended") {
    Timeline line = holding();
    line.runTo(8s);
    line.at(8s, event::Hurt{});
    line.at(10s, event::NameHurt{HurtKind::Dull});
    REQUIRE(line.session.view().phase == Phase::HurtDull);

    SECTION("ease off and go on after the count-in") {
        line.at(12s, event::ChooseAfterHurt{HurtChoice::EaseOff});
        CHECK(line.session.view().phase == Phase::CountIn);
        line.runTo(15s);
        CHECK(line.session.view().phase == Phase::Running);
        CHECK(line.session.view().left == 12s);
        CHECK(line.session.steps()[1].paused == 7s);
    }
    SECTION("finish this hold keeps what was held and is no skip") {
        line.at(12s, event::ChooseAfterHurt{HurtChoice::FinishHold});
        CHECK(line.session.view().position == 2);
        CHECK_FALSE(line.session.steps()[1].skipped);
        CHECK(line.session.steps()[1].held == 8s);
    }
    SECTION("skip this hold") {
        line.at(12s, event::ChooseAfterHurt{HurtChoice::SkipHold});
        CHECK(line.session.steps()[1].skipped);
    }
    SECTION("end session") {
        line.at(12s, event::ChooseAfterHurt{HurtChoice::EndSession});
        CHECK(line.outcome == Outcome::EndedEarly);
    }
}

TEST_CASE("it hurts is there in every state of a session") {
    Timeline line = started();
    SECTION("waiting") {
        line.at(3s, event::Hurt{});
        line.at(3s, event::NameHurt{HurtKind::Dull});
        line.at(4s, event::ChooseAfterHurt{HurtChoice::FinishHold});  // there is no hold
        CHECK(line.session.view().phase == Phase::HurtDull);
        line.at(4s, event::ChooseAfterHurt{HurtChoice::EaseOff});
        CHECK(line.session.view().phase == Phase::Waiting);
        return;
    }
    line.at(0s, event::Ready{});
    SECTION("running") {}
    SECTION("paused") { line.at(1s, event::Pause{}); }
    SECTION("counting in") {
        line.at(1s, event::Pause{});
        line.at(2s, event::Resume{});
    }
    line.at(3s, event::Hurt{});
    CHECK(line.session.view().phase == Phase::Hurt);
}

TEST_CASE("a late tick passes every boundary in order and speaks only the newest text") {
    PlannedStep first = hold("one", 3s);
    first.cues = {{Cue::From::Start, 1s, "cue"}};
    Timeline line = started(planOf({first, hold("two", 2s), hold("three", 20s)}));
    line.heard.clear();
    line.journal.clear();
    line.at(6s);
    CHECK(line.heard == std::vector<std::string>{"three"});
    std::vector<std::pair<Transition, std::string>> told;
    for (const JournalEntry &entry : line.journal) {
        told.emplace_back(entry.transition, entry.step.step);
    }
    CHECK(told == std::vector<std::pair<Transition, std::string>>{{Transition::Done, "one"},
                                                                  {Transition::Began, "two"},
                                                                  {Transition::Done, "two"},
                                                                  {Transition::Began, "three"}});
    CHECK(line.journal[0].at == 3s);
    CHECK(line.journal[2].at == 5s);
}

TEST_CASE("cues are spoken on time from the start and from the end") {
    PlannedStep step = hold("hold", 30s);
    step.cues = {{Cue::From::Start, 12s, "breathe"}, {Cue::From::End, 10s, "ten"}};
    Timeline line = started(planOf({step}));
    line.runTo(12s);
    CHECK(line.heard.back() == "breathe");
    CHECK(line.session.view().saying == "breathe");
    line.at(12s, event::Extend{});
    line.runTo(34s);
    CHECK(line.heard.back() == "half-way");
    line.runTo(35s);
    CHECK(line.heard.back() == "ten");
}

TEST_CASE("what the page says is true, whatever came between") {
    PlannedStep step = hold("hold", 90s);
    step.say = "shift";
    step.cues = {{Cue::From::Start, 15s, "breathe"},
                 {Cue::From::End, 30s, "half a minute"},
                 {Cue::From::End, 10s, "ten"}};
    const std::vector<Event> extend{event::Extend{}};
    const std::vector<Event> easeOff{event::Hurt{}, event::NameHurt{HurtKind::Dull},
                                     event::ChooseAfterHurt{HurtChoice::EaseOff}};
    const std::vector<Event> undone{event::Skip{}, event::Back{}};
    const std::vector<Event> back{event::Back{}};
    const std::vector<Event> pause{event::Pause{}};
    struct Row {
        Milliseconds at;
        std::vector<Event> events;
        std::string saying;
        std::string heard;
    };
    const Row rows[] = {
        {5s, extend, "shift", "more"},
        {20s, extend, "breathe", "more"},
        {20s, easeOff, "breathe", "hold. breathe"},
        {60s, {}, "half a minute", "half a minute"},
        {70s, {}, "half a minute", "half a minute"},
        {71s, {}, "breathe", "half a minute"},
        {62s, extend, "breathe", "more after all"},
        {62s, easeOff, "breathe", "hold. breathe"},
        {62s, undone, "breathe", "hold. breathe"},
        {62s, back, "shift", "hold. shift"},
        {75s, easeOff, "breathe", "hold. breathe"},
        {82s, {}, "ten", "ten"},
        {82s, pause, "ten", "paused"},
        {82s, extend, "breathe", "more after all"},
        {82s, easeOff, "breathe", "hold. breathe"},
        {82s, undone, "breathe", "hold. breathe"},
        {82s, back, "shift", "hold. shift"},
        {80s, extend, "breathe", "more after all"},  // the very moment the cue is due
    };
    for (const Row &row : rows) {
        INFO(row.at.count() << " ms, " << row.events.size() << " events");
        Timeline line = started(planOf({step, hold("after", 20s)}));
        line.runTo(row.at - 1s);
        line.after(1s, row.events.empty() ? Event{event::Tick{}} : row.events.front());
        for (std::size_t i = 1; i < row.events.size(); ++i) {
            line.after(0s, row.events[i]);
        }
        CHECK(line.session.view().saying == row.saying);
        CHECK(line.heard.back() == row.heard);
    }
}

TEST_CASE("time that is added is told, and where it will be added too") {
    Timeline line = holding();
    CHECK(line.session.view().added == 0s);
    line.at(2s, event::Extend{});
    CHECK(line.heard.back() == "more");
    CHECK(line.session.view().added == 15s);
    CHECK(line.session.view().carried == 0s);
    CHECK(line.session.view().carriesTo == Side::Right);
    line.runTo(40s);
    REQUIRE(line.session.view().position == 3);
    CHECK(line.session.view().added == 15s);
    CHECK(line.session.view().carried == 15s);
    CHECK_FALSE(line.session.view().carriesTo);
    line.at(41s, event::Extend{});
    CHECK(line.session.view().added == 30s);
    CHECK(line.session.view().carried == 15s);
}

TEST_CASE("a step that begins is said, even where time is added in that very moment") {
    Timeline line = started(planOf({prepare("tilt", 5s), hold("hold", 20s)}));
    line.at(6s, event::Extend{});
    CHECK(line.heard.back() == "hold");
    CHECK(line.session.view().added == 15s);
}

TEST_CASE("a sleep pauses at the second it began") {
    Timeline line = holding();
    line.runTo(7s);
    line.sleep(8h);
    line.at(7'200ms);
    CHECK(line.session.view().phase == Phase::Paused);
    CHECK(line.session.view().wasSuspended);
    CHECK(line.session.view().left == 13s);
    line.at(8s, event::Resume{});
    CHECK_FALSE(line.session.view().wasSuspended);
}

TEST_CASE("a standstill of over ten seconds pauses and a shorter hiccup is passed through") {
    Timeline line = holding();
    SECTION("over ten seconds") {
        line.runTo(2s);
        line.at(12'001ms);
        CHECK(line.session.view().phase == Phase::Paused);
        CHECK(line.session.view().left == 18s);
        CHECK(line.session.steps()[1].paused == 10'001ms);
    }
    SECTION("ten seconds") {
        line.runTo(2s);
        line.at(12s);
        CHECK(line.session.view().phase == Phase::Running);
        CHECK(line.session.view().left == 8s);
    }
    SECTION("a boot clock one second ahead") {
        line.runTo(2s);
        line.sleep(1s);
        line.at(3s);
        CHECK(line.session.view().phase == Phase::Running);
    }
}

TEST_CASE("what was held is journaled at least every five seconds") {
    Timeline line = holding();
    line.runTo(19s);
    CHECK(line.journal.back().transition == Transition::Beat);
    CHECK(line.journal.back().step.held == 15s);
    int sequence = 0;
    for (const JournalEntry &entry : line.journal) {
        CHECK(entry.sequence == ++sequence);
    }
}

TEST_CASE("a check asks its questions and files them after a review") {
    Timeline line(planOf({question("e1", Urgency::Emergency), question("f1", Urgency::Stop),
                          question("f3", Urgency::Therapist)},
                         RoutineKind::SafetyCheck));
    line.at(0s, event::Start{});
    line.at(1s, event::Answer{false});
    CHECK(line.at(1s, event::Skip{}).empty());
    CHECK(line.at(1s, event::Ready{}).empty());
    CHECK(line.session.answers().size() == 1);
    line.at(2s, event::Answer{true});
    line.at(3s, event::Answer{true});
    CHECK(line.session.view().phase == Phase::Review);
    CHECK(line.session.urgency() == Urgency::Stop);

    SECTION("filed as it is") {
        line.at(4s, event::Ready{});
        CHECK(line.outcome == Outcome::Stop);
    }
    SECTION("an answer is changed before it is filed") {
        line.at(4s, event::Revise{1});
        CHECK(line.session.view().position == 1);
        line.at(5s, event::Answer{false});
        CHECK(line.session.view().phase == Phase::Review);
        line.at(6s, event::Ready{});
        CHECK(line.outcome == Outcome::Therapist);
    }
}

TEST_CASE("a check that asked nothing is never filed as clear") {
    PlannedStep clinician = prepare("clinician");
    clinician.kind = StepKind::Question;
    SECTION("no steps") {
        Timeline line(planOf({}, RoutineKind::SafetyCheck));
        line.at(0s, event::Start{});
        CHECK(line.outcome == Outcome::EndedEarly);
    }
    SECTION("nothing but an instruction") {
        Timeline line(planOf({prepare("sit")}, RoutineKind::SafetyCheck));
        line.at(0s, event::Start{});
        line.at(1s, event::Ready{});
        line.at(2s, event::Ready{});
        CHECK(line.outcome == Outcome::EndedEarly);
    }
    SECTION("nothing but whether a clinician has looked") {
        Timeline line(planOf({clinician}, RoutineKind::SafetyCheck));
        line.at(0s, event::Start{});
        line.at(1s, event::Answer{true});
        line.at(2s, event::Ready{});
        CHECK(line.outcome == Outcome::EndedEarly);
    }
    SECTION("one question is enough") {
        Timeline line(planOf({clinician, question("f1", Urgency::Stop)}, RoutineKind::SafetyCheck));
        line.at(0s, event::Start{});
        line.at(1s, event::Answer{true});
        line.at(2s, event::Answer{false});
        line.at(3s, event::Ready{});
        CHECK(line.outcome == Outcome::Clear);
    }
}

TEST_CASE("the chime ten seconds before a hold's end is on time for any length") {
    const Seconds length = GENERATE(11s, 20s, 33s, 47s);
    Timeline line = started(planOf({hold("hold", length)}));
    const auto chimes = [&](Milliseconds when) {
        const Effects effects = line.at(when);
        return std::ranges::count(effects, Effect{effect::Play{Chime::TenSeconds}});
    };
    const Milliseconds due = length - 10s;
    for (Milliseconds when{0}; when < due - 1s; when += 1s) {
        CHECK(chimes(when) == 0);
    }
    CHECK(chimes(due - 1ms) == 0);
    CHECK(*line.session.nextBoundary() == ActiveTime{500s + due});
    CHECK(chimes(due) == 1);
    CHECK(chimes(due + 1s) == 0);
}

TEST_CASE("a hold of ten seconds has no chime before its end") {
    Timeline line = started(planOf({hold("hold", 10s)}));
    for (Milliseconds when{100}; when < 10s; when += 100ms) {
        const Effects effects = line.at(when);
        CHECK(std::ranges::count(effects, Effect{effect::Play{Chime::TenSeconds}}) == 0);
    }
}

TEST_CASE("an emergency goes straight to the review") {
    Timeline line(planOf({question("e1", Urgency::Emergency), question("f1", Urgency::Stop)},
                         RoutineKind::SafetyCheck));
    line.at(0s, event::Start{});
    line.at(1s, event::Answer{true});
    CHECK(line.session.view().phase == Phase::Review);
    CHECK(line.session.answers().size() == 1);
    line.at(2s, event::Revise{0});
    line.at(3s, event::Answer{false});
    CHECK(line.session.view().position == 1);
}

TEST_CASE("time spent on the way out is on record") {
    Timeline line = holding();
    line.runTo(8s);
    line.at(8s, event::Pause{});
    line.at(98s, event::End{});
    CHECK(line.outcome == Outcome::EndedEarly);
    CHECK(line.journal.back().transition == Transition::Ended);
    CHECK(line.journal.back().step.paused == 90s);
    CHECK(line.journal.back().step == line.session.steps()[line.journal.back().position]);
}

TEST_CASE("it hurts cannot be left without saying what kind of pain it is") {
    Timeline line = holding();
    line.at(5s, event::Hurt{});
    CHECK(line.at(6s, event::End{}).empty());
    CHECK(line.session.view().phase == Phase::Hurt);
    line.at(7s, event::NameHurt{HurtKind::Dull});
    line.at(8s, event::End{});
    CHECK(line.outcome == Outcome::EndedEarly);
    CHECK(line.session.hurts().back().choice == HurtChoice::EndSession);
}

TEST_CASE("a pause outlasts dull pain, whatever is chosen about the hold") {
    const HurtChoice choice = GENERATE(HurtChoice::FinishHold, HurtChoice::SkipHold);
    Timeline line = holding();
    line.at(5s, event::Pause{});
    line.at(6s, event::Hurt{});
    line.at(7s, event::NameHurt{HurtKind::Dull});
    const auto position = line.session.view().position;
    line.at(8s, event::ChooseAfterHurt{choice});
    CHECK(line.session.view().position == position + 1);
    CHECK(line.session.view().phase == Phase::Paused);
    line.at(20s);
    CHECK(line.session.view().elapsed == 0s);
}

TEST_CASE("a cue that is missed together with the end is not spoken after it") {
    PlannedStep last = hold("only", 20s, Side::Left);
    last.cues = {{Cue::From::End, 2s, "Nearly there."}};
    Timeline line(planOf({last}));
    line.at(0s, event::Start{});
    line.runTo(17s);
    line.heard.clear();
    line.at(25s);
    CHECK(line.outcome == Outcome::Completed);
    CHECK(line.heard == std::vector<std::string>{"over"});
}

TEST_CASE("nothing happens after the end") {
    Timeline line = holding();
    line.at(1s, event::End{});
    CHECK(line.outcome == Outcome::EndedEarly);
    CHECK(line.at(2s, event::Ready{}).empty());
    CHECK(line.at(3s).empty());
    CHECK_FALSE(line.session.nextBoundary());
}

TEST_CASE("the next boundary is the next thing that happens by itself") {
    Timeline line = started();
    CHECK_FALSE(line.session.nextBoundary());
    line.at(0s, event::Ready{});
    const ActiveTime start = *line.session.nextBoundary() - 5s;
    line.runTo(17s);
    CHECK(*line.session.nextBoundary() == start + 20s);
    line.at(17s, event::Pause{});
    CHECK_FALSE(line.session.nextBoundary());
    line.at(18s, event::Resume{});
    CHECK(*line.session.nextBoundary() == start + 21s);
}

TEST_CASE("half-way is said once, even where time is added after it") {
    Timeline line = started(planOf({hold("hold", 65s)}));
    line.runTo(33s);
    line.at(33s, event::Extend{});
    line.runTo(64s);  // half of it all would be at 40 s now, together with a beat
    CHECK(std::ranges::count(line.heard, "half-way") == 1);
}

TEST_CASE("by ear: what hurts is asked, and how it goes on") {
    Timeline line = holding();
    line.runTo(8s);
    line.at(8s, event::Hurt{});
    CHECK(line.heard.back() == "what hurts");
    line.at(9s, event::NameHurt{HurtKind::Dull});
    CHECK(line.heard.back() == "how to go on");
    line.at(10s, event::ChooseAfterHurt{HurtChoice::EaseOff});
    CHECK(line.heard.back() == "hold");
}

TEST_CASE("by ear: after Skip, Back and a pause the side is said again") {
    PlannedStep tilt = prepare("tilt", 10s);
    tilt.side = Side::Right;
    Timeline line = started(planOf({hold("hold", 20s), tilt, hold("hold", 20s, Side::Right)}));
    const auto saysSide = [&](Milliseconds when, const Event &event) {
        for (const Effect &effect : line.at(when, event)) {
            if (const auto *say = std::get_if<effect::Say>(&effect)) {
                return say->what.newSide;
            }
        }
        return false;
    };
    CHECK(saysSide(1s, event::Skip{}));
    CHECK(saysSide(1s, event::Skip{}));
    CHECK(saysSide(2s, event::Back{}));
    CHECK(saysSide(2s, event::Back{}));
    CHECK_FALSE(saysSide(3s, event::Pause{}));
    CHECK(saysSide(4s, event::Resume{}));
}
