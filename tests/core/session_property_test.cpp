#include "core/timeline.h"
#include "support/catch.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <random>

using namespace psoas::core;

namespace {

struct Press {
    Milliseconds at;
    Event event;
};

Event randomEvent(std::mt19937 &random) {
    switch (random() % 11) {
        case 0:
            return event::Ready{};
        case 1:
            return event::Pause{};
        case 2:
        case 3:
            return event::Resume{};
        case 4:
            return event::Skip{};
        case 5:
            return event::Back{};
        case 6:
            return event::Extend{};
        case 7:
            return event::Hurt{};
        case 8:
            return event::NameHurt{random() % 8 == 0 ? HurtKind::Numb : HurtKind::Dull};
        case 9:
            return random() % 8 == 0 ? Event(event::End{}) : Event(event::Tick{});
        default:
            return event::ChooseAfterHurt{static_cast<HurtChoice>(random() % 4)};
    }
}

Plan randomPlan(std::mt19937 &random) {
    std::vector<PlannedStep> steps{prepare("set-up")};
    for (int i = 0; i < 6; ++i) {
        const auto seconds = Seconds{1 + random() % 25};
        PlannedStep step =
            hold("hold-" + std::to_string(i), seconds, i % 2 == 0 ? Side::Left : Side::Right);
        step.kind = random() % 3 == 0 ? StepKind::Rest : StepKind::Hold;
        step.cues = {{Cue::From::Start, Seconds{random() % 20}, "a"},
                     {Cue::From::End, Seconds{random() % 20}, "b"}};
        steps.push_back(step);
        if (random() % 4 == 0) {
            steps.push_back(prepare("again-" + std::to_string(i)));
        }
    }
    return planOf(std::move(steps));
}

std::vector<Press> randomPresses(std::mt19937 &random) {
    std::vector<Press> presses;
    Milliseconds at{0};
    for (int i = 0; i < 25; ++i) {
        at += Milliseconds{random() % 9000};
        presses.push_back({at, randomEvent(random)});
    }
    return presses;
}

/// The presses at their times, and between them ticks at whatever distance `gap` gives.
template <class Gap> Timeline told(const Plan &plan, const std::vector<Press> &presses, Gap gap) {
    Timeline line(plan);
    line.at(Milliseconds{0}, event::Start{});
    Milliseconds now{0};
    for (const Press &press : presses) {
        for (Milliseconds next = now + gap(); next < press.at; next += gap()) {
            line.at(next);
            now = next;
        }
        line.at(press.at, press.event);
        now = press.at;
    }
    return line;
}

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
