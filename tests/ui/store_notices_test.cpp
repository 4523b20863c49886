// What the window says when the store is damaged, away or full, and what it offers.

#include "support/catch.h"
#include "support/data_folder.h"
#include "support/event_loop.h"
#include "support/failing_disk.h"
#include "support/sessions.h"
#include "support/temp_folder.h"
#include "ui/main_window.h"

#include <QCloseEvent>
#include <QLabel>
#include <QRadioButton>

#include <atomic>
#include <filesystem>
#include <fstream>

using namespace psoas;
using namespace std::chrono_literals;

namespace {

namespace fs = std::filesystem;

const QString kStretch = QStringLiteral("Kneeling hip-flexor stretch");

QString banners(WindowWalk &walk) {
    QStringList all;
    for (auto *each : walk.window().findChildren<QLabel *>(QStringLiteral("banner"))) {
        if (each->isVisible()) {
            all << each->text();
        }
    }
    return all.join(QLatin1Char('\n'));
}

/// Until what the window asks of the storage thread one answer after the other is done.
void settleAll(WindowWalk &walk) {
    for (int i = 0; i < 6; ++i) {
        walk.settle();
    }
}

void doStretch(WindowWalk &walk) {
    walk.reach(kStretch);
    walk.press("I'm ready");
    walk.pass(400s);
    REQUIRE(std::holds_alternative<app::stage::Ended>(walk.practice().stage()));
}

std::size_t sessionCount(WindowWalk &walk) {
    std::size_t count = 0;
    walk.records().readSessions({.limit = 1000, .after = {}},
                                [&](const auto &read) { count = read.size(); });
    walk.settle();
    return count;
}

/// The newest backup takes the place of the history, by way of Settings.
void restoreNewest(WindowWalk &walk) {
    walk.press("Settings");
    walk.press("Restore…");
    settleAll(walk);
    auto *choice = walk.window().findChild<QRadioButton *>("restoreBackup");
    REQUIRE(choice != nullptr);
    choice->setChecked(true);
    walk.press("Restore");
    settleAll(walk);
}

/// A data folder with a check and a stretch in its store, and a backup of them.
void practiseOnce(const QString &data) {
    {
        WindowWalk walk(machineOn(data));
        doStretch(walk);
        walk.press("Done");
    }
    WindowWalk walk(machineOn(data));
    walk.clock().advance(10min);
    walk.press("Settings");
    walk.press("Backup now");
    settleAll(walk);
    REQUIRE(storage::backupsIn(storage::backupFolder(storeIn(data))).size() >= 1);
}

/// Overwrites the file from `offset` on, as a failing disk would.
void damage(const fs::path &file, std::streamoff offset, std::size_t count) {
    std::fstream bytes(file, std::ios::binary | std::ios::in | std::ios::out);
    bytes.seekp(offset);
    bytes << std::string(count, '\x5a');
}

fs::path keptFile(const QString &data) {
    for (const auto &each : fs::directory_iterator(data.toStdString())) {
        if (each.path().filename().string().starts_with("history-damaged-")) {
            return each.path();
        }
    }
    return {};
}

void close(WindowWalk &walk, bool expected) {
    QCloseEvent event;
    QCoreApplication::sendEvent(&walk.window(), &event);
    CHECK(event.isAccepted() == expected);
}

/// A window whose disk can fail, and the person who is asked about the session that it then has.
struct UnsavedDesk {
    QString file;              ///< where they want to have it
    ui::UnsavedChoice answer;  ///< what they choose when they close the window
    int asked = 0;
    FailingDisk disk;
    WindowWalk walk{{.open = disk.opener(),
                     .dialogs = {.open = {},
                                 .save = [this](QWidget *, const QString &) { return file; },
                                 .unsaved =
                                     [this](QWidget *, int sessions) {
                                         CHECK(sessions == 1);
                                         ++asked;
                                         return answer;
                                     }}}};

    UnsavedDesk(QString wanted, ui::UnsavedChoice chosen)
        : file(std::move(wanted)), answer(chosen) {}

