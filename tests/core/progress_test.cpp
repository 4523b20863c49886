#include "core/progress.h"
#include "support/catch.h"
#include "support/summaries.h"

using namespace psoas;
using namespace psoas::core;
using namespace std::chrono;
using namespace std::chrono_literals;

namespace {

constexpr year_month_day kMonday{2026y / 9 / 7};

LocalDay dayOf(int week, int weekdayFromMonday = 0) {
    return LocalDay{sys_days{kMonday}.time_since_epoch()} + weeks{week} + days{weekdayFromMonday};
}

SessionSummary practiceIn(int week, int weekdayFromMonday = 0) {
    return practice(year_month_day{sys_days{dayOf(week, weekdayFromMonday).time_since_epoch()}});
}

/// `sessions` in this week, each rated before and after with these.
void addWeek(HistorySums &sums, int week, int sessions, std::optional<int> before,
             std::optional<int> after = {}) {
    for (int i = 0; i < sessions; ++i) {
        SessionSummary session = practiceIn(week, i);
        session.tightnessBefore = before;
        session.tightnessAfter = after;
        sums.add(session);
    }
}

void addRated(HistorySums &sums, const std::string &routine, int sessions, int drop) {
    for (int i = 0; i < sessions; ++i) {
        SessionSummary session = practiceIn(0);
        session.routineId = routine;
        session.routineTitle = "The " + routine;
        session.tightnessBefore = 8;
        session.tightnessAfter = 8 - drop;
        sums.add(session);
    }
}

}  // namespace

TEST_CASE("weeks in a row are counted, not days") {
    HistorySums sums;
    CHECK(streakOf(sums, dayOf(0)) == Streak{});
    sums.add(practiceIn(0, 6));
    CHECK(streakOf(sums, dayOf(0, 6)) == Streak{.current = 1, .longest = 1});
    // Twelve days without anything break nothing.
    sums.add(practiceIn(1, 0));
    sums.add(practiceIn(2, 6));
    CHECK(streakOf(sums, dayOf(2, 6)) == Streak{.current = 3, .longest = 3});
    // The week after is not over before its Sunday is.
    CHECK(streakOf(sums, dayOf(3, 6)) == Streak{.current = 3, .longest = 3});
    CHECK(streakOf(sums, dayOf(4, 0)) == Streak{.current = 0, .longest = 3});
    // A shorter row later is not the longest.
    sums.add(practiceIn(6));
    CHECK(streakOf(sums, dayOf(6)) == Streak{.current = 1, .longest = 3});
}

TEST_CASE("a session over midnight from Sunday to Monday counts for both weeks") {
    HistorySums sums;
    SessionSummary session = practiceIn(0, 6);
    session.startedAt = {sys_days{dayOf(0, 6).time_since_epoch()} + 22h + 55min, 60min};
    session.endedAt = {session.startedAt.utc + 15min, 60min};
    sums.add(session);
    sums.add(practiceIn(2));
    CHECK(streakOf(sums, dayOf(2)) == Streak{.current = 3, .longest = 3});
}

TEST_CASE("travel over time zones breaks no row of weeks") {
    HistorySums sums;
    sums.add(practiceIn(0));
    // Monday in Auckland, and then it is Sunday again in Honolulu.
    SessionSummary east = practiceIn(1);
    east.startedAt = {sys_days{dayOf(1).time_since_epoch()} - 12h, 720min};
    east.endedAt = {east.startedAt.utc + 5min, 720min};
    sums.add(east);
    CHECK(streakOf(sums, dayOf(0, 6)) == Streak{.current = 2, .longest = 2});
}

