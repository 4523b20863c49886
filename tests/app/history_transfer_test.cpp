#include "app/history_export.h"
#include "app/history_import.h"
#include "exchange/history_csv.h"
#include "exchange/history_json.h"
#include "storage/sqlite_store.h"
#include "support/catch.h"
#include "support/event_loop.h"
#include "support/manual_clock.h"
#include "support/passing_store.h"
#include "support/seeded_tellings.h"
#include "support/sessions.h"
#include "support/temp_folder.h"

#include <algorithm>
#include <filesystem>
#include <memory>
#include <sstream>
#include <utility>

using namespace psoas;
using namespace psoas::app;
using namespace std::chrono_literals;

namespace fs = std::filesystem;

namespace {

using Tellings = std::vector<core::Telling>;

core::SessionRecord endedSession(const std::string &id, std::chrono::milliseconds at = {}) {
    core::SessionRecord session = startedSession(id, at);
    session.endedAt = wallAt(at + 45s);
    session.outcome = core::Outcome::Completed;
    session.steps[0].held = 20s;
    return session;
}

Tellings seeded(std::uint32_t seed, std::size_t sessions, std::size_t deletions = 0) {
    SeededTellings history(seed);
    Tellings tellings;
    std::ranges::move(history.sessions(sessions), std::back_inserter(tellings));
    std::ranges::move(history.tombstones(deletions), std::back_inserter(tellings));
    return tellings;
}

/// More than two batches, one a minute.
Tellings many() {
    Tellings tellings;
    for (int i = 0; i < 1100; ++i) {
        tellings.emplace_back(endedSession(std::to_string(i), 1min * i));
    }
    return tellings;
}

/// Tellings as one file, in their order.
void writeTellings(const fs::path &file, const Tellings &tellings) {
    std::vector<core::Tombstone> deleted;
    for (const core::Telling &each : tellings) {
        if (const auto *tombstone = std::get_if<core::Tombstone>(&each)) {
            deleted.push_back(*tombstone);
        }
    }
    std::ostringstream out;
    exchange::HistoryJsonWriter writer(out);
    for (const core::Telling &each : tellings) {
        if (const auto *session = std::get_if<core::SessionRecord>(&each)) {
            writer.add(*session);
        }
    }
    writer.end(deleted);
    write(file, out.str());
}

std::unique_ptr<storage::Store> openStore(const fs::path &file) {
    auto opened = storage::openSqliteStore(file, storage::OpenMode::ReadWrite);
    REQUIRE(opened);
    return std::move(opened).value();
}

/// A store that fails at one of its merges, as a disk does that is full.
class FullAtMerge final : public PassingStore {
public:
    FullAtMerge(std::unique_ptr<storage::Store> store, int nth)
        : PassingStore(*store), m_store(std::move(store)), m_left(nth) {}

    Stored<std::vector<core::MergeStep>> merge(const Tellings &others, core::WallTime at) override {
        if (--m_left == 0) {
            return storage::StoreError{.code = storage::StoreError::Code::Full, .detail = {}};
        }
        return m_store->merge(others, at);
    }

private:
    std::unique_ptr<storage::Store> m_store;
    int m_left;
};

/// A data folder with a history, and another folder of the person's.
struct Room {
    TempFolder data;
    TempFolder theirs;
    fs::path store = data / "history.db";
    ManualClock clock;
    storage::StoreOpener open = [file = store] {
        return storage::openSqliteStore(file, storage::OpenMode::ReadWrite);
    };
    std::unique_ptr<RecordKeeper> records;

    explicit Room(const Tellings &history = {}) {
        REQUIRE(openStore(store)->merge(history, wallAt(0s)));
    }

    RecordKeeper &keeper() {
        if (!records) {
            records = std::make_unique<RecordKeeper>(open);
        }
        return *records;
    }
    [[nodiscard]] QString target() const {
        return QString::fromStdString((theirs / "out").string());
    }

