#include "ui/picture_text.h"
#include "ui/tightness_trend.h"

#include <QCoreApplication>
#include <QLocale>
#include <QPainter>

#include <algorithm>

namespace psoas::ui {
namespace {

using Ratings = core::RatingCounts TrendWeek::*;

QString words(const char *source) { return QCoreApplication::translate("psoas", source); }

QString endsText(const TightnessTrendView &view, Ratings moment, const QString &name) {
    const auto ends = trendEnds(view, moment);
    if (!ends) {
        return words("%1: not rated.").arg(name);
    }
    if (ends->first == ends->last) {
        return words("%1: median %2, rated in one week.").arg(name, ratingText(ends->firstMedian));
    }
    return words("%1: median %2 in the first rated week, %3 in the last.")
        .arg(name, ratingText(ends->firstMedian), ratingText(ends->lastMedian));
}

QString textOf(const TightnessTrendView &view) {
    if (view.weeks.empty()) {
        return emptyTrendText();
    }
    core::Milliseconds held{0};
    int sessions = 0;
    for (const TrendWeek &week : view.weeks) {
        held += week.held;
        sessions += week.sessions;
    }
    const QStringList sentences{
        words("%1 from %2.")
            .arg(weeksText(static_cast<int>(view.weeks.size())),
                 daysText(view.weeks.front().first, view.weeks.back().last)),
        endsText(view, &TrendWeek::before, words("Tightness before")),
        endsText(view, &TrendWeek::after, words("Tightness after")),
        words("%1 held in %2.").arg(spokenMinutes(held), sessionsText(sessions))};
    return sentences.join(QLatin1Char(' '));
}

QStringList rowOf(const TrendWeek &week) {
    QStringList row{dayText(week.first), QLocale().toString(week.sessions),
                    minutesNumber(week.held)};
    for (const Ratings moment : {&TrendWeek::before, &TrendWeek::after}) {
        const auto spread = (week.*moment).spread();
        row << (spread ? ratingText(spread->median) : QString())
            << (spread ? middleHalfText(*spread) : QString());
    }
    return row;
}

PictureNumbers numbersOf(const TightnessTrendView &view) {
    PictureNumbers numbers{.head = {words("Week from"), words("Sessions"), words("Minutes held"),
                                    words("Before: median"), words("Before: middle half"),
                                    words("After: median"), words("After: middle half")},
                           .rows = {}};
    for (auto week = view.weeks.rbegin(); week != view.weeks.rend(); ++week) {
        numbers.rows << rowOf(*week);
    }
    return numbers;
}

}  // namespace

QString emptyTrendText() {
    return words(
        "Nothing held or rated in this time. Start a routine on Today, and how tight it felt shows "
        "here week by week.");
}

Picture pictureOf(const TightnessTrendView &view) {
    return {
        .heading = words("Tightness by week"),
        .caption = view.weeks.empty() ? QString()
                                      : daysText(view.weeks.front().first, view.weeks.back().last),
        .text = textOf(view),
        .fileName = QStringLiteral("tightness-by-week"),
        .numbers = numbersOf(view),
        .heightFor = [view](
                         double width,
                         const Theme &theme) { return tightnessTrendHeight(width, view, theme); },
        .paint = [view](QPainter &painter, const QRectF &place,
                        const Theme &theme) { paintTightnessTrend(painter, place, view, theme); }};
}

}  // namespace psoas::ui
