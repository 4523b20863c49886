#include "core/random_sessions.h"
#include "core/timeline.h"
#include "support/catch.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <random>

using namespace psoas::core;

namespace {

void checkInvariants(const Timeline &line) {
    Milliseconds before{0};
    for (const JournalEntry &entry : line.journal) {
        REQUIRE(entry.at >= before);
        before = entry.at;
    }
    for (const StepRecord &step : line.session.steps()) {
        REQUIRE(step.held <= step.planned + step.extended);
        REQUIRE(step.held >= Milliseconds{0});
    }
}

/// The steps as a store knows them that applied the journal in order.
std::vector<StepRecord> replayed(const Timeline &line) {
    std::vector<StepRecord> steps;
    std::ranges::transform(line.session.plan().steps, std::back_inserter(steps), untouched);
    for (const JournalEntry &entry : line.journal) {
        steps.at(entry.position) = entry.step;
    }
    return steps;
}

}  // namespace

TEST_CASE("however a session ends, its journal adds up to its record") {
    std::mt19937 random(20261125);
    std::map<Outcome, int> ends;
    for (int scenario = 0; scenario < 1000; ++scenario) {
        Timeline line = told(randomPlan(random), randomPresses(random), [] { return Seconds{1}; });
        // Whatever is still going on is ended by whichever way out there is.
        line.at(Seconds{600}, event::End{});
        line.at(Seconds{601}, event::NameHurt{HurtKind::Sharp});
        REQUIRE(line.outcome);
        REQUIRE(replayed(line) == line.session.steps());
        ++ends[*line.outcome];
    }
    CHECK(ends[Outcome::EndedEarly] > 100);
    CHECK(ends[Outcome::StoppedForPain] > 100);
}

TEST_CASE("the pattern of ticks makes no difference to journal or record") {
    std::mt19937 random(20261124);
    int patterns = 0;
    for (int scenario = 0; scenario < 200; ++scenario) {
        const Plan plan = randomPlan(random);
        const auto presses = randomPresses(random);
        const Timeline steady = told(plan, presses, [] { return Milliseconds{1000}; });
        checkInvariants(steady);
        for (int i = 0; i < 6; ++i) {
            const auto most = static_cast<int>(1 + random() % 1000);
            const Timeline other = told(plan, presses, [&] {
                return Milliseconds{1 + random() % static_cast<unsigned>(most)};
            });
            REQUIRE(other.journal == steady.journal);
            REQUIRE(other.session.steps() == steady.session.steps());
            REQUIRE(other.session.hurts() == steady.session.hurts());
            REQUIRE(other.outcome == steady.outcome);
            ++patterns;
        }
    }
    CHECK(patterns == 1200);
}
