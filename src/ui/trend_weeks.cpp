#include "ui/trend_weeks.h"

#include <algorithm>
#include <cmath>

namespace psoas::ui {
namespace {

constexpr std::chrono::weeks kWeek{1};
constexpr double kLeastMarkWidth = 6;
// A hundred years, and one ahead: what a clock that stood quite wrong dated must not make the
// picture endless.
constexpr int kMostWeeks = 5218;
constexpr int kMostWeeksAhead = 52;

void add(TrendWeek &sum, const TrendWeek &week) {
    sum.last = week.last;
    sum.weeks += week.weeks;
    sum.sessions += week.sessions;
    sum.held += week.held;
    sum.before += week.before;
    sum.after += week.after;
}

}  // namespace

TightnessTrendView tightnessTrendView(const core::HistorySums &sums, std::optional<int> weeks,
                                      core::LocalDay today) {
    TightnessTrendView view;
    if (sums.weeks().empty()) {
        return view;
    }
    const core::LocalDay now = sums.weekOf(today);
    // A session dated ahead must not push the weeks that are asked for out of the picture.
    const core::LocalDay last =
        weeks ? now : std::clamp(sums.weeks().rbegin()->first, now, now + kWeek * kMostWeeksAhead);
    const core::LocalDay oldest =
        std::max(sums.weeks().begin()->first, last - kWeek * (kMostWeeks - 1));
    const auto wanted = weeks.value_or(std::max(
        kLeastTrendWeeks,
        static_cast<int>(std::chrono::floor<std::chrono::weeks>(last - oldest).count()) + 1));
    const int least = std::min(wanted, kLeastTrendWeeks);
    const core::LocalDay first =
        std::min(last - kWeek * (least - 1), std::max(oldest, last - kWeek * (wanted - 1)));
    bool some = false;
    for (core::LocalDay week = first; week <= last; week += kWeek) {
        TrendWeek mark{.first = week, .last = week + kWeek - std::chrono::days{1}};
        if (const auto found = sums.weeks().find(week); found != sums.weeks().end()) {
            mark.sessions = found->second.sessions;
            mark.held = found->second.held;
            mark.before = found->second.before;
            mark.after = found->second.after;
            some = true;
        }
        view.weeks.push_back(mark);
    }
    if (!some) {
        view.weeks.clear();
    }
    return view;
}

std::vector<TrendWeek> trendMarks(const TightnessTrendView &view, double plotWidth) {
    const auto count = static_cast<double>(view.weeks.size());
    std::size_t together = 1;
    for (const std::size_t several : {1U, 2U, 4U, 13U, 26U, 52U}) {
        together = several;
        const double marks = std::ceil(count / static_cast<double>(several));
        if (plotWidth / marks >= kLeastMarkWidth) {
            break;
        }
    }
    std::vector<TrendWeek> marks;
    for (std::size_t i = 0; i < view.weeks.size(); ++i) {
        // So that the newest mark is whole, and only the oldest may lack some.
        const bool begins = (view.weeks.size() - i) % together == 0;
        if (begins || marks.empty()) {
            marks.push_back(view.weeks[i]);
        } else {
            add(marks.back(), view.weeks[i]);
        }
    }
    return marks;
}

std::optional<TrendEnds> trendEnds(const TightnessTrendView &view,
                                   core::RatingCounts TrendWeek::*moment) {
    const auto isRated = [moment](const TrendWeek &week) { return (week.*moment).count() > 0; };
    const auto first = std::ranges::find_if(view.weeks, isRated);
    if (first == view.weeks.end()) {
        return std::nullopt;
    }
    const auto last = std::find_if(view.weeks.rbegin(), view.weeks.rend(), isRated);
    return TrendEnds{.first = &*first,
                     .last = &*last,
                     .firstMedian = ((*first).*moment).spread()->median,
                     .lastMedian = ((*last).*moment).spread()->median};
}

}  // namespace psoas::ui
