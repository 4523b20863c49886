#pragma once

#include <SQLiteCpp/Database.h>

#include <string>

namespace psoas::storage {

// The sums of a session's steps stand in its own row as well, written when it is over: without them
// a picture of many years would read every step there ever was. All of these throw what the library
// throws.

/// Whether this store has them: from the third version on.
[[nodiscard]] bool hasSums(SQLite::Database &db);

/// Writes the sums of this session.
void writeSums(SQLite::Database &db, const std::string &id);
/// Writes those of all sessions that are over, where steps may have been lost.
void writeAllSums(SQLite::Database &db);

/// The number of sessions that are over and whose sums are not those of their steps.
[[nodiscard]] int countWrongSums(SQLite::Database &db);

}  // namespace psoas::storage
