#include "core/timeline.h"
#include "support/catch.h"

#include <functional>
#include <iostream>
#include <string>
#include <vector>

// The clocks moved apart: what a session makes of a sleep, of a machine that stood still and of a
// busy moment, in every state that it can be in.

using namespace psoas::core;
using namespace std::chrono_literals;

namespace {

constexpr Milliseconds kHold{45s};

Plan restAndHolds() {
    Plan plan = planOf({prepare("set-up"), hold("left", 45s), prepare("switch", 45s),
                        hold("right", 45s, Side::Right)});
    for (PlannedStep &step : plan.steps) {
        step.cues = {{Cue::From::Start, 15s, "first cue"}, {Cue::From::End, 20s, "second cue"}};
    }
    return plan;
}

struct State {
    std::string name;
    Phase phase;
    std::size_t position;
    std::function<void(Timeline &)> reach;
};

void runFrom(Timeline &line, Milliseconds held) {
    line.at(0ms, event::Start{});
    line.at(0ms, event::Ready{});
    line.runTo(held);
}

/// Every state that lasts; all but the first two 12 s into a timed step.
std::vector<State> states() {
    return {
        {"not started", Phase::NotStarted, 0, [](Timeline &) {}},
        {"waiting", Phase::Waiting, 0, [](Timeline &line) { line.at(0ms, event::Start{}); }},
        {"holding", Phase::Running, 1, [](Timeline &line) { runFrom(line, 12s); }},
        {"switching", Phase::Running, 2, [](Timeline &line) { runFrom(line, kHold + 12s); }},
        {"counting in", Phase::CountIn, 1,
         [](Timeline &line) {
             runFrom(line, 12s);
             line.at(12s, event::Pause{});
             line.at(12s, event::Resume{});
         }},
        {"paused", Phase::Paused, 1,
         [](Timeline &line) {
             runFrom(line, 12s);
             line.at(12s, event::Pause{});
         }},
        {"hurt", Phase::Hurt, 1,
         [](Timeline &line) {
             runFrom(line, 12s);
             line.at(12s, event::Hurt{});
         }},
        {"hurt, dull", Phase::HurtDull, 1,
         [](Timeline &line) {
             runFrom(line, 12s);
             line.at(12s, event::Hurt{});
             line.at(12s, event::NameHurt{HurtKind::Dull});
         }},
        {"finished", Phase::Finished, 1,
         [](Timeline &line) {
             runFrom(line, 12s);
             line.at(12s, event::End{});
         }},
    };
}

bool isTimed(Phase phase) { return phase == Phase::Running || phase == Phase::CountIn; }

/// How the clocks move apart, and whether that is more than a busy moment.
struct Gap {
    std::string name;
    Milliseconds active;
    Milliseconds boot;
    bool stops;
};

std::vector<Gap> gaps() {
    std::vector<Gap> all;
    for (const Milliseconds slept : std::initializer_list<Milliseconds>{
             1'001ms, 2s, 5s, 30s, 59s, 60s, 61s, 5min, 59min, 60min, 61min, 2h, 6h, 12h}) {
        all.push_back({"asleep", 0ms, slept, true});
        all.push_back({"asleep, then late", 700ms, slept + 700ms, true});
    }
    for (const Milliseconds stood :
         std::initializer_list<Milliseconds>{10'001ms, 30s, 60s, 1h, 12h}) {
        all.push_back({"stood still", stood, stood, true});
    }
    for (const Milliseconds busy :
         std::initializer_list<Milliseconds>{1ms, 250ms, 999ms, 1s, 2s, 2'999ms}) {
        all.push_back({"busy", busy, busy, false});
    }
    return all;
}

using Heard = std::vector<std::string>;

/// The moment comes in which the clocks have moved apart so far.
Effects passes(Timeline &line, const Gap &gap, const Event &event = event::Tick{}) {
    line.sleep(gap.boot - gap.active);
    return line.after(gap.active, event);
}

}  // namespace

TEST_CASE("whatever the clocks do, in no state is a step skipped or a second counted twice") {
    int tried = 0;
    int paused = 0;
    for (const State &state : states()) {
        for (const Gap &gap : gaps()) {
            INFO(state.name << ": " << gap.name << ' ' << gap.boot.count() << " ms");
            Timeline line(restAndHolds());
            state.reach(line);
            const SessionView before = line.session.view();
            const auto stepsBefore = line.session.steps();
            REQUIRE(before.phase == state.phase);
            line.heard.clear();
            const Effects effects = passes(line, gap);
            const SessionView after = line.session.view();
            ++tried;

            CHECK(after.position == state.position);
            const bool stopped = gap.stops && isTimed(state.phase);
            if (stopped) {
                ++paused;
                CHECK(after.phase == Phase::Paused);
                CHECK(after.wasSuspended);
                CHECK(after.elapsed == before.elapsed);
                CHECK(after.left == before.left);
                CHECK(line.journal.back().transition == Transition::Suspended);
                CHECK(line.journal.back().elapsed == before.elapsed);
                CHECK(std::ranges::count(effects, Effect(effect::Play{Chime::Paused})) == 1);
                CHECK(line.session.steps()[state.position].held ==
                      stepsBefore[state.position].held);
            } else {
                const bool ran = state.phase == Phase::Running;
                CHECK(after.elapsed == before.elapsed + (ran ? gap.active : 0ms));
                CHECK_FALSE(after.wasSuspended);
            }
            if (gap.stops) {
                // Nothing that was missed is spoken, now or in a queue later.
                CHECK(line.heard == (stopped ? Heard{"slept"} : Heard{}));
            }
        }
    }
    std::cout << "gaps tried: " << tried << ", paused at the second: " << paused << '\n';
    CHECK(paused > 90);
}

TEST_CASE("after a sleep the session counts in and goes on from the same second") {
    for (const Milliseconds slept : std::initializer_list<Milliseconds>{2s, 5min, 12h}) {
        Timeline line(restAndHolds());
        runFrom(line, 12s);
        line.sleep(slept);
        line.after(0ms);
        line.heard.clear();
        line.after(0ms, event::Resume{});
        for (int i = 0; i < 3; ++i) {
            line.after(1s);
        }
        CHECK(line.session.view().phase == Phase::Running);
        CHECK(line.session.view().left == kHold - 12s);
        line.after(3s);
        CHECK(line.heard == Heard{"going on", "first cue"});
        CHECK(line.session.steps()[1].held == 15s);
    }
}

TEST_CASE("an event that comes first after a sleep finds the session paused") {
    Timeline line(restAndHolds());
    runFrom(line, 12s);
    line.sleep(2h);
    line.after(0ms, event::Skip{});
    CHECK(line.session.steps()[1].held == 12s);
    CHECK(line.session.steps()[1].skipped);
    CHECK(line.session.view().phase == Phase::Paused);
    CHECK(line.session.view().position == 2);
}

TEST_CASE("a boot clock that falls behind or stands still changes nothing") {
    Timeline line(restAndHolds());
    runFrom(line, 12s);
    line.sleep(-5min);
    line.after(1s);
    CHECK(line.session.view().phase == Phase::Running);
    CHECK(line.session.view().left == kHold - 13s);
}

TEST_CASE("a sleep during a pause or a wait leaves both as they are") {
    Timeline line(restAndHolds());
    runFrom(line, 12s);
    line.at(12s, event::Pause{});
    line.sleep(12h);
    line.after(4s);
    CHECK(line.session.steps()[1].paused == 4s);
    CHECK(line.session.view().left == kHold - 12s);
}
