#pragma once

#include "core/plan.h"
#include "core/session.h"

#include <QString>

namespace psoas::app {

/// What is said of an announcement: what the routine's file has for it, and the sentences that
/// stand in no file. Empty: nothing. `plan` is the session's.
[[nodiscard]] QString spokenText(const core::Announcement &announcement, const core::Plan &plan);

/// What is said before a session of this plan: its first step, how to get into its position, and
/// the side to begin with where there is one.
[[nodiscard]] QString introductionText(const core::Plan &plan);

/// How long it takes to say that, generously: at 150 words a minute, an ordinary pace of reading
/// aloud, and slower at a lower `speed` (-1 to 1, as flite takes it). No engine is asked: some
/// claim to be speaking for ever.
[[nodiscard]] core::Milliseconds spokenLength(const QString &text, double speed);

}  // namespace psoas::app
