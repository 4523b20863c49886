#include "core/clock.h"

#include "support/catch.h"

#include <cstdio>
#include <random>
#include <string>

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

TEST_CASE("a written wall time is read back as it was") {
    std::mt19937_64 random(20261126);
    // The years 0001 to 9998, so that no offset leads out of the four digits.
    std::uniform_int_distribution<std::int64_t> times(
        sys_time<milliseconds>(sys_days{1y / 1 / 1}).time_since_epoch().count(),
        sys_time<milliseconds>(sys_days{9998y / 12 / 31}).time_since_epoch().count());
    std::uniform_int_distribution<int> offsets(-18 * 60, 18 * 60);
    int wrong = 0;
    constexpr int kTried = 20'000;
    for (int i = 0; i < kTried; ++i) {
        const WallTime time{sys_time<milliseconds>(milliseconds(times(random))),
                            minutes(offsets(random))};
        const auto read = WallTime::fromRfc3339(time.toRfc3339());
        wrong += read == time ? 0 : 1;
    }
    CHECK(wrong == 0);
    std::printf("times written and read back: %d, wrong: %d\n", kTried, wrong);
}

TEST_CASE("a wall time may stand without a fraction and with Z") {
    const sys_time<milliseconds> utc = sys_days{2024y / 2 / 29} + 23h + 59min + 59s;
    CHECK(WallTime::fromRfc3339("2024-02-29T23:59:59Z") == WallTime{utc, 0min});
    CHECK(WallTime::fromRfc3339("2024-02-29T23:59:59.007Z") == WallTime{utc + 7ms, 0min});
    CHECK(WallTime::fromRfc3339("2024-03-01T17:59:59+18:00") == WallTime{utc, 18h});
    CHECK(WallTime::fromRfc3339("2024-02-29T05:59:59-18:00") == WallTime{utc, -18h});
}

TEST_CASE("what no clock shows and nobody writes is no wall time") {
    const std::string refused = GENERATE(
        "", "2024-02-29", "2024-02-29T10:00:00", "2024-02-29T10:00Z", "2023-02-29T10:00:00Z",
        "1900-02-29T10:00:00Z", "2024-04-31T10:00:00Z", "2024-00-10T10:00:00Z",
        "2024-13-10T10:00:00Z", "2024-01-00T10:00:00Z", "2024-01-32T10:00:00Z",
        "2024-01-10T24:00:00Z", "2024-01-10T10:60:00Z", "2024-01-10T10:00:60Z",
        "2024-01-10T10:00:00.1Z", "2024-01-10T10:00:00.12Z", "2024-01-10T10:00:00.1234Z",
        "2024-01-10T10:00:00.Z", "2024-01-10T10:00:00,123Z", "2024-01-10t10:00:00Z",
        "2024-01-10 10:00:00Z", "2024-01-10T10:00:00z", "2024-01-10T10:00:00+01",
        "2024-01-10T10:00:00+0100", "2024-01-10T10:00:00+01:60", "2024-01-10T10:00:00+18:01",
        "2024-01-10T10:00:00-18:01", "2024-01-10T10:00:00+19:00", "2024-01-10T10:00:00-00:00",
        "2024-01-10T10:00:00+-1:00", "2024-01-10T10:00:00Z ", " 2024-01-10T10:00:00Z",
        "2024-01-10T10:00:00ZZ", "24-01-10T10:00:00Z", "02024-01-10T10:00:00Z",
        "2024-1-10T10:00:00Z", "+024-01-10T10:00:00Z", "2024-01-10T1a:00:00Z",
        "2024-01-10T10:00:00\xE2\x88\x92"
        "01:00");
    CAPTURE(refused);
    CHECK_FALSE(WallTime::fromRfc3339(refused));
}
