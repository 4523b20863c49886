#pragma once

#include "app/history_transfer.h"
#include "core/history.h"
#include "core/history_sums.h"
#include "core/record.h"
#include "core/result.h"
#include "storage/history.h"
#include "storage/store.h"

#include <atomic>
#include <chrono>
#include <cstddef>
#include <optional>
#include <vector>

namespace psoas::app {

/// What a page for a therapist is to be about.
struct ReportQuery {
    std::optional<core::LocalDay> from;  ///< nothing: the first day of which anything is known
    core::LocalDay until;                ///< this day included
    bool withNotes = false;
};

/// As many notes as are read for a page: more than there is room for.
inline constexpr std::size_t kMostReportNotes = 100;

/// What it takes to write it. Everything is of the days from `from` to `until`, both included.
struct ReportRecords {
    core::LocalDay from;
    core::LocalDay until;
    core::HistorySums sums;
    std::vector<core::SessionRecord> sessions{};  ///< checks and those with pain, in any order
    std::vector<core::WallTime> somethingNew{};   ///< answers of that name to the short daily check
    std::vector<core::SessionSummary> notes{};    ///< if wanted: the newest ones, newest first
    std::size_t noteCount = 0;                    ///< if wanted: of all of them
};

using ReadReport = core::Result<ReportRecords, TransferFault>;

/// Reads them, on the thread of the store, until `cancelled`. `first`: the weekday that weeks begin
/// with.
[[nodiscard]] ReadReport readReportRecords(storage::Store &store, const ReportQuery &query,
                                           std::chrono::weekday first,
                                           const std::atomic<bool> &cancelled);

}  // namespace psoas::app
