#include "storage/backups.h"
#include "storage/filled_store.h"
#include "storage/impatient.h"
#include "storage/killed_child.h"
#include "storage/schema.h"
#include "storage/sqlite_store.h"
#include "support/catch.h"
#include "support/long_form.h"
#include "support/sessions.h"
#include "support/temp_folder.h"

#include <SQLiteCpp/Database.h>

#include <algorithm>
#include <filesystem>
#include <iostream>
#include <utility>

using namespace psoas;
using namespace psoas::storage;
using namespace std::chrono_literals;

namespace {

namespace fs = std::filesystem;
using Code = StoreError::Code;

Backup restored(const fs::path &store, const Backup &backup, core::WallTime now) {
    auto undo = restore(store, backup, now);
    if (!undo) {
        FAIL(undo.error().detail);
    }
    return std::move(undo).value();
}

core::WallTime newestIn(const fs::path &store) {
    auto opened = openSqliteStore(store, OpenMode::ReadOnly);
    REQUIRE(opened);
    return opened.value()->safetyFacts().value().newestStored.value();
}

}  // namespace

TEST_CASE("a restore can be undone to the last row") {
    const TempFolder folder;
    const auto file = folder / "history.db";
    fillStore(file, 3, "old");
    const Backup backup = backedUp(file, wallAt(2h));
    const Rows old = rowsOf(file);
    fillStore(file, 5, "new");
    sql(file, "PRAGMA foreign_keys = ON; DELETE FROM sessions WHERE id = 'old2'");
    const Rows now = rowsOf(file);
    REQUIRE(now != old);

    const Backup undo = restored(file, backup, wallAt(3h));
    CHECK(undo.reason == BackupReason::BeforeRestore);
    CHECK(rowsOf(file) == old);
    CHECK(rowsOf(undo.file) == now);
    CHECK(contentOf(undo).value().sessions == 7);

    const Backup undoOfUndo = restored(file, undo, wallAt(3h));
    CHECK(rowsOf(file) == now);
    CHECK(rowsOf(undoOfUndo.file) == old);
    CHECK(rowsOf(backup.file) == old);
}

TEST_CASE("the newest stored time never moves back") {
    const TempFolder folder;
    const auto file = folder / "history.db";
    fillStore(file, 1);
    const Backup early = backedUp(file, wallAt(2h));
    auto store = openSqliteStore(file, OpenMode::ReadWrite);
    REQUIRE(store);
    REQUIRE(store.value()->addDayAnswer({.at = wallAt(48h), .nothingNew = true}));
    const Backup late = backedUp(file, wallAt(49h));
    restored(file, early, wallAt(50h));
    CHECK(newestIn(file) == wallAt(48h));
    CHECK(store.value()->safetyFacts().value().days.size() == 1);
    fs::remove(file);
    restored(file, early, wallAt(50h));
    CHECK(newestIn(file) == wallAt(1h));
    restored(file, late, wallAt(50h));
    CHECK(newestIn(file) == wallAt(48h));
}

TEST_CASE("who has the store open goes on with what was restored") {
    const TempFolder folder;
    const auto file = folder / "history.db";
    fillStore(file, 2, "old");
    const Backup backup = backedUp(file, wallAt(2h));
    fillStore(file, 30, "new");
    auto store = openSqliteStore(file, OpenMode::ReadWrite);
    auto reader = openSqliteStore(file, OpenMode::ReadOnly);
    REQUIRE(store);
    REQUIRE(reader);
    REQUIRE(store.value()->sessions({}).value().size() == 30);
    REQUIRE(reader.value()->sessions({}).value().size() == 30);
    const Backup undo = restored(file, backup, wallAt(3h));
    CHECK(store.value()->sessions({}).value().size() == 1);
    CHECK(reader.value()->sessions({}).value().size() == 1);
    CHECK(store.value()->finish("old2", core::Outcome::Completed, wallAt(3h)));
    CHECK(reader.value()->sessions({}).value().size() == 2);
    restored(file, undo, wallAt(4h));
    CHECK(store.value()->begin(startedSession("after", 4h)));
    CHECK(reader.value()->unfinished().value().size() == 3);
    CHECK(store.value()->check().value().faults.empty());
}

TEST_CASE("a store that is not there is made from a backup") {
    const TempFolder folder;
    const auto file = folder / "history.db";
    fillStore(file, 2);
    const Rows rows = rowsOf(file);
    const Backup backup = backedUp(file, wallAt(2h));
    fs::remove(file);
    const Backup undo = restored(file, backup, wallAt(3h));
    CHECK(rowsOf(file) == rows);
    restored(file, undo, wallAt(3h));
    CHECK(allSessions(file).empty());
}

