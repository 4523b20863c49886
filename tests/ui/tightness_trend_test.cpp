#include "ui/tightness_trend.h"
#include "paint_watch.h"
#include "seeded_summaries.h"
#include "support/catch.h"
#include "ui/trend_axes.h"

#include <QPainter>

#include <cmath>
#include <iostream>

using namespace psoas;
using namespace psoas::ui;
using namespace std::chrono;
using namespace std::chrono_literals;

namespace {

constexpr core::LocalDay kToday{2026y / 11 / 26};

Painted painted(const TightnessTrendView &view, double width, const Theme &theme) {
    const double height = tightnessTrendHeight(width, view, theme);
    return watched(QSizeF(width, std::ceil(height)), [&](QPainter &painter) {
        paintTightnessTrend(painter, QRectF(0, 0, width, height), view, theme);
    });
}

TightnessTrendView viewOf(const std::vector<core::SessionSummary> &sessions,
                          std::optional<int> weeks = {}) {
    return tightnessTrendView(sumsOf(sessions), weeks, kToday);
}

Theme light(double scale = 1.0) { return themeFor(ThemeChoice::Light, scale, true); }

core::SessionSummary rated(core::LocalDay day, std::optional<int> before,
                           std::optional<int> after) {
    core::SessionSummary session = ballSession(day, 150s, 150s);
    session.tightnessBefore = before;
    session.tightnessAfter = after;
    return session;
}

/// The shapes filled with this colour: of the bars, or of the marks.
int filledWith(const Painted &watch, const QColor &colour) {
    return static_cast<int>(std::ranges::count_if(
        watch.shapes, [&colour](const PaintedShape &shape) { return shape.fill == colour; }));
}

}  // namespace

TEST_CASE("trend: nothing stands on anything or outside, at every length, width and text size") {
    int tried = 0;
    for (const int weeks : {0, 1, 4, 12, 30, 52, 104, 300, 1000}) {
        const auto view = viewOf(seededSessions(11, kToday, weeks));
        for (const double scale : {1.0, 2.0}) {
            for (const double width : {460, 640, 900, 1200, 1500, 1800}) {
                INFO(weeks << " weeks, " << width << " px, text " << scale);
                const auto watch = painted(view, width, light(scale));
                const double height = tightnessTrendHeight(width, view, light(scale));
                CHECK(watch.faults(QRectF(0, 0, width, height)).join('\n').toStdString() ==
                      std::string());
                CHECK_FALSE(watch.said().join(' ').contains(QChar(0x2026)));
                CHECK(watch.words.size() > (weeks == 0 ? 0 : 12));
                ++tried;
            }
        }
    }
    std::cout << "trends painted: " << tried << '\n';
}

TEST_CASE("trend: every word can be read, and bars stand out from the ground") {
    for (const auto choice : {ThemeChoice::Light, ThemeChoice::Dark}) {
        const Theme theme = themeFor(choice, 1.0, true);
        const auto watch = painted(viewOf(seededSessions(11, kToday, 12)), 900, theme);
        CHECK(watch.leastContrast(theme.tokens.surface) >= 4.5);
        for (const PaintedShape &shape : watch.shapes) {
            if (shape.fill.isValid() && shape.fill != theme.tokens.surface) {
                CHECK(contrast(shape.fill, theme.tokens.surface) >= 3.0);
            }
        }
    }
}

TEST_CASE("trend: the weeks asked for, but none before the first session") {
    const auto sessions = seededSessions(11, kToday, 60);
    CHECK(viewOf(sessions, 12).weeks.size() == 12);
    CHECK(viewOf(sessions, 52).weeks.size() == 52);
    CHECK(viewOf(sessions, 52).weeks.back().first == core::LocalDay{2026y / 11 / 23});
    CHECK(viewOf(sessions, 1).weeks.size() == 1);
    CHECK(viewOf(seededSessions(11, kToday, 8), 52).weeks.size() <= 9);
    CHECK(viewOf({rated(kToday, 6, 4)}, 12).weeks.size() == kLeastTrendWeeks);
    CHECK(viewOf({rated(kToday, 6, 4)}, {}).weeks.size() == kLeastTrendWeeks);
    CHECK(viewOf({}, 12).weeks.empty());
    CHECK(viewOf({rated(kToday - weeks{20}, 6, 4)}, 12).weeks.empty());
}

TEST_CASE("trend: what is dated ahead stands among all weeks, and hides none that are asked for") {
    auto sessions = seededSessions(11, kToday, 60);
    const auto before = viewOf(sessions, 12);
    const auto all = viewOf(sessions);
    sessions.push_back(rated(kToday + days{300}, 6, 4));
    const auto ahead = viewOf(sessions, 12);
    REQUIRE(ahead.weeks.size() == before.weeks.size());
    CHECK(ahead.weeks.front().first == before.weeks.front().first);
    CHECK(ahead.weeks.back().first == before.weeks.back().first);
    CHECK(viewOf(sessions).weeks.size() > all.weeks.size() + 40);
    CHECK(viewOf(sessions).weeks.back().sessions == 1);
    CHECK(viewOf({rated(kToday + weeks{3}, 6, 4)}, 12).weeks.empty());
}

