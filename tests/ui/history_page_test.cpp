// The history as a person uses it: pictures, list, filter, corrections, deletions, undo, the other
// side, the weeks rule, and a history taken out and in.

#include "core/history.h"
#include "storage/memory_store.h"
#include "storage/sqlite_store.h"
#include "support/catch.h"
#include "support/seeded_history.h"
#include "support/temp_folder.h"
#include "support/window_walk.h"
#include "ui/session_detail.h"
#include "ui/session_list_model.h"

#include <QComboBox>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QTableWidget>
#include <QTest>

using namespace psoas;
using namespace std::chrono_literals;

namespace {

constexpr auto kKneeling = "kneeling-hip-flexor-stretch";

/// A stretch of two sides that was over `ago` before the walk begins.
core::SessionRecord done(const std::string &id, std::chrono::minutes ago, core::Milliseconds left,
                         core::Milliseconds right) {
    const core::WallTime now = app::ManualClock().wall();
    core::SessionRecord session;
    session.id = id;
    session.routineId = kKneeling;
    session.routineTitle = "Kneeling hip-flexor stretch";
    session.contentDigest = "digest";
    session.startedAt = {now.utc - ago, now.offset};
    session.endedAt = core::WallTime{now.utc - ago + 5min, now.offset};
    session.outcome = core::Outcome::Completed;
    session.appVersion = "0.1.0";
    for (const core::Side side : {core::Side::Left, core::Side::Right}) {
        core::StepRecord step;
        step.step = "hold";
        step.title = "Hold";
        step.kind = core::StepKind::Hold;
        step.side = side;
        step.planned = 90s;
        step.held = side == core::Side::Left ? left : right;
        session.steps.push_back(step);
    }
    return session;
}

using Sessions = std::vector<core::SessionRecord>;

storage::StoreOpener holding(const Sessions &sessions) {
    return [sessions] {
        auto store = std::make_unique<storage::MemoryStore>();
        const std::vector<core::Telling> tellings(sessions.begin(), sessions.end());
        (void)store->merge(tellings, app::ManualClock().wall());
        return storage::Stored<std::unique_ptr<storage::Store>>(std::move(store));
    };
}

/// Until what one answer of the store leads to is answered, too.
void settleAll(WindowWalk &walk) {
    for (int i = 0; i < 6; ++i) {
        walk.settle();
    }
}

template <class Widget> Widget &child(WindowWalk &walk, const char *name) {
    auto *found = walk.window().findChild<Widget *>(QLatin1String(name));
    REQUIRE(found != nullptr);
    return *found;
}

QString label(WindowWalk &walk, const char *name) {
    const QLabel &found = child<QLabel>(walk, name);
    return found.isVisible() ? found.text() : QString();
}

QListView &openSessions(WindowWalk &walk) {
    walk.press("History");
    walk.press("Sessions");
    settleAll(walk);
    return child<QListView>(walk, "sessionList");
}

int rows(WindowWalk &walk) { return child<QListView>(walk, "sessionList").model()->rowCount(); }

/// The button of this rating in the scale of the detail with this name.
QAbstractButton &ratingButton(WindowWalk &walk, const QString &scale, int rating) {
    for (auto *group : walk.window().findChildren<QWidget *>(QStringLiteral("tightnessScale"))) {
        if (group->isVisible() && group->accessibleName() == scale) {
            return *group->findChild<QAbstractButton *>(QStringLiteral("tightness%1").arg(rating));
        }
    }
    throw std::runtime_error("no such scale");
}

core::SessionRecord stored(WindowWalk &walk, const std::string &id) {
    std::optional<core::SessionRecord> found;
    walk.records().readSession(id, [&](const auto &session) { found = session; });
    settleAll(walk);
    REQUIRE(found);
    return *found;
}

void choose(WindowWalk &walk, const char *box, const QString &words) {
    auto &found = child<QComboBox>(walk, box);
    found.setCurrentIndex(found.findText(words));
    emit found.activated(found.currentIndex());
    settleAll(walk);
}

}  // namespace

