#include "core/random_sessions.h"
#include "core/timeline.h"
#include "support/catch.h"

#include <algorithm>
#include <iostream>
#include <iterator>
#include <random>

using namespace psoas::core;
using namespace std::chrono_literals;

namespace {

/// The session as a store has it that was given these entries and no more.
UnfinishedSession storedAfter(const Plan &plan, const std::vector<JournalEntry> &entries,
                              std::size_t count) {
    UnfinishedSession session;
    std::ranges::transform(plan.steps, std::back_inserter(session.record.steps), untouched);
    for (std::size_t i = 0; i < count; ++i) {
        const JournalEntry &entry = entries[i];
        session.record.steps[entry.position] = entry.step;
        if (entry.hurt) {
            auto &hurts = session.record.hurts;
            hurts.resize(std::max(hurts.size(), entry.hurt->index + 1));
            hurts[entry.hurt->index] = entry.hurt->hurt;
        }
        session.last = markOf(entry, {});
    }
    return session;
}

UnfinishedSession storedAfter(const Timeline &line) {
    return storedAfter(line.session.plan(), line.journal, line.journal.size());
}

Plan twoSides() {
    return planOf({prepare("set-up"), hold("left", 45s), prepare("switch", 10s),
                   hold("right", 45s, Side::Right)});
}

/// A session of `twoSides` that has been `held` for so long on the left.
Timeline heldOnTheLeft(Milliseconds held) {
    Timeline line(twoSides());
    line.at(0ms, event::Start{});
    line.at(0ms, event::Ready{});
    line.runTo(held);
    return line;
}

/// Goes through all that is left as somebody would who wants to reach the end.
void runToTheEnd(Timeline &line, Milliseconds from) {
    Milliseconds now = from;
    for (int i = 0; i < 2000 && !line.outcome; ++i) {
        now += 500ms;
        switch (line.session.view().phase) {
            case Phase::Waiting:
                line.at(now, event::Ready{});
                break;
            case Phase::Paused:
                line.at(now, event::Resume{});
                break;
            case Phase::Hurt:
                line.at(now, event::NameHurt{HurtKind::Dull});
                break;
            case Phase::HurtDull:
                line.at(now, event::ChooseAfterHurt{HurtChoice::EaseOff});
                break;
            default:
                line.at(now);
                break;
        }
    }
}

}  // namespace

TEST_CASE("an interrupted hold counts in and goes on at the very second") {
    const UnfinishedSession interrupted = storedAfter(heldOnTheLeft(10s));
    REQUIRE(canGoOn(twoSides(), interrupted));
    CHECK(whereItGoesOn(twoSides(), interrupted) == GoingOn{.position = 1, .left = 35s});

    Timeline line(twoSides(), interrupted);
    line.at(0ms, event::Start{});
    CHECK(line.session.view().phase == Phase::CountIn);
    CHECK(line.session.view().left == 35s);
    line.runTo(3s);
    CHECK(line.session.view().phase == Phase::Running);
    CHECK(line.session.view().left == 35s);
    line.runTo(37s);
    CHECK(line.session.view().left == 1s);
    line.runTo(38s);
    CHECK(line.session.view().position == 2);
    CHECK(line.session.steps()[1].held == 45s);
    CHECK(line.session.steps()[1].paused == 3s);
}

TEST_CASE("the numbers of its entries and its age go on") {
    const Timeline first = heldOnTheLeft(12s);
    Timeline line(twoSides(), storedAfter(first));
    line.at(0ms, event::Start{});
    REQUIRE(line.journal.size() == 1);
    CHECK(line.journal[0].transition == Transition::CountIn);
    CHECK(line.journal[0].sequence == first.journal.back().sequence + 1);
    CHECK(line.journal[0].at == first.journal.back().at);
}

TEST_CASE("a timed step that is no hold goes on where it was as well") {
    Timeline first = heldOnTheLeft(45s);
    first.runTo(50s);
    const UnfinishedSession interrupted = storedAfter(first);
    CHECK(whereItGoesOn(twoSides(), interrupted) == GoingOn{.position = 2, .left = 5s});
}

