// What fails underneath the store, everywhere and each time it is called, once and for ever.

#include "storage/fault_kinds.h"
#include "storage/sqlite_store.h"
#include "storage/store_worker.h"
#include "storage/told_session.h"
#include "support/catch.h"
#include "support/faulty_vfs.h"
#include "support/long_form.h"
#include "support/temp_folder.h"

#include <chrono>
#include <future>
#include <iostream>
#include <map>
#include <memory>

using namespace psoas;
using namespace psoas::storage;
using namespace std::chrono_literals;

namespace fs = std::filesystem;

namespace {

using Call = FaultyVfs::Call;
using Indices = std::set<std::size_t>;

std::unique_ptr<Store> opened(const fs::path &file) {
    auto store = openSqliteStore(file, OpenMode::ReadWrite);
    REQUIRE(store);
    return std::move(store).value();
}

/// A store with a life behind it.
void fill(const fs::path &file) {
    const auto store = opened(file);
    for (const auto &[id, outcome] : {std::pair{"a", core::Outcome::Completed},
                                      {"b", core::Outcome::Interrupted},
                                      {"c", core::Outcome::Therapist}}) {
        REQUIRE(store->begin(startedSession(id)));
        core::JournalEntry entry;
        entry.sequence = 1;
        entry.step = startedSession(id).steps[0];
        entry.step.held = 5s;
        REQUIRE(store->append(id, entry, wallAt(5s)));
        REQUIRE(store->finish(id, outcome, wallAt(1min)));
    }
    REQUIRE(store->annotate("a", 2, "a note", wallAt(2min)));
    REQUIRE(store->addDayAnswer({wallAt(0s), true}));
}

/// Runs `scenario` once for every fault that can strike in it, on a new store and on one with a
/// life behind it. It gets the file and returns which writes were acknowledged.
class Faults {
public:
    template <class Scenario> void run(const char *what, Scenario scenario) {
        const auto mostOfAKind = [&](FaultyVfs::Fault fault, const char *file) {
            for (fault.nth = 1; tried(fault, file, scenario); fault.nth += stride(fault.call)) {
            }
        };
        fill(m_folder / "filled");
        m_rows["filled"] = rowsOf(m_folder / "filled");
        for (FaultyVfs::Fault fault : faultKinds()) {
            for (const bool forEver : {false, true}) {
                fault.forEver = forEver;
                mostOfAKind(fault, "new");
                mostOfAKind(fault, "filled");
            }
        }
        std::cout << what << ": faults tried: " << m_tried
                  << ", writes acknowledged: " << m_acknowledged
                  << ", stores with a loss: " << m_lost << ", crashes: 0\n";
        CHECK(m_lost == 0);
    }

private:
    /// The short form leaves out most of them, and most of the writes, of which there are the most.
    /// A commit has four syncs: a step of three comes to each of them.
    static int stride(Call call) {
        const int most = call == Call::Write ? 29 : 3;
        return longForm() ? 1 : most;
    }

    /// Whether the fault struck; if not, none of its kind that comes later would.
    template <class Scenario>
    bool tried(const FaultyVfs::Fault &fault, const std::string &kind, Scenario scenario) {
        const fs::path file = m_folder / "run" / "history.db";
        fs::remove_all(file.parent_path());
        if (kind != "new") {
            fs::create_directories(file.parent_path());
            fs::copy_file(m_folder / kind, file);
        }
        FaultyVfs vfs;
        vfs.fail(fault);
        const Indices acknowledged = scenario(vfs, file);
        vfs.lift();
        ++m_tried;
        m_acknowledged += acknowledged.size();
        const std::string lost = m_told.faultsOf(file, acknowledged, m_rows[kind]);
        if (!lost.empty()) {
            ++m_lost;
            UNSCOPED_INFO(kind << " store, call " << static_cast<int>(fault.call) << " number "
                               << fault.nth << (fault.forEver ? " on" : "") << ", result "
                               << fault.result << ": " << lost);
        }
        return vfs.struck() > 0;
    }

    const TempFolder m_folder;
    const ToldSession m_told;
    std::map<std::string, std::multiset<std::string>> m_rows;
    int m_tried = 0;
    std::size_t m_acknowledged = 0;
    int m_lost = 0;
};

/// What a scenario has posted to a storage thread.
struct Posted {
    explicit Posted(StoreWorker &worker) {
        const ToldSession told;
        for (std::size_t i = 0; i < told.writes().size(); ++i) {
            worker.write(told.writes()[i], [saved = saved, i] { saved->insert(i); });
        }
        std::promise<void> done;
        worker.errand([&] { done.set_value(); });
        done.get_future().wait();
    }
    // Of the storage thread, until that has ended.
    std::shared_ptr<Indices> saved = std::make_shared<Indices>();
};

StoreOpener openerOf(const fs::path &file) {
    return [file] { return openSqliteStore(file, OpenMode::ReadWrite); };
}

}  // namespace

TEST_CASE("what is acknowledged has been synced, and the folder after its journal has gone") {
    const TempFolder folder;
    FaultyVfs vfs;
    const auto store = opened(folder / "history.db");
    const ToldSession told;
    for (const auto &write : told.writes()) {
        const int before = vfs.count(Call::Sync);
        REQUIRE(write(*store));
        // The journal, its header, the store, the folder.
        CHECK(vfs.count(Call::Sync) - before == 4);
    }
}

TEST_CASE("faults: a store that fails loses nothing that it acknowledged") {
    const ToldSession told;
    Faults().run("a store", [&](FaultyVfs &, const fs::path &file) {
        Indices acknowledged;
        const auto store = openSqliteStore(file, OpenMode::ReadWrite);
        for (std::size_t i = 0; store && i < told.writes().size(); ++i) {
            if (told.writes()[i](*store.value())) {
                acknowledged.insert(i);
            }
        }
        return acknowledged;
    });
}

TEST_CASE(
    "faults: what fails once is saved in the end, and what fails for ever is not said to be") {
    std::size_t unsaved = 0;
    Faults().run("a storage thread", [&](FaultyVfs &vfs, const fs::path &file) {
        std::shared_ptr<Indices> saved;
        {
            StoreWorker worker(openerOf(file), {}, [](int) { return 1h; });
            saved = Posted(worker).saved;
        }
        unsaved += vfs.struck() == 1 ? ToldSession().writes().size() - saved->size() : 0;
        return *saved;
    });
    CHECK(unsaved == 0);
}

TEST_CASE("faults: what waited is saved when the fault is over") {
    std::size_t unsaved = 0;
    Faults().run("a fault that passes", [&](FaultyVfs &vfs, const fs::path &file) {
        std::shared_ptr<Indices> saved;
        {
            StoreWorker worker(openerOf(file), {}, [](int) { return 1h; });
            saved = Posted(worker).saved;
            vfs.lift();
        }
        unsaved += ToldSession().writes().size() - saved->size();
        return *saved;
    });
    CHECK(unsaved == 0);
}
