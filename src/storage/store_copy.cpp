#include "storage/store_copy.h"

#include "storage/backup_name.h"
#include "storage/disk_sync.h"
#include "storage/integrity.h"
#include "storage/sqlite_base.h"
#include "storage/sqlite_error.h"

#include <SQLiteCpp/Backup.h>
#include <SQLiteCpp/Exception.h>
#include <sqlite3.h>

#include <algorithm>
#include <fstream>
#include <system_error>
#include <utility>

namespace psoas::storage {

namespace fs = std::filesystem;

namespace {

void removeWithJournal(const fs::path &file) noexcept {
    std::error_code ignored;
    fs::remove(file, ignored);
    fs::path journal = file;
    journal += "-journal";
    fs::remove(journal, ignored);
}

/// A backup of this second that there is none of yet.
Backup freeBackup(const fs::path &folder, BackupReason reason, core::WallTime now) {
    Backup made{.file = {},
                .reason = reason,
                .at = std::chrono::floor<std::chrono::seconds>(now.utc),
                .number = 1};
    for (const Backup &other : backupsIn(folder)) {
        if (other.at == made.at) {
            made.number = std::max(made.number, other.number + 1);
        }
    }
    made.file = folder / nameOf(made);
    return made;
}

}  // namespace

UnfinishedBackup::UnfinishedBackup(fs::path folder)
    : m_folder(std::move(folder)), m_file(m_folder / "unfinished.part") {
    // One that is there already is as open as the person wants it, and may be a link to one of
    // theirs.
    if (fs::create_directories(m_folder)) {
        ownerOnly(m_folder, fs::perms::owner_all);
    }
    removeWithJournal(m_file);
    if (!std::ofstream(m_file, std::ios::binary)) {
        throw fs::filesystem_error(
            "no backup can be made here", m_file,
            std::make_error_code(mayWrite(m_folder) ? std::errc::io_error
                                                    : std::errc::permission_denied));
    }
    // While it is empty: nobody else may ever read in it.
    ownerOnly(m_file, fs::perms::owner_read | fs::perms::owner_write);
}

UnfinishedBackup::~UnfinishedBackup() {
    if (!m_file.empty()) {
        removeWithJournal(m_file);
    }
}

Backup UnfinishedBackup::finish(BackupReason reason, core::WallTime now) {
    syncFile(m_file);
    Backup made = freeBackup(m_folder, reason, now);
    fs::rename(m_file, made.file);
    m_file.clear();
    syncFolder(m_folder);
    return made;
}

void copyStore(SQLite::Database &source, SQLite::Database &target) {
    SQLite::Backup copying(target, source);
    // Waiting for others is done by the connections' own timeouts.
    if (const int result = copying.executeStep(-1); result != SQLITE_DONE) {
        throw SQLite::Exception("the store could not be copied", result);
    }
}

Backup copyToBackups(SQLite::Database &source, const fs::path &folder, BackupReason reason,
                     core::WallTime now) {
    UnfinishedBackup unfinished(folder);
    {
        SQLite::Database copy(utf8(unfinished.file()), SQLite::OPEN_READWRITE);
        // Half a copy is thrown away and a whole one is written out at its end.
        copy.exec("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF");
        copyStore(source, copy);
        requireWhole(copy);
    }
    return unfinished.finish(reason, now);
}

BackupBeforeChange::BackupBeforeChange(SQLite::Database &store, Backup made)
    : m_store(store), m_made(std::move(made)), m_before(versionsOf(store)) {}

/// The store itself is asked, not how the change ended: a commit whose last sync fails is told as
/// an error, and stands.
BackupBeforeChange::~BackupBeforeChange() {
    const auto now = guarded<Versions>([&] { return versionsOf(m_store); });
    if (now && now.value() == m_before) {
        std::error_code ignored;
        fs::remove(m_made.file, ignored);
    }
}

BackupBeforeChange::Versions BackupBeforeChange::versionsOf(SQLite::Database &store) {
    return {pragma(store, "schema_version"), pragma(store, "user_version")};
}

}  // namespace psoas::storage
