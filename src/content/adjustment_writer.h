#pragma once

#include "core/routine.h"

#include <string>

namespace psoas::content {

/// The text of an adjustment with every time of `routine` in it as it is now, for the person to
/// change: the seconds of each timed step and the rounds of each repeat, in file order.
[[nodiscard]] std::string adjustmentText(const core::Routine &routine);

}  // namespace psoas::content
