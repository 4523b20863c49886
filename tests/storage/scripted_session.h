#pragma once

#include "core/plan.h"
#include "core/session.h"
#include "support/sessions.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

namespace psoas {

// A session that goes the same way each time: two holds of each side, with a pause, more time, dull
// pain, a step back and a skip among them.

inline core::Plan scriptedPlan() {
    using namespace std::chrono_literals;
    const auto step = [](const char *id, core::StepKind kind, std::optional<core::Seconds> length) {
        core::Step made;
        made.id = made.title = id;
        made.kind = kind;
        made.seconds = length;
        return made;
    };
    core::Repeat sides;
    sides.id = "sides";
    sides.times = 2;
    sides.sides = {core::Side::Left, core::Side::Right};
    sides.steps = {step("hold", core::StepKind::Hold, 30s), step("rest", core::StepKind::Rest, 5s)};
    core::Routine routine;
    routine.id = routine.title = "stretch";
    routine.steps = {step("set-up", core::StepKind::Prepare, std::nullopt), sides};
    return core::planSession(routine);
}

inline core::SessionRecord scriptedStart(const std::string &id) {
    core::SessionRecord session = startedSession(id);
    session.steps.clear();
    std::ranges::transform(scriptedPlan().steps, std::back_inserter(session.steps),
                           core::untouched);
    return session;
}

/// Runs the session through, by its own time, and calls `journaled` with each entry; returns how
/// it ended.
template <class Journaled> core::Outcome runScript(Journaled journaled) {
    using namespace std::chrono_literals;
    using namespace core::event;
    std::vector<std::pair<core::Seconds, core::Event>> presses{
        {0s, Start{}},
        {2s, Ready{}},
        {10s, Pause{}},
        {14s, Resume{}},
        {30s, Extend{}},
        {75s, Hurt{}},
        {77s, NameHurt{core::HurtKind::Dull}},
        {79s, ChooseAfterHurt{core::HurtChoice::EaseOff}},
        {81s, Resume{}},
        {110s, Back{}},
        {125s, Skip{}}};
    core::Session session(scriptedPlan());
    std::optional<core::Outcome> outcome;
    auto press = presses.begin();
    for (core::Seconds at{0}; !outcome; at += 1s) {
        const bool due = press != presses.end() && press->first == at;
        const core::Event event = due ? (press++)->second : core::Event(Tick{});
        const core::Moment now{core::ActiveTime{at}, core::BootTime{at}};
        for (const core::Effect &effect : session.handle(now, event)) {
            if (const auto *journal = std::get_if<core::effect::Journal>(&effect)) {
                journaled(journal->entry);
            } else if (const auto *finished = std::get_if<core::effect::Finished>(&effect)) {
                outcome = finished->outcome;
            }
        }
    }
    return *outcome;
}

}  // namespace psoas
