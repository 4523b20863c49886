#pragma once

#include "storage/store.h"

#include <filesystem>
#include <memory>
#include <span>
#include <string_view>

namespace psoas::storage {

enum class OpenMode {
    ReadOnly,   ///< creates nothing and changes nothing; only undoes what was cut off
    ReadWrite,  ///< creates the file and its folder, for their owner only
};

/// Opens the store in `file`. Whose file it is and which version wrote it is compared before
/// anything is written: a stranger's database is `NotOurs`, one from a newer version `Newer`, and
/// both stay untouched byte for byte. An older store is migrated after a verified backup of it
/// went into `backups/` beside it, under the lock that keeps everyone else from writing. If the
/// migration fails the store is as it was, and without that backup, as after a failed `restore`.
///
/// An empty file is what SQLite sees as a new database: no store yet. Read-only it is `Missing`
/// and stays empty; read-write it becomes the store.
///
/// A program that died in the middle of a change leaves a journal beside the file. Whoever opens
/// the store next undoes that change, a reader too; one that may not write gets `HalfWritten`.
///
/// Read-only, an older store is read as a copy in memory that was migrated.
///
/// Read-write, a file or a folder that may not be written is `ReadOnly` here and not only at the
/// first session; read-only, one that may not be read is `Io`.
[[nodiscard]] Stored<std::unique_ptr<Store>> openSqliteStore(const std::filesystem::path &file,
                                                             OpenMode mode);

/// The same with other migrations than the released ones: for tests of the mechanism.
[[nodiscard]] Stored<std::unique_ptr<Store>> openSqliteStore(
    const std::filesystem::path &file, OpenMode mode, std::span<const std::string_view> migrations);

}  // namespace psoas::storage
