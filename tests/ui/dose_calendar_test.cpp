#include "ui/dose_calendar.h"
#include "paint_watch.h"
#include "seeded_history.h"
#include "support/catch.h"
#include "ui/picture_text.h"

#include <QPainter>

#include <cmath>
#include <iostream>

using namespace psoas;
using namespace psoas::ui;
using namespace std::chrono;
using namespace std::chrono_literals;

namespace {

constexpr core::LocalDay kToday{2026y / 11 / 26};

Painted painted(const DoseCalendarView &view, double width, const Theme &theme) {
    const double height = doseCalendarHeight(width, view, theme);
    return watched(QSizeF(width, std::ceil(height)), [&](QPainter &painter) {
        paintDoseCalendar(painter, QRectF(0, 0, width, height), view, theme);
    });
}

DoseCalendarView viewOf(const std::vector<core::SessionSummary> &sessions, int months = 4) {
    return doseCalendarView(sumsOf(sessions), 2026y / 11, months, kToday);
}

Theme light(double scale = 1.0) { return themeFor(ThemeChoice::Light, scale, true); }

}  // namespace

TEST_CASE("calendar: nothing stands on anything or outside, at every width and text size") {
    int tried = 0;
    for (const int weeks : {0, 1, 12, 104}) {
        const auto view = viewOf(seededSessions(7, kToday, weeks));
        for (const double scale : {1.0, 2.0}) {
            for (const double width : {460, 640, 900, 1200, 1500, 1800}) {
                INFO(weeks << " weeks, " << width << " px, text " << scale);
                const auto watch = painted(view, width, light(scale));
                const double height = doseCalendarHeight(width, view, light(scale));
                CHECK(watch.faults(QRectF(0, 0, width, height)).join('\n').toStdString() ==
                      std::string());
                CHECK(watch.words.size() > 30);
                CHECK_FALSE(watch.said().join(' ').contains(QChar(0x2026)));
                ++tried;
            }
        }
    }
    std::cout << "calendars painted: " << tried << '\n';
}

TEST_CASE("calendar: every number can be read on its shade") {
    std::vector<core::SessionSummary> sessions;
    for (int minutes = 0; minutes < 20; ++minutes) {
        sessions.push_back(ballSession(kToday - days{minutes}, seconds{70 * minutes}, 20s));
    }
    for (const auto choice : {ThemeChoice::Light, ThemeChoice::Dark}) {
        const Theme theme = themeFor(choice, 1.0, true);
        CHECK(painted(viewOf(sessions), 1200, theme).leastContrast(theme.tokens.surface) >= 4.5);
    }
}

TEST_CASE("calendar: as many months as fit, the newest to the right") {
    const auto view = viewOf(seededSessions(7, kToday, 20));
    const auto monthsAt = [&view](double width) {
        return painted(view, width, light()).said().filter(QStringLiteral(" · ")).size();
    };
    CHECK(monthsAt(460) == 1);
    CHECK(monthsAt(1500) == 4);
    const auto watch = painted(view, 1500, light());
    const auto headings = watch.said().filter(QStringLiteral(" · "));
    CHECK(headings.first().startsWith(QStringLiteral("August")));
    CHECK(headings.last().startsWith(QStringLiteral("November")));
    CHECK(viewOf({}, 2).months == std::vector{2026y / 10, 2026y / 11});
}

TEST_CASE("calendar: a day tells its minutes, a month their sum") {
    const auto view = viewOf({ballSession(kToday, 20s, 20s), ballSession(kToday - days{1}, 60s, 5s),
                              ballSession(core::LocalDay{2026y / 10 / 31}, 30min, 30min)},
                             2);
    const auto watch = painted(view, 900, light());
    const auto said = watch.said();
    CHECK(said.contains(QStringLiteral("October · 60 min")));
    CHECK(said.contains(QStringLiteral("November · 2 min")));
    CHECK(said.contains(QStringLiteral("<1")));
    CHECK(said.contains(QStringLiteral("60")));
    CHECK(pictureOf(view).text.toStdString() ==
          "October: 60 minutes held in 1 session. November: 2 minutes held in 2 sessions. The most "
          "was 60 minutes, on 31 October 2026. Today: less than 1 minute.");
    CHECK(pictureOf(view).numbers.rows.size() == 3);
    CHECK(pictureOf(view).numbers.rows.front() == QStringList{QStringLiteral("26 November 2026"),
                                                              QStringLiteral("1"),
                                                              QStringLiteral("<1")});
}

TEST_CASE("calendar: weeks begin as the sums' do, and every day is under its weekday") {
    for (const auto first : {Monday, Sunday, Saturday}) {
        DoseCalendarView view = viewOf(seededSessions(7, kToday, 4), 1);
        view.firstWeekday = first;
        const auto watch = painted(view, 460, light());
        // The heading, seven letters, and then the days with their numbers.
        const auto column = [&](const QString &day) {
            const auto found = std::ranges::find(watch.words.begin() + 8, watch.words.end(), day,
                                                 &PaintedWords::words);
            int nearest = 1;
            for (int i = 1; i <= 7; ++i) {
                const auto apart = [&](int which) {
                    return std::abs(watch.words[which].place.center().x() -
                                    found->place.center().x() - 14);
                };
                nearest = apart(i) < apart(nearest) ? i : nearest;
            }
            return nearest - 1;
        };
        const core::LocalDay firstDay{2026y / 11 / 1};
        CHECK(column(QStringLiteral("1")) == static_cast<int>((weekday(firstDay) - first).count()));
        CHECK(column(QStringLiteral("28")) ==
              static_cast<int>((weekday(firstDay + days{27}) - first).count()));
    }
}

TEST_CASE("calendar: today is outlined, days to come have no cell") {
    const auto watch = painted(viewOf({}, 1), 460, light());
    const QColor ink = light().tokens.text;
    const auto isOn = [&watch](const QString &day) {
        const auto found = std::ranges::find(watch.words, day, &PaintedWords::words);
        return found->ground.isValid();
    };
    CHECK(isOn(QStringLiteral("25")));
    CHECK(isOn(QStringLiteral("26")));
    CHECK_FALSE(isOn(QStringLiteral("27")));
    const auto outlines = std::ranges::count_if(
        watch.shapes, [](const PaintedShape &shape) { return !shape.fill.isValid(); });
    CHECK(outlines == 1);
    CHECK(ink.isValid());
}

TEST_CASE("calendar: an empty one says what to do next") {
    const auto view = viewOf({});
    CHECK(pictureOf(view).numbers.rows.isEmpty());
    CHECK_THAT(pictureOf(view).text.toStdString(), ContainsSubstring("Start a routine on Today"));
    CHECK_THAT(painted(view, 900, light()).said().join(' ').toStdString(),
               ContainsSubstring("Start a routine on Today"));
}

TEST_CASE("calendar: a month of another year says which") {
    const auto view = doseCalendarView(sumsOf(seededSessions(7, kToday, 60)), 2026y / 1, 3, kToday);
    const auto said = painted(view, 1200, light()).said().join('\n').toStdString();
    CHECK_THAT(said, ContainsSubstring("December 2025 · "));
    CHECK_THAT(said, ContainsSubstring("January · "));
    CHECK(pictureOf(view).caption.toStdString() == "2025–2026");
}
