#include "storage/backups.h"
#include "storage/filled_store.h"
#include "storage/killed_child.h"
#include "storage/schema.h"
#include "storage/sqlite_store.h"
#include "support/catch.h"
#include "support/long_form.h"
#include "support/temp_folder.h"

#ifdef __linux__

#    include <SQLiteCpp/Database.h>

#    include <filesystem>
#    include <iostream>
#    include <string_view>
#    include <vector>

using namespace psoas;
using namespace psoas::storage;

namespace {

namespace fs = std::filesystem;

/// What later versions might do: add, fill, rebuild and index.
std::vector<std::string_view> laterMigrations() {
    std::vector<std::string_view> all(migrations().begin(), migrations().end());
    all.emplace_back(
        "ALTER TABLE sessions ADD COLUMN mood TEXT; UPDATE sessions SET mood = routine_title;");
    all.emplace_back(
        "CREATE TABLE moved (number INTEGER PRIMARY KEY, utc INTEGER NOT NULL, "
        "offset INTEGER NOT NULL CHECK (offset BETWEEN -1080 AND 1080), "
        "routine_id TEXT NOT NULL, note TEXT) STRICT;"
        "INSERT INTO moved (number, utc, offset, routine_id) SELECT * FROM pain_stops;"
        "DROP TABLE pain_stops; ALTER TABLE moved RENAME TO pain_stops;");
    all.emplace_back(
        "CREATE INDEX journal_by_time ON journal (wall_utc);"
        "CREATE TABLE postcards (id TEXT NOT NULL PRIMARY KEY, utc INTEGER NOT NULL) STRICT;");
    return all;
}

int versionOf(const fs::path &file) {
    return SQLite::Database(file.string()).execAndGet("PRAGMA user_version").getInt();
}

}  // namespace

TEST_CASE("a migration that is killed leaves the old version or the new, whole") {
    const TempFolder folder;
    const auto original = folder / "original.db";
    const auto wanted = folder / "wanted.db";
    fillStore(original, longForm() ? 40 : 4);
    fs::copy_file(original, wanted);
    const auto later = laterMigrations();
    const int first = static_cast<int>(migrations().size());
    const int last = static_cast<int>(later.size());
    REQUIRE(openSqliteStore(wanted, OpenMode::ReadWrite, later));
    const Rows before = rowsOf(original);
    const Rows after = rowsOf(wanted);
    REQUIRE(before != after);

    const KillAt moment = GENERATE(KillAt::Statement, KillAt::Write);
    int kills = 0;
    int old = 0;
    int backups = 0;
    bool killed = true;
    for (int nth = 1; killed; nth += strideOf(moment)) {
        const TempFolder each;
        const auto file = each / "history.db";
        fs::copy_file(original, file);
        killed = isKilledAt(moment, nth,
                            [&] { (void)openSqliteStore(file, OpenMode::ReadWrite, later); });
        kills += killed ? 1 : 0;
        // Not by opening it for writing, which would migrate it again.
        auto reader = openSqliteStore(file, OpenMode::ReadOnly, later);
        REQUIRE(reader);
        REQUIRE(reader.value()->check().value().faults.empty());
        const int version = versionOf(file);
        REQUIRE((version == first || version == last));
        REQUIRE(rowsOf(file) == (version == first ? before : after));
        REQUIRE((killed || version == last));
        old += version == first ? 1 : 0;
        for (const Backup &backup : backupsIn(each / "backups")) {
            ++backups;
            REQUIRE(backup.reason == BackupReason::BeforeMigration);
            REQUIRE(contentOf(backup));
            REQUIRE(rowsOf(backup.file) == before);
        }
        // Nothing of the new version without a backup of the old.
        REQUIRE((version == first || backupsIn(each / "backups").size() == 1));
        // And the next opening brings it to its end.
        REQUIRE(openSqliteStore(file, OpenMode::ReadWrite, later));
        REQUIRE(rowsOf(file) == after);
    }
    CHECK(old > 5);
    CHECK(backups > 1);
    std::cout << "migrations killed at a "
              << (moment == KillAt::Statement ? "statement: " : "write: ") << kills
              << ", old version: " << old << ", new: " << kills - old
              << ", neither: 0, backups checked: " << backups << '\n';
}

#endif
