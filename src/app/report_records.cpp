#include "app/report_records.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <string>
#include <utility>

namespace psoas::app {

namespace {

using storage::SessionKey;
using Keys = std::vector<SessionKey>;

constexpr std::size_t kBatch = 500;

core::HistoryFilter filterOf(const ReportQuery &query) {
    core::HistoryFilter filter;
    filter.from = query.from;
    filter.until = query.until;
    return filter;
}

/// A check, finished or not: in everything else there is something to hold.
bool isCheck(const core::SessionSummary &session) {
    return core::isCheckOutcome(session.outcome) || session.planned == core::Milliseconds{0};
}

/// Sums these sessions and names those that have to be read whole.
storage::Stored<core::Done> sum(storage::History &history, const Keys &keys, bool withNotes,
                                core::HistorySums &sums, std::set<std::string> &whole) {
    const auto found = history.summaries(keys);
    if (!found) {
        return found.error();
    }
    for (const core::SessionSummary &session : found.value()) {
        sums.add(session);
        if (isCheck(session) || (withNotes && !session.note.empty())) {
            whole.insert(session.id);
        }
    }
    return core::Done{};
}

storage::Stored<core::Done> addPainful(storage::History &history, const ReportQuery &query,
                                       std::set<std::string> &whole) {
    core::HistoryFilter filter = filterOf(query);
    filter.onlyWithPain = true;
    const auto keys = history.find(filter, core::HistoryOrder::NewestFirst);
    if (!keys) {
        return keys.error();
    }
    const auto found = history.summaries(keys.value());
    if (!found) {
        return found.error();
    }
    for (const core::SessionSummary &session : found.value()) {
        whole.insert(session.id);
    }
    return core::Done{};
}

}  // namespace

storage::Stored<ReportRecords> readReportRecords(storage::History &history,
                                                 const ReportQuery &query,
                                                 std::chrono::weekday first) {
    ReportRecords records{.from = query.from, .sums = core::HistorySums(first), .sessions = {}};
    std::set<std::string> whole;
    const auto keys = history.find(filterOf(query), core::HistoryOrder::NewestFirst);
    if (!keys) {
        return keys.error();
    }
    for (std::size_t begin = 0; begin < keys.value().size(); begin += kBatch) {
        const auto from = keys.value().begin() + static_cast<std::ptrdiff_t>(begin);
        const std::size_t count = std::min(kBatch, keys.value().size() - begin);
        const auto done = sum(history, Keys(from, from + static_cast<std::ptrdiff_t>(count)),
                              query.withNotes, records.sums, whole);
        if (!done) {
            return done.error();
        }
    }
    if (const auto done = addPainful(history, query, whole); !done) {
        return done.error();
    }
    for (const std::string &id : whole) {
        auto session = history.session(id);
        if (!session) {
            return session.error();
        }
        records.sessions.push_back(std::move(session).value());
    }
    return records;
}

}  // namespace psoas::app
