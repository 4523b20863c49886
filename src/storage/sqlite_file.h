#pragma once

#include "storage/backups.h"
#include "storage/sqlite_store.h"

#include <SQLiteCpp/Database.h>

#include <filesystem>
#include <memory>
#include <span>
#include <string_view>

namespace psoas::storage {

/// A connection to a database that is ours and of the newest version, with all settings made.
/// What may go wrong is that of `openSqliteStore`.
[[nodiscard]] Stored<std::unique_ptr<SQLite::Database>> openDatabase(
    const std::filesystem::path &file, OpenMode mode, std::span<const std::string_view> migrations);

/// A connection for reading to a backup, of whatever version. Like a store, but a backup with
/// nothing in it is `Damaged`: none is ever made so.
[[nodiscard]] Stored<std::unique_ptr<SQLite::Database>> openBackup(const Backup &backup);

}  // namespace psoas::storage
