// The sessions one by one: found, opened, corrected, deleted, and all of it undone.

#include "history_walk.h"
#include "support/failing_disk.h"
#include "support/seeded_history.h"
#include "ui/session_detail.h"
#include "ui/session_list_model.h"

#include <QDateEdit>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QTableWidget>
#include <QTest>

using namespace psoas;

TEST_CASE("history: a session opens to its steps") {
    core::SessionRecord session = done("a", 1h, 60s, 45s);
    session.steps[1].skipped = true;
    session.steps[0].extended = 15s;
    session.steps[0].paused = 8s;
    session.hurts.push_back({.kind = core::HurtKind::Dull,
                             .step = "hold",
                             .side = core::Side::Right,
                             .at = 30s,
                             .choice = core::HurtChoice::SkipHold});
    WindowWalk walk({.open = holding({session})});
    openSessions(walk);
    CHECK(label(walk, "sessionTitle") == "Kneeling hip-flexor stretch");
    CHECK(label(walk, "sessionHurts").contains("0:30 into Hold, right side"));
    auto &table = child<QTableWidget>(walk, "sessionSteps");
    REQUIRE(table.rowCount() == 2);
    QStringList first;
    QStringList second;
    for (int column = 0; column < table.columnCount(); ++column) {
        if (!table.isColumnHidden(column)) {
            first << table.item(0, column)->text();
            second << table.item(1, column)->text();
        }
    }
    CHECK(first == QStringList{"Hold", "Left", "1:30", "1:00", "0:08", "0:15", ""});
    CHECK(second == QStringList{"Hold", "Right", "1:30", "0:45", "", "", "yes"});
}

TEST_CASE("history: a check opens to its answers, and has nothing to rate") {
    core::SessionRecord check = done("check", 1h, 0s, 0s);
    check.routineTitle = "Red-flag check";
    check.outcome = core::Outcome::Therapist;
    check.steps.resize(2);
    check.steps[0].step = "fever";
    check.steps[0].title = "Fever?";
    check.steps[1].step = "night";
    check.steps[1].title = "At night?";
    check.answers = {{.question = "fever", .yes = false}, {.question = "night", .yes = true}};
    WindowWalk walk({.open = holding({check})});
    openSessions(walk);
    auto &table = child<QTableWidget>(walk, "sessionSteps");
    REQUIRE(table.rowCount() == 2);
    CHECK(table.item(0, 0)->text() == "Fever?");
    CHECK(table.item(0, 1)->text() == "No");
    CHECK(table.item(1, 1)->text() == "Yes");
    for (const auto *scale : walk.window().findChildren<QWidget *>("tightnessScale")) {
        CHECK_FALSE(scale->isVisible());
    }
    CHECK(child<QWidget>(walk, "sessionNote").isVisible());
}

