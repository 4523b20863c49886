#include "content/problem_list.h"

#include <algorithm>

namespace psoas::content {

namespace {

ProblemList::Place placeOf(const core::Problem &problem) { return {problem.line, problem.column}; }

}  // namespace

void ProblemList::add(core::Problem problem) {
    if (!tells(problem.line, problem.column)) {
        leaveOut(problem.severity, problem.line, problem.column);
        return;
    }
    m_errors += problem.severity == core::Problem::Severity::Error ? 1U : 0U;
    m_places.insert(placeOf(problem));
    m_kept.push_back(std::move(problem));
    // Seldom, so that a file with very many faults is not sorted for each of them.
    if (m_kept.size() >= 2 * kMostTold) {
        leaveOutRest();
    }
}

bool ProblemList::tells(std::size_t line, std::size_t column) const noexcept {
    return !m_end || Place(line, column) < *m_end;
}

void ProblemList::leaveOut(core::Problem::Severity severity, std::size_t line, std::size_t column) {
    const bool error = severity == core::Problem::Severity::Error;
    const Place place(line, column);
    m_errors += error ? 1U : 0U;
    m_places.insert(place);
    ++m_leftOut;
    m_leftOutError = m_leftOutError || error;
    m_firstLeftOut = m_firstLeftOut ? std::min(*m_firstLeftOut, place) : place;
}

/// Keeps as many as are told, and counts the others.
void ProblemList::leaveOutRest() {
    std::ranges::stable_sort(m_kept, {}, placeOf);
    for (std::size_t i = kMostTold; i < m_kept.size(); ++i) {
        m_errors -= m_kept[i].severity == core::Problem::Severity::Error ? 1U : 0U;
        leaveOut(m_kept[i].severity, m_kept[i].line, m_kept[i].column);
    }
    m_kept.resize(std::min(kMostTold, m_kept.size()));
    m_end = m_kept.size() == kMostTold ? std::optional(placeOf(m_kept.back())) : std::nullopt;
}

core::Problems ProblemList::sorted() && {
    leaveOutRest();
    if (m_firstLeftOut) {
        m_kept.push_back(
            {.severity =
                 m_leftOutError ? core::Problem::Severity::Error : core::Problem::Severity::Warning,
             .file = m_kept.front().file,
             .line = m_firstLeftOut->first,
             .column = m_firstLeftOut->second,
             .pointer = "",
             .reason = "from here on there are " + std::to_string(m_leftOut) + " more"});
    }
    return std::move(m_kept);
}

}  // namespace psoas::content