    /// The disk fails in this way once a stretch has begun.
    void failDuringStretch(storage::StoreError::Code code) {
        walk.reach(kStretch);
        walk.press("I'm ready");
        disk.writing = code;
    }
};

}  // namespace

TEST_CASE("store: a damaged one is kept, and its backup is two presses away and can be undone") {
    const QTemporaryDir folder;
    practiseOnce(folder.path());
    // The head of the file is found at opening, a page of rows only by the full check.
    const auto offset = GENERATE(std::streamoff{0}, std::streamoff{4096 * 3});
    damage(storeIn(folder.path()), offset, 4096);
    const std::string damaged = bytesOf(storeIn(folder.path()));

    WindowWalk walk(machineOn(folder.path()));
    walk.clock().advance(20min);
    settleAll(walk);
    CHECK(banners(walk).contains("The history was damaged"));
    CHECK(banners(walk).contains("2 sessions"));
    REQUIRE_FALSE(keptFile(folder.path()).empty());
    CHECK(bytesOf(keptFile(folder.path())) == damaged);
    CHECK(sessionCount(walk) == 0);
    CHECK(walk.practice().checkDue());

    walk.press("Restore…");
    settleAll(walk);
    walk.press("Restore");
    settleAll(walk);
    CHECK(sessionCount(walk) == 2);
    CHECK(walk.practice().checkDue());
    CHECK(banners(walk).contains("the history is as it was on"));

    walk.press("Undo");
    settleAll(walk);
    CHECK(sessionCount(walk) == 0);
    CHECK(walk.practice().checkDue());
}

TEST_CASE("store: what is done after the damage is saved in the new one") {
    const QTemporaryDir folder;
    practiseOnce(folder.path());
    damage(storeIn(folder.path()), 0, 100);
    {
        WindowWalk walk(machineOn(folder.path()));
        walk.clock().advance(20min);
        settleAll(walk);
        doStretch(walk);
        CHECK_FALSE(banners(walk).contains("not being saved"));
        walk.press("Done");
    }
    WindowWalk walk(machineOn(folder.path()));
    CHECK(sessionCount(walk) == 2);
    CHECK(banners(walk).isEmpty());
}

TEST_CASE(
    "store: where the file is gone the backup is offered, and no more once there is anything") {
    const QTemporaryDir folder;
    practiseOnce(folder.path());
    fs::remove(storeIn(folder.path()));
    {
        WindowWalk walk(machineOn(folder.path()));
        walk.clock().advance(20min);
        settleAll(walk);
        CHECK(banners(walk).contains("The history is empty"));
        CHECK(banners(walk).contains("2 sessions"));
        doStretch(walk);
        walk.press("Done");
    }
    WindowWalk walk(machineOn(folder.path()));
    settleAll(walk);
    CHECK(banners(walk).isEmpty());
    CHECK(sessionCount(walk) == 2);
}

TEST_CASE("store: a restore lifts no lock and forgets no answer") {
    const QTemporaryDir folder;
    practiseOnce(folder.path());
    WindowWalk walk(machineOn(folder.path()));
    walk.clock().advance(20min);
    settleAll(walk);
    walk.press("Settings");
    walk.press("Today");
    walk.press("Check again");
    walk.press("Yes");
    while (std::holds_alternative<app::stage::Question>(walk.practice().stage())) {
        walk.press("No");
    }
    walk.press("Continue");
    REQUIRE(walk.practice().lock() == core::Urgency::Emergency);
    walk.practice().leave();
    restoreNewest(walk);
    CHECK(sessionCount(walk) == 2);
    CHECK(walk.practice().lock() == core::Urgency::Emergency);
    CHECK(walk.practice().checkDue());
}

TEST_CASE("store: without backups the page says so and nothing can be pressed") {
    const QTemporaryDir folder;
    WindowWalk walk(machineOn(folder.path()));
    settleAll(walk);
    walk.press("Settings");
    walk.press("Restore…");
    settleAll(walk);
    CHECK(walk.window().findChild<QLabel *>("restoreNone")->isVisible());
    CHECK_FALSE(walk.button("Restore")->isEnabled());
    walk.press("Cancel");
    CHECK(walk.button("Restore…") != nullptr);
}

