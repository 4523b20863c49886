#include "ui/tightness_trend.h"

#include "ui/picture_parts.h"
#include "ui/picture_text.h"
#include "ui/trend_axes.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QLocale>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace psoas::ui {
namespace {

using Ratings = core::RatingCounts TrendWeek::*;

constexpr double kPlotShare = 0.34;    // of the width: how high the ratings' plot is
constexpr double kLeastPlotLines = 9;  // in lines of type
constexpr double kMostPlotLines = 15;
constexpr double kBarsShare = 0.42;  // of the ratings' plot
constexpr double kHeadroom = 1.3;
constexpr double kWidestBar = 4 * kSpace;
constexpr double kBarShare = 0.62;    // of the width of a mark
constexpr double kMarkShare = 0.24;   // likewise, its radius
constexpr double kApartShare = 0.17;  // likewise, how far before and after stand apart
constexpr double kMostApart = 6;
constexpr double kLeastRadius = 2.2;
constexpr double kMostRadius = 5.5;
constexpr double kHaloRadius = 3.5;  // smaller squares would be all halo
constexpr double kLine = 2;
constexpr double kThinLine = 1.4;
constexpr double kHair = 1;
constexpr double kGridShare = 0.22;  // of the way from the ground to a line
constexpr double kDoseShare = 0.67;  // of the accent, as in the ledger: 3:1 on any ground
constexpr double kRoomyMark = 2 * kSpace;
constexpr double kCrowdedShare = 0.6;  // of its colour, for the spread of narrower marks

QString words(const char *source) { return QCoreApplication::translate("psoas", source); }

QString unratedText() {
    return words(
        "No ratings in this time. Say before and after a session how tight it feels, and "
        "it shows here.");
}

bool isRated(const TrendWeek &week) { return week.before.count() + week.after.count() > 0; }

core::Milliseconds perWeek(const TrendWeek &mark) { return mark.held / mark.weeks; }

/// One of the two series: how it is drawn.
struct Series {
    Ratings ratings;
    double aside;  ///< to the left or to the right
    QColor colour;
    bool ring;
};

/// The trend at one width: what goes where.
class Trend {
public:
    Trend(const TightnessTrendView &view, double width, const Theme &theme)
        : m_view(view),
          m_tokens(theme.tokens),
          m_body(pictureFont(theme)),
          m_small(pictureFont(theme, kSmallSize)),
          m_width(width),
          m_line(lineHeight(m_small)) {
        for (const TrendWeek &week : view.weeks) {
            m_rated = m_rated || isRated(week);
        }
        // The axis is as wide as its longest number, which depends on what the marks sum.
        m_left = wordsWidth(m_small, QLocale().toString(1440)) + kSpace;
        m_marks = trendMarks(view, width - m_left);
        core::Milliseconds most{0};
        for (const TrendWeek &mark : m_marks) {
            most = std::max(most, perWeek(mark));
        }
        // The highest bar's number stands under the line at the top.
        m_dose = roundedUp(std::chrono::ceil<std::chrono::minutes>(most * kHeadroom));
        m_top = layLegend([](const QRectF &, const QRectF &, int) {}) + kSpace + captionHeight();
        const double line = lineHeight(m_body);
        m_plot = std::clamp(view.low ? 0 : width * kPlotShare, kLeastPlotLines * line,
                            kMostPlotLines * line);
    }

    [[nodiscard]] double height() const {
        return m_marks.empty() ? wrappedHeight(m_body, emptyTrendText(), m_width)
                               : barsBottom() + kSpace + m_line;
    }

    void paint(QPainter &painter, const QPointF &corner) {
        if (m_marks.empty()) {
            paintWrapped(painter, {corner, QSizeF(m_width, height())}, emptyTrendText(), m_body,
                         m_tokens.text);
            return;
        }
        m_corner = corner;
        layLegend([&](const QRectF &sign, const QRectF &label, int which) {
            paintLegend(painter, sign, label, which);
        });
        paintRatingsAxis(painter);
        paintBars(painter);
        paintDays(painter);
        if (!m_rated) {
            paintWrapped(painter, plot().adjusted(kSpace, kSpace, -kSpace, 0), unratedText(),
                         m_body, m_tokens.text);
        }
        for (const Series &each : series()) {
            paintSeries(painter, each);
        }
    }

private:
    [[nodiscard]] double barsTop() const {
        return m_top + m_plot + m_line / 2 + 1.5 * kSpace + captionHeight();
    }
    [[nodiscard]] double barsBottom() const { return barsTop() + m_plot * kBarsShare; }
    [[nodiscard]] QRectF plot() const {
        return {m_corner + QPointF(m_left, m_top), QSizeF(m_width - m_left, m_plot)};
    }
    [[nodiscard]] QRectF bars() const {
        return {m_corner + QPointF(m_left, barsTop()),
                QSizeF(m_width - m_left, m_plot * kBarsShare)};
    }
    [[nodiscard]] double markWidth() const {
        return plot().width() / static_cast<double>(m_marks.size());
    }
    [[nodiscard]] double centre(std::size_t mark) const {
        return plot().left() + (static_cast<double>(mark) + 0.5) * markWidth();
    }
    [[nodiscard]] double ratingY(double rating) const {
        return plot().bottom() - rating / core::RatingCounts::kHigh * plot().height();
    }
    [[nodiscard]] double radius() const {
        return std::clamp(markWidth() * kMarkShare, kLeastRadius, kMostRadius);
    }
    [[nodiscard]] std::vector<Series> series() const {
        const double apart = std::min(markWidth() * kApartShare, kMostApart);
        return {{&TrendWeek::before, -apart, m_tokens.warm, true},
                {&TrendWeek::after, apart, m_tokens.accent, false}};
    }