    /// What the store holds, as an export of it.
    std::string exported(HistoryFormat format = HistoryFormat::Json) {
        records.reset();
        const auto opened = openStore(store);
        const auto sessions = opened->sessions({.limit = 100'000, .after = {}}).value();
        std::ostringstream out;
        if (format == HistoryFormat::Csv) {
            exchange::HistoryCsvWriter writer(out);
            std::ranges::for_each(sessions,
                                  [&](const auto &each) { writer.add(core::summaryOf(each)); });
            return out.str();
        }
        exchange::HistoryJsonWriter writer(out);
        std::ranges::for_each(sessions, [&](const auto &each) { writer.add(each); });
        writer.end(opened->tombstones().value());
        return out.str();
    }
};

std::ptrdiff_t filesIn(const fs::path &folder) {
    return std::distance(fs::directory_iterator(folder), fs::directory_iterator());
}

using Progress = std::vector<std::pair<std::size_t, std::size_t>>;

/// An export that is listened to.
struct Exporting {
    HistoryExport work;
    Progress progress;
    std::optional<ExportOutcome> outcome;

    explicit Exporting(Room &room) : work(room.keeper(), room.store) {
        QObject::connect(
            &work, &HistoryExport::progress, &work,
            [this](std::size_t done, std::size_t total) { progress.emplace_back(done, total); });
        QObject::connect(&work, &HistoryExport::finished, &work,
                         [this](const ExportOutcome &told) { outcome = told; });
    }
    ExportOutcome finished() {
        REQUIRE(runUntil([this] { return outcome.has_value(); }));
        CHECK_FALSE(work.isRunning());
        return *outcome;
    }
};

/// An import that is listened to.
struct Importing {
    HistoryImport work;
    Progress progress;
    std::optional<ImportPreview> preview;
    std::optional<ImportOutcome> outcome;

    explicit Importing(Room &room) : work(room.keeper(), room.store, room.clock) {
        QObject::connect(
            &work, &HistoryImport::progress, &work,
            [this](std::size_t done, std::size_t total) { progress.emplace_back(done, total); });
        QObject::connect(&work, &HistoryImport::previewed, &work,
                         [this](const ImportPreview &told) { preview = told; });
        QObject::connect(&work, &HistoryImport::merged, &work,
                         [this](const ImportOutcome &told) { outcome = told; });
    }
    ImportPreview previewed(const fs::path &file) {
        preview.reset();
        work.preview(QString::fromStdString(file.string()));
        CHECK(work.isRunning());
        REQUIRE(runUntil([this] { return preview.has_value(); }));
        CHECK_FALSE(work.isRunning());
        return *preview;
    }
    ImportOutcome merged() {
        outcome.reset();
        work.merge();
        CHECK(work.isRunning());
        REQUIRE(runUntil([this] { return outcome.has_value(); }));
        CHECK_FALSE(work.isRunning());
        return *outcome;
    }
};

template <class Wanted, class Fault> bool is(const std::optional<Fault> &fault) {
    return fault && std::holds_alternative<Wanted>(*fault);
}

template <class Fault> std::optional<storage::StoreError::Code> storeCode(const Fault &fault) {
    return is<storage::StoreError>(fault)
               ? std::optional(std::get<storage::StoreError>(*fault).code)
               : std::nullopt;
}

}  // namespace

TEST_CASE("the whole history is exported some sessions at a time") {
    Room room(seeded(1, 1100, 3));
    const HistoryFormat format = GENERATE(HistoryFormat::Csv, HistoryFormat::Json);
    {
        Exporting exporting(room);
        exporting.work.start(room.target(), format);
        CHECK(exporting.work.isRunning());
        const ExportOutcome outcome = exporting.finished();
        CHECK_FALSE(outcome.fault);
        CHECK(outcome.sessions == 1100);
        CHECK(exporting.progress == Progress{{0, 1100}, {500, 1100}, {1000, 1100}, {1100, 1100}});
    }
    CHECK(bytesOf(room.theirs / "out") == room.exported(format));
    CHECK(filesIn(room.theirs.path()) == 1);
}

TEST_CASE("an empty history is exported as one") {
    Room room;
    Exporting exporting(room);
    exporting.work.start(room.target(), HistoryFormat::Json);
    CHECK_FALSE(exporting.finished().fault);
    CHECK(bytesOf(room.theirs / "out") == "{\"format\":1,\"sessions\":[],\"deleted\":[]}\n");
}

TEST_CASE("a cancelled export leaves the old file as it was and nothing beside it") {
    Room room(many());
    write(room.theirs / "out", "as it was");
    const std::size_t after = GENERATE(0U, 1U, 2U);
    Exporting exporting(room);
    QObject::connect(&exporting.work, &HistoryExport::progress, &exporting.work, [&] {
        if (exporting.progress.size() == after) {
            exporting.work.cancel();
        }
    });
    exporting.work.start(room.target(), HistoryFormat::Json);
    if (after == 0) {
        exporting.work.cancel();
    }
    CHECK(is<TransferCancelled>(exporting.finished().fault));
    CHECK(exporting.progress.size() == after);
    CHECK(bytesOf(room.theirs / "out") == "as it was");
    CHECK(becomes([&] { return filesIn(room.theirs.path()) == 1; }));
}

TEST_CASE("an export that nobody waits for any more leaves nothing") {
    Room room(many());
    write(room.theirs / "out", "as it was");
    {
        Exporting exporting(room);
        exporting.work.start(room.target(), HistoryFormat::Json);
        REQUIRE(runUntil([&] { return exporting.progress.size() >= 2; }));
        CHECK(filesIn(room.theirs.path()) == 2);
    }
    room.records.reset();
    CHECK(bytesOf(room.theirs / "out") == "as it was");
    CHECK(filesIn(room.theirs.path()) == 1);
}

TEST_CASE("what a session writes is saved between the parts of an export") {
    Room room(many());
    Exporting exporting(room);
    bool saved = false;
    QObject::connect(&room.keeper(), &RecordKeeper::savedAll, &exporting.work,
                     [&] { saved = !exporting.outcome; });
    exporting.work.start(room.target(), HistoryFormat::Csv);
    REQUIRE(runUntil([&] { return exporting.progress.size() >= 1; }));
    room.keeper().begin(startedSession("running"));
    CHECK(exporting.finished().sessions == 1100);
    CHECK(saved);
}

TEST_CASE("what is deleted during an export is told as deleted and not counted") {
    Room room(many());
    Exporting exporting(room);
    exporting.work.start(room.target(), HistoryFormat::Json);
    REQUIRE(runUntil([&] { return exporting.progress.size() >= 1; }));
    const auto last = openStore(room.store)->sessions({.limit = 1100, .after = {}}).value().back();
    bool gone = false;
    room.keeper().ask(
        exporting.work,
        [&](const RecordKeeper::OpenStore &store) {
            return store.value()->apply(storage::edit::Delete{{last.id}}, wallAt(1h)).ok();
        },
        [&](bool done) { gone = done; });
    const ExportOutcome outcome = exporting.finished();
    CHECK_FALSE(outcome.fault);
    CHECK(outcome.sessions == 1099);
    CHECK(gone);
    bool isTold = false;
    const auto read = exchange::readHistory(room.theirs / "out", [&](const core::Telling &each) {
        isTold = isTold || each == core::Telling(core::Tombstone{last.id, wallAt(1h)});
        return true;
    });
    REQUIRE(read);
    CHECK(read.value() == HistoryContent{1099, 1});
    CHECK(isTold);
}

namespace {

/// The store goes to pieces after the first part, and a new one is begun in its place.
void replaceStore(Room &room) {
    room.keeper().replaceIf([](storage::Store &) { return true; },
                            [&] { fs::rename(room.store, room.data / "history-damaged-x.db"); });
}

}  // namespace

TEST_CASE("an export of a store that another one replaces ends without a file") {
    Room room(many());
    write(room.theirs / "out", "what was there");
    Exporting exporting(room);
    const HistoryFormat format = GENERATE(HistoryFormat::Csv, HistoryFormat::Json);
    exporting.work.start(room.target(), format);
    REQUIRE(runUntil([&] { return exporting.progress.size() >= 1; }));
    replaceStore(room);
    CHECK(storeCode(exporting.finished().fault) == storage::StoreError::Code::Missing);
    CHECK(bytesOf(room.theirs / "out") == "what was there");
    CHECK(filesIn(room.theirs.path()) == 1);
}

TEST_CASE("an import does not go on in a store that was not backed up") {
    Room room;
    writeTellings(room.theirs / "in.json", many());
    Importing importing(room);
    REQUIRE_FALSE(importing.previewed(room.theirs / "in.json").fault);
    importing.progress.clear();
    importing.work.merge();
    REQUIRE(runUntil([&] { return importing.progress.size() >= 1; }));
    replaceStore(room);
    REQUIRE(runUntil([&] { return importing.outcome.has_value(); }));
    CHECK(storeCode(importing.outcome->fault) == storage::StoreError::Code::Missing);
    room.records.reset();
    CHECK(openStore(room.store)->count().value() == 0);
}

TEST_CASE("an export that fails says why and makes no file") {
    Room room(seeded(6, 3));
    SECTION("there is no such folder") {
        Exporting exporting(room);
        exporting.work.start(room.target() + "/no/such", HistoryFormat::Csv);
        const auto outcome = exporting.finished();
        REQUIRE(is<std::error_code>(outcome.fault));
        CHECK(std::get<std::error_code>(*outcome.fault) == std::errc::no_such_file_or_directory);
    }
    SECTION("the store is not open") {
        room.open = [] {
            return storage::StoreError{.code = storage::StoreError::Code::Newer, .detail = {}};
        };
        Exporting exporting(room);
        exporting.work.start(room.target(), HistoryFormat::Json);
        CHECK(storeCode(exporting.finished().fault) == storage::StoreError::Code::Newer);
    }
    CHECK(filesIn(room.theirs.path()) == 0);
}

TEST_CASE("an export never replaces a file of the app's own") {
    Room room(seeded(7, 3));
    write(room.data / "settings.ini", "mine");
    const std::string before = bytesOf(room.store);
    const std::string name = GENERATE("history.db", "history.db-journal", "settings.ini",
                                      "backups/new", "routines/new.json", "./x/../history.db");
    Exporting exporting(room);
    exporting.work.start(QString::fromStdString((room.data / name).string()), HistoryFormat::Json);
    CHECK(is<AmongOwnFiles>(exporting.finished().fault));
    CHECK(bytesOf(room.store) == before);
    CHECK(filesIn(room.data.path()) == 2);
}

TEST_CASE("an export may lie beside the app's own files") {
    Room room(seeded(8, 3));
    Exporting exporting(room);
    exporting.work.start(QString::fromStdString((room.data / "out.csv").string()),
                         HistoryFormat::Csv);
    CHECK_FALSE(exporting.finished().fault);
    CHECK(fs::exists(room.data / "out.csv"));
}

TEST_CASE("a preview tells what an import would do and changes nothing") {
    auto hereLater = endedSession("here later", 3h);
    auto thereLater = endedSession("there later", 2h);
    const Tellings common = {endedSession("same"), hereLater, thereLater,
                             endedSession("deleted there", 1h)};
    Room room(common);
    hereLater.editedAt = wallAt(5h);
    hereLater.note = "later";
    REQUIRE(openStore(room.store)
                ->merge({hereLater, core::Tombstone{"deleted here", wallAt(5h)},
                         core::Tombstone{"deleted on both", wallAt(5h)}},
                        wallAt(5h)));
    Tellings there = seeded(9, 700);
    std::ranges::copy(common, std::back_inserter(there));
    thereLater.editedAt = wallAt(4h);
    thereLater.routineTitle = "Renamed";
    there[702] = thereLater;
    there[703] = core::Tombstone{"deleted there", wallAt(4h)};
    there.emplace_back(endedSession("deleted here", 4h));
    there.emplace_back(core::Tombstone{"deleted on both", wallAt(3h)});
    writeTellings(room.theirs / "in", there);
    const std::string before = bytesOf(room.store);

    Importing importing(room);
    const ImportPreview preview = importing.previewed(room.theirs / "in");
    CHECK_FALSE(preview.fault);
    CHECK(preview.content == HistoryContent{704, 2});
    using Step = core::MergeStep;
    CHECK(preview.counts[Step::New] == 700);
    CHECK(preview.counts[Step::Same] == 1);
    CHECK(preview.counts[Step::KeptHere] == 1);
    CHECK(preview.counts[Step::Replaces] == 1);
    CHECK(preview.counts[Step::KeptDeleted] == 2);
    CHECK(preview.counts[Step::Deletes] == 1);
    CHECK(preview.counts.total() == 706);
    CHECK(preview.counts.changed() == 702);
    CHECK(preview.conflicts ==
          std::vector<ImportConflict>{{"here later", "Stretch", wallAt(3h), Step::KeptHere},
                                      {"there later", "Renamed", wallAt(2h), Step::Replaces},
                                      {"deleted here", "Stretch", wallAt(4h), Step::KeptDeleted},
                                      {"deleted there", "Stretch", wallAt(1h), Step::Deletes}});
    CHECK_FALSE(preview.conflicts[0].thereIsLater());
    CHECK(preview.conflicts[1].thereIsLater());
    CHECK_FALSE(preview.conflicts[2].thereIsLater());
    CHECK(preview.conflicts[3].thereIsLater());
    CHECK(importing.progress.back().first == 706);
    CHECK(bytesOf(room.store) == before);
    CHECK(filesIn(room.data.path()) == 1);
}

TEST_CASE("a preview names the first conflicts and counts all") {
    Tellings here;
    Tellings there;
    for (int i = 0; i < 600; ++i) {
        auto session = endedSession(std::to_string(i), 1min * i);
        here.emplace_back(session);
        session.note = "there";
        session.editedAt = wallAt(20h);
        there.emplace_back(session);
    }
    Room room(here);
    writeTellings(room.theirs / "in", there);
    Importing importing(room);
    const ImportPreview preview = importing.previewed(room.theirs / "in");
    CHECK(preview.counts[core::MergeStep::Replaces] == 600);
    REQUIRE(preview.conflicts.size() == kMostConflicts);
    CHECK(preview.conflicts[19].id == "19");
}

TEST_CASE("an import backs up, merges and tells what it did") {
    Room room({endedSession("mine")});
    Tellings there = seeded(10, 1010, 2);
    writeTellings(room.theirs / "in", there);
    ImportOutcome outcome;
    {
        Importing importing(room);
        const ImportPreview preview = importing.previewed(room.theirs / "in");
        importing.progress.clear();
        outcome = importing.merged();
        CHECK_FALSE(outcome.fault);
        CHECK(outcome.counts == preview.counts);
        CHECK(importing.progress == Progress{{500, 1012}, {1000, 1012}, {1012, 1012}});
    }
    REQUIRE(outcome.backup);
    CHECK(outcome.backup->reason == storage::BackupReason::BeforeImport);
    CHECK(storage::contentOf(*outcome.backup).value().sessions == 1);
    there.emplace_back(endedSession("mine"));
    Room expected(there);
    CHECK(room.exported() == expected.exported());
}

TEST_CASE("a faulty file is told in the preview with its place") {
    Room room;
    write(room.theirs / "in", "{\"format\":1,\n\"sessions\":[{}]}");
    Importing importing(room);
    const ImportPreview preview = importing.previewed(room.theirs / "in");
    REQUIRE(is<HistoryRefusal>(preview.fault));
    const auto &refusal = std::get<HistoryRefusal>(*preview.fault);
    CHECK(refusal.cause == HistoryRefusal::Cause::Faulty);
    CHECK(refusal.problem.line == 2);
    CHECK(refusal.problem.column == 13);
    CHECK(refusal.problem.pointer == "/sessions/0");
    const ImportPreview none = importing.previewed(room.theirs / "none");
    REQUIRE(is<HistoryRefusal>(none.fault));
    CHECK(std::get<HistoryRefusal>(*none.fault).cause == HistoryRefusal::Cause::Unreadable);
}

TEST_CASE("a file that changes after the preview is read again and its fault told") {
    Room room;
    writeTellings(room.theirs / "in", seeded(11, 5));
    Importing importing(room);
    CHECK_FALSE(importing.previewed(room.theirs / "in").fault);
    write(room.theirs / "in", "{\"format\":2}");
    const ImportOutcome outcome = importing.merged();
    REQUIRE(is<HistoryRefusal>(outcome.fault));
    CHECK_THAT(std::get<HistoryRefusal>(*outcome.fault).problem.reason,
               ContainsSubstring("newer version"));
    CHECK(outcome.counts.total() == 0);
}

TEST_CASE("a cancelled import counts what it merged and is finished by another") {
    Room room;
    const Tellings there = many();
    writeTellings(room.theirs / "in", there);
    {
        Importing importing(room);
        CHECK_FALSE(importing.previewed(room.theirs / "in").fault);
        importing.progress.clear();
        const auto cancelling = QObject::connect(&importing.work, &HistoryImport::progress,
                                                 &importing.work, [&] { importing.work.cancel(); });
        importing.work.merge();
        REQUIRE(runUntil([&] { return importing.outcome.has_value(); }));
        CHECK(is<TransferCancelled>(importing.outcome->fault));
        const std::size_t merged = importing.outcome->counts.total();
        CHECK(merged == kTransferBatch);
        QObject::disconnect(cancelling);
        CHECK(openStore(room.store)->count().value() == merged);
        const ImportOutcome rest = importing.merged();
        CHECK_FALSE(rest.fault);
        CHECK(rest.counts[core::MergeStep::Same] == merged);
        CHECK(rest.counts[core::MergeStep::New] == 1100 - merged);
    }
    CHECK(room.exported() == Room(there).exported());
}

TEST_CASE("a preview that is cancelled tells so") {
    Room room;
    writeTellings(room.theirs / "in", many());
    Importing importing(room);
    importing.work.preview(QString::fromStdString((room.theirs / "in").string()));
    importing.work.cancel();
    REQUIRE(runUntil([&] { return importing.preview.has_value(); }));
    CHECK(is<TransferCancelled>(importing.preview->fault));
    CHECK(importing.progress.empty());
}

TEST_CASE("an import that the disk ends tells so and what was merged before") {
    Room room;
    writeTellings(room.theirs / "in", many());
    room.open = [file = room.store]() -> storage::Stored<std::unique_ptr<storage::Store>> {
        return std::unique_ptr<storage::Store>(std::make_unique<FullAtMerge>(openStore(file), 2));
    };
    Importing importing(room);
    CHECK_FALSE(importing.previewed(room.theirs / "in").fault);
    const ImportOutcome outcome = importing.merged();
    CHECK(storeCode(outcome.fault) == storage::StoreError::Code::Full);
    CHECK(outcome.counts.total() == kTransferBatch);
    CHECK(outcome.backup);
}

TEST_CASE("nothing is merged into what stands in for a store that is not open") {
    Room room;
    writeTellings(room.theirs / "in", seeded(15, 3));
    room.open = [] {
        return storage::StoreError{.code = storage::StoreError::Code::Busy, .detail = {}};
    };
    Importing importing(room);
    CHECK(storeCode(importing.previewed(room.theirs / "in").fault) ==
          storage::StoreError::Code::Busy);
    const ImportOutcome outcome = importing.merged();
    CHECK(storeCode(outcome.fault) == storage::StoreError::Code::Busy);
    CHECK_FALSE(outcome.backup);
}

TEST_CASE("an import that nobody waits for any more ends") {
    Room room;
    writeTellings(room.theirs / "in", many());
    {
        Importing importing(room);
        importing.work.preview(QString::fromStdString((room.theirs / "in").string()));
        REQUIRE(runUntil([&] { return importing.progress.size() >= 1; }));
    }
    CHECK(openStore(room.store)->count().value() == 0);
}
