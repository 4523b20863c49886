// The first part of the History page: totals, weeks in a row, the other side, the weeks rule.

#include "history_walk.h"

using namespace psoas;

TEST_CASE("history: an empty one says what to do next") {
    WindowWalk walk;
    walk.press("History");
    settleAll(walk);
    CHECK(label(walk, "historyEmpty").contains("Do a session"));
    walk.press("Sessions");
    settleAll(walk);
    CHECK(label(walk, "sessionsNothing").contains("Nothing here yet"));
    CHECK_FALSE(child<QWidget>(walk, "sessionDetail").isVisible());
}

TEST_CASE("history: totals of the week, the month and all are those of the sessions") {
    WindowWalk walk(
        {.open = holding({done("a", 1h, 60s, 60s), done("b", 24h * 20, 90s, 90s),
                          done("c", 24h * 400, 30s, 30s), done("d", 24h * 30, 60s, 60s)})});
    walk.press("History");
    settleAll(walk);
    // The walk's clock stands at Tuesday, 24 November.
    CHECK(label(walk, "totalWeek") == "This week: 2 min held in 1 session");
    CHECK(label(walk, "totalMonth") == "This month: 5 min held in 2 sessions");
    CHECK(label(walk, "totalAll") == "In all: 8 min held in 4 sessions");
}

TEST_CASE("history: weeks in a row can be switched off and on again") {
    WindowWalk walk({.open = holding({done("a", 1h, 60s, 60s), done("b", 24h * 7, 90s, 90s)})});
    walk.press("History");
    settleAll(walk);
    CHECK(label(walk, "streak") == "In a row with practice: 2 weeks");
    walk.press("Hide weeks in a row");
    CHECK(label(walk, "streak").isEmpty());
    CHECK_FALSE(walk.settings().showsStreak());
    walk.press("Today");
    walk.press("History");
    settleAll(walk);
    CHECK(label(walk, "streak").isEmpty());
    walk.press("Show weeks in a row");
    CHECK_FALSE(label(walk, "streak").isEmpty());
}

TEST_CASE("history: the row of weeks that was is told where none is just now") {
    WindowWalk walk({.open = holding({done("a", 24h * 30, 60s, 60s), done("b", 24h * 37, 90s, 90s),
                                      done("c", 24h * 60, 90s, 90s)})});
    walk.press("History");
    settleAll(walk);
    CHECK(label(walk, "streak") ==
          "Weeks in a row with practice: none just now (longest: 2 weeks)");
    CHECK(label(walk, "totalWeek") == "This week: nothing yet");
}

TEST_CASE("history: the longest row of weeks is told beside the present one") {
    WindowWalk walk({.open = holding({done("a", 1h, 60s, 60s), done("b", 24h * 30, 60s, 60s),
                                      done("c", 24h * 37, 90s, 90s)})});
    walk.press("History");
    settleAll(walk);
    CHECK(label(walk, "streak") == "In a row with practice: 1 week (longest: 2 weeks)");
}

TEST_CASE("history: each routine with a shorter side has its button, and all together none") {
    core::SessionRecord other = done("b", 2h, 60s, 30s);
    other.routineId = "ball-release";
    other.routineTitle = "Ball release";
    WindowWalk walk({.open = holding({done("a", 1h, 90s, 60s), other})});
    walk.press("History");
    settleAll(walk);
    const auto buttons = walk.window().findChildren<QAbstractButton *>("shorterSide");
    CHECK(std::ranges::count_if(buttons, &QWidget::isVisible) == 2);
}

TEST_CASE("history: the months of the calendar are turned as far as there are sessions") {
    WindowWalk walk({.open = holding({done("a", 1h, 60s, 60s), done("b", 24h * 70, 90s, 90s)})});
    walk.press("History");
    settleAll(walk);
    const auto &calendar = child<QLabel>(walk, "pictureCanvas");
    CHECK_FALSE(walk.button("Later")->isEnabled());
    const QString now = calendar.accessibleDescription();
    walk.press("Earlier");
    CHECK(calendar.accessibleDescription() != now);
    walk.press("Earlier");
    CHECK_FALSE(walk.button("Earlier")->isEnabled());
    walk.press("Later");
    walk.press("Later");
    CHECK(calendar.accessibleDescription() == now);
    CHECK_FALSE(walk.button("Later")->isEnabled());
}

