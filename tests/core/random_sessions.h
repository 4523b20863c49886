#pragma once

#include "core/timeline.h"

#include <random>
#include <string>
#include <utility>
#include <vector>

// Sessions that nobody would think of: made from a seed, for properties that must hold in all.
namespace psoas::core {

/// An event and when it comes, since the start.
struct Press {
    Milliseconds at;
    Event event;
};

inline Event randomEvent(std::mt19937 &random) {
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

inline Plan randomPlan(std::mt19937 &random) {
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

inline std::vector<Press> randomPresses(std::mt19937 &random) {
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

}  // namespace psoas::core