TEST_CASE("trend: weeks that would be too narrow share a mark, and nothing is lost") {
    const auto view = viewOf(seededSessions(11, kToday, 1000));
    const auto marks = trendMarks(view, 800);
    CHECK(800.0 / static_cast<double>(marks.size()) >= 6);
    CHECK(marks.back().weeks == marks[1].weeks);
    CHECK(marks.back().last == view.weeks.back().last);
    TrendWeek sum;
    TrendWeek markSum;
    for (const TrendWeek &week : view.weeks) {
        sum.held += week.held;
        sum.before += week.before;
        sum.after += week.after;
    }
    for (const TrendWeek &mark : marks) {
        markSum.held += mark.held;
        markSum.before += mark.before;
        markSum.after += mark.after;
    }
    CHECK(sum.held == markSum.held);
    CHECK(sum.before == markSum.before);
    CHECK(sum.after == markSum.after);
    CHECK(trendMarks(viewOf(seededSessions(11, kToday, 52), 52), 800).size() == 52);
}

TEST_CASE("trend: a week without ratings leaves a gap, before and after have shapes of their own") {
    std::vector<core::SessionSummary> sessions;
    for (const int back : {0, 1, 3, 4}) {
        sessions.push_back(
            rated(kToday - weeks{back}, 6, back == 4 ? std::nullopt : std::optional(3)));
    }
    sessions.push_back(rated(kToday - weeks{2}, {}, {}));
    const auto watch = painted(viewOf(sessions), 900, light());
    const Tokens tokens = light().tokens;
    // One more of each in the legend.
    CHECK(filledWith(watch, tokens.surface) == 4 + 1);
    CHECK(filledWith(watch, tokens.accent) == 3 + 1);
    const auto joined = [&watch](double y) {
        return std::ranges::count_if(watch.shapes, [&](const PaintedShape &shape) {
            return !shape.fill.isValid() && shape.place.width() > 100 &&
                   shape.place.width() < 600 && std::abs(shape.place.center().y() - y) < 1;
        });
    };
    const auto heightOf = [&](const QColor &colour) {
        const auto last =
            std::find_if(watch.shapes.rbegin(), watch.shapes.rend(),
                         [&colour](const PaintedShape &shape) { return shape.fill == colour; });
        return last->place.center().y();
    };
    CHECK(joined(heightOf(tokens.surface)) == 2);
    CHECK(joined(heightOf(tokens.accent)) == 1);
}

TEST_CASE("trend: its words tell what it shows, and its numbers are the same") {
    std::vector<core::SessionSummary> sessions;
    for (int back = 0; back < 12; ++back) {
        sessions.push_back(rated(kToday - weeks{back}, back == 11 ? 6 : 4, back < 6 ? 2 : 3));
    }
    const auto picture = pictureOf(viewOf(sessions, 12));
    CHECK(picture.text.toStdString() ==
          "12 weeks from 7 September to 29 November 2026. Tightness before: median 6 in the first "
          "rated week, 4 in the last. Tightness after: median 3 in the first rated week, 2 in the "
          "last. 60 minutes held in 12 sessions.");
    CHECK(picture.numbers.rows.size() == 12);
    for (const QStringList &row : picture.numbers.rows) {
        CHECK(row.size() == picture.numbers.head.size());
    }
    CHECK(picture.numbers.rows.front().join('|').toStdString() == "23 November 2026|1|5|4|4|2|2");
    const auto one = pictureOf(viewOf({rated(kToday, 6, {})}));
    CHECK_THAT(one.text.toStdString(),
               ContainsSubstring("Tightness before: median 6, rated in one week. Tightness after: "
                                 "not rated. 5 minutes held in 1 session."));
}

TEST_CASE("trend: an empty one, and one without ratings, say what to do next") {
    const auto said = [](const TightnessTrendView &view) {
        return painted(view, 900, light()).said().join(' ').toStdString();
    };
    CHECK_THAT(said(viewOf({})), ContainsSubstring("start a routine on Today"));
    CHECK_THAT(pictureOf(viewOf({})).text.toStdString(),
               ContainsSubstring("start a routine on Today"));
    CHECK_THAT(said(viewOf({rated(kToday, {}, {})})), ContainsSubstring("say before and after"));
    CHECK(said(viewOf({rated(kToday, 3, {})})).find("say before") == std::string::npos);
}

TEST_CASE("trend: the axis of the dose goes up to a round number of minutes") {
    CHECK(roundedUp(0min) == 1min);
    CHECK(roundedUp(7min) == 8min);
    CHECK(roundedUp(10min) == 10min);
    CHECK(roundedUp(41min) == 50min);
    CHECK(roundedUp(801min) == 1000min);
    CHECK(roundedUp(103min) == 120min);
    const auto said = painted(viewOf({rated(kToday, 3, {})}), 900, light()).said();
    CHECK(said.contains(QStringLiteral("Held, minutes a week")));
    CHECK(said.contains(QStringLiteral("8")));
}
