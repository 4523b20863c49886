#include "storage/sqlite_history.h"

#include "storage/binding.h"
#include "storage/session_reader.h"

#include <SQLiteCpp/Statement.h>
#include <sqlite3.h>

#include <exception>
#include <memory>
#include <string_view>
#include <utility>

namespace psoas::storage {

namespace {

constexpr std::int64_t kDayMs = std::int64_t{24} * 3600 * 1000;
/// No place is further from UTC (the tables' own bound).
constexpr std::int64_t kFarthestOffsetMs = std::int64_t{18} * 3600 * 1000;

constexpr const char *kSummary =
    "SELECT id, routine_id, routine_title, started_utc, started_offset, ended_utc, ended_offset, "
    "outcome, planned_ms, held_ms, paused_ms, planned_left_ms, held_left_ms, planned_right_ms, "
    "held_right_ms, tightness_before, tightness_after, note FROM sessions ";

/// The rows of a query of summaries, by SQLite's own functions: the wrapper takes a shared pointer
/// for each column, which is most of the time that a hundred thousand sessions take.
class SummaryRows {
public:
    SummaryRows(SQLite::Database &db, const std::string &rest) : m_db(db) {
        const std::string query = kSummary + rest;
        check(sqlite3_prepare_v2(db.getHandle(), query.c_str(), -1, &m_statement, nullptr));
    }
    SummaryRows(const SummaryRows &) = delete;
    SummaryRows &operator=(const SummaryRows &) = delete;
    ~SummaryRows() { sqlite3_finalize(m_statement); }

    /// Begins anew with this value in the query's one place.
    void ask(std::int64_t value) {
        sqlite3_reset(m_statement);
        check(sqlite3_bind_int64(m_statement, 1, value));
    }

    /// Reads the next row, into the same strings again and again; whether there was one.
    bool next(core::SessionSummary &summary) {
        const int result = sqlite3_step(m_statement);
        if (result == SQLITE_DONE) {
            return false;
        }
        if (result != SQLITE_ROW) {
            throw SQLite::Exception(m_db.getHandle(), result);
        }
        read(summary);
        return true;
    }

private:
    void check(int result) {
        if (result != SQLITE_OK) {
            throw SQLite::Exception(m_db.getHandle(), result);
        }
    }

    void read(core::SessionSummary &summary) {
        assign(summary.id, 0);
        assign(summary.routineId, 1);
        assign(summary.routineTitle, 2);
        summary.startedAt = time(3);
        summary.endedAt = time(5);
        const auto outcome = core::outcomeNamed(text(7));
        if (!outcome) {
            throw SQLite::Exception("unknown word in column", SQLITE_CORRUPT);
        }
        summary.outcome = *outcome;
        summary.planned = span(8);
        summary.held = span(9);
        summary.paused = span(10);
        summary.left = {.planned = span(11), .held = span(12)};
        summary.right = {.planned = span(13), .held = span(14)};
        summary.tightnessBefore = rating(15);
        summary.tightnessAfter = rating(16);
        assign(summary.note, 17);
    }

    [[nodiscard]] std::string_view text(int column) const {
        const auto *bytes =
            reinterpret_cast<const char *>(sqlite3_column_text(m_statement, column));
        const auto size = static_cast<std::size_t>(sqlite3_column_bytes(m_statement, column));
        return bytes == nullptr ? std::string_view() : std::string_view(bytes, size);
    }
    void assign(std::string &target, int column) const { target = text(column); }
    [[nodiscard]] core::Milliseconds span(int column) const {
        return core::Milliseconds{sqlite3_column_int64(m_statement, column)};
    }
    [[nodiscard]] core::WallTime time(int column) const {
        return {std::chrono::sys_time<core::Milliseconds>{span(column)},
                std::chrono::minutes{sqlite3_column_int(m_statement, column + 1)}};
    }
    [[nodiscard]] std::optional<int> rating(int column) const {
        return sqlite3_column_type(m_statement, column) == SQLITE_NULL
                   ? std::nullopt
                   : std::optional(sqlite3_column_int(m_statement, column));
    }

    SQLite::Database &m_db;
    sqlite3_stmt *m_statement = nullptr;
};

std::int64_t firstMs(core::LocalDay day) { return day.time_since_epoch().count() * kDayMs; }

/// `SELECT note_matches(note)` asks the filter while this object lives.
class NoteFunction {
public:
    NoteFunction(SQLite::Database &db, const core::HistoryFilter &filter)
        : m_db(db), m_matches(filter.noteMatches) {
        m_db.createFunction("note_matches", 1, true, this, &NoteFunction::call);
    }
    NoteFunction(const NoteFunction &) = delete;
    NoteFunction &operator=(const NoteFunction &) = delete;
    ~NoteFunction() {
        sqlite3_create_function(m_db.getHandle(), "note_matches", 1, SQLITE_UTF8, nullptr, nullptr,
                                nullptr, nullptr);
    }

private:
    static void call(sqlite3_context *context, int, sqlite3_value **values) {
        const auto &self = *static_cast<NoteFunction *>(sqlite3_user_data(context));
        const auto *text = reinterpret_cast<const char *>(sqlite3_value_text(values[0]));
        const auto size = static_cast<std::size_t>(sqlite3_value_bytes(values[0]));
        try {
            sqlite3_result_int(context, self.m_matches({text, size}) ? 1 : 0);
        } catch (const std::exception &) {
            // All that can go wrong in a comparison of texts.
            sqlite3_result_error_nomem(context);
        }
    }

