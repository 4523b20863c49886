#include "storage/backups.h"

#include "storage/filled_store.h"
#include "storage/impatient.h"
#include "storage/killed_child.h"
#include "storage/ordinary_user.h"
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
#include <vector>

using namespace psoas;
using namespace psoas::storage;
using namespace std::chrono_literals;

namespace {

namespace fs = std::filesystem;
using Code = StoreError::Code;
using std::chrono::sys_days;
using std::chrono::sys_seconds;

const sys_seconds kNoon = sys_days{2026y / 11 / 26} + 12h;  // a Thursday

core::WallTime at(sys_seconds time) { return {time, 60min}; }

std::vector<std::string> namesIn(const fs::path &folder) {
    std::vector<std::string> names;
    std::error_code none;
    for (const auto &entry : fs::directory_iterator(folder, none)) {
        names.push_back(entry.path().filename().string());
    }
    std::ranges::sort(names);
    return names;
}

/// An empty file by this name: enough for those who go by names.
void nameOnly(const fs::path &folder, const std::string &name) { write(folder / name, ""); }

}  // namespace

TEST_CASE("what was deleted is not counted in a backup, nor its time") {
    const TempFolder folder;
    const fs::path file = folder / "history.db";
    fillStore(file, 3);
    {
        const auto store = openSqliteStore(file, OpenMode::ReadWrite);
        REQUIRE(store.value()->interrupt("s3"));
        REQUIRE(store.value()->apply(edit::Delete{.ids = {"s3", "s1"}}, wallAt(2h)));
    }
    const auto backup = backUp(file, BackupReason::Asked, wallAt(3h));
    REQUIRE(backup);
    const BackupContent left{.sessions = 1, .newest = wallAt(2min)};
    CHECK(contentOf(backup.value()).value() == left);
    CHECK(contentOf(file).value() == left);
}

TEST_CASE("a backup is the store as it was, whole and for its owner only") {
    const TempFolder folder;
    const auto file = folder / "history.db";
    fillStore(file, 3);
    const Backup backup = backedUp(file, at(kNoon), BackupReason::Asked);
    CHECK(backup.file == folder / "backups/history-20261126T120000Z-asked.db");
    CHECK(rowsOf(backup.file) == rowsOf(file));
    CHECK(contentOf(backup).value() == BackupContent{.sessions = 3, .newest = wallAt(3min)});
    CHECK(backupsIn(folder / "backups") == std::vector{backup});
    CHECK(namesIn(folder / "backups").size() == 1);
#ifndef _WIN32
    using fs::perms;
    CHECK(fs::status(backup.file).permissions() == (perms::owner_read | perms::owner_write));
    CHECK(fs::status(backup.file.parent_path()).permissions() == perms::owner_all);
#endif
}

TEST_CASE("the store is looked into like a backup") {
    const TempFolder folder;
    const auto file = folder / "history.db";
    const auto code = [&] { return contentOf(file).error().code; };
    CHECK(code() == Code::Missing);
    write(file, "");
    CHECK(code() == Code::Missing);
    fillStore(file, 3);
    CHECK(contentOf(file).value() == BackupContent{.sessions = 3, .newest = wallAt(3min)});
    sql(file, "UPDATE sessions SET started_utc = -1");
    CHECK(code() == Code::Damaged);
}

#ifndef _WIN32
TEST_CASE("a folder for the backups that is there already stays as open as it is") {
    using fs::perms;
    const TempFolder folder;
    const TempFolder theirs;
    const auto file = folder / "history.db";
    fillStore(file, 1);
    const perms open = perms::owner_all | perms::group_read | perms::group_exec;
    fs::permissions(theirs.path(), open);
    fs::create_directory_symlink(theirs.path(), folder / "backups");
    const Backup backup = backedUp(file, at(kNoon), BackupReason::Asked);
    CHECK(namesIn(theirs.path()).size() == 1);
    CHECK(fs::status(theirs.path()).permissions() == open);
    CHECK(fs::status(backup.file).permissions() == (perms::owner_read | perms::owner_write));
}
#endif

