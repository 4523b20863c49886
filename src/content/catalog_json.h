#pragma once

#include "content/catalog.h"
#include "core/plan.h"

#include <string>

namespace psoas::content {

// What the command line prints for other programs: indented JSON, keys in a fixed order, no line
// end after the last bracket.

/// An array of `{id, title, kind, seconds, file}`; seconds are those of all timed steps.
[[nodiscard]] std::string listJson(const Catalog &catalog);

/// An array of `{order, step, title, do, side, round, seconds, waits}`.
[[nodiscard]] std::string planJson(const core::Plan &plan);

/// An array of `{file, line, column, severity, pointer, reason}`.
[[nodiscard]] std::string problemsJson(const core::Problems &problems);

}  // namespace psoas::content
