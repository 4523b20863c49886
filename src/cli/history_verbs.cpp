#include "cli/history_verbs.h"

#include "core/problem.h"
#include "exchange/history_csv.h"
#include "exchange/history_json.h"
#include "exchange/replaced_file.h"
#include "storage/backups.h"
#include "storage/sqlite_store.h"

#include <algorithm>
#include <cstdio>
#include <functional>
#include <memory>
#include <ostream>
#include <string>
#include <system_error>
#include <utility>

namespace psoas::cli {

namespace fs = std::filesystem;

namespace {

constexpr int kGood = 0;
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

using Visit = std::function<void(const core::SessionRecord &)>;

/// Every session that is over, newest first, in short reads that hold up no writer. Ends early once
/// nothing more can be written to `out`.
Stored<core::Done> forEachSession(const History &history, const std::ostream &out,
                                  const Visit &visit) {
    storage::SessionQuery query;
    bool more = history != nullptr;
    while (more && out) {
        const auto page = history->sessions(query);
        if (!page) {
            return page.error();
        }
        std::ranges::for_each(page.value(), visit);
        more = page.value().size() == query.limit;
        if (more) {
            query.after = page.value().back().id;
        }
    }
    return core::Done{};
}

std::string clock(core::Milliseconds span) {
    const auto seconds = static_cast<long long>(span / core::Seconds{1});
    char text[32];
    const int length = std::snprintf(text, sizeof text, "%lld:%02lld", seconds / 60, seconds % 60);
    return std::string(text, static_cast<std::size_t>(length));
}

Stored<core::Done> write(const History &history, HistoryFormat format, std::ostream &out) {
    if (format == HistoryFormat::Csv) {
        exchange::HistoryCsvWriter writer(out);
        return forEachSession(history, out,
                              [&](const auto &session) { writer.add(core::summaryOf(session)); });
    }
    exchange::HistoryJsonWriter writer(out);
    auto done = forEachSession(history, out, [&](const auto &session) { writer.add(session); });
    if (done) {
        // Without its end half a history is no valid document, and nobody takes it for a whole one.
        writer.end();
    }
    return done;
}

int exportTo(const fs::path &target, const fs::path &store, const History &history,
             HistoryFormat format, std::ostream &err) {
    std::error_code ignored;
    if (fs::equivalent(target, store, ignored)) {
        return complainOfOutput(err, target.string(), "it is the store itself");
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

}  // namespace

int historyList(const Paths &paths, std::ostream &out, std::ostream &err) {
    const fs::path file = storeOf(paths);
    const auto history = openHistory(file);
    if (!history) {
        return complain(err, file, history.error());
    }
    const auto done = forEachSession(history.value(), out, [&](const core::SessionRecord &session) {
        out << session.startedAt.toRfc3339() << '\t' << core::printable(session.routineTitle)
            << '\t' << core::outcomeName(*session.outcome) << '\t' << clock(session.held())
            << " of " << clock(session.planned()) << '\n';
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

int historyCheck(const Paths &paths, std::ostream &out, std::ostream &err) {
    const int store = checkHistory(storeOf(paths), out, err);
    const int backup = checkBackup(storage::backupFolder(storeOf(paths)), out, err);
    return std::max(store, backup);
}

}  // namespace psoas::cli
