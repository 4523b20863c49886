#include "ui/dose_calendar.h"

#include "ui/picture_parts.h"
#include "ui/picture_text.h"

#include <QCoreApplication>
#include <QLocale>
#include <QPainter>

#include <algorithm>
#include <array>
#include <cmath>

namespace psoas::ui {
namespace {

using std::chrono::days;
using std::chrono::months;
using std::chrono::year_month;

constexpr int kWeekdays = 7;
constexpr int kMostWeeks = 6;  // in a month: all are equally high, so that nothing moves in turning
constexpr double kGap = 4;     // between cells
constexpr double kMonthGap = 4 * kSpace;
constexpr double kWidestCell = 2.0;  // times the narrowest
constexpr double kFileMonth = 300;
constexpr double kCellRadius = 6;
constexpr double kTodayLine = 2;
constexpr double kUnpractised = 0.06;  // of the way from the ground to a line

/// From so many minutes on, this share of the accent: dark enough steps apart, and none so that
/// neither ink can be read on it.
struct Shade {
    std::chrono::minutes from;
    double share;
};
constexpr std::array<Shade, 4> kShades{
    Shade{std::chrono::minutes{0}, 0.18}, Shade{std::chrono::minutes{5}, 0.38},
    Shade{std::chrono::minutes{10}, 0.67}, Shade{std::chrono::minutes{20}, 1.0}};

QString words(const char *source) { return QCoreApplication::translate("psoas", source); }

QColor shadeOf(core::Milliseconds held, const Tokens &tokens) {
    const auto shade = std::find_if(kShades.rbegin(), kShades.rend(), [held](const Shade &each) {
        return std::chrono::round<std::chrono::minutes>(held) >= each.from;
    });
    return doseColour(tokens, shade->share);
}

QColor inkOn(const QColor &ground, const Tokens &tokens) {
    return contrast(tokens.text, ground) >= contrast(tokens.onAccent, ground) ? tokens.text
                                                                              : tokens.onAccent;
}

core::LocalDay firstOf(year_month month) { return core::LocalDay(month / 1); }
core::LocalDay lastOf(year_month month) { return core::LocalDay(month / std::chrono::last); }

/// The column of a day in its week, from 0.
int columnOf(core::LocalDay day, std::chrono::weekday first) {
    return static_cast<int>((std::chrono::weekday(day) - first).count());
}

core::DayDose sumOf(const DoseCalendarView &view, year_month month) {
    core::DayDose sum;
    for (auto day = view.days.lower_bound(firstOf(month));
         day != view.days.end() && day->first <= lastOf(month); ++day) {
        sum.sessions += day->second.sessions;
        sum.held += day->second.held;
    }
    return sum;
}

QString emptyText() {
    return words(
        "Nothing held in these months: start a routine on Today, and its minutes show here.");
}

/// The calendar at one width: what goes where, and how large.
class Calendar {
public:
    Calendar(const DoseCalendarView &view, double width, const Theme &theme)
        : m_view(view),
          m_tokens(theme.tokens),
          m_heading(pictureFont(theme, kBodySize, QFont::DemiBold)),
          m_number(pictureFont(theme, kBodySize, QFont::DemiBold)),
          m_small(pictureFont(theme, kSmallSize)),
          m_body(pictureFont(theme)) {
        const double narrowest = wordsWidth(m_number, QStringLiteral("000")) + kSpace;
        const double narrowestMonth = kWeekdays * (narrowest + kGap) - kGap;
        const auto fitting = static_cast<int>((width + kMonthGap) / (narrowestMonth + kMonthGap));
        m_shown = std::clamp(fitting, 1, static_cast<int>(view.months.size()));
        const double share = (width - (m_shown - 1) * kMonthGap) / m_shown;
        m_cell.setWidth(std::min((share + kGap) / kWeekdays - kGap, kWidestCell * narrowest));
        m_cell.setHeight(lineHeight(m_small) + lineHeight(m_number) + kSpace);
        m_width = width;
    }

    [[nodiscard]] double height() const { return footTop() + footHeight() + kTodayLine; }

