#pragma once

#include "ui/trend_weeks.h"

#include <QFont>
#include <QString>

#include <chrono>
#include <vector>

namespace psoas::ui {

/// The next of 1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 25, 30, 40, … minutes: what the axis of the
/// dose goes up to.
[[nodiscard]] std::chrono::minutes roundedUp(std::chrono::minutes most);

/// A date on the axis: where its tick is and what stands under it.
struct DayLabel {
    double at = 0;    ///< the tick's x
    double left = 0;  ///< of the words
    double width = 0;
    QString words;
};

/// Dates for marks with these centres, within `left` to `right`: the days on which weeks begin,
/// months or years, by how long it is, and so few of them that none touches another.
[[nodiscard]] std::vector<DayLabel> dayLabels(const std::vector<TrendWeek> &marks,
                                              const std::vector<double> &centres, double left,
                                              double right, const QFont &font);

}  // namespace psoas::ui
