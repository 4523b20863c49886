// The History page by keyboard alone and for a screen reader.

#include "history_walk.h"
#include "storage/sqlite_store.h"
#include "support/temp_folder.h"
#include "ui/history_page.h"
#include "ui/session_detail.h"

#include <QAccessible>
#include <QApplication>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QTableWidget>
#include <QTest>

#include <limits>
#include <set>

using namespace psoas;

namespace {

QString nameOf(QWidget &widget) {
    QAccessibleInterface *asked = QAccessible::queryAccessibleInterface(&widget);
    return asked == nullptr ? QString() : asked->text(QAccessible::Name);
}

void key(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) {
    REQUIRE(QApplication::focusWidget() != nullptr);
    QTest::keyClick(QApplication::focusWidget(), key, modifiers);
}

/// Where Tab comes to on the History page, from the button that leads there until it leaves it.
std::vector<QWidget *> tabStops(WindowWalk &walk) {
    auto &page = child<QWidget>(walk, "historyPage");
    child<QWidget>(walk, "navHistory").setFocus();
    std::vector<QWidget *> stops;
    for (int presses = 0; presses < 100; ++presses) {
        key(Qt::Key_Tab);
        QWidget *stop = QApplication::focusWidget();
        if (page.isAncestorOf(stop)) {
            stops.push_back(stop);
        } else if (!stops.empty()) {
            break;
        }
    }
    return stops;
}

/// All of the page that takes the focus by Tab.
std::set<QWidget *> controls(WindowWalk &walk) {
    std::set<QWidget *> found;
    for (auto *each : child<QWidget>(walk, "historyPage").findChildren<QWidget *>()) {
        const bool takes =
            (each->focusPolicy() & Qt::TabFocus) != 0 && each->focusProxy() == nullptr;
        if (takes && each->isVisible() && each->isEnabled()) {
            found.insert(each);
        }
    }
    return found;
}

/// The line that a control begins on, on the page.
int topOf(WindowWalk &walk, const QWidget &stop) {
    return stop.mapTo(&child<QWidget>(walk, "historyPage"), QPoint(0, 0)).y();
}

void checkStops(WindowWalk &walk, const std::vector<QWidget *> &stops) {
    CHECK(std::set<QWidget *>(stops.begin(), stops.end()) == controls(walk));
    for (QWidget *stop : stops) {
        INFO(stop->objectName().toStdString() << " " << stop->metaObject()->className());
        CHECK_FALSE(nameOf(*stop).isEmpty());
        if (const auto *button = qobject_cast<QAbstractButton *>(stop)) {
            CHECK(nameOf(*stop).contains(button->text()));
        }
    }
}

/// From above, within the column `part`.
void checkOrder(WindowWalk &walk, const std::vector<QWidget *> &stops, const char *part) {
    int last = std::numeric_limits<int>::min();
    for (const QWidget *stop : stops) {
        if (child<QWidget>(walk, part).isAncestorOf(stop)) {
            INFO(stop->objectName().toStdString());
            CHECK(topOf(walk, *stop) >= last);
            last = topOf(walk, *stop);
        }
    }
}

Sessions fewSessions() {
    Sessions sessions{done("a", 1h, 90s, 60s), done("b", 30h, 60s, 60s), done("c", 60h, 60s, 60s)};
    sessions[0].tightnessBefore = 6;
    sessions[0].tightnessAfter = 3;
    return sessions;
}

}  // namespace

TEST_CASE("history by keyboard: Tab comes to everything on the overview, from above") {
    WindowWalk walk({.open = holding(fewSessions())});
    walk.press("History");
    settleAll(walk);
    const auto stops = tabStops(walk);
    checkStops(walk, stops);
    checkOrder(walk, stops, "historyOverview");
    int pictures = 0;
    for (auto *each : walk.window().findChildren<QLabel *>("pictureCanvas")) {
        QAccessibleInterface *asked = QAccessible::queryAccessibleInterface(each);
        REQUIRE(asked != nullptr);
        CHECK_FALSE(asked->text(QAccessible::Name).isEmpty());
        CHECK(asked->text(QAccessible::Description).endsWith('.'));
        ++pictures;
    }
    CHECK(pictures == 3);
}

TEST_CASE("history by keyboard: Tab comes to everything of the sessions, the list before the one") {
    WindowWalk walk({.open = holding(fewSessions())});
    openSessions(walk);
    walk.press("Filter");
    choose(walk, "filterWhen", "Between two days");
    const auto stops = tabStops(walk);
    checkStops(walk, stops);
    checkOrder(walk, stops, "sessionDetail");
    const auto place = [&](const char *name) {
        return std::ranges::find(stops, &child<QWidget>(walk, name)) - stops.begin();
    };
    CHECK(place("noteSearch") < place("filterMore"));
    CHECK(place("filterMore") < place("sessionOrder"));
    CHECK(place("sessionOrder") < place("filterRoutine"));
    CHECK(place("filterRoutine") < place("filterFrom"));
    CHECK(place("filterUntil") < place("filterClear"));
    CHECK(place("filterClear") < place("sessionList"));
    CHECK(place("sessionList") < place("sessionSteps"));
    CHECK(place("sessionSteps") < place("sessionNote"));
    CHECK(place("sessionNote") < place("sessionDelete"));
}

