// Corrections and deletions that overtake each other, or what is read meanwhile.

#include "history_walk.h"
#include "support/data_folder.h"
#include "support/passing_store.h"
#include "ui/history_page.h"
#include "ui/history_pages.h"
#include "ui/note_field.h"

#include <QPlainTextEdit>
#include <QPushButton>
#include <QTest>

#include <atomic>
#include <thread>

using namespace psoas;

namespace {

/// Holds up whoever reads a session while it is closed.
struct Gate {
    std::atomic<bool> closed = false;
    std::atomic<int> waiting = 0;
};

class HeldStore final : public PassingStore {
public:
    HeldStore(std::unique_ptr<storage::Store> below, Gate &gate)
        : PassingStore(*below), m_kept(std::move(below)), m_gate(gate) {}
    Stored<core::SessionRecord> session(const std::string &id) override {
        ++m_gate.waiting;
        while (m_gate.closed) {
            std::this_thread::yield();
        }
        --m_gate.waiting;
        return PassingStore::session(id);
    }

private:
    std::unique_ptr<storage::Store> m_kept;
    Gate &m_gate;
};

storage::StoreOpener heldUp(const Sessions &sessions, Gate &gate) {
    return [open = holding(sessions), &gate] {
        return storage::Stored<std::unique_ptr<storage::Store>>(
            std::make_unique<HeldStore>(std::move(open().value()), gate));
    };
}

/// Until somebody waits at the gate.
void runToGate(const Gate &gate) {
    REQUIRE(QTest::qWaitFor([&] { return gate.waiting > 0; }));
    QCoreApplication::processEvents();
}

bool isStored(WindowWalk &walk, const std::string &id) {
    bool there = false;
    walk.records().readSession(id, [&](const auto &session) { there = session.has_value(); });
    settleAll(walk);
    return there;
}

void writeNote(WindowWalk &walk, const QString &words) {
    auto &note = child<QPlainTextEdit>(walk, "sessionNote");
    note.setFocus();
    QTest::keyClicks(&note, words);
}

core::SessionRecord named(core::SessionRecord session, const std::string &title) {
    session.routineTitle = title;
    return session;
}

}  // namespace

TEST_CASE("edits: a note that is being written outlives what was read before it") {
    Gate gate;
    WindowWalk walk({.open = heldUp({done("a", 1h, 90s, 90s)}, gate)});
    openSessions(walk);
    gate.closed = true;
    ratingButton(walk, "Tightness before", 5).click();
    runToGate(gate);
    writeNote(walk, "pulls");
    gate.closed = false;
    settleAll(walk);
    CHECK(child<QPlainTextEdit>(walk, "sessionNote").toPlainText() == "pulls");
    walk.press("Overview");
    settleAll(walk);
    CHECK(stored(walk, "a").note == "pulls");
    CHECK(stored(walk, "a").tightnessBefore == 5);
}

TEST_CASE("edits: a second rating outlives what was read after the first") {
    Gate gate;
    WindowWalk walk({.open = heldUp({done("a", 1h, 90s, 90s)}, gate)});
    openSessions(walk);
    gate.closed = true;
    ratingButton(walk, "Tightness before", 5).click();
    runToGate(gate);
    ratingButton(walk, "Tightness after", 3).click();
    gate.closed = false;
    settleAll(walk);
    CHECK(ratingButton(walk, "Tightness after", 3).isChecked());
    writeNote(walk, "ok");
    walk.press("Overview");
    settleAll(walk);
    CHECK(stored(walk, "a").tightnessBefore == 5);
    CHECK(stored(walk, "a").tightnessAfter == 3);
}

TEST_CASE("edits: what is deleted is the session that is shown") {
    Gate gate;
    WindowWalk walk({.open = heldUp({named(done("a", 1h, 90s, 90s), "First"),
                                     named(done("b", 2h, 90s, 90s), "Second")},
                                    gate)});
    QListView &list = openSessions(walk);
    REQUIRE(label(walk, "sessionTitle") == "First");
    gate.closed = true;
    list.setCurrentIndex(list.model()->index(1, 0));
    QCoreApplication::processEvents();
    // Either the second one is there to be deleted, or it is still the first.
    const bool first = label(walk, "sessionTitle") == "First";
    auto *away = walk.button("Delete this session");
    REQUIRE(first == (away != nullptr));
    away->click();
    gate.closed = false;
    settleAll(walk);
    CHECK_FALSE(isStored(walk, "a"));
    CHECK(isStored(walk, "b"));
}

TEST_CASE("edits: undo right behind a deletion takes that one back") {
    WindowWalk walk({.open = holding({done("a", 1h, 90s, 90s), done("b", 2h, 90s, 90s)})});
    openSessions(walk);
    ratingButton(walk, "Tightness before", 7).click();
    settleAll(walk);
    auto &list = child<QListView>(walk, "sessionList");
    list.setFocus();
    QTest::keyClick(&list, Qt::Key_Delete);
    QTest::keyClick(&list, Qt::Key_Z, Qt::ControlModifier);
    settleAll(walk);
    REQUIRE(isStored(walk, "a"));
    CHECK(stored(walk, "a").tightnessBefore == 7);
}

