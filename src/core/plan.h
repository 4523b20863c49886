#pragma once

#include "core/routine.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace psoas::core {

/// One entry of a flat session: what to do, on which side, in which round, for how long.
struct PlannedStep {
    std::string step;  ///< id in the routine
    StepKind kind = StepKind::Prepare;
    std::string title;
    std::string say;
    std::optional<Pose> pose;
    std::optional<Side> side;        ///< the side worked: the kneeling leg, the ball's side
    int round = 1;                   ///< from 1
    int rounds = 1;                  ///< of how many
    std::optional<Seconds> seconds;  ///< absent: waits for the person
    std::optional<SecondsRange> recommended;
    std::vector<Cue> cues;  ///< those that fall inside the step
    std::optional<Breathing> breathing;
    std::optional<Urgency> urgency;
    std::string ifYes;

    [[nodiscard]] bool waits() const noexcept { return !seconds; }
    friend bool operator==(const PlannedStep &, const PlannedStep &) = default;
};

/// A routine laid out in the order in which it is done.
struct Plan {
    std::string routineId;
    std::string routineTitle;
    RoutineKind kind = RoutineKind::Technique;
    std::vector<PlannedStep> steps;

    /// Time of all timed steps; those that wait for the person count nothing.
    [[nodiscard]] Seconds total() const noexcept;
    /// Time of the holds alone: the planned dose.
    [[nodiscard]] Seconds held() const noexcept;
    friend bool operator==(const Plan &, const Plan &) = default;
};

/// The most steps that a whole session may have. More than one every four seconds nobody can
/// follow.
inline constexpr std::size_t kMostPlannedSteps = 2000;

/// How many steps a session of the routine has at most, all rounds and sides counted: `planSession`
/// may leave out a rest.
[[nodiscard]] std::size_t plannedSteps(const Routine &routine) noexcept;

/// Whether a session of the routine keeps to both limits: `kMostPlannedSteps` and
/// `kLongestSession`.
[[nodiscard]] bool fitsInSession(const Routine &routine);

/// Flattens a routine, adjustments already applied.
/// `sides`: which sides to work, and in which order; empty keeps the routine's own. Only repeats
/// with sides are touched by it. A rest that would follow the last hold of a repeat is left out:
/// there is nothing to switch to.
[[nodiscard]] Plan planSession(const Routine &routine, const std::vector<Side> &sides = {});

/// Which step's side and round hold for the one at `position`: mostly its own. What only gets into
/// a pose that has sides, and has no side itself, is done for the step that follows; a rest before
/// the other side gets into that one already, but on the ball it comes off the side that was
/// worked.
[[nodiscard]] std::size_t positionServed(const Plan &plan, std::size_t position) noexcept;

/// The plan with a breath of the person's own wherever the files have one.
[[nodiscard]] Plan withBreathing(Plan plan, const Breathing &own);

/// The sides of these steps, planned or recorded, each once, in the order in which they come.
template <class Steps> [[nodiscard]] std::vector<Side> sidesOf(const Steps &steps) {
    std::vector<Side> sides;
    for (const auto &step : steps) {
        if (step.side && std::ranges::find(sides, *step.side) == sides.end()) {
            sides.push_back(*step.side);
        }
    }
    return sides;
}

}  // namespace psoas::core
