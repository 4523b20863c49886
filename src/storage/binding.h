#pragma once

#include "core/clock.h"

#include <SQLiteCpp/Statement.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace psoas::storage {

// How values of core are bound to a statement. A time takes two places, as it takes two columns
// (`columns.h`), and `index` is the first of them; what is absent stays NULL.

inline std::string word(std::string_view name) { return std::string(name); }

inline std::int64_t utcOf(core::WallTime time) { return time.utc.time_since_epoch().count(); }
inline int offsetOf(core::WallTime time) { return static_cast<int>(time.offset.count()); }

inline void bindNumber(SQLite::Statement &statement, int index, const std::optional<int> &value) {
    if (value) {
        statement.bind(index, *value);
    }
}

inline void bindSpan(SQLite::Statement &statement, int index, core::Milliseconds span) {
    statement.bind(index, static_cast<std::int64_t>(span.count()));
}

inline void bindTime(SQLite::Statement &statement, int index,
                     const std::optional<core::WallTime> &time) {
    if (time) {
        statement.bind(index, utcOf(*time));
        statement.bind(index + 1, offsetOf(*time));
    }
}

template <class Enum>
void bindName(SQLite::Statement &statement, int index, const std::optional<Enum> &value,
              std::string_view (*name)(Enum) noexcept) {
    if (value) {
        statement.bind(index, word(name(*value)));
    }
}

}  // namespace psoas::storage
