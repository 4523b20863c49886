// What every store promises about looking through what is over, correcting it and merging it.

#include "storage/ended_sessions.h"
#include "storage/memory_store.h"
#include "storage/sqlite_store.h"
#include "support/catch.h"
#include "support/sessions.h"
#include "support/temp_folder.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

using namespace psoas;
using namespace psoas::storage;
using namespace std::chrono_literals;
using core::HistoryOrder;
using core::MergeStep;

namespace {

std::unique_ptr<Store> made(bool inMemory, const TempFolder &folder) {
    if (inMemory) {
        return std::make_unique<MemoryStore>();
    }
    auto opened = openSqliteStore(folder / "history.db", OpenMode::ReadWrite);
    REQUIRE(opened);
    return std::move(opened).value();
}

core::HurtRecord hurt(core::HurtKind kind) {
    return {.kind = kind, .step = "hold", .side = core::Side::Left, .at = 8s, .choice = {}};
}

core::Tombstone tombstone(const std::string &id, std::chrono::milliseconds at) {
    return {.id = id, .deletedAt = wallAt(at)};
}

}  // namespace

TEST_CASE("the history's contract") {
    const TempFolder folder;
    const bool inMemory = GENERATE(true, false);
    CAPTURE(inMemory);
    const auto store = made(inMemory, folder);

    SECTION("what is over is found, what runs or was deleted is not") {
        REQUIRE(store->file(endedSession("a")));
        REQUIRE(store->file(endedSession("b", 1min)));
        REQUIRE(store->begin(startedSession("runs", 2min)));
        CHECK(found(*store) == Ids{"b", "a"});
        CHECK(store->count().value() == 2);
        CHECK(store->session("a").value() == endedSession("a"));
        CHECK(store->session("runs").error().code == StoreError::Code::Missing);
        const auto keys = store->find({}, HistoryOrder::NewestFirst).value();
        REQUIRE(store->apply(edit::Delete{.ids = {"b"}}, wallAt(1h)));
        CHECK(store->summaries(keys).value() == std::vector{core::summaryOf(endedSession("a"))});
        CHECK(found(*store) == Ids{"a"});
        CHECK(store->count().value() == 1);
        CHECK(store->session("b").error().code == StoreError::Code::Missing);
        CHECK(store->sessions({}).value().size() == 1);
    }

    SECTION("a summary sums the steps") {
        core::SessionRecord session = endedSession("a", {}, 7s);
        session.steps[0].paused = 3s;
        session.steps[1].side.reset();
        session.tightnessAfter = 4;
        session.note = "n\303\266te";
        REQUIRE(store->file(session));
        const auto keys = store->find({}, HistoryOrder::NewestFirst).value();
        const core::SessionSummary summary = store->summaries(keys).value().at(0);
        CHECK(summary == core::summaryOf(session));
        CHECK(summary.left == core::SideDose{.planned = 20s, .held = 7s});
        CHECK(summary.right == core::SideDose{});
        CHECK(summary.held == 27s);
        CHECK(summary.planned == 40s);
        CHECK(summary.paused == 3s);
        CHECK(summary.drop() == 2);
        std::vector<core::SessionSummary> visited;
        REQUIRE(
            store->visitSince(std::nullopt, [&](const auto &each) { visited.push_back(each); }));
        CHECK(visited == std::vector{summary});
    }

    SECTION("filters by routine, outcome, days and notes") {
        core::SessionRecord late = endedSession("late", 14h);  // the day after, at one o'clock
        late.note = "sore \303\204";
        core::SessionRecord other = endedSession("other", 1min);
        other.routineId = "rest";
        other.outcome = core::Outcome::EndedEarly;
        other.hurts.push_back(hurt(core::HurtKind::Dull));
        REQUIRE(store->file(endedSession("a")));
        REQUIRE(store->file(other));
        REQUIRE(store->file(late));
        const auto first = core::localDay(wallAt(0s));
        core::HistoryFilter filter;
        filter.routineId = "rest";
        CHECK(found(*store, filter) == Ids{"other"});
        filter = {};
        filter.outcome = core::Outcome::Completed;
        CHECK(found(*store, filter) == Ids{"late", "a"});
        filter = {};
        filter.until = first;
        CHECK(found(*store, filter) == Ids{"other", "a"});
        filter = {};
        filter.from = first + std::chrono::days{1};
        CHECK(found(*store, filter) == Ids{"late"});
        filter = {};
        filter.onlyWithPain = true;
        CHECK(found(*store, filter) == Ids{"other"});
        filter = {};
        int asked = 0;
        filter.noteMatches = [&](std::string_view note) {
            ++asked;
            return note == "sore \303\204";
        };
        CHECK(found(*store, filter) == Ids{"late"});
        CHECK(asked == 1);
        filter.routineId = "rest";
        CHECK(found(*store, filter).empty());
        std::size_t visited = 0;
        REQUIRE(store->visitSince(first + std::chrono::days{1}, [&](const auto &) { ++visited; }));
        CHECK(visited == 1);
    }

    SECTION("a day is that of the place, as far from UTC as any") {
        const auto on = [&](const std::string &id, std::chrono::minutes offset,
                            std::chrono::minutes ofDay) {
            core::SessionRecord session = endedSession(id);
            session.startedAt = {std::chrono::sys_days{2026y / 11 / 24} + ofDay - offset, offset};
            REQUIRE(store->file(session));
        };
        on("east first", 18h, 0min);
        on("east last", 18h, 24h - 1min);
        on("west first", -18h, 0min);
        on("west last", -18h, 24h - 1min);
        const core::LocalDay day{std::chrono::sys_days{2026y / 11 / 24}.time_since_epoch()};
        const auto daysLater = [&](int days) { return day + std::chrono::days{days}; };
        core::HistoryFilter filter;
        for (const int back : {0, 1}) {
            CAPTURE(back);
            filter.from = filter.until = daysLater(-back);
            CHECK(found(*store, filter).size() == (back == 0 ? 4 : 0));
            filter.from = filter.until = daysLater(back);
            CHECK(found(*store, filter).size() == (back == 0 ? 4 : 0));
            std::size_t visited = 0;
            REQUIRE(store->visitSince(daysLater(back), [&](const auto &) { ++visited; }));
            CHECK(visited == (back == 0 ? 4 : 0));
        }
    }

    SECTION("sorts, what has no such value last, equals newest first") {
        const auto add = [&](const std::string &id, std::chrono::milliseconds at,
                             core::Milliseconds left, std::optional<int> before,
                             std::optional<int> after) {
            core::SessionRecord session = endedSession(id, at, left);
            session.tightnessBefore = before;
            session.tightnessAfter = after;
            REQUIRE(store->file(session));
        };
        add("a", 1min, 20s, 5, 4);
        add("b", 2min, 5s, std::nullopt, 3);
        add("c", 3min, 20s, 8, 2);
        add("d", 4min, 10s, 5, 9);
        CHECK(found(*store, {}, HistoryOrder::NewestFirst) == Ids{"d", "c", "b", "a"});
        CHECK(found(*store, {}, HistoryOrder::OldestFirst) == Ids{"a", "b", "c", "d"});
        CHECK(found(*store, {}, HistoryOrder::LongestHeld) == Ids{"c", "a", "d", "b"});
        CHECK(found(*store, {}, HistoryOrder::LargestDrop) == Ids{"c", "a", "d", "b"});
        CHECK(found(*store, {}, HistoryOrder::TightestBefore) == Ids{"c", "d", "a", "b"});
    }

    SECTION("a correction is undone and done again") {
        REQUIRE(store->file(endedSession("a")));
        const core::Annotation was = core::annotationOf(endedSession("a"));
        const core::Annotation now{.tightnessBefore = 7, .tightnessAfter = 2, .note = "eased"};
        CHECK(store->editsInReach(wallAt(1h)).value() == EditsInReach{});
        REQUIRE(store->apply(edit::Annotate{.id = "a", .now = now}, wallAt(1h)));
        core::SessionRecord edited = endedSession("a");
        edited.tightnessBefore = 7;
        edited.tightnessAfter = 2;
        edited.note = "eased";
        edited.editedAt = wallAt(1h);
        CHECK(store->session("a").value() == edited);
        CHECK(store->editsInReach(wallAt(1h)).value() ==
              EditsInReach{.undo = EditInReach{}, .redo = std::nullopt});
        REQUIRE(store->undo(wallAt(2h)));
        CHECK(core::annotationOf(store->session("a").value()) == was);
        CHECK(store->session("a").value().editedAt == wallAt(2h));
        CHECK(store->editsInReach(wallAt(2h)).value() ==
              EditsInReach{.undo = std::nullopt, .redo = EditInReach{}});
        REQUIRE(store->redo(wallAt(3h)));
        CHECK(core::annotationOf(store->session("a").value()) == now);
        // Nothing left to do again.
        REQUIRE(store->redo(wallAt(3h)));
        CHECK(core::annotationOf(store->session("a").value()) == now);
    }

    SECTION("a note that could not come back from an export is refused") {
        REQUIRE(store->file(endedSession("a")));
        const std::string longest(core::kLongestNote, 'n');
        for (const std::string &note : {longest + "n", std::string("a\0b", 3)}) {
            CHECK(store->annotate("a", 3, note, wallAt(1h)).error().code ==
                  StoreError::Code::Refused);
            core::Annotation words;
            words.note = note;
            CHECK(store->apply(edit::Annotate{.id = "a", .now = words}, wallAt(1h)).error().code ==
                  StoreError::Code::Refused);
        }
        CHECK(store->session("a").value() == endedSession("a"));
        CHECK(store->editsInReach(wallAt(1h)).value() == EditsInReach{});
        REQUIRE(store->annotate("a", 3, longest, wallAt(1h)));
        core::Annotation words;
        words.note = longest;
        REQUIRE(store->apply(edit::Annotate{.id = "a", .now = words}, wallAt(2h)));
        CHECK(store->session("a").value().note == longest);
    }

    SECTION("an edit that changes nothing is none") {
        REQUIRE(store->file(endedSession("a")));
        const core::Annotation same = core::annotationOf(endedSession("a"));
        REQUIRE(store->apply(edit::Annotate{.id = "a", .now = same}, wallAt(1h)));
        REQUIRE(store->apply(edit::Annotate{.id = "gone", .now = same}, wallAt(1h)));
        REQUIRE(store->apply(edit::Delete{.ids = {"gone"}}, wallAt(1h)));
        // Nor is one of a session that runs.
        REQUIRE(store->begin(startedSession("runs", 1min)));
        REQUIRE(store->apply(edit::Annotate{.id = "runs", .now = {}}, wallAt(1h)));
        REQUIRE(store->apply(edit::Delete{.ids = {"runs"}}, wallAt(1h)));
        CHECK(unfinishedRecords(*store) == std::vector{startedSession("runs", 1min)});
        CHECK(store->tombstones().value().empty());
        CHECK(store->editsInReach(wallAt(1h)).value() == EditsInReach{});
        CHECK_FALSE(store->session("a").value().editedAt);
    }

    SECTION("several edits are taken back one after the other; a new one forgets the undone") {
        REQUIRE(store->file(endedSession("a")));
        REQUIRE(store->file(endedSession("b", 1min)));
        core::Annotation words;
        words.note = "one";
        REQUIRE(store->apply(edit::Annotate{.id = "a", .now = words}, wallAt(1h)));
        words.note = "two";
        REQUIRE(store->apply(edit::Annotate{.id = "a", .now = words}, wallAt(1h + 1s)));
        REQUIRE(store->apply(edit::Delete{.ids = {"a", "b", "gone"}}, wallAt(1h + 2s)));
        CHECK(store->editsInReach(wallAt(2h)).value().undo ==
              EditInReach{.kind = EditInReach::Kind::Delete, .sessions = 2});
        REQUIRE(store->undo(wallAt(2h)));
        CHECK(found(*store) == Ids{"b", "a"});
        CHECK(store->session("a").value().note == "two");
        CHECK(store->session("a").value().editedAt == wallAt(2h));
        REQUIRE(store->undo(wallAt(2h + 1s)));
        CHECK(store->session("a").value().note == "one");
        REQUIRE(store->redo(wallAt(2h + 2s)));
        CHECK(store->session("a").value().note == "two");
        REQUIRE(store->undo(wallAt(2h + 3s)));
        words.note = "three";
        REQUIRE(store->apply(edit::Annotate{.id = "b", .now = words}, wallAt(3h)));
        CHECK_FALSE(store->editsInReach(wallAt(3h)).value().redo);
        CHECK(store->session("a").value().note == "one");
    }

    SECTION("an edit is out of reach after a day, and what it deleted is gone") {
        REQUIRE(store->file(endedSession("a")));
        REQUIRE(store->file(endedSession("b", 1min)));
        REQUIRE(store->apply(edit::Delete{.ids = {"a"}}, wallAt(1h)));
        REQUIRE(store->forgetEdits(wallAt(25h - 1ms)));
        CHECK(store->editsInReach(wallAt(25h - 1ms)).value().undo);
        CHECK_FALSE(store->editsInReach(wallAt(25h)).value().undo);
        REQUIRE(store->forgetEdits(wallAt(25h)));
        REQUIRE(store->undo(wallAt(1h)));
        CHECK(found(*store) == Ids{"b"});
        CHECK(store->tombstones().value() == std::vector{tombstone("a", 1h)});
        CHECK(store->check().value().faults.empty());
    }

    SECTION("edits come one after the other though the clock was set back") {
        REQUIRE(store->file(endedSession("a")));
        core::Annotation words;
        words.note = "one";
        REQUIRE(store->apply(edit::Annotate{.id = "a", .now = words}, wallAt(2h)));
        words.note = "two";
        REQUIRE(store->apply(edit::Annotate{.id = "a", .now = words}, wallAt(1h)));
        CHECK(store->session("a").value().editedAt == wallAt(2h + 1ms));
        REQUIRE(store->apply(edit::Delete{.ids = {"a"}}, wallAt(1h)));
        CHECK(store->tombstones().value() == std::vector{tombstone("a", 2h + 2ms)});
        REQUIRE(store->undo(wallAt(1h)));
        CHECK(store->session("a").value().editedAt == wallAt(2h + 3ms));
    }

    SECTION("the newest stored time is that of the last edit, not of what was merged") {
        REQUIRE(store->file(endedSession("a")));
        const auto newest = [&] { return store->safetyFacts().value().newestStored; };
        core::Annotation words;
        words.note = "one";
        REQUIRE(store->apply(edit::Annotate{.id = "a", .now = words}, wallAt(1h)));
        CHECK(newest() == wallAt(1h));
        REQUIRE(store->undo(wallAt(2h)));
        CHECK(newest() == wallAt(2h));
        REQUIRE(store->redo(wallAt(3h)));
        CHECK(newest() == wallAt(3h));
        REQUIRE(store->merge({endedSession("ahead", 48h)}, wallAt(4h)));
        CHECK(newest() == wallAt(4h));
    }

    SECTION("a history from elsewhere is merged") {
        REQUIRE(store->file(endedSession("same")));
        core::SessionRecord here = endedSession("older here", 1min);
        REQUIRE(store->file(here));
        core::SessionRecord later = here;
        later.note = "there";
        later.editedAt = wallAt(3h);
        core::SessionRecord newer = endedSession("newer here", 2min);
        newer.editedAt = wallAt(5h);
        REQUIRE(store->file(newer));
        core::SessionRecord older = newer;
        older.editedAt = wallAt(4h);
        REQUIRE(store->file(endedSession("goes", 3min)));
        REQUIRE(store->file(endedSession("back", 4min)));
        REQUIRE(store->file(endedSession("stays away", 5min)));
        REQUIRE(store->apply(edit::Delete{.ids = {"back", "stays away"}}, wallAt(2h)));
        REQUIRE(store->begin(startedSession("runs", 6min)));
        core::SessionRecord back = endedSession("back", 4min);
        back.editedAt = wallAt(2h + 1ms);

        CHECK(merged(*store, {endedSession("new", 7min), endedSession("same"), later, older,
                              tombstone("goes", 1h), back, endedSession("stays away", 5min),
                              tombstone("never here", 1h), endedSession("runs", 6min)}) ==
              std::vector{MergeStep::New, MergeStep::Same, MergeStep::Replaces, MergeStep::KeptHere,
                          MergeStep::Deletes, MergeStep::Restores, MergeStep::KeptDeleted,
                          MergeStep::Marks, MergeStep::KeptHere});
        CHECK(found(*store) == Ids{"new", "back", "newer here", "older here", "same"});
        CHECK(store->session("older here").value() == later);
        CHECK(store->session("newer here").value() == newer);
        CHECK(store->session("back").value() == back);
        CHECK(store->tombstones().value() == std::vector{tombstone("stays away", 2h),
                                                         tombstone("never here", 1h),
                                                         tombstone("goes", 1h)});
        CHECK(store->unfinished().value().size() == 1);
        CHECK(store->check().value().faults.empty());
    }

    SECTION("the later edit brings along what was done, where that differs") {
        REQUIRE(store->file(endedSession("a")));
        core::SessionRecord later = endedSession("a", 0min, 9s);
        later.steps.pop_back();
        later.answers = {{"q", true}};
        later.hurts.push_back(hurt(core::HurtKind::Dull));
        later.outcome = core::Outcome::EndedEarly;
        later.editedAt = wallAt(2h);
        CHECK(merged(*store, {later}) == std::vector{MergeStep::Replaces});
        CHECK(store->session("a").value() == later);
        CHECK(found(*store) == Ids{"a"});
        CHECK(store->check().value().faults.empty());
    }

    SECTION("merged checks and pain close what they close, and make no check good") {
        core::SessionRecord check = endedSession("check here", 1h);
        check.outcome = core::Outcome::Clear;
        REQUIRE(store->file(check));
        core::SessionRecord cleared = endedSession("cleared", 30min);
        cleared.outcome = core::Outcome::Clear;
        cleared.answers = {{core::kClinicianQuestion, true}};
        core::SessionRecord emergency = endedSession("emergency", 20min);
        emergency.outcome = core::Outcome::Emergency;
        core::SessionRecord pain = endedSession("pain", 10min);
        pain.outcome = core::Outcome::StoppedForPain;
        // Newest first, as an export has them.
        merged(*store, {cleared, emergency, pain});
        const core::SafetyFacts facts = store->safetyFacts().value();
        REQUIRE(facts.checks.size() == 1);
        CHECK(facts.checks[0].id == "check here");
        REQUIRE(facts.mergedChecks.size() == 2);
        CHECK(facts.mergedChecks[0] ==
              core::MergedCheck{.check = core::filedCheck(emergency), .after = "check here"});
        CHECK(facts.mergedChecks[1].check.id == "cleared");
        CHECK(facts.mergedAfter == "check here");
        CHECK(facts.painStops.size() == 1);
        CHECK(facts.newestStored == wallAt(1h + 1min));
        // Once more: nothing is told twice.
        merged(*store, {cleared, emergency, pain, check});
        CHECK(store->safetyFacts().value() == facts);
        // Nor when they were deleted here and come back.
        REQUIRE(store->apply(edit::Delete{.ids = {"cleared", "pain"}}, wallAt(1h)));
        cleared.editedAt = pain.editedAt = wallAt(1h + 1ms);
        CHECK(merged(*store, {cleared, pain}) ==
              std::vector{MergeStep::Restores, MergeStep::Restores});
        CHECK(store->safetyFacts().value() == facts);
    }

    SECTION("a merge leaves the check due, in the same transaction, until one is filed here") {
        const auto newest = [&] {
            const auto facts = store->safetyFacts().value();
            return facts.checks.empty() ? std::string() : facts.checks.back().id;
        };
        core::SessionRecord there = endedSession("check there", 3h);
        there.outcome = core::Outcome::Clear;
        CHECK_FALSE(store->safetyFacts().value().mergedAfter);
        merged(*store, {there});
        CHECK(store->safetyFacts().value().mergedAfter == "");
        CHECK(newest().empty());
        // Filed where so far there are only those of another machine, dated after it.
        core::SessionRecord here = endedSession("check here", 1h);
        here.outcome = core::Outcome::Clear;
        REQUIRE(store->file(here));
        CHECK(newest() == "check here");
        CHECK(store->safetyFacts().value().mergedAfter == "");
        merged(*store, {there, here});
        CHECK(store->safetyFacts().value().mergedAfter == "");
        merged(*store, {endedSession("new", 5h)});
        CHECK(store->safetyFacts().value().mergedAfter == "check here");
        CHECK(store->safetyFacts().value().mergedChecks.at(0).after.empty());
    }

    SECTION("what another history has changed since an edit is left out when that is taken back") {
        for (const char *id : {"a", "b", "c", "d"}) {
            REQUIRE(store->file(endedSession(id)));
        }
        core::Annotation words;
        words.note = "here";
        REQUIRE(store->apply(edit::Delete{.ids = {"b", "c", "d"}}, wallAt(1h)));
        REQUIRE(store->apply(edit::Annotate{.id = "a", .now = words}, wallAt(2h)));
        core::SessionRecord later = store->session("a").value();
        later.note = "there, an hour later";
        later.editedAt = wallAt(3h);
        core::SessionRecord back = endedSession("b");
        back.note = "wanted there";
        back.editedAt = wallAt(3h);
        merged(*store, {later, back, tombstone("c", 4h)});
        CHECK(store->editsInReach(wallAt(5h)).value() ==
              EditsInReach{.undo = EditInReach{.kind = EditInReach::Kind::Delete, .sessions = 1},
                           .redo = std::nullopt});
        REQUIRE(store->undo(wallAt(5h)));
        CHECK(found(*store) == Ids{"d", "b", "a"});
        REQUIRE(store->undo(wallAt(5h)));
        CHECK(store->session("a").value() == later);
        CHECK(store->session("b").value() == back);
        REQUIRE(store->redo(wallAt(6h)));
        CHECK(found(*store) == Ids{"b", "a"});
        REQUIRE(store->forgetEdits(wallAt(7h)));
        CHECK(store->check().value().faults.empty());
    }

    SECTION("a press that is told twice takes back one edit only") {
        REQUIRE(store->file(endedSession("a")));
        core::Annotation words;
        for (const char *note : {"one", "two", "three"}) {
            words.note = note;
            REQUIRE(store->apply(edit::Annotate{.id = "a", .now = words}, wallAt(1h)));
        }
        const auto note = [&] { return store->session("a").value().note; };
        for (int i = 0; i < 2; ++i) {
            REQUIRE(store->undo({wallAt(2h), 71}));
            CHECK(note() == "two");
        }
        REQUIRE(store->undo({wallAt(2h), 72}));
        CHECK(note() == "one");
        for (int i = 0; i < 2; ++i) {
            REQUIRE(store->redo({wallAt(2h), 73}));
            CHECK(note() == "two");
        }
        REQUIRE(store->redo({wallAt(2h), 74}));
        CHECK(note() == "three");
    }

    SECTION("an edit of very many sessions is one edit") {
        edit::Delete all;
        std::vector<core::Telling> others;
        for (int i = 0; i < 1000; ++i) {
            all.ids.push_back("s" + std::to_string(i));
            others.emplace_back(endedSession(all.ids.back(), i * 1min));
        }
        all.ids.push_back(all.ids.front());
        REQUIRE(store->merge(others, wallAt(1h)));
        REQUIRE(store->apply(all, wallAt(20h)));
        CHECK(store->count().value() == 0);
        CHECK(store->editsInReach(wallAt(20h)).value().undo ==
              EditInReach{.kind = EditInReach::Kind::Delete, .sessions = 1000});
        REQUIRE(store->undo(wallAt(21h)));
        CHECK(store->count().value() == 1000);
        CHECK(store->session("s7").value().editedAt == wallAt(21h));
    }
}
