// What one committed journal entry costs, beside the same transaction by SQLite's own functions.
// Usage: journal_cost FOLDER
// Writes a session's entries into two stores in a fresh folder inside FOLDER, in turn: one through
// `Store::append`, the other by the same statements, prepared once, on a bare connection with the
// same settings. Prints the medians of both in microseconds.

#include "storage/sqlite_store.h"
#include "support/sessions.h"

#include <sqlite3.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <initializer_list>
#include <iostream>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

namespace {

using namespace psoas;
using namespace std::chrono_literals;
using Precise = std::chrono::steady_clock;
namespace fs = std::filesystem;

constexpr int kEntries = 400;
constexpr int kWarmUp = 20;  // not counted
const std::string kSession = "a-session-whose-id-is-as-long-as-a-uuid";

struct Entry {
    core::JournalEntry journal;
    core::WallTime at;
};

/// The heartbeat of a hold, one every five seconds.
Entry beat(const core::SessionRecord &session, int sequence) {
    Entry entry;
    entry.journal.sequence = sequence;
    entry.journal.at = sequence * 5s;
    entry.journal.transition = core::Transition::Beat;
    entry.journal.step = session.steps.front();
    entry.journal.step.held = core::Milliseconds{sequence * 40};
    entry.journal.elapsed = entry.journal.step.held;
    entry.at = wallAt(sequence * 5s);
    return entry;
}

void check(bool good, const std::string &what) {
    if (!good) {
        throw std::runtime_error("journal_cost: " + what);
    }
}

/// The peer: nothing between the entry and the library.
class BareJournal {
public:
    explicit BareJournal(const fs::path &file) {
        sqlite3 *db = nullptr;
        check(sqlite3_open_v2(file.string().c_str(), &db, SQLITE_OPEN_READWRITE, nullptr) ==
                  SQLITE_OK,
              "the bare store cannot be opened");
        m_db.reset(db);
        sqlite3_busy_timeout(db, 5000);
        sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
        for (const char *pragma : {"PRAGMA foreign_keys = ON", "PRAGMA trusted_schema = OFF",
                                   "PRAGMA cell_size_check = ON", "PRAGMA synchronous = EXTRA",
                                   "PRAGMA journal_mode = DELETE"}) {
            check(sqlite3_exec(db, pragma, nullptr, nullptr, nullptr) == SQLITE_OK, pragma);
        }
        m_begin = prepared("BEGIN IMMEDIATE");
        m_commit = prepared("COMMIT");
        m_step = prepared(
            "UPDATE session_steps SET held_ms = ?, paused_ms = ?, extended_ms = ?, skipped = ? "
            "WHERE session_id = ? AND position = ? "
            "AND (SELECT outcome FROM sessions WHERE id = session_id) IS NULL");
        m_journal = prepared(
            "INSERT INTO journal (session_id, sequence, at_ms, wall_utc, wall_offset, transition, "
            "position, elapsed_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
        m_newest = prepared(
            "INSERT INTO newest_stored (one, utc, offset) VALUES (1, ?, ?) ON CONFLICT DO UPDATE "
            "SET utc = excluded.utc, offset = excluded.offset WHERE excluded.utc > utc");
    }

    void append(const Entry &entry) {
        const core::StepRecord &step = entry.journal.step;
        const auto utc = entry.at.utc.time_since_epoch().count();
        const auto offset = entry.at.offset.count();
        run(m_begin, {});
        sqlite3_bind_text(m_step.get(), 5, kSession.c_str(), -1, SQLITE_STATIC);
        sqlite3_bind_int64(m_step.get(), 6, static_cast<sqlite3_int64>(entry.journal.position));
        run(m_step,
            {step.held.count(), step.paused.count(), step.extended.count(), step.skipped ? 1 : 0});
        sqlite3_bind_text(m_journal.get(), 1, kSession.c_str(), -1, SQLITE_STATIC);
        sqlite3_bind_text(m_journal.get(), 6, "beat", -1, SQLITE_STATIC);
        sqlite3_bind_int64(m_journal.get(), 7, static_cast<sqlite3_int64>(entry.journal.position));
        sqlite3_bind_int64(m_journal.get(), 8, entry.journal.elapsed.count());
        run(m_journal, {entry.journal.sequence, entry.journal.at.count(), utc, offset}, 2);
        run(m_newest, {utc, offset});
        run(m_commit, {});
    }

private:
    struct Close {
        void operator()(sqlite3 *db) const { sqlite3_close_v2(db); }
        void operator()(sqlite3_stmt *statement) const { sqlite3_finalize(statement); }
    };
    using Statement = std::unique_ptr<sqlite3_stmt, Close>;

    Statement prepared(const char *sql) {
        sqlite3_stmt *statement = nullptr;
        check(sqlite3_prepare_v3(m_db.get(), sql, -1, SQLITE_PREPARE_PERSISTENT, &statement,
                                 nullptr) == SQLITE_OK,
              sql);
        return Statement(statement);
    }

    static void run(const Statement &statement, std::initializer_list<sqlite3_int64> numbers,
                    int first = 1) {
        for (const sqlite3_int64 number : numbers) {
            sqlite3_bind_int64(statement.get(), first++, number);
        }
        check(sqlite3_step(statement.get()) == SQLITE_DONE, sqlite3_sql(statement.get()));
        sqlite3_reset(statement.get());
    }

    std::unique_ptr<sqlite3, Close> m_db;
    Statement m_begin;
    Statement m_commit;
    Statement m_step;
    Statement m_journal;
    Statement m_newest;
};

std::unique_ptr<storage::Store> storeIn(const fs::path &file) {
    auto opened = storage::openSqliteStore(file, storage::OpenMode::ReadWrite);
    check(bool(opened), "the store cannot be opened");
    return std::move(opened).value();
}

template <class Append> long microseconds(Append append) {
    const auto start = Precise::now();
    append();
    const auto taken = Precise::now() - start;
    return static_cast<long>(std::chrono::duration_cast<std::chrono::microseconds>(taken).count());
}

long median(std::vector<long> times) {
    std::ranges::sort(times);
    return times[times.size() / 2];
}

/// Both stores must have come to the same: else one of them did less.
void compare(const fs::path &ours, const fs::path &bare) {
    const auto sessionIn = [](const fs::path &file) {
        return storeIn(file)->unfinished().value().at(0);
    };
    check(sessionIn(ours) == sessionIn(bare), "the two stores differ");
    check(storeIn(ours)->safetyFacts().value() == storeIn(bare)->safetyFacts().value(),
          "the two stores differ");
}

void measure(const fs::path &folder) {
    const core::SessionRecord session = startedSession(kSession);
    const auto store = storeIn(folder / "ours.db");
    check(bool(store->begin(session)), "the session cannot begin");
    fs::copy_file(folder / "ours.db", folder / "bare.db");
    BareJournal bare(folder / "bare.db");
    std::vector<long> oursTook;
    std::vector<long> bareTook;
    for (int sequence = 1; sequence <= kWarmUp + kEntries; ++sequence) {
        const Entry entry = beat(session, sequence);
        const auto ours = microseconds([&] {
            check(bool(store->append(kSession, entry.journal, entry.at)), "an entry is refused");
        });
        const auto peer = microseconds([&] { bare.append(entry); });
        if (sequence > kWarmUp) {
            oursTook.push_back(ours);
            bareTook.push_back(peer);
        }
    }
    compare(folder / "ours.db", folder / "bare.db");
    std::cout << median(oursTook) << ' ' << median(bareTook) << '\n';
}

}  // namespace

int main(int argc, char **argv) try {
    if (argc != 2) {
        std::cerr << "usage: journal_cost FOLDER\n";
        return 2;
    }
    const fs::path folder = fs::path(argv[1]) / "journal-cost";
    check(fs::create_directory(folder), "the folder is not fresh");
    measure(folder);
    fs::remove_all(folder);
} catch (const std::exception &error) {
    std::cerr << error.what() << '\n';
    return 1;
}
