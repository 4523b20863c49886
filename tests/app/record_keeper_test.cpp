#include "app/record_keeper.h"

#include "support/catch.h"
#include "support/failing_disk.h"
#include "support/sessions.h"

#include <QCoreApplication>
#include <QEventLoop>

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

using namespace psoas;
using namespace psoas::app;
using namespace std::chrono_literals;

namespace {

using Code = StoreError::Code;
using Heard = std::vector<std::string>;

core::SessionRecord endedSession(const std::string &id) {
    core::SessionRecord session = startedSession(id);
    session.outcome = core::Outcome::Completed;
    session.endedAt = wallAt(1min);
    session.steps[0].held = 20s;
    return session;
}

/// A keeper on a disk that fails, and what the window hears of it.
struct Room {
    FailingDisk disk;
    Heard heard;
    RecordKeeper records{disk.opener()};

    Room() {
        QObject::connect(&records, &RecordKeeper::opened, &records, [this](const auto &problem) {
            heard.emplace_back(problem ? "not opened" : "opened");
        });
        QObject::connect(&records, &RecordKeeper::savingStopped, &records,
                         [this] { heard.emplace_back("stopped"); });
        QObject::connect(&records, &RecordKeeper::savingResumed, &records, [this] {
            heard.emplace_back("resumed");
            CHECK(records.unsaved().empty());
        });
        QObject::connect(&records, &RecordKeeper::notRead, &records,
                         [this] { heard.emplace_back("failed"); });
    }

    /// Lets everything that was posted be done and everything that was told of it be heard.
    void settle() {
        bool there = false;
        records.readFacts([&](const auto &) { there = true; });
        while (!there) {
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
        }
    }

    void settleUntil(const std::string &last) {
        while (heard.empty() || heard.back() != last) {
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
        }
    }
};

}  // namespace

TEST_CASE("an ended session is unsaved until its end is on the disk") {
    Room room;
    room.records.begin(startedSession("a"));
    room.records.finish(endedSession("a"));
    CHECK_FALSE(room.records.allSaved());
    CHECK(room.records.unsaved() == std::vector{endedSession("a")});
    room.settle();
    CHECK(room.records.allSaved());
    CHECK(room.records.unsaved().empty());
    CHECK(room.heard == Heard{"opened"});
}

TEST_CASE("while saving has stopped ended sessions are kept with what was noted since") {
    Room room;
    room.records.begin(startedSession("a"));
    room.records.begin(startedSession("b"));
    room.settle();
    room.disk.writing = Code::Full;
    room.records.finish(endedSession("a"));
    room.records.finish(endedSession("b"));
    room.records.annotate("a", 3, "better", wallAt(2min));
    room.settle();
    CHECK(room.heard == Heard{"opened", "stopped"});
    REQUIRE(room.records.unsaved().size() == 2);
    core::SessionRecord noted = endedSession("a");
    noted.tightnessAfter = 3;
    noted.note = "better";
    noted.editedAt = wallAt(2min);
    CHECK(room.records.unsaved()[0] == noted);
    CHECK(room.records.unsaved()[1] == endedSession("b"));

    room.disk.writing = std::nullopt;
    room.records.retryNow();
    room.settleUntil("resumed");
    CHECK(room.records.allSaved());
    CHECK(room.disk.kept.sessions({}).value()[1].note == "better");
}

TEST_CASE("a session that ran in memory for good stays unsaved") {
    Room room;
    room.disk.opening = Code::Newer;
    room.records.begin(startedSession("a"));
    room.records.finish(endedSession("a"));
    room.settle();
    CHECK(room.heard == Heard{"not opened"});
    CHECK_FALSE(room.records.allSaved());
    CHECK(room.records.unsaved() == std::vector{endedSession("a")});
}

TEST_CASE("a store that opens late is told of and has everything") {
    Room room;
    room.disk.opening = Code::ReadOnly;
    room.records.begin(startedSession("a"));
    room.records.finish(endedSession("a"));
    room.settle();
    CHECK(room.heard == Heard{"not opened", "stopped"});
    room.disk.opening = std::nullopt;
    room.records.retryNow();
    room.settleUntil("resumed");
    CHECK(room.heard == Heard{"not opened", "stopped", "opened", "resumed"});
    CHECK(room.disk.kept.sessions({}).value().size() == 1);
}

TEST_CASE("a session whose beginning is in another store is saved whole at its end") {
    Room room;
    room.records.finish(endedSession("none"));
    room.settle();
    CHECK(room.heard == Heard{"opened"});
    CHECK(room.records.allSaved());
    CHECK(room.records.unsaved().empty());
    CHECK(room.disk.kept.sessions({}).value() == std::vector{endedSession("none")});
}

TEST_CASE("a write that will never do is nobody's trouble, and nothing waits for it") {
    Room room;
    room.records.annotate("none", 3, "", wallAt(0s));
    room.settle();
    CHECK(room.heard == Heard{"opened"});
    CHECK(room.records.allSaved());
}

TEST_CASE("what was ended here is not unfinished, whatever the store still says") {
    Room room;
    room.records.begin(startedSession("a"));
    room.records.begin(startedSession("b"));
    room.records.begin(startedSession("c"));
    room.settle();
    room.disk.writing = Code::Full;
    room.records.finish(endedSession("a"));
    room.records.interrupt("b");
    std::vector<std::string> unfinished;
    room.records.readUnfinished([&](const auto &found) {
        for (const auto &each : found) {
            unfinished.push_back(each.record.id);
        }
    });
    room.settle();
    CHECK(unfinished == std::vector<std::string>{"c"});
}

