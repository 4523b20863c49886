#pragma once

#include "core/clock.h"
#include "core/history.h"
#include "core/rating_counts.h"

#include <QDate>
#include <QString>

#include <chrono>
#include <string>

// The words that the pictures of the history and the report for a therapist share. All are
// translated in the context `psoas`, numbers and dates as the system's locale has them.
namespace psoas::ui {

[[nodiscard]] QDate dateOf(core::LocalDay day);

inline constexpr std::chrono::weeks kYear{52};
/// The first day of the last so many weeks, of which that of `today` is the last, in weeks that
/// begin with `first`: pictures, list and report are about the same time.
[[nodiscard]] core::LocalDay firstOfLast(std::chrono::weeks span, core::LocalDay today,
                                         std::chrono::weekday first);

/// "4 August 2026".
[[nodiscard]] QString dayText(core::LocalDay day);
/// "4 August to 26 October 2026": the year once where both days are of the same.
[[nodiscard]] QString daysText(core::LocalDay from, core::LocalDay until);
/// "4 Aug".
[[nodiscard]] QString shortDayText(core::LocalDay day);
/// "November", or "November 2025" where that is not the year of `today`.
[[nodiscard]] QString monthText(std::chrono::year_month month, core::LocalDay today);

/// A dose as a number of minutes, rounded: "12", "1,234", or "<1" if there was any.
[[nodiscard]] QString minutesNumber(core::Milliseconds held);
/// The same with its unit: "12 min".
[[nodiscard]] QString minutesDose(core::Milliseconds held);
/// For the ear: "12 minutes", "1 minute", "less than 1 minute".
[[nodiscard]] QString spokenMinutes(core::Milliseconds held);

[[nodiscard]] QString sessionsText(int count);  ///< "1 session", "14 sessions"
[[nodiscard]] QString weeksText(int count);     ///< "1 week", "12 weeks"

/// A median or a quartile: "6" or "6.5".
[[nodiscard]] QString ratingText(double rating);
/// "3 to 5", or "3" where both are the same.
[[nodiscard]] QString middleHalfText(const core::Spread &spread);

/// A text from a file or a person, on one line and without characters that no file of ours can
/// hold.
[[nodiscard]] QString oneLine(const std::string &utf8);

/// These words, or their beginning with an ellipsis where they are longer than so many letters.
[[nodiscard]] QString shortened(const QString &words, qsizetype letters);

/// What the app does and does not: "It guides and records. …". The one sentence of the About text
/// that the rules for wording exempt.
[[nodiscard]] QString guidesAndRecordsText();

}  // namespace psoas::ui
