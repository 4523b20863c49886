#pragma once

#include "core/clock.h"
#include "storage/backups.h"

#include <SQLiteCpp/Database.h>

#include <filesystem>

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

}  // namespace psoas::storage
