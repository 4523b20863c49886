#include "cli/history_verbs.h"

#include "exchange/history_json_reader.h"
#include "storage/backups.h"
#include "storage/filled_store.h"
#include "storage/killed_child.h"
#include "storage/sqlite_store.h"
#include "support/catch.h"
#include "support/faulty_vfs.h"
#include "support/long_form.h"
#include "support/seeded_tellings.h"
#include "support/sessions.h"
#include "support/small_files_only.h"
#include "support/temp_folder.h"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <iostream>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

using namespace psoas;
using namespace psoas::cli;
using namespace std::chrono_literals;

namespace fs = std::filesystem;

namespace {

core::SessionRecord endedSession(const std::string &id, std::chrono::milliseconds at = {}) {
    core::SessionRecord session = startedSession(id, at);
    session.endedAt = wallAt(at + 45s);
    session.outcome = core::Outcome::Completed;
    session.steps[0].held = 20s;
    return session;
}

/// A data folder of one machine.
struct Machine {
    TempFolder folder;
    Paths paths{fs::path(PSOAS_SOURCE_DIR) / "content", folder.path()};
    std::ostringstream err;

    [[nodiscard]] fs::path store() const { return folder / "history.db"; }

    void merge(const std::vector<core::Telling> &tellings) const {
        auto opened = storage::openSqliteStore(store(), storage::OpenMode::ReadWrite);
        REQUIRE(opened);
        REQUIRE(opened.value()->merge(tellings, wallAt(0s)));
    }
    /// Sessions and deletions of a seed.
    void fill(std::uint32_t seed, std::size_t sessions, std::size_t deletions) const {
        SeededTellings history(seed);
        std::vector<core::Telling> tellings;
        std::ranges::move(history.sessions(sessions), std::back_inserter(tellings));
        std::ranges::move(history.tombstones(deletions), std::back_inserter(tellings));
        merge(tellings);
    }

    std::string exported(HistoryFormat format = HistoryFormat::Json) {
        std::ostringstream out;
        CHECK(historyExport(paths, format, {}, out, err) == 0);
        return out.str();
    }
    fs::path exportedFile() {
        write(folder / "out.json", exported());
        return folder / "out.json";
    }
    /// What is printed.
    std::string imported(const fs::path &file, int code = 0) {
        std::ostringstream out;
        CHECK(historyImport(paths, file, wallAt(5h), out, err) == code);
        return out.str();
    }
    [[nodiscard]] std::size_t backups() const {
        return storage::backupsIn(storage::backupFolder(store())).size();
    }
};

std::string told(int fresh, int same, int replaced, int kept, int deleted) {
    return "new: " + std::to_string(fresh) + "\nalready here: " + std::to_string(same) +
           "\nreplaced: " + std::to_string(replaced) + "\nkept: " + std::to_string(kept) +
           "\ndeleted: " + std::to_string(deleted) + '\n';
}

}  // namespace

TEST_CASE("a history imported into no store is exported again to the byte") {
    std::size_t bytes = 0;
    int different = 0;
    for (std::uint32_t seed = 1; seed <= 12; ++seed) {
        Machine here;
        Machine there;
        here.fill(seed, seed * 5, seed % 4);
        const std::string text = here.exported();
        there.imported(here.exportedFile());
        const bool same = there.exported() == text &&
                          there.exported(HistoryFormat::Csv) == here.exported(HistoryFormat::Csv);
        CAPTURE(seed);
        CHECK(same);
        different += same ? 0 : 1;
        bytes += text.size();
    }
    std::printf("bytes exported, imported and exported again: %zu, histories different: %d\n",
                bytes, different);
}

TEST_CASE("an import tells what was new and what was here already") {
    Machine here;
    Machine there;
    here.fill(1, 20, 2);
    const fs::path file = here.exportedFile();
    CHECK(there.imported(file) == told(20, 0, 0, 0, 0));
    const std::string once = there.exported();
    CHECK(there.imported(file) == told(0, 22, 0, 0, 0));
    CHECK(there.exported() == once);
}

TEST_CASE("of two tellings the one edited later stands on both machines") {
    Machine here;
    Machine there;
    auto hereLater = endedSession("here later");
    auto thereLater = endedSession("there later", 1h);
    here.merge({hereLater, thereLater, endedSession("deleted there", 2h),
                core::Tombstone{"deleted here", wallAt(4h)}});
    there.merge({hereLater, thereLater, endedSession("deleted here", 3h),
                 core::Tombstone{"deleted there", wallAt(4h)}});
    hereLater.note = "edited here";
    hereLater.editedAt = wallAt(4h);
    here.merge({hereLater});
    thereLater.note = "edited there";
    thereLater.editedAt = wallAt(4h);
    there.merge({thereLater});

    const fs::path ofThere = there.exportedFile();
    CHECK(there.imported(here.exportedFile()) == told(0, 0, 1, 2, 1));
    CHECK(here.imported(ofThere) == told(0, 0, 1, 2, 1));
    CHECK(here.exported() == there.exported());
    CHECK_THAT(here.exported(), ContainsSubstring("edited here"));
    CHECK_THAT(here.exported(), ContainsSubstring("edited there"));
}