TEST_CASE("history: the list is filtered by routine, end, pain and days") {
    core::SessionRecord other = done("other", 24h * 20, 20s, 20s);
    other.routineId = "ball-release";
    other.routineTitle = "Ball release";
    other.hurts.emplace_back().step = "hold";
    core::SessionRecord early = done("early", 24h * 60, 10s, 0s);
    early.outcome = core::Outcome::EndedEarly;
    WindowWalk walk(
        {.open = holding({done("a", 1h, 60s, 60s), other, early, done("old", 24h * 300, 15s, 15s),
                          done("older", 24h * 400, 15s, 16s)})});
    openSessions(walk);
    walk.press("Filter");
    choose(walk, "filterRoutine", "Ball release");
    CHECK(rows(walk) == 1);
    CHECK(rowTexts(walk).front().startsWith("Ball release"));
    choose(walk, "filterRoutine", "Kneeling hip-flexor stretch");
    CHECK(rows(walk) == 4);
    choose(walk, "filterRoutine", "Ball release");
    // What the history is read for anew leaves the choice as it is.
    emit walk.records().savingResumed();
    settleAll(walk);
    CHECK(rows(walk) == 1);
    // Not even when its only session is gone.
    walk.press("Delete this session");
    settleAll(walk);
    CHECK(rows(walk) == 0);
    CHECK(child<QComboBox>(walk, "filterRoutine").currentText() == "Ball release");
    CHECK(walk.button("Show all sessions") != nullptr);
    walk.press("Undo deleting 1 session");
    settleAll(walk);
    CHECK(rows(walk) == 1);
    choose(walk, "filterRoutine", "Any routine");
    choose(walk, "filterOutcome", "With pain in it");
    CHECK(rows(walk) == 1);
    choose(walk, "filterOutcome", "Ended early");
    CHECK(rows(walk) == 1);
    CHECK(rowTexts(walk).front().contains("Ended early"));
    choose(walk, "filterOutcome", "Any way");
    const std::pair<const char *, int> times[] = {{"In the last 4 weeks", 2},
                                                  {"In the last 12 weeks", 3},
                                                  {"In the last year", 4},
                                                  {"At any time", 5},
                                                  {"Between two days", 3}};
    for (const auto &[words, found] : times) {
        choose(walk, "filterWhen", words);
        CHECK(rows(walk) == found);
    }
    // The walk's clock stands at Tuesday, 24 November.
    CHECK(child<QDateEdit>(walk, "filterUntil").date() == QDate(2026, 11, 24));
    child<QDateEdit>(walk, "filterUntil").setDate(QDate(2026, 11, 4));
    settleAll(walk);
    CHECK(rows(walk) == 2);
    child<QDateEdit>(walk, "filterFrom").setDate(QDate(2026, 11, 4));
    settleAll(walk);
    CHECK(rows(walk) == 1);
    walk.press("Show all sessions");
    settleAll(walk);
    CHECK(rows(walk) == 5);
    CHECK(walk.button("Show all sessions") == nullptr);
    CHECK_FALSE(child<QWidget>(walk, "filterUntil").isVisible());
}

TEST_CASE("history: the list is sorted, and the open session stays open") {
    core::SessionRecord tight = done("tight", 2h, 50s, 50s);
    tight.tightnessBefore = 9;
    tight.tightnessAfter = 8;
    core::SessionRecord eased = done("eased", 3h, 40s, 40s);
    eased.tightnessBefore = 6;
    eased.tightnessAfter = 2;
    WindowWalk walk({.open = holding({done("a", 1h, 60s, 60s), tight, eased})});
    openSessions(walk);
    const std::pair<const char *, const char *> orders[] = {
        {"Oldest first", "6 \342\206\222 2"},
        {"Newest first", "held 2:00"},
        {"Largest drop in tightness first", "6 \342\206\222 2"},
        {"Tightest before first", "9 \342\206\222 8"},
        {"Longest held first", "held 2:00"}};
    for (const auto &[order, first] : orders) {
        choose(walk, "sessionOrder", order);
        INFO(order);
        CHECK(rowTexts(walk).front().contains(QString::fromUtf8(first)));
        CHECK(child<ui::SessionDetail>(walk, "sessionDetail").id() == "a");
    }
}

