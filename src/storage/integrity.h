#pragma once

#include "storage/store.h"

#include <SQLiteCpp/Database.h>

namespace psoas::storage {

/// A full look at a store: its pages, and whether every row keeps to the rules of its table, has
/// its session and is within the ranges that no rule of a table can say. Throws what the library
/// throws; where it cannot even read on that is SQLITE_CORRUPT.
[[nodiscard]] Integrity lookThrough(SQLite::Database &db);

/// Throws SQLITE_CORRUPT with the first fault, if there is one.
void requireWhole(SQLite::Database &db);

/// Deletes the rows that `lookThrough` would find out of range.
void dropOutOfRange(SQLite::Database &db);

}  // namespace psoas::storage