TEST_CASE("a faulty file changes nothing wherever its fault is") {
    Machine machine;
    machine.merge({endedSession("mine")});
    const std::string before = bytesOf(machine.store());
    Machine other;
    other.fill(2, 600, 0);
    std::string text = other.exported();
    const auto last = text.rfind("\"round\":");
    text.replace(last, 9, "\"round\":0");
    write(machine.folder / "in.json", text);

    CHECK(machine.imported(machine.folder / "in.json", 1).empty());
    CHECK_THAT(machine.err.str(), ContainsSubstring("in.json:601:"));
    CHECK_THAT(machine.err.str(), ContainsSubstring(": error: /sessions/599/steps/"));
    CHECK(bytesOf(machine.store()) == before);
    CHECK(machine.backups() == 0);

    Machine none;
    none.imported(machine.folder / "in.json", 1);
    CHECK(fs::is_empty(none.folder.path()));
}

TEST_CASE("a file that cannot be read is no faulty one") {
    Machine machine;
    CHECK(machine.imported(machine.folder / "none.json", 2).empty());
    CHECK_THAT(machine.err.str(), ContainsSubstring("none.json: there is no such file\n"));
    machine.imported(machine.folder.path(), 2);
    CHECK(fs::is_empty(machine.folder.path()));
}

TEST_CASE("nothing is imported into a store that is damaged or a stranger's") {
    Machine machine;
    Machine other;
    other.merge({endedSession("a")});
    const fs::path file = other.exportedFile();
    const std::string damaged(4096, 'x');
    write(machine.store(), damaged);
    CHECK(machine.imported(file, 3).empty());
    CHECK(bytesOf(machine.store()) == damaged);
    CHECK_THAT(machine.err.str(), ContainsSubstring("damaged"));
}

TEST_CASE("a history is backed up before another one is merged into it") {
    Machine machine;
    machine.merge({endedSession("mine")});
    Machine other;
    other.fill(3, 10, 0);
    CHECK(machine.imported(other.exportedFile()) == told(10, 0, 0, 0, 0));
    const auto backups = storage::backupsIn(storage::backupFolder(machine.store()));
    REQUIRE(backups.size() == 1);
    CHECK(backups.front().reason == storage::BackupReason::BeforeImport);
    CHECK(backups.front().file.filename() == "history-20261124T140000Z-before-import.db");
    CHECK(storage::contentOf(backups.front()).value().sessions == 1);
    // A store that is made now holds nothing to be kept.
    Machine none;
    none.imported(other.exportedFile());
    CHECK(none.backups() == 0);
}

TEST_CASE("a file made anew by an import is one of a history like any other") {
    Machine machine;
    write(machine.folder / "in.json", "{\"format\":1,\"sessions\":[],\"deleted\":[]}");
    CHECK(machine.imported(machine.folder / "in.json") == told(0, 0, 0, 0, 0));
    std::ostringstream out;
    CHECK(historyCheck(machine.paths, out, machine.err) == 0);
}

