#pragma once

#include "core/clock.h"
#include "storage/backups.h"
#include "storage/store.h"

#include <filesystem>
#include <optional>
#include <string_view>

namespace psoas::storage {

/// A backup that was found to be whole, and what is in it.
struct GoodBackup {
    Backup backup;
    BackupContent content;
};

/// What became of a damaged store.
struct SetAside {
    std::filesystem::path keptAs;  ///< the damaged file, byte for byte
    /// The newest backup without a fault; offer it to be restored. None: there is no such backup.
    std::optional<GoodBackup> bestBackup;
    /// A store of its own with what could still be read, marked as salvaged. None: that was no
    /// session and no safety answer, or there was no room for it.
    std::optional<GoodBackup> salvaged;
};

/// What the names of damaged stores begin with.
inline constexpr std::string_view kSetAsidePrefix = "history-damaged-";

/// For a store that was found `Damaged` (or whose full check found faults), while nobody in this
/// program has it open. The file is renamed to `history-damaged-20261126T093231Z.db` in its folder,
/// together with the journal of a change that was cut off; a new store may then be opened in its
/// place. What can be read is salvaged into a new file among the backups, table by table and around
/// the damage; nothing of it goes into any other store unasked. Takes as long as checking the
/// backups and reading the store.
///
/// `Missing` if there is no such file, `NotOurs` and `Newer` if it is not for us to move,
/// `ReadOnly` or `Io` if it cannot be renamed; then it stays where it is. Once it is renamed
/// nothing fails: backups that cannot be read and what cannot be salvaged are only not there.
[[nodiscard]] Stored<SetAside> setAside(const std::filesystem::path &store, core::WallTime now);

/// For a store that was lost rather than damaged: nothing is in it, no session and no safety
/// answer, and yet there is a good backup with sessions. The newest of them; nothing if all is as
/// it should be, or if it cannot be told.
[[nodiscard]] std::optional<GoodBackup> backupOfLostStore(const std::filesystem::path &store);

}  // namespace psoas::storage
