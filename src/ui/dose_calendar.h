#pragma once

#include "core/history_sums.h"
#include "ui/picture.h"

#include <chrono>
#include <map>
#include <vector>

namespace psoas::ui {

/// Months of practice, day by day.
struct DoseCalendarView {
    core::LocalDay today;
    std::chrono::weekday firstWeekday = std::chrono::Monday;
    std::vector<std::chrono::year_month> months;   ///< following each other, the newest last
    std::map<core::LocalDay, core::DayDose> days;  ///< those in `months`
};

/// The most months that stand side by side.
inline constexpr int kMostMonths = 4;

/// `count` months (1 to `kMostMonths`) that end in `newest`.
[[nodiscard]] DoseCalendarView doseCalendarView(const core::HistorySums &sums,
                                                std::chrono::year_month newest, int count,
                                                core::LocalDay today);

/// As many of the newest months as fit stand side by side. Each day's cell has the day, the minutes
/// held and, darker the more there were, their shade; today is outlined.
[[nodiscard]] double doseCalendarHeight(double width, const DoseCalendarView &view,
                                        const Theme &theme);
void paintDoseCalendar(QPainter &painter, const QRectF &place, const DoseCalendarView &view,
                       const Theme &theme);

[[nodiscard]] Picture pictureOf(const DoseCalendarView &view);

}  // namespace psoas::ui
