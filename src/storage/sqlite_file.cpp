#include "storage/sqlite_file.h"

#include "storage/migration.h"
#include "storage/ownership.h"
#include "storage/schema.h"
#include "storage/sqlite_base.h"
#include "storage/sqlite_error.h"
#include "storage/store_copy.h"

#include <sqlite3.h>

#include <optional>
#include <system_error>

namespace psoas::storage {

namespace fs = std::filesystem;

namespace {

using Opened = Stored<std::unique_ptr<SQLite::Database>>;

/// Settings of the connection; none of them writes to the file.
void configure(SQLite::Database &db, OpenMode mode) {
    db.setBusyTimeout(kBusyTimeoutMs);
    sqlite3_db_config(db.getHandle(), SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    db.exec("PRAGMA foreign_keys = ON");
    db.exec("PRAGMA trusted_schema = OFF");
    db.exec("PRAGMA cell_size_check = ON");
    db.exec("PRAGMA synchronous = EXTRA");
    if (mode == OpenMode::ReadOnly) {
        db.exec("PRAGMA query_only = ON");
    }
}

/// Whether the file is there; throws if that cannot be told.
bool isThere(const fs::path &file) {
    std::error_code failed;
    const fs::file_type type = fs::status(file, failed).type();
    if (type == fs::file_type::none) {
        throw fs::filesystem_error("the store cannot be looked for", file, failed);
    }
    return type != fs::file_type::not_found;
}

/// Even a reader opens for writing where it may: only so can SQLite undo what a program that died
/// left half done. `query_only` keeps everything else from being written.
std::unique_ptr<SQLite::Database> connect(const fs::path &file, OpenMode mode) {
    const int flags = mode == OpenMode::ReadWrite ? SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE
                                                  : SQLite::OPEN_READWRITE;
    return std::make_unique<SQLite::Database>(utf8(file), flags, kBusyTimeoutMs);
}

/// Makes the settings and compares whose database it is: the first reads of the connection, in
/// which a change that was cut off comes to light.
std::optional<StoreError> firstLook(SQLite::Database &db, const fs::path &file, OpenMode mode,
                                    std::span<const std::string_view> migrations) {
    try {
        configure(db, mode);
        return refusedByContent(db, mode == OpenMode::ReadWrite, migrations);
    } catch (const SQLite::Exception &failure) {
        StoreError error = storeError(failure);
        const bool kept =
            error.code == StoreError::Code::ReadOnly || error.code == StoreError::Code::Io;
        fs::path journal = file;
        journal += "-journal";
        std::error_code ignored;
        if (mode == OpenMode::ReadOnly && kept && fs::exists(journal, ignored)) {
            error.code = StoreError::Code::HalfWritten;
        }
        return error;
    }
}

/// By a connection of its own: the one that holds the write lock cannot be copied from.
Backup backUpBeforeMigration(const fs::path &file) {
    SQLite::Database source(utf8(file), SQLite::OPEN_READONLY, kBusyTimeoutMs);
    // Opening is told no time, and nothing but the name of this one backup needs it.
    const core::WallTime now{
        std::chrono::floor<core::Milliseconds>(std::chrono::system_clock::now())};
    return copyToBackups(source, backupFolder(file), BackupReason::BeforeMigration, now);
}

void bringUp(SQLite::Database &db, const fs::path &file,
             std::span<const std::string_view> migrations) {
    std::optional<BackupBeforeChange> backup;
    migrate(db, migrations, [&] { backup.emplace(db, backUpBeforeMigration(file)); });
}

Opened opened(const fs::path &file, OpenMode mode, std::span<const std::string_view> migrations) {
    const bool writes = mode == OpenMode::ReadWrite;
    const bool isNew = !isThere(file);
    if (isNew && !writes) {
        return StoreError{.code = StoreError::Code::Missing, .detail = "no store yet"};
    }
    if (isNew && fs::create_directories(file.parent_path())) {
        ownerOnly(file.parent_path(), fs::perms::owner_all);
    }
    if (auto problem = isNew ? std::nullopt : refusedByHeader(file, migrations)) {
        return std::move(*problem);
    }
    auto db = connect(file, mode);
    if (auto problem = firstLook(*db, file, mode, migrations)) {
        return std::move(*problem);
    }
    if (!writes) {
        return db;
    }
    db->exec("PRAGMA journal_mode = DELETE");
    bringUp(*db, file, migrations);
    // Only now: a file that its owner has closed to writing stays closed.
    ownerOnly(file, fs::perms::owner_read | fs::perms::owner_write);
    return db;
}

/// The system says only that a file cannot be opened; whoever wants to write is told if the reason
/// is that they may not.
StoreError told(StoreError error, const fs::path &file, OpenMode mode) {
    std::error_code ignored;
    const bool denied =
        !mayWrite(file.parent_path()) || (fs::exists(file, ignored) && !mayWrite(file));
    if (mode == OpenMode::ReadWrite && error.code == StoreError::Code::Io && denied) {
        error.code = StoreError::Code::ReadOnly;
    }
    return error;
}

StoreError told(const fs::filesystem_error &failure, OpenMode mode) {
    StoreError error = storeError(failure);
    // Who only reads wants to know that they cannot, not that they could not write.
    if (mode == OpenMode::ReadOnly && error.code == StoreError::Code::ReadOnly) {
        error.code = StoreError::Code::Io;
    }
    return error;
}

}  // namespace

Stored<std::unique_ptr<SQLite::Database>> openDatabase(
    const fs::path &file, OpenMode mode, std::span<const std::string_view> migrations) {
    try {
        auto db = opened(file, mode, migrations);
        return db ? std::move(db) : Opened(told(db.error(), file, mode));
    } catch (const SQLite::Exception &failure) {
        return told(storeError(failure), file, mode);
    } catch (const fs::filesystem_error &failure) {
        return told(failure, mode);
    }
}

Stored<std::unique_ptr<SQLite::Database>> openBackup(const Backup &backup) {
    auto db = openDatabase(backup.file, OpenMode::ReadOnly, migrations());
    std::error_code ignored;
    if (!db && db.error().code == StoreError::Code::Missing && fs::exists(backup.file, ignored)) {
        return StoreError{.code = StoreError::Code::Damaged, .detail = "an empty backup"};
    }
    return db;
}

}  // namespace psoas::storage
