#include "storage/backups.h"

#include "storage/backup_name.h"
#include "storage/columns.h"
#include "storage/integrity.h"
#include "storage/schema.h"
#include "storage/sqlite_error.h"
#include "storage/sqlite_file.h"
#include "storage/sqlite_rows.h"
#include "storage/store_copy.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <string>
#include <system_error>
#include <tuple>
#include <utility>

namespace psoas::storage {

namespace fs = std::filesystem;

namespace {

using std::chrono::sys_days;

/// The Monday of that week.
sys_days weekOf(std::chrono::sys_seconds at) {
    const auto day = std::chrono::floor<std::chrono::days>(at);
    return day - (std::chrono::weekday(day) - std::chrono::Monday);
}

/// Those of `newestFirst` that nobody needs any more. How long ago a week was does not matter: by a
/// clock that stands ahead all of them would be long ago.
std::vector<Backup> spare(const std::vector<Backup> &newestFirst, core::WallTime now) {
    std::vector<Backup> dropped;
    std::set<sys_days> weeks;
    std::size_t ahead = 0;
    std::size_t past = 0;
    for (const Backup &backup : newestFirst) {
        if (backup.reason == BackupReason::Salvaged) {
            continue;
        }
        const bool isAhead = backup.at > now.utc;
        const bool isLast = ++(isAhead ? ahead : past) <= kBackupsKept;
        const bool isLastOfWeek =
            !isAhead && weeks.size() < kBackupWeeksKept && weeks.insert(weekOf(backup.at)).second;
        if (!isLast && !isLastOfWeek) {
            dropped.push_back(backup);
        }
    }
    return dropped;
}

bool madeWithin(const Backup &backup, core::WallTime now) {
    return backup.reason != BackupReason::Salvaged && backup.at <= now.utc &&
           now.utc - backup.at < kBackupInterval;
}

Stored<BackupContent> contentIn(const Stored<std::unique_ptr<SQLite::Database>> &db) {
    if (!db) {
        return db.error();
    }
    requireWhole(*db.value());
    // Before version 3 nothing could be deleted.
    const std::string there = db.value()->tableExists("tombstones")
                                  ? "FROM sessions WHERE id NOT IN (SELECT id FROM tombstones) "
                                  : "FROM sessions ";
    BackupContent content;
    content.sessions =
        static_cast<std::size_t>(db.value()->execAndGet("SELECT count(*) " + there).getInt64());
    SQLite::Statement newest(*db.value(), "SELECT started_utc, started_offset " + there +
                                              "ORDER BY started_utc DESC LIMIT 1");
    if (newest.executeStep()) {
        content.newest = timeAt(newest, 0);
    }
    return content;
}

}  // namespace

fs::path backupFolder(const fs::path &store) { return store.parent_path() / "backups"; }

std::vector<Backup> backupsIn(const fs::path &folder) {
    std::vector<Backup> found;
    std::error_code failed;
    for (fs::directory_iterator entry(folder, failed), end; !failed && entry != end;
         entry.increment(failed)) {
        if (auto backup = backupNamed(entry->path())) {
            found.push_back(std::move(*backup));
        }
    }
    std::ranges::sort(found, [](const Backup &a, const Backup &b) {
        return std::tie(a.at, a.number, a.file) > std::tie(b.at, b.number, b.file);
    });
    return found;
}

Stored<Backup> backUp(const fs::path &store, BackupReason reason, core::WallTime now) {
    return guarded<Backup>([&]() -> Stored<Backup> {
        const auto db = openDatabase(store, OpenMode::ReadOnly, migrations());
        if (!db) {
            return db.error();
        }
        return copyToBackups(*db.value(), backupFolder(store), reason, now);
    });
}

Stored<bool> backUpAtStart(const fs::path &store, core::WallTime now) {
    return guarded<bool>([&]() -> Stored<bool> {
        const fs::path folder = backupFolder(store);
        if (std::ranges::any_of(backupsIn(folder),
                                [&](const Backup &each) { return madeWithin(each, now); })) {
            return false;
        }
        const auto db = openDatabase(store, OpenMode::ReadOnly, migrations());
        if (!db) {
            return db.error();
        }
        if (!holdsAnything(*db.value())) {
            return false;
        }
        copyToBackups(*db.value(), folder, BackupReason::Start, now);
        prune(folder, now);
        return true;
    });
}

void prune(const fs::path &folder, core::WallTime now) {
    std::error_code ignored;
    for (const Backup &backup : spare(backupsIn(folder), now)) {
        fs::remove(backup.file, ignored);
    }
}

Stored<BackupContent> contentOf(const Backup &backup) {
    return guarded<BackupContent>([&] { return contentIn(openBackup(backup)); });
}

Stored<BackupContent> contentOf(const fs::path &store) {
    return guarded<BackupContent>(
        [&] { return contentIn(openDatabase(store, OpenMode::ReadOnly, migrations())); });
}

}  // namespace psoas::storage
