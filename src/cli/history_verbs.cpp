#include "cli/history_verbs.h"

#include "core/problem.h"
#include "exchange/history_csv.h"
#include "exchange/history_json.h"
#include "exchange/history_json_reader.h"
#include "exchange/replaced_file.h"
#include "storage/backups.h"
#include "storage/own_files.h"
#include "storage/sqlite_store.h"

#include <algorithm>
#include <cstdio>
#include <functional>
#include <memory>
#include <ostream>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

namespace psoas::cli {

namespace fs = std::filesystem;

namespace {

constexpr int kGood = 0;
constexpr int kFaulty = 1;
constexpr int kUnusable = 2;
constexpr int kUnreadable = 3;

using storage::Stored;
using storage::StoreError;

std::string describe(const StoreError &error) {
    switch (error.code) {
        case StoreError::Code::Missing:
            return "it was replaced or removed while it was being read; try again";
        case StoreError::Code::NotOurs:
            return "this is the database of another program";
        case StoreError::Code::Newer:
            return "the store was written by a newer version of Psoas Ease";
        case StoreError::Code::Damaged:
            return "the store is damaged";
        case StoreError::Code::HalfWritten:
            return "the store was left in the middle of a change and may not be written here; open "
                   "Psoas Ease once, or copy its whole folder to where you may write";
        case StoreError::Code::Busy:
            return "the store is in use";
        case StoreError::Code::Full:
            return "the disk is full";
        case StoreError::Code::ReadOnly:
            return "the store may not be written";
        case StoreError::Code::Refused:
        case StoreError::Code::Io:
            break;
    }
    return "the store cannot be read";
}

int complain(std::ostream &err, const fs::path &file, const StoreError &error) {
    err << "psoas-ease: " << file.string() << ": " << describe(error) << " (" << error.detail
        << ")\n";
    return kUnreadable;
}

int complainOfOutput(std::ostream &err, const std::string &where, const std::string &why) {
    err << "psoas-ease: " << where << ": cannot be written" << (why.empty() ? "" : ": ") << why
        << '\n';
    return kUnusable;
}

using History = std::unique_ptr<storage::Store>;

/// The store to read from; null while there is none.
Stored<History> openHistory(const fs::path &file) {
    auto store = storage::openSqliteStore(file, storage::OpenMode::ReadOnly);
    const bool none = !store && store.error().code == StoreError::Code::Missing;
    return none ? Stored<History>(History()) : std::move(store);
}

/// How many rows are read, or merged, at a time: nobody else waits for long.
constexpr std::size_t kBatch = 500;

const StoreError kGone{.code = StoreError::Code::Missing,
                       .detail = "fewer sessions than there were"};

/// What a list knows of every session that is over, newest first, in short reads that hold up no
/// writer. Ends early once nothing more can be written to `out`.
Stored<core::Done> forEachSummary(const History &history, const std::ostream &out,
                                  const std::function<void(const core::SessionSummary &)> &visit) {
    if (history == nullptr) {
        return core::Done{};
    }
    const auto keys = history->find({}, core::HistoryOrder::NewestFirst);
    if (!keys) {
        return keys.error();
    }
    for (auto from = keys.value().begin(); from != keys.value().end() && out;) {
        const auto left = static_cast<std::size_t>(keys.value().end() - from);
        const auto to = from + static_cast<std::ptrdiff_t>(std::min(left, kBatch));
        const auto page = history->summaries({from, to});
        if (!page) {
            return page.error();
        }
        if (page.value().size() < std::min(left, kBatch)) {
            return kGone;
        }
        std::ranges::for_each(page.value(), visit);
        from = to;
    }
    return core::Done{};
}

/// Every session that is over, whole, in the same way.
Stored<core::Done> forEachSession(const History &history, const std::ostream &out,
                                  const std::function<void(const core::SessionRecord &)> &visit) {
    if (history == nullptr) {
        return core::Done{};
    }
    const auto count = history->count();
    if (!count) {
        return count.error();
    }
    std::size_t visited = 0;
    storage::SessionQuery query{.limit = kBatch, .after = {}};
    for (bool more = true; more && out;) {
        const auto page = history->sessions(query);
        if (!page) {
            return page.error();
        }
        std::ranges::for_each(page.value(), visit);
        visited += page.value().size();
        more = page.value().size() == query.limit;
        if (more) {
            query.after = page.value().back().id;
        }
    }
    return out && visited < count.value() ? Stored<core::Done>(kGone) : core::Done{};
}

std::string clock(core::Milliseconds span) {
    const auto seconds = static_cast<long long>(span / core::Seconds{1});
    char text[32];
    const int length = std::snprintf(text, sizeof text, "%lld:%02lld", seconds / 60, seconds % 60);
    return std::string(text, static_cast<std::size_t>(length));
}

Stored<core::Done> writeCsv(const History &history, std::ostream &out) {
    exchange::HistoryCsvWriter writer(out);
    return forEachSummary(history, out, [&](const auto &session) { writer.add(session); });
}

Stored<core::Done> writeJson(const History &history, std::ostream &out) {
    exchange::HistoryJsonWriter writer(out);
    const auto done =
        forEachSession(history, out, [&](const auto &session) { writer.add(session); });
    // Without its end half a history is no valid document, and nobody takes it for a whole one.
    if (!done) {
        return done.error();
    }
    const auto deleted = history
                             ? history->tombstones()
                             : Stored<std::vector<core::Tombstone>>(std::vector<core::Tombstone>());
    if (!deleted) {
        return deleted.error();
    }
    writer.end(deleted.value());
    return core::Done{};
}

Stored<core::Done> write(const History &history, HistoryFormat format, std::ostream &out) {
    return format == HistoryFormat::Csv ? writeCsv(history, out) : writeJson(history, out);
}

int exportTo(const fs::path &target, const fs::path &store, const History &history,
             HistoryFormat format, std::ostream &err) {
    if (storage::isOwnFile(store, target)) {
        return complainOfOutput(err, target.string(),
                                "Psoas Ease keeps something of its own there");
    }
    exchange::ReplacedFile file(target);
    if (const auto done = write(history, format, file.out()); !done) {
        return complain(err, store, done.error());
    }
    const std::error_code failed = file.commit();
    return failed ? complainOfOutput(err, target.string(), failed.message()) : kGood;
}

/// The faults of one store, told; the exit code.
int checkStore(storage::Store &store, const fs::path &file, std::ostream &out, std::ostream &err) {
    const auto found = store.check();
    if (!found) {
        return complain(err, file, found.error());
    }
    for (const std::string &fault : found.value().faults) {
        out << file.string() << ": " << fault << '\n';
    }
    if (!found.value().faults.empty()) {
        return kUnreadable;
    }
    out << file.string() << ": whole\n";
    return kGood;
}

int checkHistory(const fs::path &file, std::ostream &out, std::ostream &err) {
    const auto history = openHistory(file);
    if (!history) {
        return complain(err, file, history.error());
    }
    if (history.value() == nullptr) {
        out << file.string() << ": no sessions yet\n";
        return kGood;
    }
    return checkStore(*history.value(), file, out, err);
}

int checkBackup(const fs::path &folder, std::ostream &out, std::ostream &err) {
    std::error_code failed;
    const fs::directory_iterator closed(folder, failed);
    if (failed && failed != std::errc::no_such_file_or_directory) {
        err << "psoas-ease: " << folder.string() << ": the backups cannot be read ("
            << failed.message() << ")\n";
        return kUnreadable;
    }
    const auto backups = storage::backupsIn(folder);
    if (backups.empty()) {
        return kGood;
    }
    const storage::Backup &newest = backups.front();
    const auto content = storage::contentOf(newest);
    if (!content) {
        return complain(err, newest.file, content.error());
    }
    out << newest.file.string() << ": whole, sessions: " << content.value().sessions << '\n';
    return kGood;
}

fs::path storeOf(const Paths &paths) { return paths.data / "history.db"; }

using Refusal = exchange::HistoryRefusal;

int complainOfImport(std::ostream &err, const Refusal &refusal) {
    if (refusal.cause == Refusal::Cause::Unreadable) {
        err << "psoas-ease: " << core::printable(refusal.problem.file) << ": "
            << refusal.problem.reason << '\n';
        return kUnusable;
    }
    err << core::toLine(refusal.problem) << '\n';
    return kFaulty;
}

/// The store to write to, made where there is none. What is in it is backed up before.
Stored<History> openForImport(const fs::path &file, core::WallTime now) {
    const auto backup = storage::backUp(file, storage::BackupReason::BeforeImport, now);
    if (!backup && backup.error().code != StoreError::Code::Missing) {
        return backup.error();
    }
    return storage::openSqliteStore(file, storage::OpenMode::ReadWrite);
}

void tell(std::ostream &out, const core::MergeCounts &counts) {
    using Step = core::MergeStep;
    out << "new: " << counts[Step::New] + counts[Step::Restores]
        << "\nalready here: " << counts[Step::Same] << "\nreplaced: " << counts[Step::Replaces]
        << "\nkept: " << counts[Step::KeptHere] + counts[Step::KeptDeleted]
        << "\ndeleted: " << counts[Step::Deletes] << '\n';
}

/// One transaction a batch: an import that is cut off leaves whole sessions, and merging them a
/// second time changes nothing.
int mergeInto(storage::Store &store, const fs::path &file, const fs::path &from, core::WallTime now,
              std::ostream &out, std::ostream &err) {
    core::MergeCounts counts;
    std::optional<StoreError> failed;
    const auto read = exchange::readHistoryInBatches(from, kBatch, [&](const auto &batch) {
        const auto steps = store.merge(batch, now);
        if (!steps) {
            failed = steps.error();
            return false;
        }
        std::ranges::for_each(steps.value(), [&](core::MergeStep step) { counts.add(step); });
        return true;
    });
    if (failed) {
        return complain(err, file, *failed);
    }
    if (!read) {
        return complainOfImport(err, read.error());
    }
    tell(out, counts);
    return kGood;
}

}  // namespace

int historyList(const Paths &paths, std::ostream &out, std::ostream &err) {
    const fs::path file = storeOf(paths);
    const auto history = openHistory(file);
    if (!history) {
        return complain(err, file, history.error());
    }
    const auto done =
        forEachSummary(history.value(), out, [&](const core::SessionSummary &session) {
            out << session.startedAt.toRfc3339() << '\t' << core::printable(session.routineTitle)
                << '\t' << core::outcomeName(session.outcome) << '\t' << clock(session.held)
                << " of " << clock(session.planned) << '\n';
        });
    return done ? kGood : complain(err, file, done.error());
}

int historyExport(const Paths &paths, HistoryFormat format, const std::optional<fs::path> &output,
                  std::ostream &out, std::ostream &err) {
    const fs::path file = storeOf(paths);
    const auto history = openHistory(file);
    if (!history) {
        return complain(err, file, history.error());
    }
    if (output) {
        return exportTo(*output, file, history.value(), format, err);
    }
    const auto done = write(history.value(), format, out);
    return done ? kGood : complain(err, file, done.error());
}

int historyImport(const Paths &paths, const fs::path &from, core::WallTime now, std::ostream &out,
                  std::ostream &err) {
    const auto looked = exchange::readHistory(from, [](const core::Telling &) { return true; });
    if (!looked) {
        return complainOfImport(err, looked.error());
    }
    const fs::path file = storeOf(paths);
    const auto history = openForImport(file, now);
    return history ? mergeInto(*history.value(), file, from, now, out, err)
                   : complain(err, file, history.error());
}

int historyCheck(const Paths &paths, std::ostream &out, std::ostream &err) {
    const int store = checkHistory(storeOf(paths), out, err);
    const int backup = checkBackup(storage::backupFolder(storeOf(paths)), out, err);
    return std::max(store, backup);
}

}  // namespace psoas::cli