TEST_CASE("what is no whole backup of ours is not restored") {
    const TempFolder folder;
    const auto file = folder / "history.db";
    fillStore(file, 20);
    const Backup backup = backedUp(file, wallAt(2h));
    fillStore(file, 1, "new");
    const std::string before = bytesOf(file);
    const auto refusal = [&] {
        const auto undo = restore(file, backup, wallAt(3h));
        REQUIRE_FALSE(undo);
        return undo.error().code;
    };
    SECTION("no database") {
        write(backup.file, std::string(5000, 'x'));
        CHECK(refusal() == Code::Damaged);
    }
    SECTION("an empty file") {
        write(backup.file, "");
        CHECK(refusal() == Code::Damaged);
    }
    SECTION("damaged inside") {
        std::string bytes = bytesOf(backup.file);
        std::fill(bytes.end() - 8192, bytes.end(), '\0');
        write(backup.file, bytes);
        CHECK(refusal() == Code::Damaged);
    }
    SECTION("a broken rule") {
        sql(backup.file, "PRAGMA foreign_keys = OFF; DELETE FROM sessions");
        CHECK(refusal() == Code::Damaged);
    }
    SECTION("a lost index") {
        sql(backup.file, "DROP INDEX sessions_by_start");
        CHECK(refusal() == Code::Damaged);
    }
    SECTION("a newer one") {
        sql(backup.file, "PRAGMA user_version = 1000");
        CHECK(refusal() == Code::Newer);
    }
    SECTION("another's") {
        sql(backup.file, "PRAGMA application_id = 7");
        CHECK(refusal() == Code::NotOurs);
    }
    SECTION("none") {
        fs::remove(backup.file);
        CHECK(refusal() == Code::Missing);
    }
    CHECK(bytesOf(file) == before);
    CHECK(backupsIn(folder / "backups").size() <= 1);
}

TEST_CASE("nothing is restored over what cannot be kept") {
    const TempFolder folder;
    const auto file = folder / "history.db";
    fillStore(file, 20);
    const Backup backup = backedUp(file, wallAt(2h));
    Code expected = Code::Damaged;
    SECTION("a damaged store") {
        std::string bytes = bytesOf(file);
        std::fill(bytes.end() - 8192, bytes.end(), '\0');
        write(file, bytes);
    }
    SECTION("a newer store") {
        sql(file, "PRAGMA user_version = 1000");
        expected = Code::Newer;
    }
    const std::string before = bytesOf(file);
    const auto undo = restore(file, backup, wallAt(3h));
    REQUIRE_FALSE(undo);
    CHECK(undo.error().code == expected);
    CHECK(bytesOf(file) == before);
}

TEST_CASE("a restore waits for who is reading and then gives up") {
    const TempFolder folder;
    const auto file = folder / "history.db";
    fillStore(file, 2);
    const Backup backup = backedUp(file, wallAt(2h));
    fillStore(file, 1, "new");
    const Rows before = rowsOf(file);
    {
        SQLite::Database reader(file.string(), SQLite::OPEN_READONLY);
        reader.exec("BEGIN; SELECT count(*) FROM sessions");
        const Impatient impatient;
        const auto undo = restore(file, backup, wallAt(3h));
        REQUIRE_FALSE(undo);
        CHECK(undo.error().code == Code::Busy);
        CHECK(backupsIn(folder / "backups") == std::vector{backup});
    }
    CHECK(rowsOf(file) == before);
    restored(file, backup, wallAt(3h));
    CHECK(rowsOf(file) != before);
}

#ifdef __linux__
TEST_CASE("a restore that is killed leaves the old or the new, whole") {
    const TempFolder folder;
    const auto original = folder / "original.db";
    fillStore(original, 3, "old");
    const Rows old = rowsButNewest(original);
    const auto later = folder / "later.db";
    fs::copy_file(original, later);
    fillStore(later, longForm() ? 40 : 4, "new");
    {
        auto store = openSqliteStore(later, OpenMode::ReadWrite);
        REQUIRE(store);
        REQUIRE(store.value()->addDayAnswer({.at = wallAt(100min), .nothingNew = false}));
    }
    const Rows now = rowsButNewest(later);
    const KillAt moment = GENERATE(KillAt::Statement, KillAt::Write);
    int kills = 0;
    int asBefore = 0;
    for (int nth = 1;; nth += strideOf(moment)) {
        const TempFolder each;
        const auto file = each / "history.db";
        fs::copy_file(original, file);
        const Backup backup = backedUp(file, wallAt(2h));
        fs::copy_file(later, file, fs::copy_options::overwrite_existing);
        const bool killed =
            isKilledAt(moment, nth, [&] { (void)restore(file, backup, wallAt(3h)); });
        auto store = openSqliteStore(file, OpenMode::ReadWrite);
        REQUIRE(store);
        REQUIRE(store.value()->check().value().faults.empty());
        const Rows found = rowsButNewest(file);
        REQUIRE((found == old || found == now));
        REQUIRE(newestIn(file) == wallAt(100min));
        for (const Backup &whole : backupsIn(each / "backups")) {
            REQUIRE(contentOf(whole));
        }
        if (!killed) {
            CHECK(found == old);
            break;
        }
        ++kills;
        asBefore += found == now ? 1 : 0;
    }
    CHECK(asBefore > 0);
    std::cout << "restores killed at a "
              << (moment == KillAt::Statement ? "statement: " : "write: ") << kills
              << ", as before: " << asBefore << ", restored: " << kills - asBefore
              << ", neither: 0\n";
}
#endif
