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

    /// The lines and columns of all of them, of those left out too.
    using Places = std::set<std::pair<std::size_t, std::size_t>>;
    [[nodiscard]] const Places &places() const noexcept { return m_places; }
    [[nodiscard]] bool hasErrors() const noexcept { return m_errors > 0; }
    [[nodiscard]] std::size_t errorCount() const noexcept { return m_errors; }
    [[nodiscard]] bool empty() const noexcept { return m_kept.empty(); }

    /// In the order of their places. Beyond `kMostTold` one problem, at the place of the first that
    /// is left out, says how many there are.
    [[nodiscard]] core::Problems sorted() &&;

private:
    void leaveOutBeyond(std::size_t most);

    core::Problems m_kept;
    Places m_places;
    std::size_t m_errors = 0;
    std::size_t m_leftOut = 0;
    std::optional<core::Problem> m_firstLeftOut;  ///< an error, if one of those left out is
};

}  // namespace psoas::content
