#pragma once

#include "storage/store.h"

#include <filesystem>
#include <memory>
#include <span>
#include <string_view>

namespace psoas::storage {

enum class OpenMode {
    ReadOnly,   ///< never creates or changes anything
    ReadWrite,  ///< creates the file and its folder, for their owner only
};

/// Opens the store in `file`. Whose file it is and which version wrote it is compared before
/// anything is written: a stranger's database is `NotOurs`, one from a newer version `Newer`, and
/// both stay untouched byte for byte. An older store is migrated after a verified backup of it
/// went into `backups/` beside it; read-only it is `Damaged` only if it cannot be understood.
[[nodiscard]] Stored<std::unique_ptr<Store>> openSqliteStore(const std::filesystem::path &file,
                                                             OpenMode mode);

/// The same with other migrations than the released ones: for tests of the mechanism.
[[nodiscard]] Stored<std::unique_ptr<Store>> openSqliteStore(
    const std::filesystem::path &file, OpenMode mode, std::span<const std::string_view> migrations);

}  // namespace psoas::storage