TEST_CASE("history: an empty one says what to do next") {
    WindowWalk walk;
    walk.press("History");
    settleAll(walk);
    CHECK(label(walk, "historyEmpty").contains("Do a session"));
    walk.press("Sessions");
    settleAll(walk);
    CHECK(label(walk, "sessionsNothing").contains("Nothing here yet"));
    CHECK_FALSE(child<QWidget>(walk, "sessionDetail").isVisible());
}

TEST_CASE("history: totals of the week, the month and all are those of the sessions") {
    WindowWalk walk({.open = holding({done("a", 1h, 60s, 60s), done("b", 24h * 20, 90s, 90s),
                                      done("c", 24h * 400, 30s, 30s)})});
    walk.press("History");
    settleAll(walk);
    // The walk's clock stands at Tuesday, 24 November.
    CHECK(label(walk, "totalWeek") == "This week: 2 min held, 1 session");
    CHECK(label(walk, "totalMonth") == "This month: 5 min held, 2 sessions");
    CHECK(label(walk, "totalAll") == "In all: 6 min held, 3 sessions");
}

TEST_CASE("history: weeks in a row can be switched off and on again") {
    WindowWalk walk({.open = holding({done("a", 1h, 60s, 60s), done("b", 24h * 7, 90s, 90s)})});
    walk.press("History");
    settleAll(walk);
    CHECK(label(walk, "streak") == "In a row with practice: 2 weeks");
    walk.press("Hide weeks in a row");
    CHECK(label(walk, "streak").isEmpty());
    CHECK_FALSE(walk.settings().showsStreak());
    walk.press("Show weeks in a row");
    CHECK_FALSE(label(walk, "streak").isEmpty());
}

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
    CHECK(label(walk, "sessionHurts").contains("0:30, right side"));
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

