#pragma once

#include "content/reading.h"
#include "core/adjustment.h"

#include <string>
#include <string_view>
#include <vector>

namespace psoas::content {

/// Whether the text is a JSON object with the key `adjusts`: the mark of an adjustment.
[[nodiscard]] bool isAdjustment(std::string_view text);

/// Reads a person's own times. `routines` are those that can be adjusted, as their files say them;
/// a step that the routine does not have, or that waits for the person, is an error. Times outside
/// the recommended ones are warnings.
[[nodiscard]] Reading<core::Adjustment> readAdjustment(
    std::string_view text, const std::string &file,
    const std::vector<const core::Routine *> &routines);

}  // namespace psoas::content
