#include "storage/migration.h"

#include "storage/schema.h"
#include "storage/sqlite_base.h"

#include <SQLiteCpp/Exception.h>
#include <SQLiteCpp/Statement.h>
#include <SQLiteCpp/Transaction.h>
#include <sqlite3.h>

#include <string>

namespace psoas::storage {

namespace {

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

void migrateLocked(SQLite::Database &db, std::span<const std::string_view> migrations,
                   const std::function<void()> &backUp) {
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
        backUp();
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

void migrate(SQLite::Database &db, std::span<const std::string_view> migrations,
             const std::function<void()> &backUp) {
    // A migration that rebuilds a table drops the old one, which must not take along the rows that
    // refer to it. The setting is deaf inside a transaction.
    db.exec("PRAGMA foreign_keys = OFF");
    migrateLocked(db, migrations, backUp);
    db.exec("PRAGMA foreign_keys = ON");
}

}  // namespace psoas::storage
