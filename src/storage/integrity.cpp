#include "storage/integrity.h"

#include "storage/sqlite_sums.h"

#include <SQLiteCpp/Exception.h>
#include <SQLiteCpp/Statement.h>
#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <string>
#include <vector>

namespace psoas::storage {

namespace {

struct Range {
    const char *table;
    const char *broken;  ///< the condition of a row that is out of it
};

// The years 1970, where a computer begins that has lost its clock's battery, to 2199; and spans
// that nobody plans or adds to one step. A pause has no bound: the lid may stay closed for months.
// New rules belong here and not into the tables: those that are out already keep theirs.
constexpr std::array kRanges{
    Range{"sessions",
          "started_utc NOT BETWEEN 0 AND 7258118399999 "
          "OR ended_utc NOT BETWEEN 0 AND 7258118399999 "
          "OR edited_utc NOT BETWEEN 0 AND 7258118399999 "
          "OR (ended_utc IS NULL) <> (ended_offset IS NULL) "
          "OR (edited_utc IS NULL) <> (edited_offset IS NULL)"},
    Range{"session_steps", "planned_ms > 86400000 OR extended_ms > 86400000"},
    Range{"journal", "wall_utc NOT BETWEEN 0 AND 7258118399999"},
    Range{"safety_checks", "utc NOT BETWEEN 0 AND 7258118399999"},
    Range{"merged_checks", "utc NOT BETWEEN 0 AND 7258118399999"},
    Range{"day_answers", "utc NOT BETWEEN 0 AND 7258118399999"},
    Range{"screenings", "utc NOT BETWEEN 0 AND 7258118399999"},
    Range{"pain_stops", "utc NOT BETWEEN 0 AND 7258118399999"},
    Range{"tombstones", "utc NOT BETWEEN 0 AND 7258118399999"},
    Range{"edits", "utc NOT BETWEEN 0 AND 7258118399999"},
    Range{"newest_stored", "utc NOT BETWEEN 0 AND 7258118399999"},
};

/// Those of the tables that a store of this version has.
std::vector<Range> rangesOf(SQLite::Database &db) {
    std::vector<Range> ranges;
    std::ranges::copy_if(kRanges, std::back_inserter(ranges),
                         [&](const Range &range) { return db.tableExists(range.table); });
    return ranges;
}

void checkIntegrity(SQLite::Database &db, Integrity &found) {
    SQLite::Statement integrity(db, "PRAGMA integrity_check");
    while (integrity.executeStep()) {
        const std::string line = integrity.getColumn(0);
        if (line != "ok") {
            found.faults.push_back(line);
        }
    }
}

}  // namespace

Integrity lookThrough(SQLite::Database &db) {
    Integrity found;
    try {
        checkIntegrity(db, found);
    } catch (const SQLite::Exception &failure) {
        // The statement is always a right one. What the library does not understand is then a rule
        // that the store itself has, and that was another when it was written.
        throw failure.getErrorCode() == SQLITE_ERROR
            ? SQLite::Exception(failure.what(), SQLITE_CORRUPT)
            : failure;
    }
    SQLite::Statement foreign(db, "PRAGMA foreign_key_check");
    while (foreign.executeStep()) {
        found.faults.push_back("row without its session in table " +
                               foreign.getColumn(0).getString());
    }
    for (const Range &range : rangesOf(db)) {
        const std::string rows = std::string(" FROM ") + range.table + " WHERE " + range.broken;
        if (const int count = db.execAndGet("SELECT count(*)" + rows).getInt(); count > 0) {
            found.faults.push_back(std::to_string(count) + " out of range in table " + range.table);
        }
    }
    if (const int count = hasSums(db) ? countWrongSums(db) : 0; count > 0) {
        found.faults.push_back(std::to_string(count) +
                               " sessions whose sums are not those of their steps");
    }
    return found;
}

void requireWhole(SQLite::Database &db) {
    const Integrity found = lookThrough(db);
    if (!found.faults.empty()) {
        throw SQLite::Exception(found.faults.front(), SQLITE_CORRUPT);
    }
}

void dropOutOfRange(SQLite::Database &db) {
    for (const Range &range : rangesOf(db)) {
        db.exec(std::string("DELETE FROM ") + range.table + " WHERE " + range.broken);
    }
}

}  // namespace psoas::storage