    void paint(QPainter &painter, const QPointF &corner) const {
        for (int i = 0; i < m_shown; ++i) {
            paintMonth(painter, corner + QPointF(i * (monthWidth() + kMonthGap), 0), monthAt(i));
        }
        const QPointF foot = corner + QPointF(0, footTop());
        if (m_view.days.empty()) {
            paintWrapped(painter, {foot, QSizeF(m_width, footHeight())}, emptyText(), m_body,
                         m_tokens.text);
            return;
        }
        layLegend([&](const QRectF &swatch, const QRectF &label, int which) {
            paintLegend(painter, swatch.translated(foot), label.translated(foot), which);
        });
    }

private:
    [[nodiscard]] year_month monthAt(int column) const {
        return m_view.months[m_view.months.size() - static_cast<std::size_t>(m_shown - column)];
    }
    [[nodiscard]] double monthWidth() const { return kWeekdays * (m_cell.width() + kGap) - kGap; }
    [[nodiscard]] double gridTop() const {
        return lineHeight(m_heading) + kSpace + lineHeight(m_small) + kGap;
    }
    [[nodiscard]] double footTop() const {
        return gridTop() + kMostWeeks * (m_cell.height() + kGap) + kSpace;
    }
    [[nodiscard]] double footHeight() const {
        return m_view.days.empty() ? wrappedHeight(m_body, emptyText(), m_width)
                                   : layLegend([](const QRectF &, const QRectF &, int) {});
    }
    [[nodiscard]] QRectF cellAt(const QPointF &corner, int row, int column) const {
        return {corner + QPointF(column * (m_cell.width() + kGap),
                                 gridTop() + row * (m_cell.height() + kGap)),
                m_cell};
    }

    void paintMonth(QPainter &painter, const QPointF &corner, year_month month) const {
        const QString heading = QStringLiteral("%1 · %2").arg(
            monthText(month, m_view.today), minutesDose(sumOf(m_view, month).held));
        paintWords(painter, {corner, QSizeF(monthWidth(), lineHeight(m_heading))}, Qt::AlignLeft,
                   heading, fitted(m_heading, heading, monthWidth()), m_tokens.text);
        for (int column = 0; column < kWeekdays; ++column) {
            const auto weekday = m_view.firstWeekday + days{column};
            const QRectF place(corner.x() + column * (m_cell.width() + kGap),
                               corner.y() + lineHeight(m_heading) + kSpace, m_cell.width(),
                               lineHeight(m_small));
            paintWords(painter, place, Qt::AlignHCenter,
                       QLocale().standaloneDayName(static_cast<int>(weekday.iso_encoding()),
                                                   QLocale::NarrowFormat),
                       m_small, m_tokens.muted);
        }
        const int before = columnOf(firstOf(month), m_view.firstWeekday);
        for (core::LocalDay day = firstOf(month); day <= lastOf(month); day += days{1}) {
            const int place = before + static_cast<int>((day - firstOf(month)).count());
            paintDay(painter, cellAt(corner, place / kWeekdays, place % kWeekdays), day);
        }
    }

    void paintDay(QPainter &painter, const QRectF &cell, core::LocalDay day) const {
        const auto dose = m_view.days.find(day);
        const bool practised = dose != m_view.days.end();
        QColor ink = m_tokens.muted;
        if (practised) {
            const QColor shade = shadeOf(dose->second.held, m_tokens);
            fillRounded(painter, cell, kCellRadius, shade);
            ink = inkOn(shade, m_tokens);
        } else if (day <= m_view.today) {
            fillRounded(painter, cell, kCellRadius,
                        mixed(m_tokens.surface, m_tokens.line, kUnpractised));
        }
        if (day == m_view.today) {
            outline(painter, cell);
        }
        const QRectF inside = cell.adjusted(kGap, kGap, -kGap, -kGap);
        paintWords(painter, inside, Qt::AlignLeft | Qt::AlignTop,
                   QLocale().toString(dateOf(day).day()), m_small, ink);
        if (practised) {
            const QString number = minutesNumber(dose->second.held);
            paintWords(painter, inside, Qt::AlignRight | Qt::AlignBottom, number,
                       fitted(m_number, number, inside.width()), ink);
        }
    }

    void outline(QPainter &painter, const QRectF &cell) const {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(m_tokens.text, kTodayLine));
        painter.drawRoundedRect(cell, kCellRadius, kCellRadius);
    }

    /// Hands each swatch and the place of its words to `place`, from the top left, wrapped; gives
    /// the height of all.
    template <typename Place> double layLegend(Place place) const {
        const double line = lineHeight(m_small);
        double x = 0;
        double y = 0;
        for (int which = 0; which <= static_cast<int>(kShades.size()); ++which) {
            const double label = wordsWidth(m_small, legendText(which));
            const double width = line + kSpace + label;
            if (x > 0 && x + width > m_width) {
                x = 0;
                y += line + kSpace;
            }
            place(QRectF(x + 1, y + 1, line - 2, line - 2),
                  QRectF(x + line + kSpace, y, label, line), which);
            x += width + 2 * kSpace;
        }
        return y + line;
    }