TEST_CASE("store: a start backs up what is new and an empty one not at all") {
    const QTemporaryDir folder;
    const auto backups = [&] {
        return storage::backupsIn(storage::backupFolder(storeIn(folder.path()))).size();
    };
    {
        WindowWalk walk(machineOn(folder.path()));
        settleAll(walk);
        CHECK(backups() == 0);
        doStretch(walk);
        walk.press("Done");
    }
    {
        WindowWalk walk(machineOn(folder.path()));
        settleAll(walk);
        CHECK(backups() == 1);
    }
    WindowWalk walk(machineOn(folder.path()));
    settleAll(walk);
    CHECK(backups() == 1);
}

TEST_CASE("store: a session that is not saved can go to a file, and closing asks for it") {
    const QTemporaryDir elsewhere;
    UnsavedDesk desk(elsewhere.filePath("mine.json"), ui::UnsavedChoice::Stay);
    WindowWalk &walk = desk.walk;
    close(walk, true);
    desk.failDuringStretch(storage::StoreError::Code::Full);
    walk.pass(20s);
    // One that is still under way is asked about too.
    close(walk, false);
    CHECK(desk.asked == 1);
    walk.press("Resume");
    walk.pass(400s);
    REQUIRE(walk.button("Save to a file…") != nullptr);
    CHECK(banners(walk).contains("the disk is full"));
    walk.press("4");
    close(walk, false);
    desk.answer = ui::UnsavedChoice::CloseAnyway;
    close(walk, true);
    CHECK(desk.asked == 3);

    walk.press("Save to a file…");
    const std::string written = bytesOf(desk.file.toStdString());
    CHECK(written.find("\"outcome\":\"completed\"") != std::string::npos);
    CHECK(written.find("\"tightness_after\":4") != std::string::npos);
    close(walk, true);
    CHECK(desk.asked == 3);

    desk.disk.writing = std::nullopt;
    walk.records().retryNow();
    REQUIRE(runUntil([&] { return walk.records().allSaved(); }));
    settleAll(walk);
    CHECK(walk.button("Save to a file…") == nullptr);
    CHECK(banners(walk) == "Saved to " + desk.file);
    CHECK(sessionCount(walk) == 2);
}

TEST_CASE("store: what was done on a full disk is not offered to be done again") {
    FailingDisk disk;
    WindowWalk walk({.open = disk.opener()});
    walk.reach(kStretch);
    walk.press("I'm ready");
    walk.pass(20s);
    disk.writing = storage::StoreError::Code::Full;
    walk.pass(400s);
    walk.press("Done");
    CHECK(walk.button("Continue") == nullptr);
    disk.writing = std::nullopt;
    walk.records().retryNow();
    REQUIRE(runUntil([&] { return walk.records().allSaved(); }));
    settleAll(walk);
    CHECK(walk.button("Continue") == nullptr);
    CHECK(banners(walk).isEmpty());
    CHECK(sessionCount(walk) == 2);
}

TEST_CASE("store: ended here on a full disk, an interrupted session is gone from the page") {
    FailingDisk disk;
    REQUIRE(disk.kept.begin(startedSession("a")));
    WindowWalk walk({.open = disk.opener()});
    disk.writing = storage::StoreError::Code::Full;
    walk.press("End it here");
    CHECK(walk.button("End it here") == nullptr);
    walk.press("Settings");
    walk.press("Today");
    CHECK(walk.button("End it here") == nullptr);
}

TEST_CASE("store: a rating that was given after the file was written is asked about again") {
    const QTemporaryDir elsewhere;
    UnsavedDesk desk(elsewhere.filePath("mine.json"), ui::UnsavedChoice::CloseAnyway);
    WindowWalk &walk = desk.walk;
    desk.failDuringStretch(storage::StoreError::Code::Full);
    walk.pass(400s);
    walk.press("Save to a file…");
    close(walk, true);
    CHECK(desk.asked == 0);
    walk.press("3");
    walk.press("Done");
    close(walk, true);
    CHECK(desk.asked == 1);
}