TEST_CASE("the weeks rule needs three regular weeks") {
    HistorySums sums;
    addWeek(sums, 0, 3, 6);
    addWeek(sums, 1, 3, 6);
    CHECK_FALSE(stalledProgress(sums, dayOf(1, 6)));
    addWeek(sums, 2, 2, 6);
    CHECK_FALSE(stalledProgress(sums, dayOf(2, 6)));
    sums.add(practiceIn(2, 5));
    CHECK(stalledProgress(sums, dayOf(2, 6)) == StalledProgress{.weeks = 3,
                                                                .sessions = 9,
                                                                .moment = RatingMoment::Before,
                                                                .firstMedian = 6,
                                                                .lastMedian = 6});
    // The week after has not become regular yet, and need not be.
    CHECK(stalledProgress(sums, dayOf(3)));
    // Nobody practises regularly who has done nothing for a week.
    CHECK_FALSE(stalledProgress(sums, dayOf(4)));
}

TEST_CASE("the weeks rule keeps quiet from one point of improvement on") {
    HistorySums sums;
    addWeek(sums, 0, 3, 6);
    addWeek(sums, 1, 4, 9);
    SECTION("a whole point") {
        addWeek(sums, 2, 3, 5);
        CHECK_FALSE(stalledProgress(sums, dayOf(2, 6)));
    }
    SECTION("half a point") {
        addWeek(sums, 2, 2, 5);
        addWeek(sums, 2, 2, 6);
        const auto stalled = stalledProgress(sums, dayOf(2, 6));
        REQUIRE(stalled);
        CHECK(stalled->lastMedian == 5.5);
        CHECK(stalled->sessions == 11);
    }
    SECTION("worse") {
        addWeek(sums, 2, 3, 8);
        CHECK(stalledProgress(sums, dayOf(2, 6))->lastMedian == 8);
    }
}

TEST_CASE("the weeks rule compares the first and the last week that were rated") {
    HistorySums sums;
    addWeek(sums, 0, 3, std::nullopt);
    for (int week = 1; week < 11; ++week) {
        addWeek(sums, week, 3, 8);
    }
    SECTION("the first of eleven was not") {
        CHECK(stalledProgress(sums, dayOf(10, 6))->weeks == 10);
    }
    SECTION("nor was the last") {
        addWeek(sums, 11, 3, std::nullopt);
        CHECK(stalledProgress(sums, dayOf(11, 6))->weeks == 10);
    }
    SECTION("one in between counts with its sessions, a rating too few weeks apart does not") {
        HistorySums few;
        addWeek(few, 0, 3, 6);
        addWeek(few, 1, 3, std::nullopt);
        CHECK_FALSE(stalledProgress(few, dayOf(1, 6)));
        addWeek(few, 2, 4, 6);
        CHECK(stalledProgress(few, dayOf(2, 6))->sessions == 10);
    }
}

TEST_CASE("the weeks rule begins anew after a pause, not after a weaker week") {
    HistorySums sums;
    addWeek(sums, 0, 3, 8);
    addWeek(sums, 1, 3, 8);
    addWeek(sums, 2, 2, 8);
    SECTION("a weaker week between") {
        addWeek(sums, 3, 3, 8);
        CHECK(stalledProgress(sums, dayOf(3, 6))->weeks == 3);
    }
    SECTION("a weaker week at the end") {
        addWeek(sums, 3, 3, 8);
        addWeek(sums, 4, 1, std::nullopt);
        CHECK(stalledProgress(sums, dayOf(4, 6))->weeks == 3);
    }
    SECTION("four weeks that were not regular") {
        addWeek(sums, 6, 3, 8);
        CHECK(stalledProgress(sums, dayOf(6, 6))->weeks == 3);
    }
    SECTION("five") {
        addWeek(sums, 7, 3, 8);
        addWeek(sums, 8, 3, 8);
        CHECK_FALSE(stalledProgress(sums, dayOf(8, 6)));
        addWeek(sums, 9, 3, 8);
        CHECK(stalledProgress(sums, dayOf(9, 6))->weeks == 3);
    }
    SECTION("regular, but not rated for as long") {
        addWeek(sums, 3, 3, 8);
        for (int week = 4; week < 9; ++week) {
            addWeek(sums, week, 3, std::nullopt);
        }
        CHECK(stalledProgress(sums, dayOf(7, 6)));
        CHECK(stalledProgress(sums, dayOf(8, 0)));
        CHECK_FALSE(stalledProgress(sums, dayOf(9, 0)));
    }
}

