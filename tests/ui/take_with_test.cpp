// A history taken out of the app and in again.

#include "history_walk.h"
#include "storage/sqlite_store.h"
#include "support/temp_folder.h"

#include <QFile>
#include <QTest>

using namespace psoas;

namespace {

/// A machine with its store, and a folder that files are saved in and taken from.
struct Travel {
    TempFolder folder;
    TempFolder elsewhere;
    QString taken = file("psoas-ease-history.json");  ///< the answer when a file is asked for

    [[nodiscard]] QString file(const QString &name) const {
        return QString::fromStdString((elsewhere / name.toStdString()).string());
    }
    [[nodiscard]] QByteArray bytes(const QString &name) const {
        QFile in(file(name));
        return in.open(QIODevice::ReadOnly) ? in.readAll() : QByteArray();
    }
    [[nodiscard]] WindowWalk::Machine machine(const std::string &name) {
        const std::filesystem::path store = folder / name / "history.db";
        return {
            .data = QString::fromStdString(store.parent_path().string()),
            .open =
                [store] { return storage::openSqliteStore(store, storage::OpenMode::ReadWrite); },
            .store = store,
            .dialogs = {.open = [this](QWidget *) { return taken; },
                        .save = {},
                        .saveAs = [this](QWidget *, const QString &suggested,
                                         const QString &) { return file(suggested); },
                        .unsaved = {}}};
    }
};

/// Puts these into the store, and opens the page.
void openWith(WindowWalk &walk, const std::vector<core::Telling> &tellings) {
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
}

QString told(WindowWalk &walk) {
    REQUIRE(QTest::qWaitFor([&] {
        return !label(walk, "transferTold").isEmpty() || !label(walk, "previewLines").isEmpty();
    }));
    settleAll(walk);
    CHECK_FALSE(child<QWidget>(walk, "transferProgress").isVisible());
    return label(walk, "transferTold");
}

}  // namespace

TEST_CASE("take with: a history is taken out as a table and as a whole, and in again") {
    Travel travel;
    {
        WindowWalk walk(travel.machine("here"));
        openWith(walk, {done("a", 1h, 90s, 60s), done("b", 2h, 90s, 60s)});
        walk.press("Save as a table (CSV)…");
        CHECK(told(walk) == "Saved: psoas-ease-history.csv, with 2 sessions in it.");
        walk.press("Save all of it (JSON)…");
        CHECK(told(walk) == "Saved: psoas-ease-history.json, with 2 sessions in it.");
        CHECK(travel.bytes("psoas-ease-history.csv").count("\r\n") == 3);
        CHECK(travel.bytes("psoas-ease-history.json").startsWith("{"));
    }
    WindowWalk walk(travel.machine("there"));
    walk.reach("Constructive rest");
    walk.press("Leave");
    settleAll(walk);
    REQUIRE_FALSE(walk.practice().checkDue());
    // The list has been looked at, and must not stay as it was.
    openSessions(walk);
    CHECK(rows(walk) == 1);  // the check
    walk.press("Take it with you");
    walk.press("Take in a history (JSON)…");
    CHECK(told(walk).isEmpty());
    CHECK(label(walk, "previewLines") == "New sessions: 2");
    CHECK(label(walk, "previewConflicts").isEmpty());
    walk.press("Take it in");
    CHECK(told(walk).startsWith("Taken in: 2"));
    CHECK(label(walk, "previewLines").isEmpty());
    // Nothing that comes in makes a check good.
    CHECK(walk.practice().checkDue());
    walk.press("Sessions");
    settleAll(walk);
    CHECK(rows(walk) == 3);
    walk.press("Overview");
    CHECK(label(walk, "totalAll") == "In all: 5 min held in 2 sessions");
}

TEST_CASE("take with: a preview changes nothing, says what conflicts, and can be left") {
    Travel travel;
    WindowWalk walk(travel.machine("here"));
    core::SessionRecord edited = done("a", 1h, 90s, 60s);
    openWith(walk, {edited, done("b", 2h, 90s, 60s)});
    walk.press("Save all of it (JSON)…");
    (void)told(walk);
    edited.note = "edited here";
    edited.editedAt = walk.practice().now();
    openWith(walk, {edited});
    walk.press("Take in a history (JSON)…");
    (void)told(walk);
    CHECK(label(walk, "previewLines") ==
          "Here already: 1\nEdited later here, and kept: 1\nNothing would change.");
    CHECK(label(walk, "previewConflicts").endsWith(": as it is here"));
    CHECK(walk.button("Take it in") == nullptr);
    walk.press("Never mind");
    CHECK(label(walk, "previewLines").isEmpty());
    CHECK(stored(walk, "a").note == "edited here");
}

TEST_CASE("take with: a file that is no history, and one that is not there") {
    Travel travel;
    WindowWalk walk(travel.machine("here"));
    openWith(walk, {done("a", 1h, 90s, 60s)});
    const bool isThere = GENERATE(true, false);
    if (isThere) {
        QFile file(travel.taken);
        REQUIRE(file.open(QIODevice::WriteOnly));
        file.write("no history");
    }
    walk.press("Take in a history (JSON)…");
    (void)told(walk);
    CHECK(label(walk, "previewLines")
              .startsWith(isThere ? "This is not a history that can be taken in. Line 1"
                                  : "The file cannot be read"));
    CHECK(walk.button("Take it in") == nullptr);
    CHECK(walk.button("Take in a history (JSON)…")->isEnabled());
}