TEST_CASE("history: trend and ledger are of the time that is chosen") {
    WindowWalk walk({.open = holding({done("a", 1h, 60s, 60s), done("b", 24h * 50, 90s, 60s),
                                      done("c", 24h * 200, 60s, 120s)})});
    walk.press("History");
    settleAll(walk);
    const auto canvasOf = [&](const char *panel) {
        return child<QWidget>(walk, panel).findChild<QLabel *>("pictureCanvas");
    };
    const auto shorter = [&] {
        for (const auto *each : walk.window().findChildren<QAbstractButton *>("shorterSide")) {
            if (each->isVisible()) {
                return each->accessibleName();
            }
        }
        return QString();
    };
    CHECK(shorter().endsWith("right side"));
    const QString trend = canvasOf("tightnessTrend")->accessibleDescription();
    choose(walk, "historyPeriod", "The last 4 weeks");
    CHECK(shorter().isEmpty());
    CHECK(child<QWidget>(walk, "sideLedger").findChild<QLabel *>("pictureCaption")->text() ==
          "The last 4 weeks");
    CHECK(canvasOf("tightnessTrend")->accessibleDescription() != trend);
    choose(walk, "historyPeriod", "All of it");
    CHECK(shorter().endsWith("left side"));
}

TEST_CASE("history: drops are told from ten rated sessions of a routine on, and of no cause") {
    Sessions sessions;
    for (int i = 0; i < 20; ++i) {
        sessions.push_back(done("s" + std::to_string(i), 1h + i * 24h, 60s, 60s));
        sessions.back().tightnessBefore = 7;
        sessions.back().tightnessAfter = i < 10 ? 5 : 8;
        if (i >= 10) {
            sessions.back().routineId = "ball-release";
            sessions.back().routineTitle = "Ball release";
        }
    }
    const int rated = GENERATE(9, 10);
    if (rated == 9) {
        sessions.front().tightnessAfter.reset();
    }
    WindowWalk walk({.open = holding(sessions)});
    walk.press("History");
    settleAll(walk);
    if (rated == 9) {
        CHECK(label(walk, "dropsWords").isEmpty());
    } else {
        CHECK(label(walk, "dropsWords") ==
              "Kneeling hip-flexor stretch: median 2 lower, middle half 2 lower, of 10 sessions.\n"
              "Ball release: median 1 higher, middle half 1 higher, of 10 sessions.");
        CHECK(label(walk, "dropsCaution").contains("do not say what was the cause"));
    }
}

TEST_CASE("history: the shorter side is done alone") {
    const core::Side side = GENERATE(core::Side::Left, core::Side::Right);
    const bool left = side == core::Side::Left;
    WindowWalk walk({.open = holding({done("a", 1h, left ? 60s : 90s, left ? 90s : 60s)})});
    walk.press("History");
    settleAll(walk);
    auto *button = walk.window().findChild<QAbstractButton *>("shorterSide");
    REQUIRE(button != nullptr);
    CHECK(button->accessibleName().contains(left ? "left" : "right"));
    button->click();
    walk.settle();
    walk.answerNo();
    walk.press("Continue");
    walk.chooseNoInScreening();
    REQUIRE(std::holds_alternative<app::stage::GetReady>(walk.practice().stage()));
    CHECK(core::sidesOf(walk.practice().plan().steps) == std::vector{side});
    walk.practice().chooseFirstSide(left ? core::Side::Right : core::Side::Left);
    CHECK(core::sidesOf(walk.practice().plan().steps) == std::vector{side});
}

TEST_CASE("history: the weeks rule is told with its numbers, and can be put away for two weeks") {
    const bool before = GENERATE(true, false);
    Sessions sessions;
    for (int week = 0; week < 3; ++week) {
        for (int i = 0; i < 3; ++i) {
            // The last three weeks before that of the walk's clock, from Monday on.
            sessions.push_back(done("w" + std::to_string(week) + std::to_string(i),
                                    24h * (8 + 7 * week - i), 60s, 60s));
            (before ? sessions.back().tightnessBefore : sessions.back().tightnessAfter) =
                week == 0 ? 7 : 6;
        }
    }
    WindowWalk walk({.open = holding(sessions)});
    settleAll(walk);
    CHECK(label(walk, "weeksNumbers").contains("3 weeks with 3 or more sessions each"));
    CHECK(label(walk, "weeksNumbers")
              .contains(QString("ratings %1 a session was 6 in the first of these weeks and 7 in")
                            .arg(before ? "before" : "after")));
    CHECK(label(walk, "weeksAdvice").contains("physical therapist"));
    walk.press("Hide for two weeks");
    settleAll(walk);
    CHECK(label(walk, "weeksNumbers").isEmpty());
    walk.press("History");
    settleAll(walk);
    CHECK(label(walk, "weeksNumbers").isEmpty());
    const auto putAway = [&](std::chrono::hours ago) {
        walk.settings().setWeeksPutAway(
            {walk.practice().now().utc - ago, walk.practice().now().offset});
        walk.press("Today");
        walk.press("History");
        settleAll(walk);
    };
    putAway(24h * 14 - 1h);
    CHECK(label(walk, "weeksNumbers").isEmpty());
    // The clock was set back since.
    putAway(-1h);
    CHECK_FALSE(label(walk, "weeksNumbers").isEmpty());
    putAway(24h * 14);
    CHECK_FALSE(label(walk, "weeksNumbers").isEmpty());
    walk.press("Hide for two weeks");
    settleAll(walk);
    CHECK(label(walk, "weeksNumbers").isEmpty());
}