TEST_CASE("the weeks rule has nothing to say to those who were hardly tight") {
    HistorySums sums;
    for (int week = 0; week < 3; ++week) {
        addWeek(sums, week, 3, 0);
    }
    CHECK_FALSE(stalledProgress(sums, dayOf(2, 6)));
    HistorySums worse;
    addWeek(worse, 0, 3, 1);
    addWeek(worse, 1, 3, 1);
    addWeek(worse, 2, 3, 4);
    CHECK(stalledProgress(worse, dayOf(2, 6)));
}

TEST_CASE("the weeks rule goes by the ratings after where there are none before") {
    HistorySums sums;
    addWeek(sums, 0, 3, std::nullopt, 5);
    addWeek(sums, 1, 3, 4, 5);
    addWeek(sums, 2, 3, 1, 5);
    const auto stalled = stalledProgress(sums, dayOf(2, 6));
    REQUIRE(stalled);
    CHECK(stalled->moment == RatingMoment::After);
    CHECK(stalled->firstMedian == 5);
    HistorySums unrated;
    for (int week = 0; week < 4; ++week) {
        addWeek(unrated, week, 3, std::nullopt);
    }
    CHECK_FALSE(stalledProgress(unrated, dayOf(3, 6)));
}

TEST_CASE("the shorter side is named from a quarter minute on") {
    SideBalance balance;
    balance.left.held = 60s;
    balance.right.held = 60s + 14'999ms;
    CHECK_FALSE(balance.shorter());
    balance.right.held = 75s;
    CHECK(balance.shorter() == Side::Left);
    CHECK(balance.difference() == 15s);
    std::swap(balance.left, balance.right);
    CHECK(balance.shorter() == Side::Right);
}

TEST_CASE("a side that was not to be held is not the shorter one") {
    SideBalance balance;
    balance.left = {.planned = 2min, .held = 2min};
    CHECK(balance.alone() == Side::Left);
    CHECK_FALSE(balance.shorter());
    balance.right.planned = 2min;
    CHECK_FALSE(balance.alone());
    CHECK(balance.shorter() == Side::Right);
    balance.left = {};
    CHECK(balance.alone() == Side::Right);
    CHECK_FALSE(SideBalance{}.alone());
}

TEST_CASE("the balance of a period is that of all its routines") {
    HistorySums sums;
    SessionSummary one = practiceIn(0);
    one.right.held = 20s;
    sums.add(one);
    one.routineId = "ball";
    sums.add(one);
    const SideBalance balance = balanceOf(sums.all());
    CHECK(balance.left == SideDose{.planned = 2min, .held = 2min});
    CHECK(balance.right == SideDose{.planned = 2min, .held = 40s});
    CHECK(balanceOf(sums.all().routines.at("ball")).right.held == 20s);
}

TEST_CASE("drops are compared from ten rated sessions of each of two routines on") {
    HistorySums sums;
    addRated(sums, "rest", 10, 1);
    CHECK(dropsByRoutine(sums.all()).empty());
    addRated(sums, "ball", 9, 3);
    CHECK(dropsByRoutine(sums.all()).empty());
    addRated(sums, "ball", 1, 3);
    const auto drops = dropsByRoutine(sums.all());
    REQUIRE(drops.size() == 2);
    CHECK(drops[0] == RoutineDrop{.routineId = "ball",
                                  .title = "The ball",
                                  .drop = {.count = 10, .median = 3, .low = 3, .high = 3}});
    CHECK(drops[1].routineId == "rest");
}
