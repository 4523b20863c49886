#pragma once

#include "core/history.h"
#include "core/rating_counts.h"

#include <chrono>
#include <map>
#include <optional>
#include <set>
#include <string>

namespace psoas::core {

/// What was held on one day.
struct DayDose {
    int sessions = 0;
    Milliseconds held{0};
    friend bool operator==(const DayDose &, const DayDose &) = default;
};

/// One routine within a period.
struct RoutineSums {
    WallTime newest;    ///< when its newest session in the period began
    std::string title;  ///< of that session
    int sessions = 0;
    Milliseconds planned{0};
    Milliseconds held{0};
    SideDose left;
    SideDose right;
    RatingCounts drops;  ///< of tightness, in sessions rated before and after
    RoutineSums &operator+=(const RoutineSums &other);
    friend bool operator==(const RoutineSums &, const RoutineSums &) = default;
};

/// A week, or several. Only practice counts: sessions in which something was held. Ratings count
/// wherever they were given.
struct PeriodSums {
    int sessions = 0;
    Milliseconds planned{0};
    Milliseconds held{0};
    RatingCounts before;
    RatingCounts after;
    std::map<std::string, RoutineSums> routines{};  ///< by id
    PeriodSums &operator+=(const PeriodSums &other);
    friend bool operator==(const PeriodSums &, const PeriodSums &) = default;
};

/// All that the pictures of the history show. A session belongs to the day on which it began, on
/// the calendar of where it was done.
class HistorySums {
public:
    /// The weekday that weeks begin with.
    explicit HistorySums(std::chrono::weekday first = std::chrono::Monday) : m_first(first) {}

    /// Sessions may come in any order.
    void add(const SessionSummary &session);

    /// The first day of the week in which `day` lies.
    [[nodiscard]] LocalDay weekOf(LocalDay day) const;
    [[nodiscard]] std::chrono::weekday firstWeekday() const { return m_first; }

    [[nodiscard]] const std::map<LocalDay, DayDose> &days() const { return m_days; }
    /// By their first days.
    [[nodiscard]] const std::map<LocalDay, PeriodSums> &weeks() const { return m_weeks; }
    /// The weeks with practice, by their first days. One that ran over midnight counts for the
    /// weeks of both days, so that it breaks no row of them.
    [[nodiscard]] const std::set<LocalDay> &practisedWeeks() const { return m_practised; }

    /// The weeks in which `from` and `until` lie and those between, as one period.
    [[nodiscard]] PeriodSums between(LocalDay from, LocalDay until) const;
    [[nodiscard]] PeriodSums all() const;
    /// The days from `from` to `until`, both included.
    [[nodiscard]] DayDose daysBetween(LocalDay from, LocalDay until) const;

    friend bool operator==(const HistorySums &, const HistorySums &) = default;

private:
    std::chrono::weekday m_first;
    std::map<LocalDay, DayDose> m_days;
    std::map<LocalDay, PeriodSums> m_weeks;
    std::set<LocalDay> m_practised;
};

}  // namespace psoas::core
