#pragma once

#include "core/clock.h"
#include "core/record.h"

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace psoas::core {

/// A date on the calendar of whoever lived it.
using LocalDay = std::chrono::local_days;

/// The date of this moment where it was lived.
[[nodiscard]] LocalDay localDay(WallTime time);

/// Time planned and held on one side.
struct SideDose {
    Milliseconds planned{0};
    Milliseconds held{0};
    SideDose &operator+=(const SideDose &other);
    friend bool operator==(const SideDose &, const SideDose &) = default;
};

/// What a list tells of a session that is over, and what pictures sum: all but its steps.
struct SessionSummary {
    std::string id;
    std::string routineId;
    std::string routineTitle;
    WallTime startedAt;
    WallTime endedAt;
    Outcome outcome = Outcome::Completed;
    Milliseconds planned{0};
    Milliseconds held{0};
    Milliseconds paused{0};
    SideDose left;
    SideDose right;
    std::optional<int> tightnessBefore;  ///< 0 to 10
    std::optional<int> tightnessAfter;   ///< 0 to 10
    std::string note;

    /// Whether anything was held: only then it counts as practice.
    [[nodiscard]] bool practised() const noexcept { return held > Milliseconds{0}; }
    /// By how much the tightness fell, -10 to 10; nothing unless it was rated before and after.
    [[nodiscard]] std::optional<int> drop() const noexcept;
    friend bool operator==(const SessionSummary &, const SessionSummary &) = default;
};

/// The first day of the week of `day`, in weeks that begin with `first`.
[[nodiscard]] LocalDay weekOf(LocalDay day, std::chrono::weekday first);

/// The title of a step, or of a question; its id where the session has no such step.
[[nodiscard]] std::string stepTitle(const SessionRecord &session, const std::string &step);

/// The summary of a session that is over.
[[nodiscard]] SessionSummary summaryOf(const SessionRecord &ended);

/// What may be corrected of a session afterwards: how it felt. What was done in it cannot.
struct Annotation {
    std::optional<int> tightnessBefore;  ///< 0 to 10
    std::optional<int> tightnessAfter;   ///< 0 to 10
    std::string note;
    friend bool operator==(const Annotation &, const Annotation &) = default;
};

[[nodiscard]] Annotation annotationOf(const SessionRecord &session);

/// Which sessions are looked for. Everything that is absent leaves all of them in.
struct HistoryFilter {
    std::optional<std::string> routineId{};
    std::optional<Outcome> outcome{};
    std::optional<LocalDay> from{};   ///< begun on this day or later
    std::optional<LocalDay> until{};  ///< begun on this day or earlier
    bool onlyWithPain = false;        ///< in which "It hurts" was pressed
    /// Whether a note is one that is looked for; not asked about an empty one. Called on the
    /// thread that reads.
    std::function<bool(std::string_view note)> noteMatches{};
};

/// How found sessions are sorted. Those that are equal in it come newest first; those that have
/// no such value come last.
enum class HistoryOrder { NewestFirst, OldestFirst, LongestHeld, LargestDrop, TightestBefore };

}  // namespace psoas::core
