// Stores as earlier versions of the program have left them.

#include "storage/backups.h"
#include "storage/filled_store.h"
#include "storage/released_life.h"
#include "storage/schema.h"
#include "storage/sqlite_store.h"
#include "support/catch.h"
#include "support/temp_folder.h"

#include <SQLiteCpp/Database.h>

#include <filesystem>
#include <string>

using namespace psoas;
using namespace psoas::storage;

namespace {

namespace fs = std::filesystem;

/// The first version whose journal tells how far into its step it came.
constexpr int kVersionWithElapsed = 2;

int versionOf(const fs::path &file) {
    return SQLite::Database(file.string()).execAndGet("PRAGMA user_version").getInt();
}

fs::path releasedStore(int version) {
    return fs::path(PSOAS_SOURCE_DIR) / "tests/storage/released" /
           ("version-" + std::to_string(version) + ".db");
}

/// A folder with a copy of the store of that version.
struct Released {
    explicit Released(int version) { fs::copy_file(releasedStore(version), file); }

    TempFolder folder;
    fs::path file = folder / "history.db";
};

void checkSays(Store &store, const ReleasedLife &life) {
    CHECK(store.sessions({}).value() == life.ended);
    CHECK(store.unfinished().value() == std::vector{life.unfinished});
    CHECK(store.safetyFacts().value() == life.facts);
    CHECK(store.check().value().faults.empty());
    CHECK(store.tombstones().value().empty());
    CHECK(store.editsInReach(life.unfinished.record.startedAt).value() == EditsInReach{});
}

/// The sums that are kept of each session are those of its steps.
void checkSums(Store &store, const ReleasedLife &life) {
    const auto keys = store.find({}, core::HistoryOrder::NewestFirst);
    std::vector<core::SessionSummary> expected;
    for (const core::SessionRecord &each : life.ended) {
        expected.push_back(core::summaryOf(each));
    }
    CHECK(store.summaries(keys.value()).value() == expected);
}

ReleasedLife lifeIn(int version) {
    ReleasedLife life = releasedLife();
    if (version < kVersionWithElapsed) {
        life.unfinished.last->elapsed = core::Milliseconds{0};
    }
    return life;
}

}  // namespace

TEST_CASE("the store of every earlier version is brought up with all that is in it") {
    const int newest = static_cast<int>(migrations().size());
    for (int version = 1; version < newest; ++version) {
        CAPTURE(version);
        const Released released(version);
        REQUIRE(versionOf(released.file) == version);
        const Rows before = rowsOf(released.file);
        const auto store = openSqliteStore(released.file, OpenMode::ReadWrite);
        REQUIRE(store);
        checkSays(*store.value(), lifeIn(version));
        checkSums(*store.value(), lifeIn(version));
        CHECK(versionOf(released.file) == newest);
        const auto backups = backupsIn(backupFolder(released.file));
        REQUIRE(backups.size() == 1);
        CHECK(backups.front().reason == BackupReason::BeforeMigration);
        CHECK(rowsOf(backups.front().file) == before);
    }
}

TEST_CASE("the store of an earlier version is read as it is and left to the byte") {
    for (int version = 1; version < static_cast<int>(migrations().size()); ++version) {
        CAPTURE(version);
        const Released released(version);
        {
            const auto store = openSqliteStore(released.file, OpenMode::ReadOnly);
            REQUIRE(store);
            checkSays(*store.value(), lifeIn(version));
            checkSums(*store.value(), lifeIn(version));
        }
        CHECK(bytesOf(released.file) == bytesOf(releasedStore(version)));
        CHECK(std::distance(fs::directory_iterator(released.folder.path()), {}) == 1);
    }
}

TEST_CASE("the store of an earlier version is backed up though it could not be brought up") {
    for (int version = 1; version < static_cast<int>(migrations().size()); ++version) {
        CAPTURE(version);
        const Released released(version);
        const auto backedUp = backUpAtStart(released.file, releasedLife().ended.front().startedAt);
        REQUIRE(backedUp);
        CHECK(backedUp.value());
        const auto backups = backupsIn(backupFolder(released.file));
        REQUIRE(backups.size() == 1);
        CHECK(rowsOf(backups.front().file) == rowsOf(released.file));
    }
}

TEST_CASE("the life in the released stores is told whole by a store of this version") {
    const TempFolder folder;
    const auto store = openSqliteStore(folder / "history.db", OpenMode::ReadWrite);
    REQUIRE(store);
    live(releasedLife(), *store.value());
    checkSays(*store.value(), releasedLife());
    checkSums(*store.value(), releasedLife());
}
