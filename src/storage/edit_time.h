#pragma once

#include "core/record.h"

namespace psoas::storage {

/// When an edit made `at` is dated: later than the session's edit before, whatever the clock says,
/// so that other machines see which came last.
[[nodiscard]] inline core::WallTime editTime(const core::SessionRecord &session,
                                             core::WallTime at) {
    if (session.editedAt && !core::before(*session.editedAt, at)) {
        at.utc = session.editedAt->utc + core::Milliseconds{1};
    }
    return at;
}

}  // namespace psoas::storage
