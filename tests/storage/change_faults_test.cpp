// What fails underneath a migration and a restore, and the backup that is made for them.

#include "storage/backups.h"
#include "storage/fault_kinds.h"
#include "storage/filled_store.h"
#include "storage/schema.h"
#include "storage/sqlite_store.h"
#include "support/catch.h"
#include "support/long_form.h"
#include "support/sessions.h"
#include "support/temp_folder.h"

#include <filesystem>
#include <functional>
#include <iostream>
#include <string_view>
#include <vector>

using namespace psoas;
using namespace psoas::storage;
using namespace std::chrono_literals;

namespace {

namespace fs = std::filesystem;

/// Changes a store, with the backup in `backups/` beside it at hand. Errors are swallowed: the
/// store is asked what has become of it.
using Change = std::function<void(const fs::path &store)>;

/// Makes one change after the other, each with another fault, and looks at what is left.
class Faults {
public:
    explicit Faults(Change change) : m_change(std::move(change)) {
        fillStore(m_store, 3, "old");
        fs::copy_file(m_store, m_older);
        fillStore(m_store, 4, "new");
        m_before = rowsButNewest(m_store);
        newFolder();
        m_change(m_file);
        m_after = rowsButNewest(m_file);
        REQUIRE(m_before != m_after);
        REQUIRE(newBackups() == 1);
    }

    void run(const char *what) {
        for (FaultyVfs::Fault fault : faultKinds()) {
            for (const bool forEver : {false, true}) {
                fault.forEver = forEver;
                fault.nth = 1;
                while (strikes(fault)) {
                    fault.nth += longForm() || fault.call != FaultyVfs::Call::Write ? 1 : 17;
                }
            }
        }
        CHECK(m_stood > 0);
        std::cout << what << ": faults tried: " << m_tried << ", changed all the same: " << m_stood
                  << ", changed without a backup: 0, unchanged with one: " << m_untold
                  << ", neither old nor new: 0\n";
    }

private:
    void newFolder() const {
        fs::remove_all(m_file.parent_path());
        fs::create_directories(backupFolder(m_file));
        fs::copy_file(m_store, m_file);
        fs::copy_file(m_older, backupFolder(m_file) / "history-20200101T000000Z-asked.db");
    }

    [[nodiscard]] std::size_t newBackups() const {
        return backupsIn(backupFolder(m_file)).size() - 1;
    }

    bool strikes(const FaultyVfs::Fault &fault) {
        newFolder();
        FaultyVfs vfs;
        vfs.fail(fault);
        m_change(m_file);
        vfs.lift();
        ++m_tried;
        CAPTURE(static_cast<int>(fault.call), fault.nth, fault.forEver, fault.result);
        sql(m_file, "SELECT count(*) FROM sessions");  // undoes what was cut off
        const Rows rows = rowsButNewest(m_file);
        if (rows == m_before) {
            // What fails for ever may keep the store from telling that it is as it was.
            REQUIRE(newBackups() <= (fault.forEver ? 1U : 0U));
            m_untold += newBackups();
        } else {
            REQUIRE(rows == m_after);
            REQUIRE(newBackups() == 1);
            REQUIRE(rowsButNewest(backupsIn(backupFolder(m_file)).front().file) == m_before);
            m_stood += vfs.struck() > 0 ? 1 : 0;
        }
        return vfs.struck() > 0;
    }

    const Change m_change;
    const TempFolder m_folder;
    const fs::path m_store = m_folder / "store.db";
    const fs::path m_older = m_folder / "older.db";
    const fs::path m_file = m_folder / "run/history.db";
    Rows m_before;
    Rows m_after;
    int m_tried = 0;
    int m_stood = 0;
    std::size_t m_untold = 0;
};

}  // namespace

TEST_CASE("faults: a migration leaves a backup if it has changed the store, and else none") {
    std::vector<std::string_view> later(migrations().begin(), migrations().end());
    later.emplace_back("UPDATE sessions SET note = 'seen'; DELETE FROM pain_stops");
    Faults([&](const fs::path &store) {
        (void)openSqliteStore(store, OpenMode::ReadWrite, later);
    }).run("a migration");
}

TEST_CASE("faults: a restore leaves a backup if it has changed the store, and else none") {
    Faults([](const fs::path &store) {
        const Backup older = backupsIn(backupFolder(store)).back();
        (void)restore(store, older, wallAt(3h));
    }).run("a restore");
}
