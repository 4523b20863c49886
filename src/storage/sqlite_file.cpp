#include "storage/sqlite_file.h"

#include "storage/schema.h"
#include "storage/sqlite_error.h"

#include <SQLiteCpp/Backup.h>
#include <SQLiteCpp/Transaction.h>
#include <sqlite3.h>

#include <string>
#include <system_error>

namespace psoas::storage {

namespace fs = std::filesystem;

namespace {

using Opened = Stored<std::unique_ptr<SQLite::Database>>;

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

bool mayWrite(const fs::path &path) {
    sqlite3_vfs *system = sqlite3_vfs_find(nullptr);
    int allowed = 0;
    const int asked =
        system->xAccess(system, utf8(path).c_str(), SQLITE_ACCESS_READWRITE, &allowed);
    return asked == SQLITE_OK && allowed != 0;
}

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

StoreError noStore() { return {.code = StoreError::Code::Missing, .detail = "no store yet"}; }

std::optional<StoreError> ownership(SQLite::Database &db, OpenMode mode, int newest) {
    const int application = pragma(db, "application_id");
    const int version = pragma(db, "user_version");
    const bool empty = db.execAndGet("SELECT count(*) FROM sqlite_schema").getInt() == 0;
    if (application == 0 && version == 0 && empty) {
        // What SQLite sees in an empty file. It may become a store, and until then it is none.
        return mode == OpenMode::ReadWrite ? std::nullopt : std::optional(noStore());
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

void migrate(SQLite::Database &db, const fs::path &file,
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
    transaction.commit();
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
                                    int newest) {
    try {
        configure(db, mode);
        return ownership(db, mode, newest);
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

Opened opened(const fs::path &file, OpenMode mode, std::span<const std::string_view> migrations) {
    const bool writes = mode == OpenMode::ReadWrite;
    const bool isNew = !isThere(file);
    if (isNew && !writes) {
        return noStore();
    }
    if (isNew && fs::create_directories(file.parent_path())) {
        ownerOnly(file.parent_path(), fs::perms::owner_all);
    }
    auto db = connect(file, mode);
    if (auto problem = firstLook(*db, file, mode, static_cast<int>(migrations.size()))) {
        return std::move(*problem);
    }
    if (!writes) {
        return db;
    }
    db->exec("PRAGMA journal_mode = DELETE");
    migrate(*db, file, migrations);
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
    const std::error_code code = failure.code();
    StoreError error{.code = StoreError::Code::Io, .detail = failure.what()};
    if (code == std::errc::no_space_on_device) {
        error.code = StoreError::Code::Full;
    } else if (mode == OpenMode::ReadWrite && (code == std::errc::permission_denied ||
                                               code == std::errc::operation_not_permitted ||
                                               code == std::errc::read_only_file_system)) {
        error.code = StoreError::Code::ReadOnly;
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

}  // namespace psoas::storage
