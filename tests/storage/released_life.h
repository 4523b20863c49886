#pragma once

#include "core/record.h"
#include "core/safety.h"
#include "storage/store.h"

#include <vector>

namespace psoas {

/// What every store in `released/` was filled with, and must still say. Nothing in it is changed
/// once a store was released with it.
struct ReleasedLife {
    std::vector<core::SessionRecord> ended;  ///< newest first
    core::UnfinishedSession unfinished;
    core::SafetyFacts facts;
};

[[nodiscard]] ReleasedLife releasedLife();

/// Lives it: every call that a program makes of a store while sessions run and end. Throws
/// `std::runtime_error` where the store does not do as it is told.
void live(const ReleasedLife &life, storage::Store &store);

}  // namespace psoas
