#pragma once

#include "storage/store.h"

#include <SQLiteCpp/Database.h>

#include <filesystem>
#include <optional>
#include <span>
#include <string_view>

namespace psoas::storage {

// Whether a database is a store that this version may use. Each says why not, or nothing. All are
// asked before the first write.

/// By the file's first 100 bytes (https://www.sqlite.org/fileformat2.html, section 1.3), without a
/// connection: one to a file in WAL mode writes to it when it is closed, even where it only read.
/// `NotOurs`, `Newer`, or `Damaged` where it is too short or of a form that no store ever had; a
/// file that is no database is left for the library to find out.
[[nodiscard]] std::optional<StoreError> refusedByHeader(
    const std::filesystem::path &file, std::span<const std::string_view> migrations);

/// By what the connection reads: `NotOurs`, `Newer`, `Damaged` where it is not made as its version
/// is. An empty database is `Missing` unless `mayBecomeStore`.
[[nodiscard]] std::optional<StoreError> refusedByContent(
    SQLite::Database &db, bool mayBecomeStore, std::span<const std::string_view> migrations);

}  // namespace psoas::storage