    /// A line, and under it room for the upper half of the axis's number.
    [[nodiscard]] double captionHeight() const { return 1.5 * m_line + kSpace / 2.0; }

    void paintCaption(QPainter &painter, const QRectF &above, const QString &caption) const {
        paintWords(painter, {m_corner.x(), above.top() - captionHeight(), m_width, m_line},
                   Qt::AlignLeft, caption, m_small, m_tokens.muted);
    }

    /// A line across the plot with its number on the axis.
    void paintGridLine(QPainter &painter, const QRectF &across, double y, qint64 number) const {
        painter.setPen(QPen(mixed(m_tokens.surface, m_tokens.line, kGridShare), kHair));
        painter.drawLine(QPointF(across.left(), y), QPointF(across.right(), y));
        paintWords(painter, {m_corner.x(), y - m_line / 2, m_left - kSpace, m_line},
                   Qt::AlignRight | Qt::AlignVCenter, QLocale().toString(number), m_small,
                   m_tokens.muted);
    }

    void paintRatingsAxis(QPainter &painter) const {
        paintCaption(painter, plot(), words("Tightness, 0 to 10"));
        constexpr int kStep = 2;
        for (int rating = 0; rating <= core::RatingCounts::kHigh; rating += kStep) {
            paintGridLine(painter, plot(), ratingY(rating), rating);
        }
    }

    [[nodiscard]] QRectF barOf(std::size_t mark) const {
        const double share = static_cast<double>(perWeek(m_marks[mark]).count()) /
                             static_cast<double>(core::Milliseconds(m_dose).count());
        const double width = std::min(markWidth() * kBarShare, kWidestBar);
        const double high = bars().height() * share;
        return {centre(mark) - width / 2, bars().bottom() - high, width, high};
    }

    void paintBars(QPainter &painter) const {
        paintCaption(painter, bars(), words("Held, minutes a week"));
        paintGridLine(painter, bars(), bars().top(), m_dose.count());
        const bool fit = std::ranges::all_of(m_marks, [this](const TrendWeek &mark) {
            return wordsWidth(m_small, minutesNumber(perWeek(mark))) + kSpace <= markWidth();
        });
        for (std::size_t i = 0; i < m_marks.size(); ++i) {
            if (m_marks[i].held > core::Milliseconds{0}) {
                paintBar(painter, barOf(i), fit ? minutesNumber(perWeek(m_marks[i])) : QString());
            }
        }
        paintGridLine(painter, bars(), bars().bottom(), 0);
    }

    void paintBar(QPainter &painter, const QRectF &bar, const QString &number) const {
        painter.fillRect(bar, doseColour(m_tokens, kDoseShare));
        if (!number.isEmpty()) {
            const double width = wordsWidth(m_small, number) + 1;
            paintWords(painter,
                       {bar.center().x() - width / 2, bar.top() - m_line - 1, width, m_line},
                       Qt::AlignHCenter, number, m_small, m_tokens.text);
        }
    }

    void paintDays(QPainter &painter) const {
        std::vector<double> centres;
        for (std::size_t i = 0; i < m_marks.size(); ++i) {
            centres.push_back(centre(i));
        }
        const double top = bars().bottom();
        for (const DayLabel &label :
             dayLabels(m_marks, centres, plot().left(), plot().right(), m_small)) {
            painter.setPen(QPen(m_tokens.line, kHair));
            painter.drawLine(QPointF(label.at, top), QPointF(label.at, top + kSpace / 2.0));
            paintWords(painter, {label.left, top + kSpace, label.width, m_line}, Qt::AlignLeft,
                       label.words, m_small, m_tokens.muted);
        }
    }

