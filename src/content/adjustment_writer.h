#pragma once

#include "core/adjustment.h"
#include "core/routine.h"

#include <optional>
#include <string>
#include <string_view>

namespace psoas::content {

/// The text of an adjustment with every time of `routine` in it as it is now, for the person to
/// change: the seconds of each timed step and the rounds of each repeat, in file order.
[[nodiscard]] std::string adjustmentText(const core::Routine &routine);

/// The text of an adjustment that holds only these times, in the order of the routine's steps.
[[nodiscard]] std::string adjustmentText(const core::Routine &routine,
                                         const core::Adjustment &times);

/// The text of the adjustment `text` with the times of `changes` in it. Everything else, order and
/// formatting too, stays as it was, byte for byte; what is added is in the order of the ids.
/// Nothing if the text is faulty in a way that leaves no place for the times: its reader says how.
[[nodiscard]] std::optional<std::string> withTimes(std::string_view text,
                                                   const core::Adjustment &changes);

}  // namespace psoas::content