TEST_CASE("history: the list is filtered, searched and sorted") {
    core::SessionRecord noted = done("noted", 2h, 90s, 90s);
    noted.note = "\303\204rger mit der H\303\274fte";
    core::SessionRecord early = done("early", 24h * 40, 10s, 0s);
    early.outcome = core::Outcome::EndedEarly;
    WindowWalk walk({.open = holding({done("a", 1h, 60s, 60s), noted, early})});
    QListView &list = openSessions(walk);
    CHECK(label(walk, "sessionCount") == "3 sessions");
    CHECK(list.currentIndex().row() == 0);
    child<QLineEdit>(walk, "noteSearch").setText(" \303\204RGER ");
    settleAll(walk);
    CHECK(label(walk, "sessionCount") == "1 session");
    walk.press("Show all sessions");
    CHECK(rows(walk) == 3);
    walk.press("Filter");
    choose(walk, "filterOutcome", "Ended early");
    CHECK(rows(walk) == 1);
    choose(walk, "filterWhen", "In the last 4 weeks");
    CHECK(rows(walk) == 0);
    CHECK(label(walk, "sessionsNothing").contains("Show all sessions"));
    choose(walk, "filterOutcome", "Any way");
    CHECK(rows(walk) == 2);
    choose(walk, "filterWhen", "At any time");
    choose(walk, "filterRoutine", "Kneeling hip-flexor stretch");
    CHECK(rows(walk) == 3);
    choose(walk, "sessionOrder", "Longest held first");
    CHECK(list.model()->index(0, 0).data().toString().contains("held 3:00"));
    choose(walk, "sessionOrder", "Oldest first");
    CHECK(list.model()->index(0, 0).data().toString().contains("held 0:10"));
}

TEST_CASE("history: a rating and a note are corrected, undone and done again") {
    core::SessionRecord session = done("a", 1h, 60s, 60s);
    session.tightnessBefore = 6;
    WindowWalk walk({.open = holding({session})});
    openSessions(walk);
    ratingButton(walk, "Tightness after", 3).click();
    settleAll(walk);
    CHECK(walk.button("Undo the change of rating or note") != nullptr);
    CHECK(rowTexts(walk).front().contains(QString::fromUtf8("6 \342\206\222 3")));
    CHECK(stored(walk, "a").tightnessAfter == 3);
    CHECK(stored(walk, "a").tightnessBefore == 6);
    auto &note = child<QPlainTextEdit>(walk, "sessionNote");
    note.setFocus();
    QTest::keyClicks(&note, " eased ");
    CHECK(stored(walk, "a").note.empty());
    child<QListView>(walk, "sessionList").setFocus();
    settleAll(walk);
    CHECK(stored(walk, "a").note == "eased");
    CHECK(stored(walk, "a").steps == session.steps);

    QTest::keyClick(&child<QListView>(walk, "sessionList"), Qt::Key_Z, Qt::ControlModifier);
    settleAll(walk);
    CHECK(stored(walk, "a").note.empty());
    CHECK(note.toPlainText().isEmpty());
    walk.press("Undo the change of rating or note");
    settleAll(walk);
    CHECK_FALSE(stored(walk, "a").tightnessAfter);
    CHECK_FALSE(ratingButton(walk, "Tightness after", 3).isChecked());
    CHECK(walk.button("Undo the change of rating or note") == nullptr);
    walk.press("Redo the change of rating or note");
    settleAll(walk);
    CHECK(stored(walk, "a").tightnessAfter == 3);
    CHECK(label(walk, "sessionEdited").startsWith("Rating and note as of 24 November 2026"));
    // The same key again takes it back.
    ratingButton(walk, "Tightness after", 3).click();
    settleAll(walk);
    CHECK_FALSE(stored(walk, "a").tightnessAfter);
    CHECK(stored(walk, "a").tightnessBefore == 6);
}

TEST_CASE("history: a note that is being written is not lost on the way to another page") {
    WindowWalk walk({.open = holding({done("a", 1h, 60s, 60s), done("b", 2h, 60s, 60s)})});
    QListView &list = openSessions(walk);
    auto &note = child<QPlainTextEdit>(walk, "sessionNote");
    note.setFocus();
    QTest::keyClicks(&note, "one");
    SECTION("to another session") { list.setCurrentIndex(list.model()->index(1, 0)); }
    SECTION("to another page") { walk.press("Today"); }
    SECTION("to the pictures") { walk.press("Overview"); }
    settleAll(walk);
    CHECK(stored(walk, "a").note == "one");
    CHECK(stored(walk, "b").note.empty());
}