    /// Lines that stand close would hide the medians.
    [[nodiscard]] QColor spreadColour(const Series &each) const {
        return markWidth() < kRoomyMark ? mixed(m_tokens.surface, each.colour, kCrowdedShare)
                                        : each.colour;
    }

    void paintSeries(QPainter &painter, const Series &each) const {
        std::optional<QPointF> before;
        std::vector<QPointF> medians;
        for (std::size_t i = 0; i < m_marks.size(); ++i) {
            const auto spread = (m_marks[i].*each.ratings).spread();
            if (!spread) {
                before.reset();
                continue;
            }
            const double x = centre(i) + each.aside;
            const QPointF median(x, ratingY(spread->median));
            painter.setPen(QPen(spreadColour(each), kThinLine));
            painter.drawLine(QPointF(x, ratingY(spread->low)), QPointF(x, ratingY(spread->high)));
            if (before) {
                painter.setPen(QPen(each.colour, kLine));
                painter.drawLine(*before, median);
            }
            before = median;
            medians.push_back(median);
        }
        for (const QPointF &median : medians) {
            paintMark(painter, median, radius(), each);
        }
    }

    void paintMark(QPainter &painter, const QPointF &at, double radius, const Series &each) const {
        const QRectF place(at.x() - radius, at.y() - radius, 2 * radius, 2 * radius);
        if (each.ring) {
            painter.setPen(QPen(each.colour, kLine));
            painter.setBrush(m_tokens.surface);
            painter.drawEllipse(place);
        } else {
            painter.setPen(radius < kHaloRadius ? QPen(Qt::NoPen) : QPen(m_tokens.surface, kHair));
            painter.setBrush(each.colour);
            painter.drawRect(place);
        }
    }

    enum Legend { Before, After, Middle, Dose, Several, kEntries };

    [[nodiscard]] QString legendText(int which) const {
        switch (which) {
            case Before:
                return words("Median before");
            case After:
                return words("Median after");
            case Middle:
                return words("Middle half of the ratings");
            case Dose:
                return words("Minutes held");
            default:
                return m_marks.size() < m_view.weeks.size()
                           ? words("Each mark: %1").arg(weeksText(m_marks.back().weeks))
                           : QString();
        }
    }

    /// Hands the place of each sign and of its words to `place`, wrapped; gives the height of all.
    template <typename Place> double layLegend(Place place) const {
        double x = 0;
        double y = 0;
        for (int which = 0; which < kEntries; ++which) {
            const QString label = legendText(which);
            if (label.isEmpty()) {
                continue;
            }
            const double sign = which == Several ? 0 : m_line + kSpace / 2.0;
            const double width = sign + wordsWidth(m_small, label);
            if (x > 0 && x + width > m_width) {
                x = 0;
                y += m_line + kSpace / 2.0;
            }
            place(QRectF(m_corner + QPointF(x, y), QSizeF(m_line, m_line)),
                  QRectF(m_corner + QPointF(x + sign, y), QSizeF(width - sign, m_line)), which);
            x += width + 2 * kSpace;
        }
        return y + m_line;
    }

    void paintLegend(QPainter &painter, const QRectF &sign, const QRectF &label, int which) const {
        paintWords(painter, label, Qt::AlignLeft, legendText(which), m_small, m_tokens.muted);
        if (which == Before || which == After) {
            paintMark(painter, sign.center(), kMostRadius - 1,
                      series()[static_cast<std::size_t>(which)]);
        } else if (which == Middle) {
            painter.setPen(QPen(m_tokens.text, kThinLine));
            painter.drawLine(QPointF(sign.center().x(), sign.top() + 2),
                             QPointF(sign.center().x(), sign.bottom() - 2));
        } else if (which == Dose) {
            painter.fillRect(sign.adjusted(sign.width() / 4, 2, -sign.width() / 4, -2),
                             doseColour(m_tokens, kDoseShare));
        }
    }

    const TightnessTrendView &m_view;
    const Tokens &m_tokens;
    QFont m_body;
    QFont m_small;
    double m_width;
    double m_line;  ///< of small words, how high
    QPointF m_corner;
    bool m_rated = false;
    double m_left = 0;  ///< of the plots: room for the axes' numbers
    double m_top = 0;   ///< of the ratings' plot
    double m_plot = 0;  ///< how high the ratings' plot is
    std::vector<TrendWeek> m_marks;
    std::chrono::minutes m_dose{1};  ///< at the top of the bars' axis
};

}  // namespace

double tightnessTrendHeight(double width, const TightnessTrendView &view, const Theme &theme) {
    return Trend(view, width, theme).height();
}

void paintTightnessTrend(QPainter &painter, const QRectF &place, const TightnessTrendView &view,
                         const Theme &theme) {
    Trend(view, place.width(), theme).paint(painter, place.topLeft());
}

}  // namespace psoas::ui
