#include "ui/trend_axes.h"

#include "ui/picture_parts.h"
#include "ui/picture_text.h"

#include <QLocale>

#include <algorithm>
#include <array>

namespace psoas::ui {
namespace {

constexpr double kBetween = 2 * kSpace;
constexpr int kWeeksByDay = 20;     // longer ones are told by months
constexpr int kWeeksByMonth = 156;  // longer ones by years
constexpr std::array kWeekSteps{1, 2, 3, 4, 6, 12, 24};
constexpr std::array kMonthSteps{1, 2, 3, 4, 6, 12, 24};
constexpr std::array kYearSteps{1, 2, 5, 10, 20, 50, 100};

/// A mark that may get a date.
struct Candidate {
    std::size_t mark;
    int number;  ///< of the week, counted back from the newest; of the month; or the year
    QString words;
};

std::vector<Candidate> weekCandidates(const std::vector<TrendWeek> &marks) {
    std::vector<Candidate> all;
    for (std::size_t i = 0; i < marks.size(); ++i) {
        all.push_back({i, static_cast<int>(marks.size() - 1 - i), shortDayText(marks[i].first)});
    }
    return all;
}

/// The marks in which a month or a year begins.
std::vector<Candidate> beginnings(const std::vector<TrendWeek> &marks, bool years) {
    std::vector<Candidate> all;
    for (std::size_t i = 1; i < marks.size(); ++i) {
        const QDate before = dateOf(marks[i - 1].last);
        const QDate day = dateOf(marks[i].last);
        if (years && before.year() != day.year()) {
            all.push_back({i, day.year(), QString::number(day.year())});
        } else if (!years && before.month() != day.month()) {
            const QString month = QLocale().standaloneMonthName(day.month(), QLocale::ShortFormat);
            // Counted from January, so that every third is that of a quarter.
            all.push_back(
                {i, day.month() - 1,
                 day.month() == 1 ? QStringLiteral("%1 %2").arg(month).arg(day.year()) : month});
        }
    }
    return all;
}

std::vector<DayLabel> placed(const std::vector<Candidate> &candidates, int step,
                             const std::vector<double> &centres, double left, double right,
                             const QFont &font) {
    std::vector<DayLabel> labels;
    for (const Candidate &each : candidates) {
        if (each.number % step == 0) {
            const double width = wordsWidth(font, each.words) + 1;
            const double at = centres[each.mark];
            labels.push_back(
                {.at = at,
                 .left = std::clamp(at - width / 2, left, std::max(left, right - width)),
                 .width = width,
                 .words = each.words});
        }
    }
    return labels;
}

bool touch(const std::vector<DayLabel> &labels) {
    return std::ranges::adjacent_find(labels, [](const DayLabel &a, const DayLabel &b) {
               return a.left + a.width + kBetween > b.left;
           }) != labels.end();
}

}  // namespace

std::chrono::minutes roundedUp(std::chrono::minutes most) {
    for (const int few : {1, 2, 3, 4, 5, 6, 8}) {
        if (std::chrono::minutes{few} >= most) {
            return std::chrono::minutes{few};
        }
    }
    for (std::chrono::minutes tenth{1};; tenth *= 10) {
        for (const int times : {10, 12, 15, 20, 25, 30, 40, 50, 60, 80}) {
            if (tenth * times >= most) {
                return tenth * times;
            }
        }
    }
}

std::vector<DayLabel> dayLabels(const std::vector<TrendWeek> &marks,
                                const std::vector<double> &centres, double left, double right,
                                const QFont &font) {
    int weeks = 0;
    for (const TrendWeek &mark : marks) {
        weeks += mark.weeks;
    }
    const bool byDay = weeks <= kWeeksByDay;
    const std::vector<Candidate> candidates =
        byDay ? weekCandidates(marks) : beginnings(marks, weeks > kWeeksByMonth);
    std::vector<DayLabel> labels;
    for (const int step : weeks > kWeeksByMonth ? kYearSteps : byDay ? kWeekSteps : kMonthSteps) {
        labels = placed(candidates, step, centres, left, right, font);
        if (!touch(labels)) {
            break;
        }
    }
    return labels;
}

}  // namespace psoas::ui
