#include "storage/sqlite_file.h"

#include "storage/schema.h"

#include <SQLiteCpp/Backup.h>
#include <SQLiteCpp/Transaction.h>
#include <sqlite3.h>

#include <string>
#include <system_error>

namespace psoas::storage {

namespace fs = std::filesystem;

namespace {

constexpr int kBusyTimeoutMs = 5000;

std::string utf8(const fs::path &path) {
    const std::u8string text = path.u8string();
    return {text.begin(), text.end()};
}

int pragma(SQLite::Database &db, const char *name) {
    return db.execAndGet(std::string("PRAGMA ") + name).getInt();
}

void ownerOnly(const fs::path &path, fs::perms perms) {
    std::error_code ignored;  // not every file system knows owners
    fs::permissions(path, perms, ignored);
}

/// Settings of the connection; none of them writes to the file.
void configure(SQLite::Database &db) {
    db.setBusyTimeout(kBusyTimeoutMs);
    sqlite3_db_config(db.getHandle(), SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    db.exec("PRAGMA foreign_keys = ON");
    db.exec("PRAGMA trusted_schema = OFF");
    db.exec("PRAGMA cell_size_check = ON");
    db.exec("PRAGMA synchronous = EXTRA");
}

std::optional<StoreError> ownership(SQLite::Database &db, int newest) {
    const int application = pragma(db, "application_id");
    const int version = pragma(db, "user_version");
    const bool empty = db.execAndGet("SELECT count(*) FROM sqlite_schema").getInt() == 0;
    if (application == 0 && version == 0 && empty) {
        return std::nullopt;
    }
    if (application != kApplicationId) {
        return StoreError{.code = StoreError::Code::NotOurs, .detail = "another application_id"};
    }
    if (version > newest) {
        return StoreError{.code = StoreError::Code::Newer,
                          .detail = "version " + std::to_string(version)};
    }
    return std::nullopt;
}

/// A checked copy of the store as it was before a migration.
void backUp(SQLite::Database &db, const fs::path &file, int version) {
    const fs::path folder = file.parent_path() / "backups";
    fs::create_directories(folder);
    ownerOnly(folder, fs::perms::owner_all);
    const fs::path target = folder / ("before-version-" + std::to_string(version + 1) + ".db");
    fs::path part = target;
    part += ".part";
    fs::remove(part);
    {
        SQLite::Database copy(utf8(part), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
        SQLite::Backup(copy, db).executeStep(-1);
        if (copy.execAndGet("PRAGMA quick_check").getString() != "ok") {
            throw SQLite::Exception("the backup is not whole", SQLITE_CORRUPT);
        }
    }
    ownerOnly(part, fs::perms::owner_read | fs::perms::owner_write);
    fs::rename(part, target);
}

void migrate(SQLite::Database &db, const fs::path &file,
             std::span<const std::string_view> migrations) {
    const int newest = static_cast<int>(migrations.size());
    const int found = pragma(db, "user_version");
    if (found == newest) {
        return;
    }
    if (found > 0) {
        backUp(db, file, found);
    }
    SQLite::Transaction transaction(db, SQLite::TransactionBehavior::IMMEDIATE);
    // Another process may have been first: only what is still missing is done.
    for (int version = pragma(db, "user_version"); version < newest; ++version) {
        db.exec(std::string(migrations[static_cast<std::size_t>(version)]));
        db.exec("PRAGMA user_version = " + std::to_string(version + 1));
    }
    db.exec("PRAGMA application_id = " + std::to_string(kApplicationId));
    transaction.commit();
}

}  // namespace

Stored<std::unique_ptr<SQLite::Database>> openDatabase(
    const fs::path &file, OpenMode mode, std::span<const std::string_view> migrations) {
    const bool writes = mode == OpenMode::ReadWrite;
    const bool isNew = !fs::exists(file);
    if (isNew && !writes) {
        return StoreError{.code = StoreError::Code::Missing, .detail = utf8(file)};
    }
    if (isNew && fs::create_directories(file.parent_path())) {
        ownerOnly(file.parent_path(), fs::perms::owner_all);
    }
    auto db = std::make_unique<SQLite::Database>(
        utf8(file), writes ? SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE : SQLite::OPEN_READONLY,
        kBusyTimeoutMs);
    configure(*db);
    if (auto stranger = ownership(*db, static_cast<int>(migrations.size()))) {
        return std::move(*stranger);
    }
    if (!writes) {
        return db;
    }
    // Opening succeeds on a file that may not be written, and only the first write would tell.
    if (sqlite3_db_readonly(db->getHandle(), "main") == 1) {
        return StoreError{.code = StoreError::Code::ReadOnly, .detail = utf8(file)};
    }
    ownerOnly(file, fs::perms::owner_read | fs::perms::owner_write);
    db->exec("PRAGMA journal_mode = DELETE");
    migrate(*db, file, migrations);
    return db;
}

}  // namespace psoas::storage