TEST_CASE("take with: what is under way can be cancelled, and leaves no file") {
    Travel travel;
    WindowWalk walk(travel.machine("here"));
    openWith(walk, {done("a", 1h, 90s, 60s), done("b", 2h, 90s, 60s)});
    child<QAbstractButton>(walk, "exportCsv").click();
    CHECK(child<QWidget>(walk, "transferProgress").isVisible());
    CHECK_FALSE(walk.button("Save all of it (JSON)…")->isEnabled());
    walk.press("Cancel");
    CHECK(told(walk) == "Cancelled. No file was changed.");
    CHECK(walk.button("Save all of it (JSON)…")->isEnabled());
    CHECK(travel.bytes("psoas-ease-history.csv").isEmpty());
    CHECK(std::filesystem::is_empty(travel.elsewhere.path()));
    child<QAbstractButton>(walk, "exportJson").click();
    CHECK(label(walk, "transferTold").isEmpty());
    (void)told(walk);
    child<QAbstractButton>(walk, "importJson").click();
    child<QAbstractButton>(walk, "transferCancel").click();
    REQUIRE(QTest::qWaitFor([&] { return !child<QWidget>(walk, "transferProgress").isVisible(); }));
    settleAll(walk);
    CHECK(label(walk, "previewLines").isEmpty());
    CHECK(label(walk, "transferTold").isEmpty());
}

TEST_CASE("take with: nothing happens where no file is named") {
    Travel travel;
    travel.taken.clear();
    WindowWalk::Machine machine = travel.machine("here");
    machine.dialogs.saveAs = [](QWidget *, const QString &, const QString &) { return QString(); };
    WindowWalk walk(machine);
    openWith(walk, {done("a", 1h, 90s, 60s)});
    for (const char *way : {"exportCsv", "exportJson", "exportReport", "importJson"}) {
        child<QAbstractButton>(walk, way).click();
        CHECK_FALSE(child<QWidget>(walk, "transferProgress").isVisible());
    }
    settleAll(walk);
    CHECK(label(walk, "transferTold").isEmpty());
    CHECK(std::filesystem::is_empty(travel.elsewhere.path()));
}

TEST_CASE("take with: the page for a therapist is saved, or why it is not") {
    Travel travel;
    WindowWalk::Machine machine = travel.machine("here");
    const bool good = GENERATE(true, false);
    if (!good) {
        machine.dialogs.saveAs = [&travel](QWidget *, const QString &, const QString &) {
            return travel.file("no-such-folder/page.pdf");
        };
    }
    WindowWalk walk(machine);
    openWith(walk, {done("a", 1h, 90s, 60s)});
    choose(walk, "reportTime", "All of it");
    walk.press("Save the page (PDF)…");
    if (good) {
        CHECK(told(walk) == "The page is saved.");
        CHECK(travel.bytes("psoas-ease-practice.pdf").startsWith("%PDF"));
    } else {
        CHECK(told(walk).startsWith("page.pdf could not be saved"));
    }
    CHECK(walk.button("Save the page (PDF)…")->isEnabled());
}

TEST_CASE(
    "take with: the page is of the time that is chosen, with notes only where they are wanted") {
    Travel travel;
    WindowWalk walk(travel.machine("here"));
    std::vector<core::Telling> tellings{done("a", 1h, 90s, 60s)};
    for (int i = 0; i < 12; ++i) {
        core::SessionRecord old = done("old" + std::to_string(i), 24h * (40 + i), 90s, 60s);
        old.outcome = core::Outcome::StoppedForPain;
        old.hurts.emplace_back().step = "hold";
        old.note = "A note of that day, number " + std::to_string(i);
        tellings.emplace_back(old);
    }
    openWith(walk, tellings);
    const auto sizeOf = [&](const QString &time) {
        choose(walk, "reportTime", time);
        child<QAbstractButton>(walk, "exportReport").click();
        CHECK(told(walk) == "The page is saved.");
        return travel.bytes("psoas-ease-practice.pdf").size();
    };
    const auto four = sizeOf("The last 4 weeks");
    const auto all = sizeOf("All of it");
    CHECK(all > four + 500);
    child<QAbstractButton>(walk, "reportNotes").click();
    CHECK(sizeOf("All of it") > all + 200);
}

TEST_CASE("take with: a page of a store that cannot be read ends, and says so") {
    Travel travel;
    WindowWalk::Machine machine = travel.machine("here");
    machine.open = []() -> storage::Stored<std::unique_ptr<storage::Store>> {
        return storage::StoreError{.code = storage::StoreError::Code::Damaged, .detail = {}};
    };
    WindowWalk walk(machine);
    walk.press("History");
    walk.press("Take it with you");
    walk.press("Save the page (PDF)…");
    CHECK(told(walk) == "The history is damaged. Start the app again. No file was changed.");
    CHECK(travel.bytes("psoas-ease-practice.pdf").isEmpty());
}
