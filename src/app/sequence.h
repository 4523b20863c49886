#pragma once

#include "app/library.h"

#include <optional>

namespace psoas::app {

/// Constructive rest, the kneeling stretch and the ball release as one session with a break before
/// each but the first; nothing where one of them is not to be had, or where they would
/// come to more than a session may be.
[[nodiscard]] std::optional<LibraryRoutine> sequenceOf(const std::vector<LibraryRoutine> &routines);

}  // namespace psoas::app