TEST_CASE("edits: a deletion and a note stand though the window is closed at once") {
    const QTemporaryDir data;
    {
        const auto store =
            storage::openSqliteStore(storeIn(data.path()), storage::OpenMode::ReadWrite);
        REQUIRE(store.value()->merge({done("a", 1h, 90s, 90s), done("b", 2h, 90s, 90s)},
                                     app::ManualClock().wall()));
    }
    {
        WindowWalk walk(machineOn(data.path()));
        openSessions(walk);
        walk.button("Delete this session")->click();
        walk.window().close();
    }
    {
        WindowWalk walk(machineOn(data.path()));
        openSessions(walk);
        CHECK_FALSE(isStored(walk, "a"));
        writeNote(walk, "typed");
        walk.window().close();
    }
    WindowWalk walk(machineOn(data.path()));
    CHECK(stored(walk, "b").note == "typed");
}

TEST_CASE("edits: merely looking at a session changes nothing of it") {
    for (const char *note : {"a\u00A0b", "a\r\nb", "a\u2028b", " a ", "a"}) {
        auto written = done("a", 1h, 90s, 90s);
        written.note = note;
        WindowWalk walk({.open = holding({written, done("b", 2h, 90s, 90s)})});
        QListView &list = openSessions(walk);
        list.setCurrentIndex(list.model()->index(1, 0));
        settleAll(walk);
        CHECK(stored(walk, "a").note == note);
        CHECK_FALSE(stored(walk, "a").editedAt);
    }
}

TEST_CASE("edits: undo works from the navigation, and from no other page") {
    WindowWalk walk({.open = holding({done("a", 1h, 90s, 90s)})});
    openSessions(walk);
    walk.press("Delete this session");
    settleAll(walk);
    const auto undo = [&](const char *page) {
        walk.press(QLatin1String(page));
        settleAll(walk);
        auto *button = walk.button(QLatin1String(page));
        button->setFocus();
        QTest::keyClick(button, Qt::Key_Z, Qt::ControlModifier);
        settleAll(walk);
    };
    undo("Today");
    CHECK_FALSE(isStored(walk, "a"));
    undo("History");
    CHECK(isStored(walk, "a"));
}

TEST_CASE("edits: where nothing was recorded there is nothing to undo, and the keys do nothing") {
    const QTemporaryDir data;
    const app::ManualClock clock;
    app::Settings settings(data.filePath("settings.ini"));
    app::Practice practice(
        {.clock = clock, .settings = settings, .records = nullptr, .appVersion = "0"});
    ui::HistoryPages pages(practice, settings, nullptr, {}, {});
    const std::unique_ptr<QWidget> page(&static_cast<QWidget &>(pages.page()));
    page->show();
    page->activateWindow();
    pages.read();
    QTest::keyClick(page.get(), Qt::Key_Z, Qt::ControlModifier);
    for (const char *name : {"historyUndo", "historyRedo"}) {
        auto *button = page->findChild<QPushButton *>(QLatin1String(name));
        button->click();
        CHECK_FALSE(button->isEnabled());
    }
}

TEST_CASE("edits: Today follows what is corrected and deleted") {
    WindowWalk walk({.open = holding({named(done("a", 1h, 90s, 90s), "Newest"),
                                      named(done("b", 48h, 90s, 90s), "Older")})});
    walk.press("Today");
    settleAll(walk);
    REQUIRE(label(walk, "todayLast").contains("Newest"));
    openSessions(walk);
    walk.press("Delete this session");
    settleAll(walk);
    walk.press("Today");
    settleAll(walk);
    CHECK(label(walk, "todayLast").contains("Older"));
}

TEST_CASE("edits: a note that is too long is cut to a whole letter and takes no rating along") {
    const QString longest(static_cast<int>(core::kLongestNote) - 1, 'a');
    CHECK(ui::asNote(" a\n") == "a");
    CHECK(ui::asNote(QString("a") + QChar(u'\0') + "b") == "ab");
    CHECK(ui::asNote(longest + "b") == longest + "b");
    CHECK(ui::asNote(longest + QString::fromUtf8("\u00e4")) == longest);
    CHECK(ui::asNote(longest + QString::fromUtf8("\U0001F600 more")) == longest);

    WindowWalk walk({.open = holding({done("a", 1h, 90s, 90s)})});
    openSessions(walk);
    child<QPlainTextEdit>(walk, "sessionNote").insertPlainText(longest + longest);
    ratingButton(walk, "Tightness after", 3).click();
    settleAll(walk);
    CHECK(stored(walk, "a").note.size() == core::kLongestNote);
    CHECK(stored(walk, "a").tightnessAfter == 3);
}