TEST_CASE("backups of one second have names of their own, and the newest comes first") {
    const TempFolder folder;
    const auto file = folder / "history.db";
    fillStore(file, 1);
    const Backup first = backedUp(file, at(kNoon), BackupReason::Start);
    const Backup second = backedUp(file, at(kNoon), BackupReason::BeforeRestore);
    const Backup third = backedUp(file, at(kNoon), BackupReason::Start);
    const Backup older = backedUp(file, at(kNoon - 1s), BackupReason::Asked);
    CHECK(second.file.filename() == "history-20261126T120000Z-2-before-restore.db");
    CHECK(backupsIn(folder / "backups") == std::vector{third, second, first, older});
}

TEST_CASE("what is not named like a backup is none") {
    const TempFolder folder;
    for (const char *stranger :
         {"history.db", "b.db", "history-20261126T120000Z-start.db.part", "unfinished.part",
          "history-20261126T120000Z-mine.db", "history-20261126T120000Z.db",
          "history-20261126T120000Z--start.db", "history-20261126T120000Z-1-start.db",
          "history-20261126T120000Z-02-start.db", "history-20261126T120000Z-2.db",
          "history-20261126T120000Z-99999-start.db", "history-20261326T120000Z-start.db",
          "history-20261126T250000Z-start.db", "history-2026-126T120000Z-start.db",
          "history-20261126 120000Z-start.db", "history-.db"}) {
        nameOnly(folder.path(), stranger);
    }
    CHECK(backupsIn(folder.path()).empty());
    for (const char *ours :
         {"history-20261126T120000Z-start.db", "history-20240229T235959Z-12-before-migration.db",
          "history-19700101T000000Z-salvaged.db"}) {
        nameOnly(folder.path(), ours);
    }
    CHECK(backupsIn(folder.path()).size() == 3);
    prune(folder.path(), at(kNoon + 24h * 3650));
    CHECK(namesIn(folder.path()).size() == 19);
}

TEST_CASE("a backup at the start is made at most every half hour") {
    const TempFolder folder;
    const auto file = folder / "history.db";
    fillStore(file, 1);
    const auto atStart = [&](sys_seconds time) { return backUpAtStart(file, at(time)).value(); };
    CHECK(atStart(kNoon));
    CHECK_FALSE(atStart(kNoon));
    CHECK_FALSE(atStart(kNoon + 29min + 59s));
    CHECK(atStart(kNoon + 30min));
    // A clock that was set back: what it will be then is no reason to have nothing now.
    CHECK(atStart(kNoon - 1s));
    CHECK_FALSE(atStart(kNoon));
    CHECK(atStart(kNoon - 24h * 365));
    CHECK(backupsIn(folder / "backups").size() == 4);
}

TEST_CASE("one that was asked for will do at the start, what was salvaged will not") {
    const TempFolder folder;
    const auto file = folder / "history.db";
    fillStore(file, 1);
    backedUp(file, at(kNoon), BackupReason::Salvaged);
    CHECK(backUpAtStart(file, at(kNoon + 1s)).value());
    backedUp(file, at(kNoon + 1h), BackupReason::Asked);
    CHECK_FALSE(backUpAtStart(file, at(kNoon + 1h + 1min)).value());
}

TEST_CASE("a store that holds nothing is not backed up at the start") {
    const TempFolder folder;
    const auto file = folder / "history.db";
    CHECK(backUpAtStart(file, at(kNoon)).error().code == Code::Missing);
    auto store = openSqliteStore(file, OpenMode::ReadWrite);
    REQUIRE(store);
    CHECK_FALSE(backUpAtStart(file, at(kNoon)).value());
    CHECK_FALSE(fs::exists(folder / "backups"));
    SECTION("an answer is worth keeping") {
        REQUIRE(store.value()->addDayAnswer({.at = wallAt(0s), .nothingNew = false}));
        CHECK(backUpAtStart(file, at(kNoon)).value());
    }
    SECTION("a session is, too") {
        REQUIRE(store.value()->begin(startedSession("a")));
        CHECK(backUpAtStart(file, at(kNoon)).value());
    }
}

