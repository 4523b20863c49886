#pragma once

#include "core/history.h"
#include "core/history_sums.h"

#include <vector>

namespace psoas {

/// The sessions of someone who practises on most days, of three routines, whose tightness falls
/// slowly; the same for the same seed. They end on `last` and go back so many weeks, with a week or
/// two of rest now and then.
[[nodiscard]] std::vector<core::SessionSummary> seededSessions(unsigned seed, core::LocalDay last,
                                                               int weeks);

[[nodiscard]] core::HistorySums sumsOf(const std::vector<core::SessionSummary> &sessions);

/// A session of the ball on this day at eight in the morning, UTC: 3 minutes a side planned.
[[nodiscard]] core::SessionSummary ballSession(core::LocalDay day, core::Milliseconds left,
                                               core::Milliseconds right);

}  // namespace psoas
