#pragma once

#include "core/problem.h"

#include <string_view>

namespace psoas::content {

/// Gives each problem the line of `text` that it is in, with the place of its caret. Of a long line
/// only what is around that place, a cut marked by `…`; a control character becomes a blank, so
/// that each character stays as wide as it was. `problems` stand in the order of their places.
void quoteSource(core::Problems &problems, std::string_view text);

}  // namespace psoas::content
