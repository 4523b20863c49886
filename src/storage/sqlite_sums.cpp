#include "storage/sqlite_sums.h"

#include "storage/sqlite_base.h"

#include <SQLiteCpp/Statement.h>

namespace psoas::storage {

namespace {

constexpr int kVersionWithSums = 3;

constexpr const char *kColumns =
    "(planned_ms, held_ms, paused_ms, planned_left_ms, held_left_ms, planned_right_ms, "
    "held_right_ms)";

/// Of the steps of the session whose row is being looked at.
constexpr const char *kSums = R"sql(
(SELECT coalesce(sum(planned_ms), 0), coalesce(sum(held_ms), 0), coalesce(sum(paused_ms), 0),
        coalesce(sum(iif(side = 'left', planned_ms, 0)), 0),
        coalesce(sum(iif(side = 'left', held_ms, 0)), 0),
        coalesce(sum(iif(side = 'right', planned_ms, 0)), 0),
        coalesce(sum(iif(side = 'right', held_ms, 0)), 0)
   FROM session_steps WHERE session_id = id))sql";

std::string update() {
    return std::string("UPDATE sessions SET ") + kColumns + " = " + kSums + " WHERE ";
}

}  // namespace

bool hasSums(SQLite::Database &db) { return pragma(db, "user_version") >= kVersionWithSums; }

void writeSums(SQLite::Database &db, const std::string &id) {
    SQLite::Statement write(db, update() + "id = ?");
    write.bind(1, id);
    write.exec();
}

void writeAllSums(SQLite::Database &db) { db.exec(update() + "outcome IS NOT NULL"); }

int countWrongSums(SQLite::Database &db) {
    return db
        .execAndGet(std::string("SELECT count(*) FROM sessions WHERE outcome IS NOT NULL AND ") +
                    kColumns + " IS NOT " + kSums)
        .getInt();
}

}  // namespace psoas::storage
