#include "app/backups.h"
#include "storage/sqlite_store.h"
#include "support/catch.h"
#include "support/event_loop.h"
#include "support/manual_clock.h"
#include "support/sessions.h"
#include "support/temp_folder.h"

#include <SQLiteCpp/Database.h>

#include <string>

using namespace psoas;
using namespace psoas::app;
using namespace std::chrono_literals;

namespace {

core::SessionRecord endedSession(const std::string &id) {
    core::SessionRecord session = startedSession(id);
    session.outcome = core::Outcome::Completed;
    session.endedAt = wallAt(1min);
    return session;
}

std::string idsIn(const std::filesystem::path &file) {
    SQLite::Database db(file.string());
    return db
        .execAndGet(
            "SELECT coalesce(group_concat(id), '') FROM (SELECT id FROM sessions ORDER BY id)")
        .getString();
}

}  // namespace

TEST_CASE("what was deleted a day ago is gone once the store was looked after, from backups too") {
    const TempFolder folder;
    const auto file = folder / "history.db";
    const auto open = [&] { return storage::openSqliteStore(file, storage::OpenMode::ReadWrite); };
    ManualClock clock;
    const core::WallTime now = clock.wall();
    const auto ago = [&](std::chrono::minutes time) {
        return core::WallTime{now.utc - time, now.offset};
    };
    {
        const auto store = open();
        REQUIRE(store);
        for (const char *id : {"kept", "long ago", "today"}) {
            REQUIRE(store.value()->file(endedSession(id)));
        }
        REQUIRE(store.value()->apply(storage::edit::Delete{{"long ago"}}, ago(24h)));
        REQUIRE(store.value()->apply(storage::edit::Delete{{"today"}}, ago(24h - 1min)));
    }
    RecordKeeper records(open);
    Backups backups(records, file, clock);
    backups.lookAfterStore();
    std::optional<RecordKeeper::EditsInReach> edits;
    records.readEditsInReach(now, [&](const auto &found) { edits = found; });
    REQUIRE(runUntil([&] { return edits.has_value(); }));
    CHECK(edits->undo);
    CHECK(idsIn(file) == "kept,today");
    const auto made = storage::backupsIn(storage::backupFolder(file));
    REQUIRE(made.size() == 1);
    CHECK(idsIn(made.front().file) == "kept,today");
}
