#pragma once

#include "core/record.h"

#include <optional>

namespace psoas::storage {

/// When an edit made `at` is dated: later than the session's edit before, whatever the clock says,
/// so that other machines see which came last.
[[nodiscard]] inline core::WallTime editTime(const std::optional<core::WallTime> &before,
                                             core::WallTime at) {
    if (before && !core::before(*before, at)) {
        at.utc = before->utc + core::Milliseconds{1};
    }
    return at;
}

[[nodiscard]] inline core::WallTime editTime(const core::SessionRecord &session,
                                             core::WallTime at) {
    return editTime(session.editedAt, at);
}

}  // namespace psoas::storage
