#include "core/plan.h"

#include "core/overloaded.h"

#include <algorithm>
#include <iterator>
#include <numeric>

namespace psoas::core {

namespace {

bool fallsInside(const Cue &cue, Seconds length) {
    return cue.offset > Seconds{0} && cue.offset < length;
}

PlannedStep planned(const Step &step, const Routine &routine) {
    PlannedStep out{
        .step = step.id,
        .kind = step.kind,
        .title = step.title,
        .say = step.say,
        .pose = step.pose,
        .side = std::nullopt,
        .round = 1,
        .rounds = 1,
        .seconds = step.seconds,
        .recommended = step.recommended,
        .cues = {},
        .breathing = step.breathing ? step.breathing : routine.breathing,
        .urgency = step.urgency,
        .ifYes = step.ifYes,
    };
    std::ranges::copy_if(step.cues, std::back_inserter(out.cues), [&](const Cue &cue) {
        return step.seconds && fallsInside(cue, *step.seconds);
    });
    return out;
}

/// The sides of a repeat that are asked for, in the order asked for. A repeat without sides is
/// done once a round, on none.
std::vector<std::optional<Side>> sidesWorked(const Repeat &repeat,
                                             const std::vector<Side> &wanted) {
    std::vector<std::optional<Side>> sides;
    if (repeat.sides.empty()) {
        sides.emplace_back();
        return sides;
    }
    for (const Side side : wanted.empty() ? repeat.sides : wanted) {
        if (std::ranges::find(repeat.sides, side) != repeat.sides.end()) {
            sides.emplace_back(side);
        }
    }
    return sides;
}

void dropRestsAfterLastHold(std::vector<PlannedStep> &steps) {
    const auto lastHold =
        std::ranges::find(steps.rbegin(), steps.rend(), StepKind::Hold, &PlannedStep::kind);
    if (lastHold == steps.rend()) {
        return;
    }
    const auto tail = std::remove_if(lastHold.base(), steps.end(), [](const PlannedStep &step) {
        return step.kind == StepKind::Rest;
    });
    steps.erase(tail, steps.end());
}

std::vector<PlannedStep> planned(const Repeat &repeat, const Routine &routine,
                                 const std::vector<Side> &wanted) {
    const auto sides = sidesWorked(repeat, wanted);
    std::vector<PlannedStep> out;
    for (int round = 1; round <= repeat.times; ++round) {
        for (const auto side : sides) {
            for (const Step &step : repeat.steps) {
                PlannedStep next = planned(step, routine);
                next.side = side;
                next.round = round;
                next.rounds = repeat.times;
                out.push_back(std::move(next));
            }
        }
    }
    dropRestsAfterLastHold(out);
    return out;
}

Seconds sumOf(const std::vector<PlannedStep> &steps, bool holdsOnly) {
    return std::accumulate(
        steps.begin(), steps.end(), Seconds{0}, [&](Seconds sum, const PlannedStep &step) {
            const bool counts = !holdsOnly || step.kind == StepKind::Hold;
            return sum + (counts ? step.seconds.value_or(Seconds{0}) : Seconds{0});
        });
}

}  // namespace

Seconds Plan::total() const noexcept { return sumOf(steps, false); }

Seconds Plan::held() const noexcept { return sumOf(steps, true); }

std::size_t plannedSteps(const Routine &routine) noexcept {
    std::size_t count = 0;
    for (const RoutineStep &step : routine.steps) {
        if (const auto *repeat = std::get_if<Repeat>(&step)) {
            const auto times = static_cast<std::size_t>(repeat->times);
            count += times * std::max<std::size_t>(1, repeat->sides.size()) * repeat->steps.size();
        } else {
            ++count;
        }
    }
    return count;
}

bool fitsInSession(const Routine &routine) {
    // Counted before it is laid out: of many rounds of many steps the plan alone is too large.
    return plannedSteps(routine) <= kMostPlannedSteps &&
           planSession(routine).total() <= kLongestSession;
}

Plan planSession(const Routine &routine, const std::vector<Side> &sides) {
    Plan plan{
        .routineId = routine.id, .routineTitle = routine.title, .kind = routine.kind, .steps = {}};
    const Overloaded append{
        [&](const Step &step) { plan.steps.push_back(planned(step, routine)); },
        [&](const Repeat &repeat) {
            std::ranges::move(planned(repeat, routine, sides), std::back_inserter(plan.steps));
        },
    };
    for (const RoutineStep &step : routine.steps) {
        std::visit(append, step);
    }
    return plan;
}

std::size_t positionServed(const Plan &plan, std::size_t position) noexcept {
    const PlannedStep &step = plan.steps[position];
    const bool opens = step.kind == StepKind::Prepare && !step.side;
    const bool changes =
        step.kind == StepKind::Rest && step.side && !isOnTheBall(step.pose.value_or(Pose::BallMap));
    if (!step.pose || !hasSides(*step.pose) || !(opens || changes)) {
        return position;
    }
    std::size_t next = position + 1;
    while (next < plan.steps.size() && !plan.steps[next].side &&
           plan.steps[next].kind == StepKind::Prepare) {
        ++next;
    }
    const bool serves =
        next < plan.steps.size() && plan.steps[next].side && plan.steps[next].side != step.side;
    return serves ? next : position;
}

Plan withBreathing(Plan plan, const Breathing &own) {
    for (PlannedStep &step : plan.steps) {
        if (step.breathing) {
            step.breathing = own;
        }
    }
    return plan;
}

}  // namespace psoas::core
