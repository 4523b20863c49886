#pragma once

#include "content/field_reader.h"
#include "core/routine.h"

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
};

/// Reads the array of a routine's steps, repeats included.
[[nodiscard]] std::vector<core::RoutineStep> readSteps(Findings &findings, const Node &node,
                                                       StepContext &context);

/// Reads `{"in": seconds, "out": seconds}`.
[[nodiscard]] core::Breathing readBreathing(Findings &findings, const Node &node);

}  // namespace psoas::content
