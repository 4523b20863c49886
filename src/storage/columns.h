#pragma once

#include "core/clock.h"

#include <SQLiteCpp/Column.h>
#include <SQLiteCpp/Exception.h>
#include <SQLiteCpp/Statement.h>
#include <sqlite3.h>

#include <optional>
#include <string_view>

namespace psoas::storage {

// What stands in the columns of a row, as values of core. A time takes two columns, UTC in
// milliseconds and the offset in minutes, and `index` is the first of them.

inline core::WallTime timeAt(const SQLite::Statement &row, int index) {
    const core::Milliseconds utc{row.getColumn(index).getInt64()};
    return {std::chrono::sys_time<core::Milliseconds>{utc},
            std::chrono::minutes{row.getColumn(index + 1).getInt()}};
}

inline std::optional<core::WallTime> timeOrNone(const SQLite::Statement &row, int index) {
    return row.isColumnNull(index) ? std::nullopt : std::optional(timeAt(row, index));
}

inline std::optional<int> numberOrNone(const SQLite::Statement &row, int index) {
    return row.isColumnNull(index) ? std::nullopt : std::optional(row.getColumn(index).getInt());
}

inline core::Milliseconds spanAt(const SQLite::Statement &row, int index) {
    return core::Milliseconds{row.getColumn(index).getInt64()};
}

/// The value named in the column. The tables check the words, so an unknown one is damage.
template <class Enum>
Enum named(const SQLite::Statement &row, int index,
           std::optional<Enum> (*fromName)(std::string_view) noexcept) {
    const auto value = fromName(row.getColumn(index).getText());
    if (!value) {
        throw SQLite::Exception("unknown word in column", SQLITE_CORRUPT);
    }
    return *value;
}

template <class Enum>
std::optional<Enum> namedOrNone(const SQLite::Statement &row, int index,
                                std::optional<Enum> (*fromName)(std::string_view) noexcept) {
    return row.isColumnNull(index) ? std::nullopt : std::optional(named(row, index, fromName));
}

}  // namespace psoas::storage
