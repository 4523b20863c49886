#include "storage/sqlite_history.h"

#include "storage/binding.h"
#include "storage/columns.h"
#include "storage/session_reader.h"

#include <SQLiteCpp/Statement.h>
#include <sqlite3.h>

#include <exception>
#include <string_view>

namespace psoas::storage {

namespace {

constexpr std::int64_t kDayMs = 24 * 3600 * 1000;
/// No place is further from UTC (the tables' own bound).
constexpr std::int64_t kFarthestOffsetMs = 18 * 3600 * 1000;

constexpr const char *kSummary =
    "SELECT id, routine_id, routine_title, started_utc, started_offset, ended_utc, ended_offset, "
    "outcome, planned_ms, held_ms, paused_ms, planned_left_ms, held_left_ms, planned_right_ms, "
    "held_right_ms, tightness_before, tightness_after, note FROM sessions ";

void readInto(core::SessionSummary &summary, const SQLite::Statement &row) {
    // Into the same strings again and again: most of the time of a long history would otherwise
    // go into their memory.
    summary.id = row.getColumn(0).getText();
    summary.routineId = row.getColumn(1).getText();
    summary.routineTitle = row.getColumn(2).getText();
    summary.startedAt = timeAt(row, 3);
    summary.endedAt = timeAt(row, 5);
    summary.outcome = named(row, 7, core::outcomeNamed);
    summary.planned = spanAt(row, 8);
    summary.held = spanAt(row, 9);
    summary.paused = spanAt(row, 10);
    summary.left = {.planned = spanAt(row, 11), .held = spanAt(row, 12)};
    summary.right = {.planned = spanAt(row, 13), .held = spanAt(row, 14)};
    summary.tightnessBefore = numberOrNone(row, 15);
    summary.tightnessAfter = numberOrNone(row, 16);
    const SQLite::Column note = row.getColumn(17);
    summary.note.assign(note.getText(), static_cast<std::size_t>(note.getBytes()));
}

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
    SQLite::Statement row(db, std::string(kSummary) + "WHERE rowid = ? AND " + kShown);
    std::vector<core::SessionSummary> found;
    found.reserve(keys.size());
    for (const SessionKey key : keys) {
        row.reset();
        row.bind(1, key);
        if (row.executeStep()) {
            readInto(found.emplace_back(), row);
        }
    }
    return found;
}

void visitSummaries(SQLite::Database &db, std::optional<core::LocalDay> from,
                    const History::Visit &visit) {
    core::HistoryFilter filter;
    filter.from = from;
    SQLite::Statement rows(db, std::string(kSummary) + "WHERE " + conditionOf(filter));
    bind(rows, filter);
    core::SessionSummary summary;
    while (rows.executeStep()) {
        readInto(summary, rows);
        visit(summary);
    }
}

std::size_t countSessions(SQLite::Database &db) {
    return static_cast<std::size_t>(
        db.execAndGet(std::string("SELECT count(*) FROM sessions WHERE ") + kShown).getInt64());
}

std::optional<core::SessionRecord> shownSession(SQLite::Database &db, const std::string &id) {
    SQLite::Statement deleted(db, "SELECT 1 FROM tombstones WHERE id = ?");
    deleted.bind(1, id);
    return deleted.executeStep() ? std::nullopt : SessionReader(db).one(id);
}

}  // namespace psoas::storage
