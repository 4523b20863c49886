#include "core/progress.h"

#include <algorithm>

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

bool isRegular(const HistorySums &sums, LocalDay week) {
    const auto found = sums.weeks().find(week);
    return found != sums.weeks().end() && found->second.sessions >= kRegularSessions;
}

/// The ratings of both weeks at this moment, if both have some.
std::optional<std::pair<double, double>> mediansOf(const PeriodSums &first, const PeriodSums &last,
                                                   RatingCounts PeriodSums::*moment) {
    const auto then = (first.*moment).spread();
    const auto now = (last.*moment).spread();
    return then && now ? std::optional(std::pair(then->median, now->median)) : std::nullopt;
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
    LocalDay last = sums.weekOf(today);
    if (!isRegular(sums, last)) {
        last -= kWeek;
    }
    StalledProgress found;
    LocalDay first = last + kWeek;
    while (isRegular(sums, first - kWeek)) {
        first -= kWeek;
        ++found.weeks;
        found.sessions += sums.weeks().at(first).sessions;
    }
    if (found.weeks < kRegularWeeks) {
        return std::nullopt;
    }
    const PeriodSums &then = sums.weeks().at(first);
    const PeriodSums &now = sums.weeks().at(last);
    auto medians = mediansOf(then, now, &PeriodSums::before);
    if (!medians) {
        found.moment = RatingMoment::After;
        medians = mediansOf(then, now, &PeriodSums::after);
    }
    if (!medians || medians->second <= medians->first - kImprovement) {
        return std::nullopt;
    }
    found.firstMedian = medians->first;
    found.lastMedian = medians->second;
    return found;
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
