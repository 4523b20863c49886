#include "audio/mixer.h"

#include "support/catch.h"

#include <algorithm>
#include <array>
#include <cmath>

using namespace psoas;
using namespace psoas::audio;
using namespace std::chrono_literals;

namespace {

constexpr int kRate = 1000;  // one sample a millisecond

Samples level(std::size_t length, std::int16_t value) { return Samples(length, value); }

Samples rendered(Mixer &mixer, std::size_t length) {
    Samples out(length, 99);
    mixer.render(out);
    return out;
}

/// The largest step from one sample to the next, from the one `before` on: a click is one.
int steepest(const Samples &out, int before) {
    int most = 0;
    for (const int each : out) {
        most = std::max(most, std::abs(each - before));
        before = each;
    }
    return most;
}

}  // namespace

TEST_CASE("a mixer at rest gives silence") {
    Mixer mixer(kRate);
    CHECK(rendered(mixer, 10) == level(10, 0));
    CHECK(mixer.left() == 0ms);
}

TEST_CASE("a chime and the breath sound together, each as loud as it is to be") {
    Mixer mixer(kRate);
    mixer.play(level(10, 1000), 0.5);
    mixer.breathe(level(20, 100), 1);
    CHECK(mixer.left() == 20ms);
    CHECK(rendered(mixer, 10) == level(10, 600));
    CHECK(mixer.left() == 10ms);
    CHECK(rendered(mixer, 10) == level(10, 100));
    CHECK(rendered(mixer, 10) == level(10, 0));
}

TEST_CASE("what is too loud together is held at the limit and does not turn over") {
    Mixer mixer(kRate);
    mixer.play(level(5, 30000), 1);
    mixer.breathe(level(5, 30000), 1);
    CHECK(rendered(mixer, 5) == level(5, 32767));
    mixer.play(level(5, -30000), 1);
    mixer.breathe(level(5, -30000), 1);
    CHECK(rendered(mixer, 5) == level(5, -32768));
}

TEST_CASE("what is cut short fades out and is over soon") {
    Mixer mixer(kRate);
    mixer.play(level(1000, 3000), 1);
    mixer.breathe(level(1000, 3000), 1);
    CHECK(rendered(mixer, 1)[0] == 6000);
    const bool breathAlone = GENERATE(true, false);
    breathAlone ? mixer.endBreath() : mixer.silence();
    const Samples out = rendered(mixer, 100);
    CHECK(steepest(out, 6000) <= 250);
    CHECK(out.back() == (breathAlone ? 3000 : 0));
}

TEST_CASE("a new chime takes the place of the one that sounds, without a click") {
    Mixer mixer(kRate);
    mixer.play(level(1000, 3000), 1);
    CHECK(rendered(mixer, 1)[0] == 3000);
    mixer.play(level(100, 0), 1);
    const Samples out = rendered(mixer, 100);
    CHECK(steepest(out, 3000) <= 125);
    CHECK(out[50] == 0);
    CHECK(mixer.left() == 0ms);
}
