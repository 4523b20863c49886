#pragma once

#include "core/history_sums.h"

#include <optional>
#include <vector>

namespace psoas::ui {

/// A week of the trend, or several that share one mark.
struct TrendWeek {
    core::LocalDay first;
    core::LocalDay last;  ///< both days included
    int weeks = 1;
    int sessions = 0;
    core::Milliseconds held{0};
    core::RatingCounts before{};
    core::RatingCounts after{};
};

/// Tightness week by week against the dose.
struct TightnessTrendView {
    std::vector<TrendWeek> weeks;  ///< without gaps, the newest last
    bool low = false;              ///< as low as can be read, on a page that holds more than it
};

/// A trend is never shorter, so that a first week stands where the next ones will follow.
inline constexpr int kLeastTrendWeeks = 4;

/// The last `weeks` weeks up to that of `today`, or all; without those before the first session,
/// but `kLeastTrendWeeks` at least unless fewer are wanted. What a clock that stood wrong dated
/// up to a year later than today is among all of them; the oldest is a hundred years back. Empty if
/// nothing was held or rated in that time.
[[nodiscard]] TightnessTrendView tightnessTrendView(const core::HistorySums &sums,
                                                    std::optional<int> weeks, core::LocalDay today);

/// How the weeks are drawn at this width of the plot: as they are, or where a week would be less
/// than 6 px wide, as many of them as one as are needed, counted back from the newest.
[[nodiscard]] std::vector<TrendWeek> trendMarks(const TightnessTrendView &view, double plotWidth);

/// The medians of the first and the last week that were rated at this moment; nothing where none
/// was. The weeks are those of the view, and good as long as it is.
struct TrendEnds {
    const TrendWeek *first = nullptr;
    const TrendWeek *last = nullptr;
    double firstMedian = 0;
    double lastMedian = 0;
};
[[nodiscard]] std::optional<TrendEnds> trendEnds(const TightnessTrendView &view,
                                                 core::RatingCounts TrendWeek::*moment);

}  // namespace psoas::ui
