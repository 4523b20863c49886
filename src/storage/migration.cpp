#include "storage/migration.h"

#include "storage/schema.h"
#include "storage/sqlite_base.h"

#include <SQLiteCpp/Backup.h>
#include <SQLiteCpp/Exception.h>
#include <SQLiteCpp/Statement.h>
#include <SQLiteCpp/Transaction.h>
#include <sqlite3.h>

#include <string>

namespace psoas::storage {

namespace fs = std::filesystem;

namespace {

/// A checked copy of the store as it was before a migration.
void backUp(const fs::path &file, int version) {
    const fs::path folder = file.parent_path() / "backups";
    fs::create_directories(folder);
    ownerOnly(folder, fs::perms::owner_all);
    const fs::path target = folder / ("before-version-" + std::to_string(version + 1) + ".db");
    fs::path part = target;
    part += ".part";
    fs::remove(part);
    {
        // A connection of its own: the one that holds the write lock cannot be copied from.
        SQLite::Database source(utf8(file), SQLite::OPEN_READONLY, kBusyTimeoutMs);
        SQLite::Database copy(utf8(part), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
        SQLite::Backup(copy, source).executeStep(-1);
        if (copy.execAndGet("PRAGMA quick_check").getString() != "ok") {
            throw SQLite::Exception("the backup is not whole", SQLITE_CORRUPT);
        }
    }
    ownerOnly(part, fs::perms::owner_read | fs::perms::owner_write);
    fs::rename(part, target);
}

/// A folder that takes no journal shows only in a write, and an hour into a session is too late to
/// find out. Writes what is there already; the caller's transaction takes it back.
void tryWriting(SQLite::Database &db, int version) {
    db.exec("PRAGMA user_version = " + std::to_string(version));
}

void requireSound(SQLite::Database &db) {
    if (SQLite::Statement(db, "PRAGMA foreign_key_check").executeStep()) {
        throw SQLite::Exception("the migration left rows without their session", SQLITE_CORRUPT);
    }
}

void migrateLocked(SQLite::Database &db, const fs::path &file,
                   std::span<const std::string_view> migrations) {
    const int newest = static_cast<int>(migrations.size());
    // The lock comes first: nobody may write between the look at the version, the backup and the
    // change, and another process may have migrated a moment ago.
    SQLite::Transaction transaction(db, SQLite::TransactionBehavior::IMMEDIATE);
    const int found = pragma(db, "user_version");
    if (found >= newest) {
        tryWriting(db, found);
        return;
    }
    if (found > 0) {
        backUp(file, found);
    }
    for (int version = found; version < newest; ++version) {
        db.exec(std::string(migrations[static_cast<std::size_t>(version)]));
        db.exec("PRAGMA user_version = " + std::to_string(version + 1));
    }
    db.exec("PRAGMA application_id = " + std::to_string(kApplicationId));
    requireSound(db);
    transaction.commit();
}

}  // namespace

void migrate(SQLite::Database &db, const fs::path &file,
             std::span<const std::string_view> migrations) {
    // A migration that rebuilds a table drops the old one, which must not take along the rows that
    // refer to it. The setting is deaf inside a transaction.
    db.exec("PRAGMA foreign_keys = OFF");
    migrateLocked(db, file, migrations);
    db.exec("PRAGMA foreign_keys = ON");
}

}  // namespace psoas::storage