TEST_CASE("history: the list is filtered, searched and sorted") {
    core::SessionRecord noted = done("noted", 2h, 90s, 90s);
    noted.note = "\303\204rger mit der H\303\274fte";
    core::SessionRecord early = done("early", 24h * 40, 10s, 0s);
    early.outcome = core::Outcome::EndedEarly;
    WindowWalk walk({.open = holding({done("a", 1h, 60s, 60s), noted, early})});
    QListView &list = openSessions(walk);
    CHECK(label(walk, "sessionCount") == "3 sessions");
    CHECK(list.currentIndex().row() == 0);
    child<QLineEdit>(walk, "noteSearch").setText("\303\244rger");
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
    CHECK(stored(walk, "a").tightnessAfter == 3);
    CHECK(stored(walk, "a").tightnessBefore == 6);
    auto &note = child<QPlainTextEdit>(walk, "sessionNote");
    note.setFocus();
    QTest::keyClicks(&note, "eased");
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
    walk.press("Redo the change of rating or note");
    settleAll(walk);
    CHECK(stored(walk, "a").tightnessAfter == 3);
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
    walk.press("Delete this session");
    settleAll(walk);
    CHECK(rows(walk) == 4);
    list.selectAll();
    settleAll(walk);
    CHECK(label(walk, "sessionsSelected") == "4 sessions are selected");
    walk.press("Delete these sessions");
    settleAll(walk);
    CHECK(rows(walk) == 0);
    walk.press("Undo deleting 4 sessions");
    settleAll(walk);
    CHECK(rows(walk) == 4);
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

TEST_CASE("history: the shorter side is done alone") {
    WindowWalk walk({.open = holding({done("a", 1h, 90s, 60s)})});
    walk.press("History");
    settleAll(walk);
    auto *shorter = walk.window().findChild<QWidget *>("historyOverview");
    REQUIRE(shorter != nullptr);
    QAbstractButton *button = nullptr;
    for (auto *each : shorter->findChildren<QAbstractButton *>()) {
        button = each->text() == "Do the shorter side" ? each : button;
    }
    REQUIRE(button != nullptr);
    CHECK(button->accessibleName().contains("right", Qt::CaseInsensitive));
    button->click();
    walk.settle();
    walk.answerNo();
    walk.press("Continue");
    walk.chooseNoInScreening();
    REQUIRE(std::holds_alternative<app::stage::GetReady>(walk.practice().stage()));
    CHECK(core::sidesOf(walk.practice().plan().steps) == std::vector{core::Side::Right});
    walk.practice().chooseFirstSide(core::Side::Left);
    CHECK(core::sidesOf(walk.practice().plan().steps) == std::vector{core::Side::Right});
}

TEST_CASE("history: the weeks rule is told with its numbers, and can be put away for two weeks") {
    Sessions sessions;
    for (int week = 0; week < 3; ++week) {
        for (int i = 0; i < 3; ++i) {
            // The last three weeks before that of the walk's clock, from Monday on.
            sessions.push_back(done("w" + std::to_string(week) + std::to_string(i),
                                    24h * (8 + 7 * week - i), 60s, 60s));
            sessions.back().tightnessBefore = 6;
        }
    }
    WindowWalk walk({.open = holding(sessions)});
    settleAll(walk);
    CHECK(label(walk, "weeksNumbers").contains("3 weeks with 3 or more sessions each"));
    CHECK(label(walk, "weeksNumbers").contains("was 6 in the first"));
    CHECK(label(walk, "weeksAdvice").contains("physical therapist"));
    walk.press("Hide for two weeks");
    settleAll(walk);
    CHECK(label(walk, "weeksNumbers").isEmpty());
    walk.press("History");
    settleAll(walk);
    CHECK(label(walk, "weeksNumbers").isEmpty());
    walk.settings().setWeeksPutAway(
        {walk.practice().now().utc - 24h * 14, walk.practice().now().offset});
    walk.press("Today");
    walk.press("History");
    settleAll(walk);
    bool shown = false;
    for (const auto *each : walk.window().findChildren<QLabel *>(QStringLiteral("weeksNumbers"))) {
        shown = shown || each->isVisible();
    }
    CHECK(shown);
}

TEST_CASE("history: it is taken out as a table and as a whole, and in again") {
    const TempFolder folder;
    const TempFolder elsewhere;
    const QString csv = QString::fromStdString((elsewhere / "out.csv").string());
    const QString json = QString::fromStdString((elsewhere / "out.json").string());
    const auto machine = [&](const std::filesystem::path &store) {
        return WindowWalk::Machine{
            .data = QString::fromStdString(store.parent_path().string()),
            .open =
                [store] { return storage::openSqliteStore(store, storage::OpenMode::ReadWrite); },
            .store = store,
            .dialogs = {.open = [json](QWidget *) { return json; },
                        .save = {},
                        .saveAs =
                            [csv, json](QWidget *, const QString &suggested, const QString &) {
                                return suggested.endsWith(".csv") ? csv : json;
                            },
                        .unsaved = {}}};
    };
    {
        WindowWalk walk(machine(folder / "history.db"));
        std::vector<core::Telling> tellings{done("a", 1h, 90s, 60s), done("b", 2h, 90s, 60s)};
        bool merged = false;
        walk.records().ask(
            walk.window(),
            [tellings, now = walk.practice().now()](const auto &store) {
                return store && store.value()->merge(tellings, now);
            },
            [&](bool good) { merged = good; });
        walk.press("History");
        walk.press("Take it with you");
        settleAll(walk);
        REQUIRE(merged);
        walk.press("Save as a table (CSV)…");
        settleAll(walk);
        CHECK(label(walk, "transferTold") == "In the file now: 2 sessions.");
        walk.press("Save all of it (JSON)…");
        settleAll(walk);
        QFile table(csv);
        REQUIRE(table.open(QIODevice::ReadOnly));
        CHECK(table.readAll().count("\r\n") == 3);
    }
    WindowWalk walk(machine(elsewhere / "other" / "history.db"));
    settleAll(walk);
    walk.press("History");
    walk.press("Take it with you");
    walk.press("Take in a history (JSON)…");
    REQUIRE(QTest::qWaitFor([&] { return !label(walk, "previewLines").isEmpty(); }));
    CHECK(label(walk, "previewLines") == "New sessions: 2");
    walk.press("Take it in");
    REQUIRE(QTest::qWaitFor([&] { return label(walk, "transferTold").startsWith("Taken in: 2"); }));
    // Nothing that comes in makes a check good.
    CHECK(walk.practice().checkDue());
    openSessions(walk);
    CHECK(rows(walk) == 2);
}