#ifdef __linux__
TEST_CASE("an import that is cut off is begun again and ends the same") {
    Machine other;
    other.fill(4, 1000, 3);
    const fs::path file = other.exportedFile();
    Machine cutOff;
    {
        const SmallFilesOnly limit(600'000);
        CHECK(cutOff.imported(file, 3).empty());
    }
    const auto some = storage::contentOf(cutOff.store());
    REQUIRE(some);
    CHECK(some.value().sessions > 0);
    CHECK(some.value().sessions < 1000);
    const auto left = 1000 - static_cast<int>(some.value().sessions);
    CHECK(cutOff.imported(file) == told(left, 1000 - left, 0, 0, 0));
    CHECK(cutOff.exported() == other.exported());
}

namespace {

/// What is merged in one transaction.
constexpr std::size_t kBatch = 500;

/// Of another machine: new sessions, some edited there or deleted there, a check and pain.
std::vector<core::Telling> otherHistory(std::size_t sessions) {
    std::vector<core::Telling> tellings;
    for (std::size_t i = 0; i < sessions; ++i) {
        auto session = endedSession(std::to_string(i), -1min * static_cast<int>(i));
        if (i % 10 == 0) {
            session.editedAt = wallAt(3h);
            session.note = "elsewhere";
        }
        session.outcome = i % 50 == 1   ? core::Outcome::Stop
                          : i % 50 == 2 ? core::Outcome::StoppedForPain
                                        : core::Outcome::Completed;
        tellings.emplace_back(session);
    }
    for (std::size_t i = 0; i < 30; ++i) {
        tellings.emplace_back(core::Tombstone{"mine-" + std::to_string(i), wallAt(3h)});
    }
    return tellings;
}

/// The store of a machine with 60 sessions of its own, half of which the other one knows.
std::vector<core::Telling> ownHistory() {
    std::vector<core::Telling> tellings;
    for (int i = 0; i < 60; ++i) {
        const std::string id = i % 2 == 0 ? std::to_string(i) : "mine-" + std::to_string(i);
        tellings.emplace_back(endedSession(id, -1min * i));
    }
    return tellings;
}

/// Imports over and over, killed each time at another moment, and looks at what is left.
class KilledImports {
public:
    KilledImports() {
        const auto others = otherHistory(longForm() ? 1100 : 150);
        const FaultyVfs withoutSyncs;
        Machine other;
        other.merge(others);
        m_file = m_folder / "other.json";
        write(m_file, other.exported());
        Machine here;
        here.merge(ownHistory());
        fs::copy_file(here.store(), m_original);
        m_stages.push_back(rowsButNewest(here.store()));
        std::vector<core::Telling> batch;
        const auto merge = [&](std::vector<core::Telling> some) {
            here.merge(some);
            m_stages.push_back(rowsButNewest(here.store()));
            return true;
        };
        REQUIRE(exchange::readHistoryInBatches(m_file, kBatch, merge));
        REQUIRE(m_stages.size() == (longForm() ? 4 : 2));
    }

    /// Whether it was killed, and not done before its `nth` such moment.
    bool at(KillAt moment, int nth) {
        Machine machine;
        fs::copy_file(m_original, machine.store());
        const FaultyVfs withoutSyncs;
        const bool killed = isKilledAt(moment, nth, [&] { (void)machine.imported(m_file); });
        CAPTURE(nth, killed);
        {
            const auto store =
                storage::openSqliteStore(machine.store(), storage::OpenMode::ReadWrite);
            REQUIRE(store);
            REQUIRE(store.value()->check().value().faults.empty());
        }
        const Rows rows = rowsButNewest(machine.store());
        REQUIRE(std::ranges::count(m_stages, rows) == 1);
        REQUIRE((killed || rows == m_stages.back()));
        lookAtBackups(machine, rows != m_stages.front());
        (void)machine.imported(m_file);
        REQUIRE(rowsButNewest(machine.store()) == m_stages.back());
        m_killed += killed ? 1 : 0;
        m_changed += killed && rows != m_stages.front() ? 1 : 0;
        return killed;
    }

    void tell(const char *what) const {
        std::cout << "imports killed at a " << what << ": " << m_killed
                  << ", after some were merged: " << m_changed
                  << ", sessions neither old nor new: 0, finished by another: " << m_killed << '\n';
        CHECK(m_killed > 3);
        CHECK((m_changed > 0 || !longForm()));
    }

private:
    /// Nothing has changed without a backup of what there was; and none is half a one.
    void lookAtBackups(const Machine &machine, bool changed) const {
        const auto backups = storage::backupsIn(storage::backupFolder(machine.store()));
        REQUIRE(backups.size() <= 1);
        REQUIRE((!changed || backups.size() == 1));
        for (const storage::Backup &backup : backups) {
            REQUIRE(backup.reason == storage::BackupReason::BeforeImport);
            REQUIRE(storage::contentOf(backup));
            REQUIRE(rowsButNewest(backup.file) == m_stages.front());
        }
    }

    const TempFolder m_folder;
    const fs::path m_original = m_folder / "original.db";
    fs::path m_file;
    std::vector<Rows> m_stages;  ///< of the store, after none of the batches, one, two …
    int m_killed = 0;
    int m_changed = 0;
};

}  // namespace

TEST_CASE("killed: an import leaves whole batches, and another one finishes it") {
    const KillAt moment = GENERATE(KillAt::Statement, KillAt::Write);
    const bool isStatement = moment == KillAt::Statement;
    KilledImports imports;
    const auto next = [&](int nth) {
        return longForm() ? nth + (isStatement ? 97 : 5) : 3 * nth + 1;
    };
    for (int nth = 1; imports.at(moment, nth); nth = next(nth)) {
    }
    imports.tell(isStatement ? "statement" : "write");
}
#endif
