#include "core/breath.h"

#include "support/catch.h"

#include <algorithm>
#include <cmath>
#include <vector>

using namespace psoas::core;
using namespace std::chrono_literals;

TEST_CASE("a breath goes in and out") {
    const Breathing breathing{.in = 4s, .out = 6s};
    CHECK(breathAt(breathing, 0s) ==
          BreathNow{.part = BreathPart::In, .level = 0, .left = 4s, .length = 4s});
    CHECK(breathAt(breathing, 2s).level == Approx(0.5));
    CHECK(breathAt(breathing, 3'999ms).part == BreathPart::In);
    CHECK(breathAt(breathing, 4s).part == BreathPart::Out);
    CHECK(breathAt(breathing, 4s).level == Approx(1.0));
    CHECK(breathAt(breathing, 7s).level == Approx(0.5));
    CHECK(breathAt(breathing, 9'999ms).left == 1ms);
    CHECK(breathAt(breathing, 10s) == breathAt(breathing, 0s));
    CHECK(breathAt(breathing, 1h) == breathAt(breathing, 0s));
}

TEST_CASE("a breath rests where there are pauses") {
    const Breathing breathing{.in = 4s, .out = 4s, .afterIn = 2s, .afterOut = 3s};
    CHECK(breathLength(breathing) == 13s);
    CHECK(breathAt(breathing, 5s) ==
          BreathNow{.part = BreathPart::AfterIn, .level = 1, .left = 1s, .length = 2s});
    CHECK(breathAt(breathing, 6s).part == BreathPart::Out);
    CHECK(breathAt(breathing, 11s) ==
          BreathNow{.part = BreathPart::AfterOut, .level = 0, .left = 2s, .length = 3s});
    CHECK(breathAt(breathing, 13s).part == BreathPart::In);
}

TEST_CASE("the belly never jumps") {
    const auto breathing = GENERATE(Breathing{.in = 4s, .out = 6s}, Breathing{.in = 1s, .out = 1s},
                                    Breathing{.in = 3s, .out = 8s, .afterIn = 1s},
                                    Breathing{.in = 5s, .out = 5s, .afterOut = 60s});
    double before = 0;
    for (Milliseconds at{0}; at < 2 * breathLength(breathing); at += 10ms) {
        const double level = breathAt(breathing, at).level;
        REQUIRE(level >= 0);
        REQUIRE(level <= 1);
        REQUIRE(std::abs(level - before) < 0.02);
        before = level;
    }
}

TEST_CASE("a hold is counted in breaths to its end") {
    const Breathing breathing{.in = 4s, .out = 6s};
    CHECK(breathsLeft(breathing, 0s, 45s) == 5);
    CHECK(breathsLeft(breathing, 9'999ms, 35'001ms) == 5);
    CHECK(breathsLeft(breathing, 10s, 35s) == 4);
    CHECK(breathsLeft(breathing, 40s, 5s) == 1);
    CHECK(breathsLeft(breathing, 0s, 40s) == 4);
    CHECK(breathsLeft(breathing, 39'999ms, 1ms) == 1);
    CHECK(breathsLeft(breathing, 40s, 0s) == 0);
}