TEST_CASE("store: nothing that changes the history can be pressed during a session") {
    const QTemporaryDir folder;
    practiseOnce(folder.path());
    damage(storeIn(folder.path()), 0, 100);
    WindowWalk walk(machineOn(folder.path()));
    walk.clock().advance(20min);
    settleAll(walk);
    REQUIRE(walk.button("Restore…") != nullptr);
    walk.reach(kStretch);
    CHECK(walk.button("Restore…") == nullptr);
    walk.practice().leave();
    walk.settle();
    REQUIRE(walk.button("Restore…") != nullptr);
    walk.press("Restore…");
    settleAll(walk);
    // Twice, as a double click would.
    auto *restore = walk.button("Restore");
    restore->click();
    restore->click();
    CHECK_FALSE(restore->isEnabled());
    settleAll(walk);
    REQUIRE(walk.button("Undo") != nullptr);
    walk.press("Undo");
    settleAll(walk);
    CHECK(sessionCount(walk) == 1);
}

TEST_CASE("store: an undo is offered only until something is begun") {
    const QTemporaryDir folder;
    practiseOnce(folder.path());
    WindowWalk walk(machineOn(folder.path()));
    walk.clock().advance(20min);
    settleAll(walk);
    restoreNewest(walk);
    REQUIRE(walk.button("Undo") != nullptr);
    walk.press("Today");
    walk.press("Start Red-flag check");
    walk.practice().leave();
    walk.settle();
    CHECK(walk.button("Undo") == nullptr);
}

TEST_CASE("store: one that could be opened only later is looked after then") {
    const QTemporaryDir folder;
    practiseOnce(folder.path());
    damage(storeIn(folder.path()), 4096 * 3, 4096);
    std::atomic<bool> held = true;
    auto machine = machineOn(folder.path());
    machine.open = [&held,
                    open = machine.open]() -> storage::Stored<std::unique_ptr<storage::Store>> {
        if (held) {
            return storage::StoreError{.code = storage::StoreError::Code::Busy, .detail = {}};
        }
        return open();
    };
    WindowWalk walk(machine);
    walk.clock().advance(20min);
    settleAll(walk);
    CHECK(banners(walk).contains("another program holds the history"));
    held = false;
    walk.records().retryNow();
    REQUIRE(runUntil([&] { return banners(walk).contains("The history was damaged"); }));
    settleAll(walk);
    CHECK_FALSE(banners(walk).contains("not being saved"));
}

TEST_CASE("store: a file that cannot be written is said, and closing asks again") {
    UnsavedDesk desk(QStringLiteral("/nowhere/at/all.json"), ui::UnsavedChoice::SaveToFile);
    desk.failDuringStretch(storage::StoreError::Code::Io);
    desk.walk.pass(400s);
    close(desk.walk, false);
    CHECK(desk.asked == 1);
    CHECK(banners(desk.walk).contains("cannot be written"));
}

TEST_CASE("what was deleted a day ago is gone for good when the program starts") {
    const QTemporaryDir data;
    const fs::path file = storeIn(data.path());
    const core::WallTime now = app::ManualClock().wall();
    const auto before = [&](std::chrono::hours span) {
        return core::WallTime{now.utc - span, now.offset};
    };
    const auto undoableAt = [&](core::WallTime time) {
        const auto store = storage::openSqliteStore(file, storage::OpenMode::ReadWrite);
        return store.value()->editsInReach(time).value().undo.has_value();
    };
    const auto deleteOne = [&](const std::string &id, std::chrono::hours ago) {
        core::SessionRecord session = startedSession(id);
        session.endedAt = session.startedAt;
        session.outcome = core::Outcome::Completed;
        const auto store = storage::openSqliteStore(file, storage::OpenMode::ReadWrite);
        REQUIRE(store.value()->merge({session}, before(ago)));
        REQUIRE(store.value()->apply(storage::edit::Delete{{id}}, before(ago)));
    };
    deleteOne("long ago", 25h);
    REQUIRE(undoableAt(before(24h)));
    settleAll(*std::make_unique<WindowWalk>(machineOn(data.path())));
    CHECK_FALSE(undoableAt(before(24h)));

    deleteOne("today", 23h);
    settleAll(*std::make_unique<WindowWalk>(machineOn(data.path())));
    CHECK(undoableAt(now));
}
