#include "content/problem_list.h"

#include <algorithm>
#include <tuple>

namespace psoas::content {

namespace {

auto placeOf(const core::Problem &problem) { return std::tuple(problem.line, problem.column); }

bool isError(const core::Problem &problem) {
    return problem.severity == core::Problem::Severity::Error;
}

}  // namespace

void ProblemList::add(core::Problem problem) {
    m_errors += isError(problem) ? 1U : 0U;
    m_places.emplace(problem.line, problem.column);
    m_kept.push_back(std::move(problem));
    // Seldom, so that a file with very many faults is not sorted for each of them.
    if (m_kept.size() >= 4 * kMostTold) {
        leaveOutBeyond(kMostTold);
    }
}

void ProblemList::leaveOutBeyond(std::size_t most) {
    std::ranges::stable_sort(m_kept, {}, placeOf);
    for (std::size_t i = most; i < m_kept.size(); ++i) {
        ++m_leftOut;
        const bool error = isError(m_kept[i]) || (m_firstLeftOut && isError(*m_firstLeftOut));
        if (!m_firstLeftOut || placeOf(m_kept[i]) < placeOf(*m_firstLeftOut)) {
            m_firstLeftOut = m_kept[i];
        }
        m_firstLeftOut->severity =
            error ? core::Problem::Severity::Error : core::Problem::Severity::Warning;
    }
    m_kept.resize(std::min(most, m_kept.size()));
}

core::Problems ProblemList::sorted() && {
    leaveOutBeyond(kMostTold);
    if (m_firstLeftOut) {
        m_firstLeftOut->pointer.clear();
        m_firstLeftOut->reason = "from here on there are " + std::to_string(m_leftOut) + " more";
        m_kept.push_back(std::move(*m_firstLeftOut));
    }
    return std::move(m_kept);
}

}  // namespace psoas::content
