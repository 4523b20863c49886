#pragma once

#include "core/history_sums.h"
#include "core/routine.h"

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace psoas::core {

// What the history says about how it goes. None of it claims a cause.

/// Weeks of practice in a row. A week that is not over yet breaks none.
struct Streak {
    int current = 0;
    int longest = 0;
    friend bool operator==(const Streak &, const Streak &) = default;
};

/// A week belongs to the row if anything was held in it, on whichever of its days: rest days break
/// nothing.
[[nodiscard]] Streak streakOf(const HistorySums &sums, LocalDay today);

/// Which of the two ratings of a session.
enum class RatingMoment { Before, After };

/// Several weeks of regular practice without the tightness having become a point less (F3).
struct StalledProgress {
    int weeks = 0;     ///< each with `kRegularSessions` or more, the first and the last rated
    int sessions = 0;  ///< in all of them
    RatingMoment moment = RatingMoment::Before;
    double firstMedian = 0;  ///< of the first of these weeks
    double lastMedian = 0;   ///< of the last
    friend bool operator==(const StalledProgress &, const StalledProgress &) = default;
};

inline constexpr int kRegularSessions = 3;  ///< in a week (F3 watched by the app)
inline constexpr int kRegularWeeks = 3;     ///< at least
/// Weeks without regular practice, or without a rating in it, that part what was before from what
/// comes after: more than these. Nobody's number; a holiday or a cold is shorter.
inline constexpr std::chrono::weeks kLongestPause{4};
inline constexpr double kImprovement = 1.0;  ///< points by which the median must be lower

/// The regular weeks from the first to the last that have a rating, with no pause among them, if
/// they are enough and the median of the last is not at least a point under that of the first,
/// which must be 1 or more: less than a point cannot become a point less. Ratings before sessions
/// are compared, or those after where those before do not reach over enough weeks. Nothing when
/// nobody has practised this week or the last.
[[nodiscard]] std::optional<StalledProgress> stalledProgress(const HistorySums &sums,
                                                             LocalDay today);

/// The sides of a period, or of one routine in it.
struct SideBalance {
    SideDose left;
    SideDose right;
    /// Held on the right less held on the left.
    [[nodiscard]] Milliseconds difference() const { return right.held - left.held; }
    /// The one side that was planned at all; nothing where both or none were.
    [[nodiscard]] std::optional<Side> alone() const;
    /// The side that was held less; nothing where the difference is under `kSideDifference`, or
    /// where a side was not to be held at all.
    [[nodiscard]] std::optional<Side> shorter() const;
    friend bool operator==(const SideBalance &, const SideBalance &) = default;
};

/// As much as one press of *Add 15 seconds*: less is no difference between sides.
inline constexpr Milliseconds kSideDifference{15'000};

[[nodiscard]] SideBalance balanceOf(const RoutineSums &routine);
[[nodiscard]] SideBalance balanceOf(const PeriodSums &period);

/// How ratings fell from before to after the sessions of one routine.
struct RoutineDrop {
    std::string routineId;
    std::string title;
    Spread drop;
    friend bool operator==(const RoutineDrop &, const RoutineDrop &) = default;
};

inline constexpr int kRatedSessions = 10;  ///< fewer say nothing

/// The routines with enough sessions rated before and after, largest median drop first. Empty
/// unless there are two to compare.
[[nodiscard]] std::vector<RoutineDrop> dropsByRoutine(const PeriodSums &period);

}  // namespace psoas::core