TEST_CASE("errands run in their order while writes wait") {
    Room room;
    room.disk.writing = Code::Full;
    std::string order;
    room.records.begin(startedSession("a"));
    room.records.errand([&] { order += '1'; });
    room.records.finish(endedSession("a"));
    room.records.errand([&] { order += '2'; });
    room.settle();
    CHECK(order == "12");
    CHECK(room.records.unsaved().size() == 1);
}

TEST_CASE("after a session that is gone there are no more, and that is no failure") {
    Room room;
    room.records.begin(startedSession("a"));
    room.records.finish(endedSession("a"));
    std::optional<std::size_t> found;
    room.records.readSessions({.limit = 10, .after = "gone"},
                              [&](const auto &sessions) { found = sessions.size(); });
    room.settle();
    CHECK(found == 0U);
    CHECK(room.heard == Heard{"opened"});
}

TEST_CASE("what was done is found, read, summed and corrected") {
    Room room;
    for (const char *id : {"a", "b"}) {
        room.records.finish(endedSession(id));
    }
    RecordKeeper::Keys keys;
    core::HistoryFilter filter;
    filter.routineId = "stretch";
    room.records.findSessions(filter, core::HistoryOrder::OldestFirst,
                              [&](const auto &found) { keys = found; });
    room.settle();
    REQUIRE(keys.size() == 2);
    RecordKeeper::Summaries summaries;
    room.records.readSummaries({keys[1]}, [&](const auto &found) { summaries = found; });
    core::HistorySums sums;
    const auto day = core::localDay(wallAt(0s));
    room.records.readSums(day, std::chrono::Sunday, [&](const auto &found) { sums = found; });
    room.settle();
    CHECK(summaries == std::vector{core::summaryOf(endedSession("b"))});
    CHECK(sums.all().sessions == 2);
    CHECK(sums.firstWeekday() == std::chrono::Sunday);
    room.records.readSums(day + std::chrono::days{1}, std::chrono::Monday,
                          [&](const auto &found) { sums = found; });
    room.settle();
    CHECK(sums.all().sessions == 0);
}

TEST_CASE("edits are taken back, done again and forgotten in the order of their posting") {
    Room room;
    room.records.finish(endedSession("a"));
    core::Annotation words;
    words.note = "one";
    const auto noted = [&] {
        std::optional<core::SessionRecord> session;
        room.records.readSession("a", [&](const auto &found) { session = found; });
        room.settle();
        return session ? session->note : "gone";
    };
    const auto inReach = [&](core::WallTime now) {
        RecordKeeper::EditsInReach edits;
        room.records.readEditsInReach(now, [&](const auto &found) { edits = found; });
        room.settle();
        return std::pair(edits.undo.has_value(), edits.redo.has_value());
    };
    room.records.edit(storage::edit::Annotate{.id = "a", .now = words}, wallAt(1h));
    CHECK(noted() == "one");
    room.records.edit(storage::edit::Delete{{"a"}}, wallAt(1h + 1s));
    CHECK(noted() == "gone");
    room.records.undo(wallAt(2h));
    room.records.undo(wallAt(2h + 1s));
    CHECK(noted().empty());
    CHECK(inReach(wallAt(3h)) == std::pair(false, true));
    room.records.redo(wallAt(3h));
    CHECK(noted() == "one");
    CHECK(inReach(wallAt(3h)) == std::pair(true, true));
    room.records.forgetEdits(wallAt(25h));
    CHECK(inReach(wallAt(3h)) == std::pair(false, true));
    CHECK(room.heard == Heard{"opened"});
}

TEST_CASE("an edit waits for a full disk, and forgetting troubles nobody") {
    Room room;
    room.records.finish(endedSession("a"));
    room.settle();
    room.disk.writing = Code::Full;
    room.records.forgetEdits(wallAt(25h));
    room.settle();
    CHECK(room.heard == Heard{"opened"});
    CHECK(room.records.allSaved());
    room.records.edit(storage::edit::Delete{{"a"}}, wallAt(1h));
    room.settle();
    CHECK(room.heard == Heard{"opened", "stopped"});
    CHECK_FALSE(room.records.allSaved());
    room.disk.writing = std::nullopt;
    room.records.retryNow();
    room.settleUntil("resumed");
    CHECK(room.disk.kept.count().value() == 0);
}

TEST_CASE("an undo that reached the disk though it was told as failed is not done again") {
    Room room;
    room.records.begin(startedSession("a"));
    room.records.finish(endedSession("a"));
    core::Annotation words;
    for (const char *note : {"one", "two", "three"}) {
        words.note = note;
        room.records.edit(storage::edit::Annotate{.id = "a", .now = words}, wallAt(1h));
    }
    room.settle();
    const auto note = [&] { return room.disk.kept.session("a").value().note; };
    const auto andAgain = [&] {
        room.settleUntil("stopped");
        room.disk.writing = std::nullopt;
        room.records.retryNow();
        room.settleUntil("resumed");
    };
    room.disk.reachedAll = true;
    room.disk.writing = Code::Io;
    room.records.undo(wallAt(2h));
    andAgain();
    CHECK(note() == "two");
    // Another press at the same moment is another one.
    room.records.undo(wallAt(2h));
    room.settle();
    CHECK(note() == "one");
    room.disk.writing = Code::Io;
    room.records.redo(wallAt(2h));
    andAgain();
    CHECK(note() == "two");
}
