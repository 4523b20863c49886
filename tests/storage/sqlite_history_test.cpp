// What the file of a history keeps over restarts, and what leaves it.

#include "storage/ended_sessions.h"
#include "storage/filled_store.h"
#include "storage/kept_sessions.h"
#include "storage/sqlite_store.h"
#include "support/catch.h"
#include "support/sessions.h"
#include "support/temp_folder.h"

#include <memory>
#include <utility>
#include <vector>

using namespace psoas;
using namespace psoas::storage;
using namespace std::chrono_literals;
using core::MergeStep;

namespace {

std::unique_ptr<Store> made(const TempFolder &folder) {
    auto opened = openSqliteStore(folder / "history.db", OpenMode::ReadWrite);
    REQUIRE(opened);
    return std::move(opened).value();
}

}  // namespace

TEST_CASE("edits of a store outlive the program") {
    const TempFolder folder;
    {
        const auto store = made(folder);
        REQUIRE(store->file(endedSession("a")));
        REQUIRE(store->apply(edit::Delete{.ids = {"a"}}, wallAt(1h)));
    }
    const auto store = made(folder);
    REQUIRE(store->forgetEdits(wallAt(2h)));
    CHECK(found(*store).empty());
    REQUIRE(store->undo(wallAt(2h)));
    CHECK(found(*store) == Ids{"a"});
    CHECK(store->session("a").value().steps == endedSession("a").steps);
}

TEST_CASE("what was deleted a day ago leaves the file, but for the fact that it was") {
    const TempFolder folder;
    const auto file = folder / "history.db";
    fillStore(file, 2, "runs");  // the one that is over is filled with everything
    {
        const auto store = made(folder);
        REQUIRE(store->apply(edit::Delete{.ids = {"runs1"}}, wallAt(2h)));
    }
    const Rows deleted = rowsOf(file);
    REQUIRE(made(folder)->forgetEdits(wallAt(26h - 1ms)));
    CHECK(rowsOf(file) == deleted);
    REQUIRE(made(folder)->forgetEdits(wallAt(26h)));
    Rows rows = rowsOf(file);
    for (const char *table : {"sessions", "session_steps", "journal", "answers", "hurts"}) {
        CAPTURE(table);
        CHECK(rows[table].size() == deleted.at(table).size() / 2);
        for (const std::string &row : rows[table]) {
            CHECK_THAT(row, !ContainsSubstring("runs1"));
        }
    }
    CHECK(rows["edits"].empty());
    CHECK(rows["edited_sessions"].empty());
    CHECK(rows["tombstones"].size() == 1);
    CHECK(rows["safety_checks"] == deleted.at("safety_checks"));
}

TEST_CASE("a merge that brings other words leaves the journal") {
    const TempFolder folder;
    const auto file = folder / "history.db";
    fillStore(file, 2);
    const auto store = made(folder);
    core::SessionRecord later = store->session("s1").value();
    later.tightnessBefore = 1;
    later.tightnessAfter.reset();
    later.note = "elsewhere";
    later.editedAt = wallAt(5h);
    REQUIRE(merged(*store, {later}) == std::vector{MergeStep::Replaces});
    CHECK(store->session("s1").value() == later);
    CHECK(journalOf(file, "s1").size() == 12);
}

TEST_CASE("a sum that is not that of the steps is a fault of the store") {
    const TempFolder folder;
    const auto file = folder / "history.db";
    fillStore(file, 3);
    const std::string column = GENERATE("planned_ms", "held_ms", "paused_ms", "planned_left_ms",
                                        "held_left_ms", "planned_right_ms", "held_right_ms");
    CAPTURE(column);
    CHECK(made(folder)->check().value().faults.empty());
    sql(file, "UPDATE sessions SET " + column + " = " + column + " + 1 WHERE id = 's2'");
    CHECK(made(folder)->check().value().faults.size() == 1);
}

TEST_CASE("an edit of what was done is no edit that a store knows") {
    // By the types: an annotation has the ratings and the note and nothing else.
    const TempFolder folder;
    const auto store = made(folder);
    const core::SessionRecord before = endedSession("a");
    REQUIRE(store->file(before));
    core::Annotation words{.tightnessBefore = 1, .tightnessAfter = 2, .note = "n"};
    REQUIRE(store->apply(edit::Annotate{.id = "a", .now = words}, wallAt(1h)));
    core::SessionRecord after = store->session("a").value();
    after.tightnessBefore = before.tightnessBefore;
    after.tightnessAfter = before.tightnessAfter;
    after.note = before.note;
    after.editedAt = before.editedAt;
    CHECK(after == before);
    core::JournalEntry entry;
    entry.sequence = 9;
    entry.step = before.steps[0];
    CHECK(store->append("a", entry, wallAt(1h)).error().code == StoreError::Code::Refused);
}