    [[nodiscard]] static QString legendText(int which) {
        const auto from = [](int shade) {
            return QLocale().toString(kShades.at(static_cast<std::size_t>(shade)).from.count());
        };
        const auto last = static_cast<int>(kShades.size()) - 1;
        if (which > last) {
            return words("Today");
        }
        if (which == 0) {
            return words("under %1 min").arg(from(1));
        }
        return which == last ? words("%1 min or more").arg(from(last))
                             : words("from %1 min").arg(from(which));
    }

    void paintLegend(QPainter &painter, const QRectF &swatch, const QRectF &label,
                     int which) const {
        if (which < static_cast<int>(kShades.size())) {
            fillRounded(painter, swatch, kGap,
                        doseColour(m_tokens, kShades.at(static_cast<std::size_t>(which)).share));
        } else {
            outline(painter, swatch);
        }
        paintWords(painter, label, Qt::AlignLeft, legendText(which), m_small, m_tokens.muted);
    }

    const DoseCalendarView &m_view;
    const Tokens &m_tokens;
    QFont m_heading;
    QFont m_number;
    QFont m_small;
    QFont m_body;
    double m_width = 0;
    QSizeF m_cell;
    int m_shown = 1;
};

QString yearsOf(const DoseCalendarView &view) {
    const int first = static_cast<int>(view.months.front().year());
    const int last = static_cast<int>(view.months.back().year());
    return first == last ? QString::number(last) : QStringLiteral("%1–%2").arg(first).arg(last);
}

QString textOf(const DoseCalendarView &view) {
    if (view.days.empty()) {
        return emptyText();
    }
    QStringList sentences;
    for (const year_month month : view.months) {
        const core::DayDose sum = sumOf(view, month);
        const QString name = monthText(month, view.today);
        sentences << (sum.sessions == 0
                          ? words("%1: nothing held.").arg(name)
                          : words("%1: %2 held in %3.")
                                .arg(name, spokenMinutes(sum.held), sessionsText(sum.sessions)));
    }
    const auto most =
        std::ranges::max_element(view.days, {}, [](const auto &day) { return day.second.held; });
    sentences << words("The most was %1, on %2.")
                     .arg(spokenMinutes(most->second.held), dayText(most->first));
    const auto today = view.days.find(view.today);
    if (today != view.days.end()) {
        sentences << words("Today: %1.").arg(spokenMinutes(today->second.held));
    }
    return sentences.join(QLatin1Char(' '));
}

PictureNumbers numbersOf(const DoseCalendarView &view) {
    PictureNumbers numbers{.head = {words("Day"), words("Sessions"), words("Minutes held")},
                           .rows = {}};
    for (const auto &[day, dose] : view.days) {
        numbers.rows.prepend(
            {dayText(day), QLocale().toString(dose.sessions), minutesNumber(dose.held)});
    }
    return numbers;
}

}  // namespace

DoseCalendarView doseCalendarView(const core::HistorySums &sums, year_month newest, int count,
                                  core::LocalDay today) {
    DoseCalendarView view{
        .today = today, .firstWeekday = sums.firstWeekday(), .months = {}, .days = {}};
    for (int back = std::clamp(count, 1, kMostMonths) - 1; back >= 0; --back) {
        view.months.push_back(newest - months{back});
    }
    view.days.insert(sums.days().lower_bound(firstOf(view.months.front())),
                     sums.days().upper_bound(lastOf(newest)));
    return view;
}

double doseCalendarHeight(double width, const DoseCalendarView &view, const Theme &theme) {
    return Calendar(view, width, theme).height();
}

void paintDoseCalendar(QPainter &painter, const QRectF &place, const DoseCalendarView &view,
                       const Theme &theme) {
    Calendar(view, place.width(), theme).paint(painter, place.topLeft());
}

Picture pictureOf(const DoseCalendarView &view) {
    return {
        .heading = words("Calendar"),
        .caption = yearsOf(view),
        .text = textOf(view),
        .fileName = QStringLiteral("calendar"),
        .numbers = numbersOf(view),
        .fileWidth = kFileMonth * static_cast<double>(view.months.size()),
        .heightFor = [view](double width,
                            const Theme &theme) { return doseCalendarHeight(width, view, theme); },
        .paint = [view](QPainter &painter, const QRectF &place,
                        const Theme &theme) { paintDoseCalendar(painter, place, view, theme); }};
}

}  // namespace psoas::ui
