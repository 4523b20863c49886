#pragma once

#include "content/field_reader.h"
#include "core/routine.h"

#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace psoas::content {

/// What a step's meaning depends on beyond its own object.
struct StepContext {
    core::RoutineKind kind = core::RoutineKind::Technique;
    std::optional<core::Pose> pose;  ///< of the step before
    std::set<std::string> ids;       ///< of the steps and repeats so far
    std::size_t errorsBefore = 0;    ///< how many there were before the first step
};

/// Reads the array of a routine's steps, repeats included.
[[nodiscard]] std::vector<core::RoutineStep> readSteps(Findings &findings, const Node &node,
                                                       StepContext &context);

/// An error at `at` if the session would have too many steps or last too long.
void checkLength(Findings &findings, const Node &at, const core::Routine &routine);

/// Reads `{"in": seconds, "out": seconds}`.
[[nodiscard]] core::Breathing readBreathing(Findings &findings, const Node &node);

}  // namespace psoas::content