TEST_CASE("the last ten backups are kept and the last of each of eight weeks") {
    const TempFolder folder;
    const auto name = [&](const std::string &stamp) { return "history-" + stamp + "-start.db"; };
    // Today's, one an hour.
    std::vector<std::string> kept;
    for (int hour = 10; hour < 22; ++hour) {
        const std::string each = name("20261126T" + std::to_string(hour) + "0000Z");
        nameOnly(folder.path(), each);
        if (hour >= 12) {
            kept.push_back(each);
        }
    }
    // Monday to Sunday is one week. Those that have a backup count, and only the last of each.
    for (const char *stamp :
         {"20261122T235959Z", "20261115T000000Z", "20261108T120000Z", "20261025T120000Z",
          "20261011T120000Z", "20261004T235959Z", "20251126T120000Z"}) {
        nameOnly(folder.path(), name(stamp));
        kept.push_back(name(stamp));
    }
    for (const char *stamp : {"20261116T000000Z", "20261122T235958Z", "20261109T000000Z",
                              "20261005T000000Z", "20251124T000000Z", "20251123T235959Z"}) {
        nameOnly(folder.path(), name(stamp));
    }
    nameOnly(folder.path(), "history-20200101T000000Z-salvaged.db");
    kept.push_back("history-20200101T000000Z-salvaged.db");
    std::ranges::sort(kept);
    prune(folder.path(), at(sys_days{2026y / 11 / 26} + 22h));
    CHECK(namesIn(folder.path()) == kept);
    // Nothing gets too old by itself, and least of all by a clock that stands ahead.
    prune(folder.path(), at(sys_days{2036y / 11 / 26}));
    CHECK(namesIn(folder.path()) == kept);
}

TEST_CASE("backups from a clock that was set back push out no others and do not pile up") {
    const TempFolder folder;
    for (int day = 10; day < 25; ++day) {
        const std::string number = std::to_string(day);
        nameOnly(folder.path(), "history-203001" + number + "T120000Z-start.db");
        nameOnly(folder.path(), "history-202611" + number + "T120000Z-start.db");
    }
    prune(folder.path(), at(kNoon));
    const auto left = backupsIn(folder.path());
    const auto ahead =
        std::ranges::count_if(left, [](const Backup &each) { return each.at > kNoon; });
    CHECK(ahead == 10);
    // The last ten; the week before theirs has its last one besides.
    CHECK(left.size() == 20);
}

TEST_CASE("what cannot be backed up leaves no half of a backup") {
    const TempFolder folder;
    const auto file = folder / "history.db";
    fillStore(file, 20);
    const auto fails = [&] {
        const auto backup = backUp(file, BackupReason::Asked, at(kNoon));
        REQUIRE_FALSE(backup);
        return backup.error().code;
    };
    SECTION("a store that is damaged") {
        std::string bytes = bytesOf(file);
        std::fill(bytes.begin() + 8192, bytes.end() - 4096, 'x');
        write(file, bytes);
        CHECK(fails() == Code::Damaged);
        CHECK(namesIn(folder / "backups").empty());
    }
    SECTION("a store with a row that breaks a rule of its table") {
        sql(file, "PRAGMA ignore_check_constraints = ON; UPDATE sessions SET tightness_after = 99");
        CHECK(fails() == Code::Damaged);
        CHECK(namesIn(folder / "backups").empty());
    }
    SECTION("a store from a newer version") {
        sql(file, "PRAGMA user_version = 1000");
        CHECK(fails() == Code::Newer);
        CHECK_FALSE(fs::exists(folder / "backups"));
    }
    SECTION("another's database") {
        sql(file, "PRAGMA application_id = 7");
        CHECK(fails() == Code::NotOurs);
        CHECK_FALSE(fs::exists(folder / "backups"));
    }
    SECTION("a file in the place of the folder") {
        write(folder / "backups", "mine");
        CHECK(fails() == Code::Io);
        CHECK(backupsIn(folder / "backups").empty());
        CHECK_FALSE(backUpAtStart(file, at(kNoon)));
        CHECK(bytesOf(folder / "backups") == "mine");
        CHECK(openSqliteStore(file, OpenMode::ReadWrite));
    }
    SECTION("a folder in the place of the unfinished file") {
        fs::create_directories(folder / "backups/unfinished.part/full");
        CHECK(fails() == Code::Io);
    }
}