    SQLite::Database &m_db;
    const std::function<bool(std::string_view)> &m_matches;
};

std::string conditionOf(const core::HistoryFilter &filter) {
    std::string condition = kShown;
    if (filter.routineId) {
        condition += " AND routine_id = :routine";
    }
    if (filter.outcome) {
        condition += " AND outcome = :outcome";
    }
    // The first half of each is what the index knows.
    if (filter.from) {
        condition +=
            " AND started_utc >= :from_utc AND started_utc + started_offset * 60000 "
            ">= :from";
    }
    if (filter.until) {
        condition +=
            " AND started_utc < :until_utc AND started_utc + started_offset * 60000 "
            "< :until";
    }
    if (filter.onlyWithPain) {
        condition += " AND EXISTS (SELECT 1 FROM hurts h WHERE h.session_id = sessions.id)";
    }
    if (filter.noteMatches) {
        condition += " AND note <> '' AND note_matches(note)";
    }
    return condition;
}

void bind(SQLite::Statement &statement, const core::HistoryFilter &filter) {
    if (filter.routineId) {
        statement.bind(":routine", *filter.routineId);
    }
    if (filter.outcome) {
        statement.bind(":outcome", word(core::outcomeName(*filter.outcome)));
    }
    if (filter.from) {
        statement.bind(":from", firstMs(*filter.from));
        statement.bind(":from_utc", firstMs(*filter.from) - kFarthestOffsetMs);
    }
    if (filter.until) {
        statement.bind(":until", firstMs(*filter.until) + kDayMs);
        statement.bind(":until_utc", firstMs(*filter.until) + kDayMs + kFarthestOffsetMs);
    }
}

const char *orderBy(core::HistoryOrder order) {
    switch (order) {
        case core::HistoryOrder::OldestFirst:
            return " ORDER BY started_utc, id";
        case core::HistoryOrder::LongestHeld:
            return " ORDER BY held_ms DESC, started_utc DESC, id DESC";
        case core::HistoryOrder::LargestDrop:
            return " ORDER BY tightness_before - tightness_after DESC NULLS LAST, "
                   "started_utc DESC, id DESC";
        case core::HistoryOrder::TightestBefore:
            return " ORDER BY tightness_before DESC NULLS LAST, started_utc DESC, id DESC";
        case core::HistoryOrder::NewestFirst:
            break;
    }
    return " ORDER BY started_utc DESC, id DESC";
}

}  // namespace

std::vector<SessionKey> findSessions(SQLite::Database &db, const core::HistoryFilter &filter,
                                     core::HistoryOrder order) {
    const auto searching =
        filter.noteMatches ? std::make_unique<NoteFunction>(db, filter) : nullptr;
    SQLite::Statement rows(
        db, "SELECT rowid FROM sessions WHERE " + conditionOf(filter) + orderBy(order));
    bind(rows, filter);
    std::vector<SessionKey> keys;
    while (rows.executeStep()) {
        keys.push_back(rows.getColumn(0).getInt64());
    }
    return keys;
}

std::vector<core::SessionSummary> readSummaries(SQLite::Database &db,
                                                const std::vector<SessionKey> &keys) {
    SummaryRows rows(db, std::string("WHERE rowid = ? AND ") + kShown);
    std::vector<core::SessionSummary> found;
    found.reserve(keys.size());
    core::SessionSummary summary;
    for (const SessionKey key : keys) {
        rows.ask(key);
        if (rows.next(summary)) {
            found.push_back(summary);
        }
    }
    return found;
}

void visitSummaries(SQLite::Database &db, std::optional<core::LocalDay> from,
                    const History::Visit &visit) {
    // By UTC the index is of use; which day it was there is seen in the row.
    const std::string since = from ? "started_utc >= ? AND " : "";
    SummaryRows rows(db, "WHERE " + since + kShown);
    if (from) {
        rows.ask(firstMs(*from) - kFarthestOffsetMs);
    }
    core::SessionSummary summary;
    while (rows.next(summary)) {
        if (!from || core::localDay(summary.startedAt) >= *from) {
            visit(summary);
        }
    }
}

std::size_t countSessions(SQLite::Database &db) {
    return static_cast<std::size_t>(
        db.execAndGet(std::string("SELECT count(*) FROM sessions WHERE ") + kShown).getInt64());
}

std::optional<core::SessionRecord> shownSession(SQLite::Database &db, const std::string &id) {
    SQLite::Statement deleted(db, "SELECT 1 FROM tombstones WHERE id = ?");
    deleted.bind(1, id);
    if (deleted.executeStep()) {
        return std::nullopt;
    }
    auto session = SessionReader(db).one(id);
    return session && session->outcome ? std::move(session) : std::nullopt;
}

}  // namespace psoas::storage
