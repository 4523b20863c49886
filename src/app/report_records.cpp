#include "app/report_records.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <string>
#include <utility>

namespace psoas::app {

namespace {

using Keys = std::vector<storage::SessionKey>;
using Read = storage::Stored<core::Done>;

/// A check, finished or not: in everything else there is something to hold.
bool isCheck(const core::SessionSummary &session) {
    return core::isCheckOutcome(session.outcome) || session.planned == core::Milliseconds{0};
}

/// Reads what one page tells, part by part.
class Reading {
public:
    Reading(storage::Store &store, const ReportQuery &query, std::chrono::weekday first,
            const std::atomic<bool> &cancelled)
        : m_store(store),
          m_query(query),
          m_cancelled(cancelled),
          m_records{.from = query.from.value_or(query.until),
                    .until = query.until,
                    .sums = core::HistorySums(first)} {
        m_filter.from = query.from;
        m_filter.until = query.until;
    }

    ReadReport records() {
        for (const auto part :
             {&Reading::sum, &Reading::addPainful, &Reading::addDayAnswers, &Reading::readWhole}) {
            if (const Read done = (this->*part)(); !done) {
                return TransferFault(done.error());
            }
            if (m_cancelled) {
                return TransferFault(TransferCancelled{});
            }
        }
        return std::move(m_records);
    }

private:
    Read sum() {
        const auto keys = m_store.find(m_filter, core::HistoryOrder::NewestFirst);
        if (!keys) {
            return keys.error();
        }
        for (std::size_t begin = 0; begin < keys.value().size() && !m_cancelled;
             begin += kTransferBatch) {
            const auto from = keys.value().begin() + static_cast<std::ptrdiff_t>(begin);
            const std::size_t count = std::min(kTransferBatch, keys.value().size() - begin);
            const auto found =
                m_store.summaries(Keys(from, from + static_cast<std::ptrdiff_t>(count)));
            if (!found) {
                return found.error();
            }
            std::ranges::for_each(found.value(), [this](const auto &each) { add(each); });
        }
        return core::Done{};
    }

    void add(const core::SessionSummary &session) {
        reach(session.startedAt);
        m_records.sums.add(session);
        if (isCheck(session)) {
            m_whole.insert(session.id);
        }
        if (m_query.withNotes && !session.note.empty()) {
            ++m_records.noteCount;
            if (m_records.notes.size() < kMostReportNotes) {
                m_records.notes.push_back(session);
            }
        }
    }

    /// A page about everything begins with the first day of which anything is known, whether or
    /// not anything was held on it.
    void reach(core::WallTime time) {
        if (!m_query.from) {
            m_records.from = std::min(m_records.from, core::localDay(time));
        }
    }

    Read addPainful() {
        core::HistoryFilter painful = m_filter;
        painful.onlyWithPain = true;
        const auto keys = m_store.find(painful, core::HistoryOrder::NewestFirst);
        if (!keys) {
            return keys.error();
        }
        const auto found = m_store.summaries(keys.value());
        if (!found) {
            return found.error();
        }
        for (const core::SessionSummary &session : found.value()) {
            m_whole.insert(session.id);
        }
        return core::Done{};
    }

    Read addDayAnswers() {
        const auto facts = m_store.safetyFacts();
        if (!facts) {
            return facts.error();
        }
        for (const core::DayAnswer &answer : facts.value().days) {
            const core::LocalDay day = core::localDay(answer.at);
            if (!answer.nothingNew && day >= m_query.from.value_or(day) && day <= m_query.until) {
                reach(answer.at);
                m_records.somethingNew.push_back(answer.at);
            }
        }
        return core::Done{};
    }

    Read readWhole() {
        for (const std::string &id : m_whole) {
            auto session = m_store.session(id);
            if (!session) {
                return session.error();
            }
            m_records.sessions.push_back(std::move(session).value());
            if (m_cancelled) {
                break;
            }
        }
        return core::Done{};
    }

    storage::Store &m_store;
    const ReportQuery &m_query;
    const std::atomic<bool> &m_cancelled;
    core::HistoryFilter m_filter;
    std::set<std::string> m_whole;  ///< the sessions that are to be read with all they have
    ReportRecords m_records;
};

}  // namespace

ReadReport readReportRecords(storage::Store &store, const ReportQuery &query,
                             std::chrono::weekday first, const std::atomic<bool> &cancelled) {
    return Reading(store, query, first, cancelled).records();
}

}  // namespace psoas::app
