#include "storage/backups.h"
#include "storage/integrity.h"
#include "storage/migration.h"
#include "storage/schema.h"
#include "storage/sqlite_error.h"
#include "storage/sqlite_file.h"
#include "storage/sqlite_rows.h"
#include "storage/store_copy.h"

#include <SQLiteCpp/Database.h>

namespace psoas::storage {

namespace {

/// Makes a private copy of the backup into what the store will be. Everything is done there, so
/// that the store itself changes in one transaction and the backup not at all.
void stage(SQLite::Database &staged, SQLite::Database &backup) {
    copyStore(backup, staged);
    requireWhole(staged);
    migrate(staged, migrations(), [] {});
}

}  // namespace

Stored<Backup> restore(const std::filesystem::path &store, const Backup &backup,
                       core::WallTime now) {
    return guarded<Backup>([&]() -> Stored<Backup> {
        const auto source = openBackup(backup);
        if (!source) {
            return source.error();
        }
        // Without a name: a file that the library removes, whatever happens.
        SQLite::Database staged("", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
        stage(staged, *source.value());
        const auto live = openDatabase(store, OpenMode::ReadWrite, migrations());
        if (!live) {
            return live.error();
        }
        const BackupBeforeChange undo(
            *live.value(),
            copyToBackups(*live.value(), backupFolder(store), BackupReason::BeforeRestore, now));
        if (const auto newest = readFacts(*live.value()).newestStored) {
            noteStored(staged, *newest);
        }
        copyStore(staged, *live.value());
        return undo.made();
    });
}

}  // namespace psoas::storage
