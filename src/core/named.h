#pragma once

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>

namespace psoas::core {

/// A table of the names that an enumeration has in files and records.
template <class Enum> using Named = std::pair<Enum, std::string_view>;

/// The name of `value`; every value of the enumeration must stand in the table.
template <class Table, class Enum>
[[nodiscard]] constexpr std::string_view nameIn(const Table &table, Enum value) noexcept {
    const auto row = std::ranges::find(table, value, &Named<Enum>::first);
    return row == std::end(table) ? std::string_view{} : row->second;
}

/// The value with this name, or nothing.
template <class Enum, class Table>
[[nodiscard]] constexpr std::optional<Enum> namedIn(const Table &table,
                                                    std::string_view name) noexcept {
    const auto row = std::ranges::find(table, name, &Named<Enum>::second);
    return row == std::end(table) ? std::nullopt : std::optional<Enum>(row->first);
}

}  // namespace psoas::core
