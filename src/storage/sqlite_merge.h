#pragma once

#include "core/merge.h"

#include <SQLiteCpp/Database.h>

#include <vector>

namespace psoas::storage {

// Another machine's history. See `History`; all of these throw what the library throws.

[[nodiscard]] std::vector<core::Tombstone> readTombstones(SQLite::Database &db);
[[nodiscard]] std::vector<core::MergeStep> compareTellings(
    SQLite::Database &db, const std::vector<core::Telling> &others);
std::vector<core::MergeStep> mergeTellings(SQLite::Database &db,
                                           const std::vector<core::Telling> &others);

}  // namespace psoas::storage
