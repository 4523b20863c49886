#include "storage/damage.h"

#include "storage/backup_name.h"
#include "storage/disk_sync.h"
#include "storage/ownership.h"
#include "storage/salvage.h"
#include "storage/schema.h"
#include "storage/sqlite_error.h"
#include "storage/sqlite_file.h"
#include "storage/sqlite_rows.h"

#include <algorithm>
#include <string>
#include <system_error>

namespace psoas::storage {

namespace fs = std::filesystem;

namespace {

/// Why the file is not for us to move, if it is not.
std::optional<StoreError> notToBeMoved(const fs::path &store) {
    if (!fs::exists(store)) {
        return StoreError{.code = StoreError::Code::Missing, .detail = "no store"};
    }
    if (!fs::is_regular_file(store)) {
        return StoreError{.code = StoreError::Code::Io, .detail = "no file"};
    }
    auto refused = refusedByHeader(store, migrations());
    return refused && refused->code != StoreError::Code::Damaged ? refused : std::nullopt;
}

fs::path freeNameBeside(const fs::path &store, core::WallTime now) {
    const std::string name =
        std::string(kSetAsidePrefix) + stampOf(std::chrono::floor<std::chrono::seconds>(now.utc));
    fs::path free = store.parent_path() / (name + ".db");
    for (int number = 2; fs::exists(free); ++number) {
        free = store.parent_path() / (name + '-' + std::to_string(number) + ".db");
    }
    return free;
}

/// First the store: should the program die in between, what is left beside its old name belongs to
/// nothing, and the library throws it away before a new store is begun.
void moveAside(const fs::path &store, const fs::path &kept) {
    fs::rename(store, kept);
    for (const char *part : {"-journal", "-wal", "-shm"}) {
        std::error_code ignored;  // most often there is none
        fs::rename(fs::path(store) += part, fs::path(kept) += part, ignored);
    }
    syncFolder(store.parent_path());
}

std::optional<GoodBackup> lookedInto(const Backup &backup) {
    auto content = contentOf(backup);
    return content ? std::optional(GoodBackup{backup, std::move(content).value()}) : std::nullopt;
}

std::optional<GoodBackup> newestGood(const fs::path &folder) {
    for (const Backup &backup : backupsIn(folder)) {
        if (backup.reason == BackupReason::Salvaged) {
            continue;
        }
        if (auto good = lookedInto(backup)) {
            return good;
        }
    }
    return std::nullopt;
}

std::optional<GoodBackup> salvaged(const fs::path &kept, const fs::path &folder,
                                   core::WallTime now) {
    const auto made = guarded<std::optional<Backup>>([&] { return salvage(kept, folder, now); });
    return made && made.value() ? lookedInto(*made.value()) : std::nullopt;
}

}  // namespace

Stored<SetAside> setAside(const fs::path &store, core::WallTime now) {
    return guarded<SetAside>([&]() -> Stored<SetAside> {
        if (auto refused = notToBeMoved(store)) {
            return std::move(*refused);
        }
        SetAside done{.keptAs = freeNameBeside(store, now), .bestBackup = {}, .salvaged = {}};
        moveAside(store, done.keptAs);
        const fs::path folder = backupFolder(store);
        done.bestBackup = newestGood(folder);
        done.salvaged = salvaged(done.keptAs, folder, now);
        return done;
    });
}

std::optional<GoodBackup> backupOfLostStore(const fs::path &store) {
    const auto empty = guarded<bool>([&]() -> Stored<bool> {
        const auto db = openDatabase(store, OpenMode::ReadOnly, migrations());
        return db && !holdsAnything(*db.value());
    });
    auto backup = empty && empty.value() ? newestGood(backupFolder(store)) : std::nullopt;
    return backup && backup->content.sessions > 0 ? backup : std::nullopt;
}

}  // namespace psoas::storage
