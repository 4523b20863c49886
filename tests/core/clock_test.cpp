#include "core/clock.h"

#include "support/catch.h"

using namespace psoas::core;
using namespace std::chrono;

TEST_CASE("a wall time is written as RFC 3339 in the local time it was lived in") {
    const sys_time<milliseconds> utc = sys_days{2026y / 11 / 24} + 7h + 5min + 9s + 120ms;
    CHECK(WallTime{utc, 60min}.toRfc3339() == "2026-11-24T08:05:09.120+01:00");
    CHECK(WallTime{utc, 0min}.toRfc3339() == "2026-11-24T07:05:09.120+00:00");
    CHECK(WallTime{utc, -210min}.toRfc3339() == "2026-11-24T03:35:09.120-03:30");
}

TEST_CASE("the date is the one on the local calendar") {
    const sys_time<milliseconds> late = sys_days{2026y / 12 / 31} + 23h + 30min;
    CHECK(WallTime{late, 0min}.localDate() == 2026y / 12 / 31);
    CHECK(WallTime{late, 60min}.localDate() == 2027y / 1 / 1);
}
