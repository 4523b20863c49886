#pragma once

#include "core/plan.h"
#include "core/record.h"

#include <QString>
#include <QStringList>

#include <optional>

// The sentences and words that several pages share, so that each thing is called the same
// everywhere. All are translated in the context `psoas`.
namespace psoas::ui {

/// Whole seconds as a clock shows them, `0:37` or `10:00`. What is left of a second counts as a
/// second, so that the clock shows 0:00 only when the time is up.
[[nodiscard]] QString clockTime(core::Milliseconds time);

/// Whole seconds as a number alone, counted the same way.
[[nodiscard]] QString wholeSecondsText(core::Milliseconds time);

/// What was done, as a clock shows it: a second counts only when it is over.
[[nodiscard]] QString heldTime(core::Milliseconds time);

/// What is left, as words, for the ear: "37 seconds", "1 minute", "2 minutes 5 seconds".
[[nodiscard]] QString spokenSeconds(core::Milliseconds time);

/// A length in whole minutes, rounded, at least one: "about 10 min".
[[nodiscard]] QString minutesText(core::Milliseconds time);

[[nodiscard]] QString sideText(core::Side side);          ///< "Left side"
[[nodiscard]] QString sideWord(core::Side side);          ///< "Left"
[[nodiscard]] QString whyAwakeText();                     ///< why the screen stays on
[[nodiscard]] QString stepKindText(core::StepKind kind);  ///< "Get ready", "Hold", "Rest", …

/// How a session ended, in a short sentence: "Completed", "Stopped for pain", …
[[nodiscard]] QString outcomeText(core::Outcome outcome);

[[nodiscard]] QString hurtKindText(core::HurtKind kind);        ///< in the words of its button
[[nodiscard]] QString hurtChoiceText(core::HurtChoice choice);  ///< what was done then

/// The pose to show for a whole plan: that of its first hold, else of its first step that has one.
[[nodiscard]] core::Pose typicalPose(const core::Plan &plan);

/// The pose of the mistake that can be made in this plan, to be shown crossed out; nothing where
/// there is none to show (K8).
[[nodiscard]] std::optional<core::Pose> mistakenPose(const core::Plan &plan);

/// What a routine takes: "about 4 min · cushion, something steady".
[[nodiscard]] QString needText(const core::Routine &routine, const core::Plan &plan);

/// What was held of what was planned and added, a line for each side: "Left side: held 1:30 of
/// 1:30", "Left side: held 0:27 of 0:39 (0:24 planned, 0:15 added), 1 hold skipped". Holds without
/// a side come last: "Rest: held 10:00 of 10:00". Empty if nothing was to be held.
[[nodiscard]] QStringList heldText(const core::SessionRecord &session);

/// A moment as whoever lived it reads it: the local date and time of then, "24 November 2026,
/// 08:05" in the system's way.
[[nodiscard]] QString dayAndTimeText(const core::WallTime &time);
[[nodiscard]] QString dayText(const core::WallTime &time);        ///< the date alone
[[nodiscard]] QString shortTimeText(const core::WallTime &time);  ///< "24 Nov 2026, 08:05"

}  // namespace psoas::ui
