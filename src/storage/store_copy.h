#pragma once

#include "core/clock.h"
#include "storage/backups.h"

#include <SQLiteCpp/Database.h>

#include <filesystem>
#include <utility>

namespace psoas::storage {

/// A backup in the making: a file that has no backup's name yet and is gone with this object,
/// unless it was given one. There is only one in a folder at a time; what a program that died has
/// left of another is removed.
class UnfinishedBackup {
public:
    /// Makes the folder, if there is none, and in it an empty file, for their owner only. Throws
    /// what the file system throws.
    explicit UnfinishedBackup(std::filesystem::path folder);
    UnfinishedBackup(const UnfinishedBackup &) = delete;
    UnfinishedBackup &operator=(const UnfinishedBackup &) = delete;
    ~UnfinishedBackup();

    [[nodiscard]] const std::filesystem::path &file() const noexcept { return m_file; }

    /// Writes the file out to the disk itself and gives it a free name. Nobody may have it open.
    Backup finish(BackupReason reason, core::WallTime now);

private:
    std::filesystem::path m_folder;
    std::filesystem::path m_file;
};

/// Puts all of `source` into the place of all of `target`, in one transaction of each. Throws what
/// the library throws, SQLITE_BUSY too; then `target` is as it was.
void copyStore(SQLite::Database &source, SQLite::Database &target);

/// A new backup with the content of `source`, checked in full. Throws what the library and the file
/// system throw; then there is none.
Backup copyToBackups(SQLite::Database &source, const std::filesystem::path &folder,
                     BackupReason reason, core::WallTime now);

/// A backup that was made because the store is about to be changed. It is gone again with this
/// object if the store was not changed after all: nobody needs it then, and every further try would
/// leave another. Where that cannot be told it stays.
class BackupBeforeChange {
public:
    /// The change must be a migration or a restore; the store must outlive this. Throws what the
    /// library throws.
    BackupBeforeChange(SQLite::Database &store, Backup made);
    BackupBeforeChange(const BackupBeforeChange &) = delete;
    BackupBeforeChange &operator=(const BackupBeforeChange &) = delete;
    ~BackupBeforeChange();

    [[nodiscard]] const Backup &made() const noexcept { return m_made; }

private:
    /// Of the schema, which the library counts on with every restore, and of the migrations.
    using Versions = std::pair<int, int>;
    static Versions versionsOf(SQLite::Database &store);

    SQLite::Database &m_store;
    Backup m_made;
    Versions m_before;
};

}  // namespace psoas::storage
