// What fails underneath a correction, a deletion, taking them back, forgetting them and a merge:
// afterwards the history is what it was or what it was to become, and nothing in between.

#include "storage/fault_kinds.h"
#include "storage/filled_store.h"
#include "storage/sqlite_store.h"
#include "storage/store_worker.h"
#include "support/catch.h"
#include "support/faulty_vfs.h"
#include "support/long_form.h"
#include "support/sessions.h"
#include "support/temp_folder.h"

#include <sqlite3.h>

#include <filesystem>
#include <functional>
#include <future>
#include <iostream>
#include <memory>
#include <string>
#include <vector>

using namespace psoas;
using namespace psoas::storage;
using namespace std::chrono_literals;

namespace {

namespace fs = std::filesystem;

using Call = FaultyVfs::Call;
using Change = std::function<Stored<core::Done>(Store &)>;

core::SessionRecord endedSession(const std::string &id, std::chrono::milliseconds at,
                                 core::Outcome outcome = core::Outcome::Completed) {
    core::SessionRecord session = startedSession(id, at);
    session.steps[0].held = 20s;
    session.outcome = outcome;
    session.endedAt = wallAt(at + 1min);
    return session;
}

edit::Annotate annotation(const std::string &id, const std::string &note) {
    return {.id = id, .now = {.tightnessBefore = 1, .tightnessAfter = {}, .note = note}};
}

std::unique_ptr<Store> opened(const fs::path &file) {
    auto store = openSqliteStore(file, OpenMode::ReadWrite);
    REQUIRE(store);
    return std::move(store).value();
}

/// A store with six sessions, one of them running, and five edits. The newest that stands is the
/// deletion of two; one after it was taken back.
void fill(const fs::path &file) {
    const auto store = opened(file);
    for (const char *id : {"a", "b", "c", "d", "e"}) {
        REQUIRE(store->file(endedSession(id, 1min * (*id - 'a'))));
    }
    REQUIRE(store->begin(startedSession("runs", 20min)));
    REQUIRE(store->apply(annotation("a", "one"), wallAt(1h)));
    REQUIRE(store->apply(annotation("a", "two"), wallAt(1h + 1s)));
    REQUIRE(store->apply(edit::Delete{{"e"}}, wallAt(1h + 2s)));
    REQUIRE(store->apply(edit::Delete{{"b", "c"}}, wallAt(1h + 3s)));
    REQUIRE(store->apply(annotation("d", "three"), wallAt(1h + 4s)));
    REQUIRE(store->undo(wallAt(1h + 5s)));
}

/// New, edited later there, deleted there, brought back there, unknown and deleted, a check, pain.
std::vector<core::Telling> otherHistory() {
    core::SessionRecord later = endedSession("a", 0min);
    later.note = "elsewhere";
    later.editedAt = wallAt(2h);
    core::SessionRecord back = endedSession("b", 1min);
    back.editedAt = wallAt(2h);
    return {endedSession("new", 30min),
            later,
            core::Tombstone{"d", wallAt(2h)},
            back,
            core::Tombstone{"never here", wallAt(2h)},
            endedSession("check", 31min, core::Outcome::Stop),
            endedSession("pain", 32min, core::Outcome::StoppedForPain)};
}

Stored<core::Done> undone(Store &store) { return store.undo(wallAt(3h)); }

/// The short form leaves out most of the writes, of which there are the most.
int stride(Call call) { return longForm() || call != Call::Write ? 1 : 7; }

/// One change, tried with one fault after the other, and what is left of the store each time.
class Faults {
public:
    explicit Faults(Change change) : m_change(std::move(change)) {
        const FaultyVfs withoutSyncs;
        fill(m_store);
        fs::copy_file(m_store, m_before.file);
        fs::copy_file(m_store, m_after.file);
        REQUIRE(m_change(*opened(m_after.file)));
        for (State *state : {&m_before, &m_after}) {
            state->rows = rowsOf(state->file);
            REQUIRE(undone(*opened(state->file)));
            state->rowsUndone = rowsOf(state->file);
        }
        REQUIRE(m_before.rows != m_after.rows);
    }

    void run() {
        for (FaultyVfs::Fault fault : faultKinds()) {
            for (const bool forEver : {false, true}) {
                fault.forEver = forEver;
                fault.nth = 1;
                while (strikes(fault)) {
                    fault.nth += stride(fault.call);
                }
            }
        }
        CHECK(acknowledged == 0);
        CHECK(old > 0);
    }

    int tried = 0;
    int acknowledged = 0;  ///< though something failed
    int old = 0;
    int unasked = 0;  ///< changed, and not acknowledged

private:
    struct State {
        fs::path file;
        Rows rows{};
        Rows rowsUndone{};  ///< after one more undo
    };

    bool strikes(const FaultyVfs::Fault &fault) {
        fs::copy_file(m_store, m_file, fs::copy_options::overwrite_existing);
        fs::remove(m_file.string() + "-journal");
        FaultyVfs vfs;
        auto store = opened(m_file);
        vfs.fail(fault);
        const bool done = m_change(*store).ok();
        store.reset();
        const bool struck = vfs.struck() > 0;
        vfs.lift();
        CAPTURE(static_cast<int>(fault.call), fault.nth, fault.forEver, fault.result);
        look(done, struck);
        return struck;
    }

