#include "cli/history_verbs.h"

#include "exchange/history_csv.h"
#include "exchange/history_json.h"
#include "storage/sqlite_store.h"

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <functional>
#include <memory>
#include <ostream>
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
            return "there is no store";
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

using Visit = std::function<void(const core::SessionRecord &)>;

/// Every session that is over, newest first, in short reads that hold up no writer.
Stored<core::Done> forEachSession(const fs::path &file, const Visit &visit) {
    auto store = storage::openSqliteStore(file, storage::OpenMode::ReadOnly);
    if (!store) {
        const bool none = store.error().code == StoreError::Code::Missing;
        return none ? Stored<core::Done>(core::Done{}) : Stored<core::Done>(store.error());
    }
    storage::SessionQuery query;
    while (true) {
        const auto page = store.value()->sessions(query);
        if (!page) {
            return page.error();
        }
        for (const core::SessionRecord &session : page.value()) {
            visit(session);
        }
        if (page.value().size() < query.limit) {
            return core::Done{};
        }
        query.after = page.value().back().id;
    }
}

std::string clock(core::Milliseconds span) {
    const auto seconds = static_cast<long long>(span / core::Seconds{1});
    char text[32];
    const int length = std::snprintf(text, sizeof text, "%lld:%02lld", seconds / 60, seconds % 60);
    return std::string(text, static_cast<std::size_t>(length));
}

Stored<core::Done> write(const fs::path &store, HistoryFormat format, std::ostream &out) {
    if (format == HistoryFormat::Csv) {
        exchange::HistoryCsvWriter writer(out);
        return forEachSession(store, [&](const auto &session) { writer.add(session); });
    }
    exchange::HistoryJsonWriter writer(out);
    auto done = forEachSession(store, [&](const auto &session) { writer.add(session); });
    writer.end();
    return done;
}

int exportTo(const fs::path &target, const fs::path &store, HistoryFormat format,
             std::ostream &err) {
    fs::path part = target;
    part += ".part";
    std::error_code ignored;
    {
        std::ofstream out(part, std::ios::binary | std::ios::trunc);
        const auto done = write(store, format, out);
        out.close();
        if (!done) {
            fs::remove(part, ignored);
            return complain(err, store, done.error());
        }
        if (!out) {
            fs::remove(part, ignored);
            err << "psoas-ease: " << target.string() << ": cannot be written\n";
            return kUnusable;
        }
    }
    std::error_code failed;
    fs::rename(part, target, failed);
    if (failed) {
        fs::remove(part, ignored);
        err << "psoas-ease: " << target.string() << ": " << failed.message() << '\n';
        return kUnusable;
    }
    return kGood;
}

std::optional<fs::path> newestBackup(const fs::path &folder) {
    std::optional<fs::path> newest;
    std::error_code none;
    for (const fs::directory_entry &entry : fs::directory_iterator(folder, none)) {
        const bool newer =
            !newest || fs::last_write_time(entry.path(), none) > fs::last_write_time(*newest, none);
        if (entry.path().extension() == ".db" && newer) {
            newest = entry.path();
        }
    }
    return newest;
}

/// The faults of one store file, told; the exit code.
int checkFile(const fs::path &file, std::ostream &out, std::ostream &err) {
    auto store = storage::openSqliteStore(file, storage::OpenMode::ReadOnly);
    if (!store) {
        return complain(err, file, store.error());
    }
    const auto found = store.value()->check();
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

fs::path storeOf(const Paths &paths) { return paths.data / "history.db"; }

}  // namespace

int historyList(const Paths &paths, std::ostream &out, std::ostream &err) {
    const auto done = forEachSession(storeOf(paths), [&](const core::SessionRecord &session) {
        out << session.startedAt.toRfc3339() << '\t' << session.routineTitle << '\t'
            << core::outcomeName(*session.outcome) << '\t' << clock(session.held()) << " of "
            << clock(session.planned()) << '\n';
    });
    return done ? kGood : complain(err, storeOf(paths), done.error());
}

int historyExport(const Paths &paths, HistoryFormat format, const std::optional<fs::path> &output,
                  std::ostream &out, std::ostream &err) {
    if (output) {
        return exportTo(*output, storeOf(paths), format, err);
    }
    const auto done = write(storeOf(paths), format, out);
    return done ? kGood : complain(err, storeOf(paths), done.error());
}

int historyCheck(const Paths &paths, std::ostream &out, std::ostream &err) {
    const fs::path store = storeOf(paths);
    if (!fs::exists(store)) {
        out << store.string() << ": no sessions yet\n";
        return kGood;
    }
    const int code = checkFile(store, out, err);
    const auto backup = newestBackup(paths.data / "backups");
    return backup ? std::max(code, checkFile(*backup, out, err)) : code;
}

}  // namespace psoas::cli
