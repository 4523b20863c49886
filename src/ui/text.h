#pragma once

#include "core/record.h"

#include <QString>

// The sentences and words that several pages share, so that each thing is called the same
// everywhere. All are translated in the context `psoas`.
namespace psoas::ui {

/// Whole seconds as a clock shows them, `0:37` or `10:00`. What is left of a second counts as a
/// second, so that the clock shows 0:00 only when the time is up.
[[nodiscard]] QString clockTime(core::Milliseconds time);

/// The same as words, for the ear: "37 seconds", "1 minute", "2 minutes 5 seconds".
[[nodiscard]] QString spokenSeconds(core::Milliseconds time);

/// A length in whole minutes, rounded, at least one: "about 10 min".
[[nodiscard]] QString minutesText(core::Milliseconds time);

[[nodiscard]] QString sideText(core::Side side);          ///< "Left side"
[[nodiscard]] QString sideWord(core::Side side);          ///< "Left"
[[nodiscard]] QString stepKindText(core::StepKind kind);  ///< "Get ready", "Hold", "Rest", …

/// How a session ended, in a short sentence: "Completed", "Stopped for pain", …
[[nodiscard]] QString outcomeText(core::Outcome outcome);

}  // namespace psoas::ui