    void look(bool done, bool struck) {
        const auto store = opened(m_file);  // undoes what was cut off
        const Rows rows = rowsOf(m_file);
        const bool isOld = rows == m_before.rows;
        REQUIRE((isOld || rows == m_after.rows));
        REQUIRE((!isOld || !done));
        REQUIRE(store->check().value().faults.empty());
        REQUIRE(undone(*store));
        REQUIRE(rowsOf(m_file) == (isOld ? m_before : m_after).rowsUndone);
        tried += struck ? 1 : 0;
        acknowledged += struck && done ? 1 : 0;
        old += isOld ? 1 : 0;
        unasked += !isOld && !done ? 1 : 0;
    }

    const Change m_change;
    const TempFolder m_folder;
    const fs::path m_store = m_folder / "store.db";
    const fs::path m_file = m_folder / "history.db";
    State m_before{.file = m_folder / "before.db"};
    State m_after{.file = m_folder / "after.db"};
};

struct NamedChange {
    const char *what;
    Change change;
};

std::vector<NamedChange> changes() {
    const auto done = [](const auto &outcome) {
        return outcome ? Stored<core::Done>(core::Done{}) : outcome.error();
    };
    return {
        {"a correction", [](Store &s) { return s.apply(annotation("a", "new"), wallAt(2h)); }},
        {"a deletion", [](Store &s) { return s.apply(edit::Delete{{"a"}}, wallAt(2h)); }},
        {"a deletion of two",
         [](Store &s) {
             return s.apply(edit::Delete{{"a", "d"}}, wallAt(2h));
         }},
        {"an undo", [](Store &s) { return s.undo(wallAt(2h)); }},
        {"a redo", [](Store &s) { return s.redo(wallAt(2h)); }},
        {"a merge", [=](Store &s) { return done(s.merge(otherHistory(), wallAt(2h))); }},
        {"a clearing", [](Store &s) { return s.forgetEdits(wallAt(25h + 2s)); }},
    };
}

/// Posts the changes to a storage thread and waits until all of them have been tried.
void post(StoreWorker &worker, const std::vector<Change> &all) {
    for (const Change &each : all) {
        worker.write(each, [] {});
    }
    std::promise<void> tried;
    worker.errand([&] { tried.set_value(); });
    tried.get_future().wait();
}

}  // namespace

TEST_CASE("faults: an edit or a merge that fails changes all of it or nothing") {
    int tried = 0;
    int old = 0;
    int unasked = 0;
    for (const auto &[what, change] : changes()) {
        CAPTURE(what);
        Faults faults(change);
        faults.run();
        tried += faults.tried;
        old += faults.old;
        unasked += faults.unasked;
    }
    std::cout << "edits and merges: faults tried: " << tried << ", history as it was: " << old
              << ", changed and not acknowledged: " << unasked
              << ", acknowledged and not there: 0, neither old nor new: 0\n";
}

TEST_CASE("faults: what is taken back at the second try is taken back once") {
    const TempFolder folder;
    const std::vector<Change> wanted{[](Store &s) {
                                         return s.undo({wallAt(2h), 1});
                                     },
                                     [](Store &s) {
                                         return s.undo({wallAt(2h), 2});
                                     },
                                     [](Store &s) {
                                         return s.redo({wallAt(2h), 3});
                                     }};
    fill(folder / "store.db");
    fs::copy_file(folder / "store.db", folder / "wanted.db");
    for (const Change &each : wanted) {
        REQUIRE(each(*opened(folder / "wanted.db")));
    }
    const Rows rows = rowsOf(folder / "wanted.db");
    int tried = 0;
    int different = 0;
    for (FaultyVfs::Fault fault : faultKinds()) {
        for (bool struck = true; struck; fault.nth += stride(fault.call)) {
            const fs::path file = folder / "history.db";
            fs::copy_file(folder / "store.db", file, fs::copy_options::overwrite_existing);
            FaultyVfs vfs;
            {
                StoreWorker worker([&] { return openSqliteStore(file, OpenMode::ReadWrite); }, {},
                                   [](int) { return 1h; });
                post(worker, {});
                vfs.fail(fault);
                post(worker, wanted);
                struck = vfs.struck() > 0;
            }  // what waits is tried once more
            vfs.lift();
            ++tried;
            different += rowsOf(file) == rows ? 0 : 1;
        }
    }
    std::cout << "edits taken back: faults tried: " << tried
              << ", taken back twice or not at all: " << different << '\n';
    CHECK(different == 0);
}

TEST_CASE("faults: another press of undo is another one") {
    const TempFolder folder;
    FaultyVfs vfs;
    fill(folder / "history.db");
    const auto store = opened(folder / "history.db");
    vfs.fail({.call = Call::Sync, .nth = 4, .result = SQLITE_IOERR_FSYNC});
    REQUIRE_FALSE(store->undo({wallAt(2h), 1}));
    REQUIRE(vfs.struck() == 1);
    // What failed was done all the same: "b" and "c" are back. The next in reach is that of "e".
    REQUIRE(store->count().value() == 4);
    REQUIRE(store->undo({wallAt(2h), 2}));
    CHECK(store->count().value() == 5);
}
