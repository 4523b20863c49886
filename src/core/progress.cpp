#include "core/progress.h"

#include <algorithm>
#include <iterator>
#include <map>

namespace psoas::core {

namespace {

constexpr std::chrono::weeks kWeek{1};

int rowEndingAt(const std::set<LocalDay> &weeks, LocalDay last) {
    int row = 0;
    for (LocalDay week = last; weeks.contains(week); week -= kWeek) {
        ++row;
    }
    return row;
}

using Weeks = std::map<LocalDay, PeriodSums>;
using Ratings = RatingCounts PeriodSums::*;

/// The regular weeks up to this one, oldest first.
Weeks regularWeeks(const HistorySums &sums, LocalDay thisWeek) {
    Weeks weeks;
    std::ranges::copy_if(sums.weeks(), std::inserter(weeks, weeks.end()), [&](const auto &week) {
        return week.first <= thisWeek && week.second.sessions >= kRegularSessions;
    });
    return weeks;
}

bool isPause(LocalDay from, LocalDay until) { return until - from > kLongestPause + kWeek; }

/// The weeks from the first rated one to the last, since the last pause.
Weeks sinceLastPause(const Weeks &regular, Ratings ratings, LocalDay thisWeek) {
    LocalDay next = thisWeek;
    auto from = regular.end();
    auto until = regular.end();
    for (auto week = regular.end(); week != regular.begin();) {
        --week;
        if (!(week->second.*ratings).spread()) {
            continue;
        }
        if (isPause(week->first, next)) {
            break;
        }
        until = from == regular.end() ? std::next(week) : until;
        from = week;
        next = week->first;
    }
    return {from, until};
}

/// What these weeks come to, if they are enough.
std::optional<StalledProgress> progressOf(const Weeks &weeks, RatingMoment moment,
                                          Ratings ratings) {
    if (weeks.size() < static_cast<std::size_t>(kRegularWeeks)) {
        return std::nullopt;
    }
    StalledProgress found{.weeks = static_cast<int>(weeks.size()),
                          .sessions = 0,
                          .moment = moment,
                          .firstMedian = (weeks.begin()->second.*ratings).spread()->median,
                          .lastMedian = (weeks.rbegin()->second.*ratings).spread()->median};
    for (const auto &[day, week] : weeks) {
        found.sessions += week.sessions;
    }
    return found;
}

bool isStalled(const StalledProgress &progress) {
    return progress.firstMedian >= kImprovement &&
           progress.lastMedian > progress.firstMedian - kImprovement;
}

}  // namespace

Streak streakOf(const HistorySums &sums, LocalDay today) {
    const std::set<LocalDay> &weeks = sums.practisedWeeks();
    Streak streak;
    for (const LocalDay week : weeks) {
        if (!weeks.contains(week + kWeek)) {
            streak.longest = std::max(streak.longest, rowEndingAt(weeks, week));
        }
    }
    // Whoever has flown west over the date line has practised tomorrow already.
    LocalDay last = sums.weekOf(today) + kWeek;
    for (int back = 0; back < 2 && !weeks.contains(last); ++back) {
        last -= kWeek;
    }
    streak.current = rowEndingAt(weeks, last);
    return streak;
}

std::optional<StalledProgress> stalledProgress(const HistorySums &sums, LocalDay today) {
    const LocalDay thisWeek = sums.weekOf(today);
    const std::set<LocalDay> &practised = sums.practisedWeeks();
    if (!practised.contains(thisWeek) && !practised.contains(thisWeek - kWeek)) {
        return std::nullopt;
    }
    const Weeks regular = regularWeeks(sums, thisWeek);
    const auto progressBy = [&](RatingMoment moment, Ratings ratings) {
        return progressOf(sinceLastPause(regular, ratings, thisWeek), moment, ratings);
    };
    auto found = progressBy(RatingMoment::Before, &PeriodSums::before);
    if (!found) {
        found = progressBy(RatingMoment::After, &PeriodSums::after);
    }
    return found && isStalled(*found) ? found : std::nullopt;
}

std::optional<Side> SideBalance::alone() const {
    const bool onLeft = left.planned > Milliseconds{0};
    const bool onRight = right.planned > Milliseconds{0};
    if (onLeft == onRight) {
        return std::nullopt;
    }
    return onLeft ? Side::Left : Side::Right;
}

std::optional<Side> SideBalance::shorter() const {
    if (alone()) {
        return std::nullopt;
    }
    const Milliseconds more = difference();
    if (more >= kSideDifference) {
        return Side::Left;
    }
    return more <= -kSideDifference ? std::optional(Side::Right) : std::nullopt;
}

SideBalance balanceOf(const RoutineSums &routine) {
    return {.left = routine.left, .right = routine.right};
}

SideBalance balanceOf(const PeriodSums &period) {
    SideBalance balance;
    for (const auto &[id, routine] : period.routines) {
        balance.left += routine.left;
        balance.right += routine.right;
    }
    return balance;
}

std::vector<RoutineDrop> dropsByRoutine(const PeriodSums &period) {
    std::vector<RoutineDrop> drops;
    for (const auto &[id, routine] : period.routines) {
        if (const auto drop = routine.drops.spread(); drop && drop->count >= kRatedSessions) {
            drops.push_back({.routineId = id, .title = routine.title, .drop = *drop});
        }
    }
    if (drops.size() < 2) {
        return {};
    }
    std::ranges::stable_sort(drops, std::greater<>(),
                             [](const RoutineDrop &each) { return each.drop.median; });
    return drops;
}

}  // namespace psoas::core