TEST_CASE("history: one and many are deleted, and come back") {
    Sessions sessions;
    for (int i = 0; i < 5; ++i) {
        sessions.push_back(done("s" + std::to_string(i), 1h + i * 24h, 60s, 60s));
    }
    WindowWalk walk({.open = holding(sessions)});
    QListView &list = openSessions(walk);
    auto &detail = child<ui::SessionDetail>(walk, "sessionDetail");
    list.setCurrentIndex(list.model()->index(1, 0));
    settleAll(walk);
    REQUIRE(detail.id() == "s1");
    walk.press("Delete this session");
    settleAll(walk);
    CHECK(rows(walk) == 4);
    CHECK(stored(walk, "s0").id == "s0");
    // The next one has come into its place.
    CHECK(list.currentIndex().row() == 1);
    CHECK(detail.id() == "s2");
    CHECK_FALSE(child<QWidget>(walk, "historyRedo").isVisible());
    list.selectAll();
    settleAll(walk);
    CHECK(label(walk, "sessionsSelected") == "4 sessions are selected");
    walk.press("Delete these sessions");
    settleAll(walk);
    CHECK(rows(walk) == 0);
    CHECK_FALSE(detail.isVisible());
    walk.press("Undo deleting 4 sessions");
    settleAll(walk);
    CHECK(rows(walk) == 4);
    CHECK(walk.button("Redo deleting 4 sessions") != nullptr);
    walk.press("Undo deleting 1 session");
    settleAll(walk);
    CHECK(rows(walk) == 5);
    CHECK(walk.button("Undo deleting 1 session") == nullptr);
    walk.press("Overview");
    settleAll(walk);
    CHECK(label(walk, "totalAll").contains("5 sessions"));
}

TEST_CASE("history: rows of a long list are read as they are seen") {
    Sessions sessions;
    makeHistory({.seed = 3, .sessions = 3000, .newest = app::ManualClock().wall(), .perWeek = 20},
                [&](const core::SessionRecord &each) { sessions.push_back(each); });
    WindowWalk walk({.open = holding(sessions)});
    QListView &list = openSessions(walk);
    auto &model = dynamic_cast<ui::SessionListModel &>(*list.model());
    REQUIRE(model.rowCount() == 3000);
    const auto read = [&] {
        int count = 0;
        for (int row = 0; row < model.rowCount(); ++row) {
            count += model.session(row) == nullptr ? 0 : 1;
        }
        return count;
    };
    REQUIRE(QTest::qWaitFor([&] { return model.session(0) != nullptr; }));
    CHECK(read() <= 128);
    for (int part = 1; part <= 60; ++part) {
        list.verticalScrollBar()->setValue(list.verticalScrollBar()->maximum() * part / 60);
        settleAll(walk);
    }
    REQUIRE(QTest::qWaitFor([&] { return model.session(2999) != nullptr; }));
    CHECK(model.session(2999)->id == sessions.back().id);
    CHECK(read() <= 24 * 64);
    CHECK(model.session(0) == nullptr);
}