TEST_CASE("where the last entry is that a step is over, the next one comes") {
    Timeline first = heldOnTheLeft(45s);
    const auto done = std::ranges::find(first.journal, Transition::Done, &JournalEntry::transition);
    const auto holdDone = std::ranges::find(done + 1, first.journal.end(), Transition::Done,
                                            &JournalEntry::transition);
    const auto count = static_cast<std::size_t>(holdDone - first.journal.begin()) + 1;
    const UnfinishedSession interrupted = storedAfter(twoSides(), first.journal, count);
    CHECK(whereItGoesOn(twoSides(), interrupted) == GoingOn{.position = 2, .left = 10s});
    Timeline line(twoSides(), interrupted);
    line.at(0ms, event::Start{});
    CHECK(line.session.view().phase == Phase::CountIn);
    CHECK(line.session.view().position == 2);
}

TEST_CASE("a session that waited waits again") {
    Timeline first(twoSides());
    first.at(0ms, event::Start{});
    const UnfinishedSession interrupted = storedAfter(first);
    CHECK(whereItGoesOn(twoSides(), interrupted) == GoingOn{.position = 0, .left = {}});
    Timeline line(twoSides(), interrupted);
    line.at(0ms, event::Start{});
    CHECK(line.session.view().phase == Phase::Waiting);
    CHECK(line.heard == std::vector<std::string>{"set-up"});
    CHECK(line.session.view().saying.empty());
}

TEST_CASE("pain that was not named is asked about again, dull pain for its choice") {
    Timeline first = heldOnTheLeft(10s);
    first.at(10s, event::Hurt{});
    Timeline line(twoSides(), storedAfter(first));
    line.at(0ms, event::Start{});
    CHECK(line.session.view().phase == Phase::Hurt);
    line.at(1s, event::NameHurt{HurtKind::Dull});
    CHECK(line.session.view().phase == Phase::HurtDull);

    Timeline again(twoSides(), [&] {
        first.at(11s, event::NameHurt{HurtKind::Dull});
        return storedAfter(first);
    }());
    again.at(0ms, event::Start{});
    CHECK(again.session.view().phase == Phase::HurtDull);
    again.at(1s, event::ChooseAfterHurt{HurtChoice::EaseOff});
    CHECK(again.session.view().phase == Phase::CountIn);
    CHECK(again.session.view().left == 35s);
    CHECK(again.session.hurts().size() == 1);
}

TEST_CASE("what the person or pain has ended does not go on") {
    Timeline ended = heldOnTheLeft(10s);
    ended.at(10s, event::End{});
    CHECK_FALSE(canGoOn(twoSides(), storedAfter(ended)));
    CHECK(outcomeAsItStands(storedAfter(ended)) == Outcome::EndedEarly);

    Timeline sharp = heldOnTheLeft(10s);
    sharp.at(10s, event::Hurt{});
    sharp.at(10s, event::NameHurt{HurtKind::Sharp});
    CHECK_FALSE(canGoOn(twoSides(), storedAfter(sharp)));
    CHECK(outcomeAsItStands(storedAfter(sharp)) == Outcome::StoppedForPain);

    Timeline dull = heldOnTheLeft(10s);
    dull.at(10s, event::Hurt{});
    dull.at(10s, event::NameHurt{HurtKind::Dull});
    dull.at(10s, event::ChooseAfterHurt{HurtChoice::EndSession});
    CHECK_FALSE(canGoOn(twoSides(), storedAfter(dull)));
    CHECK(outcomeAsItStands(storedAfter(dull)) == Outcome::EndedEarly);
}

TEST_CASE("a session goes on only by the steps and times it began with") {
    const UnfinishedSession interrupted = storedAfter(heldOnTheLeft(10s));
    const auto changed = [&](auto change) {
        Plan plan = twoSides();
        change(plan);
        return canGoOn(plan, interrupted);
    };
    CHECK(changed([](Plan &) {}));
    CHECK(changed([](Plan &plan) { plan.steps[1].say = "Other words"; }));
    CHECK_FALSE(changed([](Plan &plan) { plan.steps[1].seconds = 60s; }));
    CHECK_FALSE(changed([](Plan &plan) { plan.steps[1].side = Side::Right; }));
    CHECK_FALSE(changed([](Plan &plan) { plan.steps[3].step = "other"; }));
    CHECK_FALSE(changed([](Plan &plan) { plan.steps.pop_back(); }));
    CHECK_FALSE(changed([](Plan &plan) { plan.kind = RoutineKind::SafetyCheck; }));
}

