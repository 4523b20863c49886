#pragma once

#include "core/clock.h"
#include "storage/store.h"

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <optional>
#include <vector>

namespace psoas::storage {

// Copies of the store, in `backups/` beside it. They are ordinary stores, for their owner only; a
// folder that the person has put there, or a link to one, stays as open as it is. All of these may
// be called while this program has the store open, between two of its transactions, and while other
// programs read it. A backup folder that is missing, odd or closed is an error or an empty list,
// and never in the way of the store itself.

enum class BackupReason {
    Start,            ///< the program was started
    Asked,            ///< the person asked for it
    BeforeRestore,    ///< what a restore replaced: its undo
    BeforeImport,     ///< another history was merged into it
    BeforeMigration,  ///< a newer version of the program changed the tables
    Salvaged,         ///< no copy: what could still be read of a damaged store
};

/// A file of `backups/`, known by its name: `history-20261126T093231Z-start.db`. A second one of
/// the same second is `history-20261126T093231Z-2-start.db`.
struct Backup {
    std::filesystem::path file;
    BackupReason reason = BackupReason::Start;
    std::chrono::sys_seconds at;  ///< when it was made
    int number = 1;               ///< of those of the same second
    friend bool operator==(const Backup &, const Backup &) = default;
};

/// What is in a backup or the store: what a person is shown before they restore.
struct BackupContent {
    std::size_t sessions = 0;              ///< begun and not deleted
    std::optional<core::WallTime> newest;  ///< start of the newest of them
    friend bool operator==(const BackupContent &, const BackupContent &) = default;
};

/// No backup is made at the start of the program while there is one younger than this.
inline constexpr std::chrono::minutes kBackupInterval{30};
/// What is kept: the last ones, and the last one of each of so many weeks that have any.
inline constexpr std::size_t kBackupsKept = 10;
inline constexpr std::size_t kBackupWeeksKept = 8;

/// Where the backups of this store are.
[[nodiscard]] std::filesystem::path backupFolder(const std::filesystem::path &store);

/// The backups in a folder, newest first. Files of other names are not seen, and none is opened. A
/// folder that is not there or cannot be read has none.
[[nodiscard]] std::vector<Backup> backupsIn(const std::filesystem::path &folder);

/// Copies the store as it stands: to an unfinished file, which is checked in full, written out to
/// the disk itself and only then given its name. `now` goes into the name. Never overwrites one.
/// `Missing` if there is no store, `NotOurs`, `Newer`, `Damaged`, `Full`, `ReadOnly`, `Io`; then
/// there is no new backup, nor half of one.
[[nodiscard]] Stored<Backup> backUp(const std::filesystem::path &store, BackupReason reason,
                                    core::WallTime now);

/// What the program does at its start: a backup, unless one was made within `kBackupInterval`
/// before `now` or the store holds nothing yet (no session and no safety answer), so that empty
/// ones never push out good ones; then `prune`. Whether one was made, or why it failed.
[[nodiscard]] Stored<bool> backUpAtStart(const std::filesystem::path &store, core::WallTime now);

/// Removes the backups that are not among the last `kBackupsKept` nor the last of one of the last
/// `kBackupWeeksKept` weeks that have any (Monday to Sunday, UTC), however long ago those were: one
/// start with the clock a year ahead costs none of them. Those dated after `now`, by a clock that
/// was set back since, are counted apart, so that they neither push out today's nor pile up.
/// Salvaged ones stay until the person removes them. What cannot be removed stays, too.
void prune(const std::filesystem::path &folder, core::WallTime now);

/// Checks the backup in full and looks into it. `Damaged`, `NotOurs`, `Newer`, `Missing`, `Io`.
[[nodiscard]] Stored<BackupContent> contentOf(const Backup &backup);

/// The same of the store itself. `Missing`, too, if there is nothing in it yet.
[[nodiscard]] Stored<BackupContent> contentOf(const std::filesystem::path &store);

/// Puts the backup's content in the place of the store's, in one transaction of the store: whoever
/// has it open goes on with the new content, and after a crash it is the old or the new, whole.
/// One from an older version is migrated on the way; the backup itself is not changed.
///
/// Before that the store is backed up, and that backup is returned: restoring it is the undo. Only
/// `newestStored` of the safety facts never moves back, so that no answer is valid for longer.
///
/// `Damaged`, `NotOurs`, `Newer`, `Missing` or `Io` of the backup, or of the store: a damaged store
/// is first to be set aside (`setAside`). A store that is not there yet is made. `Busy` if somebody
/// reads for longer than 5 s. After an error the store is as it was, and without
/// that backup; where the disk itself failed the change may stand all the same, and its backup.
[[nodiscard]] Stored<Backup> restore(const std::filesystem::path &store, const Backup &backup,
                                     core::WallTime now);

}  // namespace psoas::storage