TEST_CASE("history: one is open again when several were selected, and when none is") {
    Sessions sessions;
    for (int i = 0; i < 5; ++i) {
        sessions.push_back(done("s" + std::to_string(i), 1h + i * 24h, 60s, 60s));
    }
    WindowWalk walk({.open = holding(sessions)});
    QListView &list = openSessions(walk);
    auto &detail = child<ui::SessionDetail>(walk, "sessionDetail");
    list.setFocus();
    list.setCurrentIndex(list.model()->index(1, 0));
    settleAll(walk);
    QTest::keyClick(&list, Qt::Key_Down, Qt::ShiftModifier);
    QTest::keyClick(&list, Qt::Key_Down, Qt::ShiftModifier);
    settleAll(walk);
    CHECK(label(walk, "sessionsSelected") == "3 sessions are selected");
    CHECK_FALSE(detail.isVisible());
    QTest::keyClick(&list, Qt::Key_Up);
    settleAll(walk);
    CHECK(detail.isVisible());
    CHECK(detail.id() == "s2");
    // The one that stays selected is open, not the one where the cursor is.
    QTest::keyClick(&list, Qt::Key_Down, Qt::ShiftModifier);
    QTest::keyClick(&list, Qt::Key_Space, Qt::ControlModifier);
    settleAll(walk);
    REQUIRE(list.selectionModel()->selectedIndexes().size() == 1);
    CHECK(list.currentIndex().row() == 3);
    CHECK(detail.isVisible());
    CHECK(detail.id() == "s2");
    // Several are selected before the first of them is open.
    list.setCurrentIndex(list.model()->index(0, 0));
    list.selectionModel()->select(list.model()->index(1, 0), QItemSelectionModel::Select);
    settleAll(walk);
    CHECK_FALSE(detail.isVisible());
    list.setCurrentIndex(list.model()->index(3, 0));
    // Nothing is selected, and one is open: that is the one to be deleted.
    list.clearSelection();
    settleAll(walk);
    CHECK(detail.isVisible());
    CHECK(detail.id() == "s3");
    walk.press("Delete this session");
    settleAll(walk);
    CHECK(rows(walk) == 4);
    CHECK(walk.button("Undo deleting 1 session") != nullptr);
}

TEST_CASE("history: a note that is being written outlives the list's being read anew") {
    WindowWalk walk({.open = holding({done("a", 1h, 60s, 60s)})});
    openSessions(walk);
    auto &note = child<QPlainTextEdit>(walk, "sessionNote");
    note.setFocus();
    QTest::keyClicks(&note, "half a sent");
    emit walk.records().savingResumed();
    settleAll(walk);
    CHECK(note.toPlainText() == "half a sent");
    QTest::keyClicks(&note, "ence");
    child<QListView>(walk, "sessionList").setFocus();
    settleAll(walk);
    CHECK(stored(walk, "a").note == "half a sentence");
}

TEST_CASE(
    "history: what is corrected while the disk is full stays on the page, and all of it is kept") {
    FailingDisk disk;
    (void)disk.kept.merge({done("a", 1h, 60s, 60s)}, app::ManualClock().wall());
    WindowWalk walk({.open = disk.opener()});
    openSessions(walk);
    disk.writing = FailingDisk::Code::Full;
    auto &note = child<QPlainTextEdit>(walk, "sessionNote");
    note.setFocus();
    QTest::keyClicks(&note, "eased");
    child<QListView>(walk, "sessionList").setFocus();
    settleAll(walk);
    CHECK(note.toPlainText() == "eased");
    ratingButton(walk, "Tightness after", 3).click();
    settleAll(walk);
    CHECK(note.toPlainText() == "eased");
    CHECK(ratingButton(walk, "Tightness after", 3).isChecked());
    CHECK(stored(walk, "a").note.empty());
    disk.writing = std::nullopt;
    walk.records().retryNow();
    settleAll(walk);
    CHECK(stored(walk, "a").note == "eased");
    CHECK(stored(walk, "a").tightnessAfter == 3);
    walk.press("Undo the change of rating or note");
    settleAll(walk);
    CHECK_FALSE(ratingButton(walk, "Tightness after", 3).isChecked());
    CHECK(note.toPlainText() == "eased");
}

TEST_CASE("history: a row is asked for once, and an answer to an older list is dropped") {
    ui::SessionListModel model;
    int asked = 0;
    QObject::connect(&model, &ui::SessionListModel::wanted, &model, [&] { ++asked; });
    model.setKeys({1, 2});
    (void)model.data(model.index(0), Qt::DisplayRole);
    (void)model.data(model.index(1), Qt::DisplayRole);
    CHECK(asked == 1);
    model.setKeys({1, 3, 4});
    model.put({1, 2}, {{}, {}});
    CHECK(model.session(0) == nullptr);
    (void)model.data(model.index(2), Qt::DisplayRole);
    CHECK(asked == 2);
    model.put({1, 3, 4}, {{}, {}, {}});
    CHECK(model.session(2) != nullptr);
}
