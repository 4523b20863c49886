#pragma once

#include "core/problem.h"

#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>

namespace psoas::content {

/// How many problems of one file are told. Nobody reads a thousand.
inline constexpr std::size_t kMostTold = 100;

/// Collects the problems of one file, in whatever order they are found. However many there are, no
/// more than a few hundred are kept in memory; the rest is counted.
class ProblemList {
public:
    void add(core::Problem problem);

    /// Whether a problem at this place can still be among those that are told. If not, `leaveOut`
    /// counts it, and nobody need work out what it would say.
    [[nodiscard]] bool tells(std::size_t line, std::size_t column) const noexcept;
    void leaveOut(core::Problem::Severity severity, std::size_t line, std::size_t column);

    using Place = std::pair<std::size_t, std::size_t>;  ///< line and column
    /// Of all of them, of those left out too.
    using Places = std::set<Place>;
    [[nodiscard]] const Places &places() const noexcept { return m_places; }
    [[nodiscard]] bool hasErrors() const noexcept { return m_errors > 0; }
    [[nodiscard]] std::size_t errorCount() const noexcept { return m_errors; }
    [[nodiscard]] bool empty() const noexcept { return m_kept.empty(); }

    /// In the order of their places. Beyond `kMostTold` one problem, at the place of the first that
    /// is left out, says how many there are.
    [[nodiscard]] core::Problems sorted() &&;

private:
    void leaveOutRest();

    core::Problems m_kept;
    Places m_places;
    std::size_t m_errors = 0;
    std::size_t m_leftOut = 0;
    bool m_leftOutError = false;
    std::optional<Place> m_firstLeftOut;
    /// From here on nothing is told any more: so many places before it have something to tell.
    std::optional<Place> m_end;
};

}  // namespace psoas::content