TEST_CASE("a rest that has become shorter than what has run of it is another rest") {
    Timeline first = heldOnTheLeft(45s);
    first.runTo(52s);
    Plan plan = twoSides();
    plan.steps[2].seconds = 4s;
    CHECK_FALSE(canGoOn(plan, storedAfter(first)));
}

TEST_CASE("one that was killed before its first entry begins at the beginning") {
    const UnfinishedSession interrupted = storedAfter(twoSides(), {}, 0);
    REQUIRE(canGoOn(twoSides(), interrupted));
    CHECK(whereItGoesOn(twoSides(), interrupted) == GoingOn{.position = 0, .left = {}});
    Timeline line(twoSides(), interrupted);
    line.at(0ms, event::Start{});
    CHECK(line.journal.front().transition == Transition::Began);
    CHECK(line.journal.front().sequence == 1);
}

TEST_CASE("the cue that stood on the page stands there again") {
    Plan plan = twoSides();
    plan.steps[1].say = "Tilt first";
    plan.steps[1].cues = {{Cue::From::Start, 15s, "Breathe"}, {Cue::From::End, 10s, "Ten seconds"}};
    const auto sayingAfter = [&](Milliseconds held) {
        Timeline first(plan);
        first.at(0ms, event::Start{});
        first.at(0ms, event::Ready{});
        first.runTo(held);
        return Timeline(plan, storedAfter(first)).session.view().saying;
    };
    CHECK(sayingAfter(10s) == "Tilt first");
    CHECK(sayingAfter(20s) == "Breathe");
    CHECK(sayingAfter(40s) == "Breathe");  // what is left is counted anew
}

TEST_CASE("a hint that the machine is about to sleep journals what has run so far") {
    Timeline line = heldOnTheLeft(12s);
    const std::size_t before = line.journal.size();
    line.at(12'600ms, event::Suspending{});
    REQUIRE(line.journal.size() == before + 1);
    CHECK(line.journal.back().transition == Transition::Beat);
    CHECK(line.journal.back().step.held == 12'600ms);
    line.at(12'700ms, event::Pause{});
    line.at(12'800ms, event::Suspending{});
    CHECK(line.journal.size() == before + 2);
}

TEST_CASE("wherever a session is cut it goes on to a whole record") {
    std::mt19937 random(20261126);
    std::size_t cuts = 0;
    std::size_t wentOn = 0;
    for (int run = 0; run < 60; ++run) {
        const Plan plan = randomPlan(random);
        const Timeline first =
            told(plan, randomPresses(random), [&] { return Milliseconds{1 + random() % 1000}; });
        for (std::size_t count = 0; count <= first.journal.size(); ++count) {
            const UnfinishedSession interrupted = storedAfter(plan, first.journal, count);
            ++cuts;
            if (!canGoOn(plan, interrupted)) {
                CHECK(outcomeAsItStands(interrupted) != Outcome::Interrupted);
                continue;
            }
            ++wentOn;
            const GoingOn where = whereItGoesOn(plan, interrupted);
            Timeline line(plan, interrupted);
            line.at(0ms, event::Start{});
            if (where.position < plan.steps.size()) {
                CHECK(line.session.view().position == where.position);
            }
            if (where.left) {
                CHECK(line.session.view().left == where.left);
            }
            runToTheEnd(line, 0ms);
            REQUIRE(line.outcome);
            int sequence = interrupted.last ? interrupted.last->sequence : 0;
            for (const JournalEntry &entry : line.journal) {
                CHECK(entry.sequence == ++sequence);
                CHECK(entry.step.held <= entry.step.planned + entry.step.extended);
            }
            for (std::size_t i = where.position; i < plan.steps.size(); ++i) {
                const StepRecord &step = line.session.steps()[i];
                CHECK((step.skipped || step.held == step.planned + step.extended));
            }
        }
    }
    std::cout << "sessions cut: " << cuts << ", went on to their end: " << wentOn << '\n';
    CHECK(wentOn > 100);
}
