#include "core/history_sums.h"
#include "support/catch.h"
#include "support/summaries.h"

using namespace psoas;
using namespace psoas::core;
using namespace std::chrono;
using namespace std::chrono_literals;

namespace {

LocalDay on(year_month_day day) { return LocalDay{sys_days{day}.time_since_epoch()}; }

}  // namespace

TEST_CASE("a session belongs to the day on which it began where it was done") {
    HistorySums sums;
    SessionSummary late = practice(2026y / 11 / 24);
    late.startedAt = {sys_days{2026y / 11 / 24} + 22h + 50min, 60min};  // 23:50
    late.endedAt = {late.startedAt.utc + 20min, 60min};
    sums.add(late);
    SessionSummary abroad = practice(2026y / 11 / 24);
    abroad.startedAt = {sys_days{2026y / 11 / 25} + 3h, -480min};  // 19:00 of the day before
    abroad.endedAt = {abroad.startedAt.utc + 5min, -480min};
    sums.add(abroad);
    REQUIRE(sums.days().size() == 1);
    CHECK(sums.days().at(on(2026y / 11 / 24)) == DayDose{.sessions = 2, .held = 4min});
}

TEST_CASE("weeks begin with the weekday that is wanted") {
    for (const weekday first : {Monday, Sunday, Saturday}) {
        const HistorySums sums(first);
        for (int i = 0; i < 14; ++i) {
            const LocalDay day = on(2026y / 11 / 20) + days{i};
            const LocalDay week = sums.weekOf(day);
            CHECK(weekday(week) == first);
            CHECK(week <= day);
            CHECK(day - week < days{7});
        }
    }
}

TEST_CASE("a week sums what was practised in it, and ratings wherever they were given") {
    HistorySums sums;
    SessionSummary session = practice(2026y / 11 / 23);
    session.tightnessBefore = 6;
    session.tightnessAfter = 4;
    session.right.held = 30s;
    session.held = 90s;
    sums.add(session);
    SessionSummary skipped = practice(2026y / 11 / 29);
    skipped.held = 0s;
    skipped.left.held = 0s;
    skipped.right.held = 0s;
    skipped.tightnessBefore = 8;
    sums.add(skipped);
    sums.add(practice(2026y / 11 / 30));
    REQUIRE(sums.weeks().size() == 2);
    const PeriodSums &week = sums.weeks().at(on(2026y / 11 / 23));
    CHECK(week.sessions == 1);
    CHECK(week.planned == 2min);
    CHECK(week.held == 90s);
    CHECK(week.before.count() == 2);
    CHECK(week.before.spread()->median == 7);
    CHECK(week.after.count() == 1);
    const RoutineSums &stretch = week.routines.at("stretch");
    CHECK(stretch.sessions == 1);
    CHECK(stretch.left == SideDose{.planned = 1min, .held = 1min});
    CHECK(stretch.right == SideDose{.planned = 1min, .held = 30s});
    CHECK(stretch.drops.spread() == Spread{.count = 1, .median = 2, .low = 2, .high = 2});
    // A day on which nothing was held is none in the calendar.
    CHECK_FALSE(sums.days().contains(on(2026y / 11 / 29)));
    CHECK(sums.practisedWeeks() == std::set{on(2026y / 11 / 23), on(2026y / 11 / 30)});
}

TEST_CASE("periods are made of whole weeks, days of days") {
    HistorySums sums;
    for (int i = 0; i < 28; ++i) {
        sums.add(practice(year_month_day{sys_days{2026y / 11 / 2} + days{i}}));
    }
    CHECK(sums.between(on(2026y / 11 / 11), on(2026y / 11 / 17)).sessions == 14);
    CHECK(sums.between(on(2026y / 11 / 9), on(2026y / 11 / 15)).sessions == 7);
    CHECK(sums.between(on(2026y / 12 / 9), on(2026y / 12 / 15)).sessions == 0);
    // The week that begins with the last of the days is a part of it.
    CHECK(sums.between(on(2026y / 11 / 9), on(2026y / 11 / 16)).sessions == 14);
    CHECK(sums.between(on(2026y / 11 / 25), on(2026y / 11 / 4)).sessions == 0);
    CHECK(sums.all().sessions == 28);
    CHECK(sums.all().held == 56min);
    CHECK(sums.daysBetween(on(2026y / 11 / 11), on(2026y / 11 / 17)) ==
          DayDose{.sessions = 7, .held = 14min});
}

TEST_CASE("a period of several weeks has all that its weeks have") {
    HistorySums sums;
    SessionSummary session = practice(2026y / 11 / 2);
    session.tightnessBefore = 6;
    session.tightnessAfter = 4;
    sums.add(session);
    session = practice(2026y / 11 / 9);
    session.tightnessBefore = 2;
    session.tightnessAfter = 1;
    session.held = session.left.held = 50s;
    session.right.held = 0s;
    sums.add(session);
    const PeriodSums all = sums.all();
    CHECK(all.planned == 4min);
    CHECK(all.held == 170s);
    CHECK(all.before.spread() == Spread{.count = 2, .median = 4, .low = 3, .high = 5});
    CHECK(all.after.spread() == Spread{.count = 2, .median = 2.5, .low = 1.75, .high = 3.25});
    const RoutineSums &stretch = all.routines.at("stretch");
    CHECK(stretch.sessions == 2);
    CHECK(stretch.planned == 4min);
    CHECK(stretch.held == 170s);
    CHECK(stretch.left == SideDose{.planned = 2min, .held = 110s});
    CHECK(stretch.right == SideDose{.planned = 2min, .held = 1min});
    CHECK(stretch.drops.count() == 2);
    CHECK(sums.between(on(2026y / 11 / 2), on(2026y / 11 / 9)) == all);
}

TEST_CASE("a routine has its title where a clock began in 1970") {
    HistorySums sums;
    SessionSummary session = practice(1970y / 1 / 1);
    session.startedAt = {};
    sums.add(session);
    CHECK(sums.all().routines.at("stretch").title == "Stretch");
}

TEST_CASE("the order in which sessions come does not matter") {
    HistorySums forwards;
    HistorySums backwards;
    std::vector<SessionSummary> sessions;
    for (int i = 0; i < 20; ++i) {
        SessionSummary session = practice(year_month_day{sys_days{2026y / 11 / 2} + days{i}});
        session.routineTitle = "Title " + std::to_string(i);
        sessions.push_back(session);
    }
    for (std::size_t i = 0; i < sessions.size(); ++i) {
        forwards.add(sessions[i]);
        backwards.add(sessions[sessions.size() - 1 - i]);
    }
    CHECK(forwards == backwards);
    // A routine goes by the title that it had last.
    CHECK(forwards.all().routines.at("stretch").title == "Title 19");
}
