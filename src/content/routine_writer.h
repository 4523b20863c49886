#pragma once

#include "core/routine.h"

#include <optional>
#include <string>
#include <string_view>

namespace psoas::content {

/// The text of a routine file with the id, the title and, by their steps' ids, the times of
/// `routine`. Everything else, order and formatting too, stays as it was, byte for byte. Nothing if
/// the text is no routine without errors.
[[nodiscard]] std::optional<std::string> rewrittenRoutine(std::string_view text,
                                                          const core::Routine &routine);

/// An id made of the words of a title: `My rest, longer` becomes `my-rest-longer`. What no id can
/// hold is left out; empty if nothing remains.
[[nodiscard]] std::string idFromTitle(std::string_view title);

}  // namespace psoas::content
