#pragma once

#include "app/library.h"

#include <vector>

namespace psoas::app {

/// Constructive rest, the kneeling stretch and the ball release as one session with a break before
/// each but the first, or why there is none.
[[nodiscard]] core::Result<LibraryRoutine, SequenceLack> sequenceOf(
    const std::vector<LibraryRoutine> &routines);

}  // namespace psoas::app
