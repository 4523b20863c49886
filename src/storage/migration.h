#pragma once

#include <SQLiteCpp/Database.h>

#include <filesystem>
#include <span>
#include <string_view>

namespace psoas::storage {

/// Brings the store up to the last of `migrations`, in one transaction and after a checked backup
/// in `backups/` beside it. Where nothing is to be done it still tries whether the store can be
/// written. Throws what the library and the file system throw; then nothing has changed.
void migrate(SQLite::Database &db, const std::filesystem::path &file,
             std::span<const std::string_view> migrations);

}  // namespace psoas::storage
