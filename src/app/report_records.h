#pragma once

#include "core/history_sums.h"
#include "core/record.h"
#include "storage/history.h"

#include <chrono>
#include <optional>
#include <vector>

namespace psoas::app {

/// What a page for a therapist is to be about.
struct ReportQuery {
    std::optional<core::LocalDay> from;  ///< nothing: the first day there is
    core::LocalDay until;                ///< this day included
    bool withNotes = false;
};

/// What it takes to write it.
struct ReportRecords {
    std::optional<core::LocalDay> from;
    core::HistorySums sums;                     ///< of the sessions of that time alone
    std::vector<core::SessionRecord> sessions;  ///< checks, those with pain and, if wanted, a note
};

/// Reads them, on the thread of the store. `first`: the weekday that weeks begin with.
[[nodiscard]] storage::Stored<ReportRecords> readReportRecords(storage::History &history,
                                                               const ReportQuery &query,
                                                               std::chrono::weekday first);

}  // namespace psoas::app