TEST_CASE("history by keyboard: Tab comes to every way out and in") {
    const TempFolder folder;
    const auto store = folder / "history.db";
    WindowWalk walk(
        {.open = [store] { return storage::openSqliteStore(store, storage::OpenMode::ReadWrite); },
         .store = store});
    walk.press("History");
    walk.press("Take it with you");
    settleAll(walk);
    const auto stops = tabStops(walk);
    checkStops(walk, stops);
    checkOrder(walk, stops, "takeWithPage");
}

TEST_CASE("history by keyboard: a row is one sentence, and a cell has its words") {
    WindowWalk walk({.open = holding(fewSessions())});
    QListView &list = openSessions(walk);
    QAccessibleInterface *rows = QAccessible::queryAccessibleInterface(&list);
    REQUIRE(rows != nullptr);
    REQUIRE(rows->childCount() == 3);
    const QString sentence = rows->child(0)->text(QAccessible::Name);
    CHECK(sentence.startsWith("24 November 2026, "));
    CHECK(
        sentence.endsWith("Kneeling hip-flexor stretch, completed, held 2 minutes 30 seconds, "
                          "tightness 6 before, tightness 3 after."));
    CHECK(rows->child(1)->text(QAccessible::Name).endsWith("completed, held 2 minutes."));
    auto &table = child<QTableWidget>(walk, "sessionSteps");
    QAccessibleInterface *cells = QAccessible::queryAccessibleInterface(&table);
    REQUIRE(cells != nullptr);
    CHECK(cells->text(QAccessible::Name) == "Steps");
    QAccessibleTableInterface *grid = cells->tableInterface();
    REQUIRE(grid != nullptr);
    CHECK(grid->columnDescription(0) == "Step");
    CHECK(grid->cellAt(0, 0)->text(QAccessible::Name) == "Hold");
}

TEST_CASE("history by keyboard: Enter goes into the session, Escape back, Delete deletes, undo") {
    WindowWalk walk({.open = holding(fewSessions())});
    QListView &list = openSessions(walk);
    auto &detail = child<ui::SessionDetail>(walk, "sessionDetail");
    list.setFocus();
    key(Qt::Key_Down);
    settleAll(walk);
    REQUIRE(detail.id() == "b");
    key(Qt::Key_Return);
    CHECK(detail.isAncestorOf(QApplication::focusWidget()));
    key(Qt::Key_Escape);
    CHECK(list.hasFocus());
    auto &note = child<QPlainTextEdit>(walk, "sessionNote");
    note.setFocus();
    QTest::keyClicks(&note, "said");
    key(Qt::Key_Escape);
    CHECK(list.hasFocus());
    settleAll(walk);
    CHECK(stored(walk, "b").note == "said");
    key(Qt::Key_Delete);
    settleAll(walk);
    CHECK(rows(walk) == 2);
    CHECK(stored(walk, "a").id == "a");
    key(Qt::Key_Z, Qt::ControlModifier);
    settleAll(walk);
    CHECK(rows(walk) == 3);
    key(Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    settleAll(walk);
    CHECK(rows(walk) == 2);
    // Several are left the same way.
    key(Qt::Key_A, Qt::ControlModifier);
    settleAll(walk);
    child<QWidget>(walk, "sessionsDelete").setFocus();
    key(Qt::Key_Escape);
    CHECK(list.hasFocus());
}

TEST_CASE("history by keyboard: Ctrl+Z and Delete in a field are of that field alone") {
    WindowWalk walk({.open = holding(fewSessions())});
    openSessions(walk);
    walk.press("Delete this session");
    settleAll(walk);
    REQUIRE(rows(walk) == 2);
    auto &search = child<QLineEdit>(walk, "noteSearch");
    search.setFocus();
    QTest::keyClicks(&search, "x");
    key(Qt::Key_Z, Qt::ControlModifier);
    settleAll(walk);
    CHECK(search.text().isEmpty());
    key(Qt::Key_Z, Qt::ControlModifier);
    key(Qt::Key_Delete);
    auto &note = child<QPlainTextEdit>(walk, "sessionNote");
    note.setFocus();
    key(Qt::Key_Z, Qt::ControlModifier);
    key(Qt::Key_Delete);
    settleAll(walk);
    CHECK(rows(walk) == 2);
    CHECK(walk.button("Undo deleting 1 session") != nullptr);
    // Nor does it reach over from another page.
    walk.press("Today");
    child<QWidget>(walk, "navToday").setFocus();
    key(Qt::Key_Z, Qt::ControlModifier);
    walk.press("History");
    settleAll(walk);
    CHECK(rows(walk) == 2);
}