#ifdef __linux__
TEST_CASE("a backup folder that is closed is an error and nothing else") {
    const TempFolder folder;
    const auto file = folder / "history.db";
    fillStore(file, 1);
    const Backup backup = backedUp(file, at(kNoon), BackupReason::Asked);
    // It belongs to root, who runs this test, or may not be opened by anybody.
    fs::permissions(folder.path(), fs::perms::all);
    fs::permissions(file, fs::perms::all);
    const bool readable = GENERATE(true, false);
    fs::permissions(folder / "backups", readable
                                            ? fs::perms::owner_read | fs::perms::owner_exec |
                                                  fs::perms::others_read | fs::perms::others_exec
                                            : fs::perms::none);
    {
        const OrdinaryUser user;
        if (!readable) {
            CHECK(backupsIn(folder / "backups").empty());
            CHECK(contentOf(backup).error().code == Code::Io);
        }
        const auto failed = backUp(file, BackupReason::Asked, at(kNoon + 1h));
        REQUIRE_FALSE(failed);
        CHECK(failed.error().code == Code::ReadOnly);
        CHECK_FALSE(backUpAtStart(file, at(kNoon + 1h)));
        CHECK(openSqliteStore(file, OpenMode::ReadOnly));
    }
    fs::permissions(folder / "backups", fs::perms::owner_all);
    CHECK(rowsOf(backup.file) == rowsOf(file));
}

TEST_CASE("a backup that is killed is whole or is none") {
    const TempFolder folder;
    const auto file = folder / "history.db";
    fillStore(file, longForm() ? 40 : 3);
    const Rows rows = rowsOf(file);
    const KillAt moment = GENERATE(KillAt::Statement, KillAt::Write);
    int kills = 0;
    for (int nth = 1;
         isKilledAt(moment, nth, [&] { (void)backUp(file, BackupReason::Asked, at(kNoon)); });
         nth += strideOf(moment)) {
        ++kills;
        REQUIRE(backupsIn(folder / "backups").empty());
        REQUIRE(rowsOf(file) == rows);
    }
    CHECK(kills > 5);
    const auto whole = backupsIn(folder / "backups");
    REQUIRE(whole.size() == 1);
    CHECK(rowsOf(whole[0].file) == rows);
    CHECK(namesIn(folder / "backups").size() == 1);
    std::cout << "backups killed at a " << (moment == KillAt::Statement ? "statement: " : "write: ")
              << kills << ", half ones left: 0\n";
}
#endif

TEST_CASE("a store that stays locked is busy, and half a copy is no backup") {
    const TempFolder folder;
    const auto file = folder / "history.db";
    fillStore(file, 1);
    SQLite::Database other(file.string(), SQLite::OPEN_READWRITE);
    other.exec("BEGIN EXCLUSIVE");
    const Impatient impatient;
    const auto failed = backUp(file, BackupReason::Asked, at(kNoon));
    REQUIRE_FALSE(failed);
    CHECK(failed.error().code == Code::Busy);
    CHECK(backupsIn(folder / "backups").empty());
}

TEST_CASE("what a program that died has left of a backup is gone with the next") {
    const TempFolder folder;
    const auto file = folder / "history.db";
    fillStore(file, 2);
    write(folder / "backups/unfinished.part", std::string(5000, 'x'));
    write(folder / "backups/unfinished.part-journal", std::string(5000, 'x'));
    const Backup backup = backedUp(file, at(kNoon), BackupReason::Asked);
    CHECK(rowsOf(backup.file) == rowsOf(file));
    CHECK(namesIn(folder / "backups").size() == 1);
}

TEST_CASE("only a whole backup is looked into") {
    const TempFolder folder;
    const auto file = folder / "history.db";
    fillStore(file, 20);
    const Backup backup = backedUp(file, at(kNoon), BackupReason::Asked);
    const auto code = [&] {
        const auto content = contentOf(backup);
        REQUIRE_FALSE(content);
        return content.error().code;
    };
    SECTION("gone") {
        fs::remove(backup.file);
        CHECK(code() == Code::Missing);
    }
    SECTION("empty") {
        write(backup.file, "");
        CHECK(code() == Code::Damaged);
    }
    SECTION("cut") {
        fs::resize_file(backup.file, fs::file_size(backup.file) - 4096);
        CHECK(code() == Code::Damaged);
    }
    SECTION("newer") {
        sql(backup.file, "PRAGMA user_version = 1000");
        CHECK(code() == Code::Newer);
    }
    SECTION("a folder") {
        fs::remove(backup.file);
        fs::create_directories(backup.file);
        CHECK(code() == Code::Io);
    }
}
