#include "audio/synth.h"

#include "support/catch.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <span>

using namespace psoas;
using namespace psoas::audio;
using namespace std::chrono_literals;

namespace {

constexpr int kRate = 48000;
constexpr std::array kChimes{core::Chime::Start,      core::Chime::Switch, core::Chime::HoldEnd,
                             core::Chime::TenSeconds, core::Chime::Paused, core::Chime::SessionEnd};
constexpr std::array kRates{8000, 44100, 48000};

double peakOf(std::span<const std::int16_t> samples) {
    double peak = 0;
    for (const std::int16_t each : samples) {
        peak = std::max(peak, std::abs(each / 32768.0));
    }
    return peak;
}

double meanOf(std::span<const std::int16_t> samples) {
    double sum = 0;
    for (const std::int16_t each : samples) {
        sum += each / 32768.0;
    }
    return sum / static_cast<double>(samples.size());
}

/// The largest step from one sample to the next: a click is one.
double roughestOf(std::span<const std::int16_t> samples) {
    double most = 0;
    for (std::size_t i = 1; i < samples.size(); ++i) {
        most = std::max(most, std::abs((samples[i] - samples[i - 1]) / 32768.0));
    }
    return most;
}

/// The power of one frequency, by Goertzel.
double powerAt(double hertz, std::span<const std::int16_t> samples) {
    const double twice = 2 * std::cos(2 * std::numbers::pi * hertz / kRate);
    double last = 0;
    double before = 0;
    for (const std::int16_t each : samples) {
        const double now = each / 32768.0 + twice * last - before;
        before = std::exchange(last, now);
    }
    return last * last + before * before - twice * last * before;
}

/// The strongest pitch between 200 and 1200 Hz, to a few hertz.
double pitchOf(std::span<const std::int16_t> samples) {
    double best = 0;
    double most = 0;
    for (double hertz = 200; hertz < 1200; hertz += 4) {
        const double power = powerAt(hertz, samples);
        if (power > most) {
            most = power;
            best = hertz;
        }
    }
    return best;
}

std::span<const std::int16_t> part(const Samples &samples, core::Milliseconds from,
                                   core::Milliseconds length) {
    const auto index = [](core::Milliseconds at) {
        return static_cast<std::size_t>(at.count() * kRate / 1000);
    };
    return std::span(samples).subspan(index(from), index(length));
}

/// The bells of a chime by their pitches, told by where it grows loud again.
std::vector<double> bellsOf(const Samples &samples) {
    constexpr core::Milliseconds kStep = 10ms;
    std::vector<double> pitches;
    double before = 0;
    core::Milliseconds quietUntil{0};
    const core::Milliseconds length{static_cast<int>(samples.size()) * 1000 / kRate};
    for (core::Milliseconds at{0}; at + 100ms < length; at += kStep) {
        const double now = peakOf(part(samples, at, kStep));
        if (now > before * 1.25 && now > 0.1 && at >= quietUntil) {
            pitches.push_back(pitchOf(part(samples, at + 20ms, 80ms)));
            quietUntil = at + 150ms;
        }
        before = now;
    }
    return pitches;
}

bool rises(const std::vector<double> &pitches) {
    return std::ranges::is_sorted(pitches, std::less_equal{});
}
bool falls(const std::vector<double> &pitches) {
    return std::ranges::is_sorted(pitches, std::greater_equal{});
}

}  // namespace

TEST_CASE("chimes are gentle: soft at both ends, not loud, not rough, as long as they say") {
    for (const int rate : kRates) {
        for (const core::Chime chime : kChimes) {
            const Samples samples = chimeSound(chime, rate);
            CHECK(samples.size() ==
                  static_cast<std::size_t>(app::lengthOf(chime).count() * rate / 1000));
            CHECK(peakOf(samples) == Approx(kChimePeak).margin(0.001));
            CHECK(std::abs(samples.front()) < 20);
            CHECK(std::abs(samples.back()) < 20);
            CHECK(std::abs(meanOf(samples)) < 0.001);
            // The first and the last 2 ms are all but silent: nothing is struck or cut.
            const auto ends = static_cast<std::size_t>(rate / 500);
            CHECK(peakOf(std::span(samples).first(ends)) < 0.05);
            CHECK(peakOf(std::span(samples).last(ends)) < 0.005);
            // A sine at its loudest changes by 2 pi f / rate a sample, and no more.
            CHECK(roughestOf(samples) < 0.45 * 2 * std::numbers::pi * 1800 / rate);
        }
    }
}

TEST_CASE("no two chimes are alike with the eyes closed") {
    const auto bells = [](core::Chime chime) { return bellsOf(chimeSound(chime, kRate)); };
    const auto start = bells(core::Chime::Start);
    const auto change = bells(core::Chime::Switch);
    const auto tenSeconds = bells(core::Chime::TenSeconds);
    const auto holdEnd = bells(core::Chime::HoldEnd);
    const auto paused = bells(core::Chime::Paused);
    const auto sessionEnd = bells(core::Chime::SessionEnd);

    REQUIRE(start.size() == 2);
    CHECK(start[1] > start[0] * 1.3);
    REQUIRE(change.size() == 2);
    CHECK(change[1] == Approx(change[0]).margin(5));
    CHECK(tenSeconds.size() == 1);
    REQUIRE(holdEnd.size() == 3);
    CHECK(falls(holdEnd));
    REQUIRE(paused.size() == 2);
    CHECK(paused[1] < paused[0] * 0.8);
    REQUIRE(sessionEnd.size() == 4);
    CHECK(rises(sessionEnd));
    // The two that stop the person lie low, the others high.
    CHECK(paused[0] < start[0]);
    CHECK(app::lengthOf(core::Chime::SessionEnd) > app::lengthOf(core::Chime::HoldEnd) * 3 / 2);
}

TEST_CASE("breathing in rises, breathing out falls, each as long as its half of the breath") {
    for (const core::Milliseconds length : {1000ms, 2500ms, 4000ms, 6000ms}) {
        for (const bool in : {true, false}) {
            const Samples tone =
                breathSound(in ? app::BreathTone::In : app::BreathTone::Out, length, kRate);
            CHECK(tone.size() == static_cast<std::size_t>(length.count() * kRate / 1000));
            const core::Milliseconds window = length / 10;
            std::vector<double> pitches;
            for (core::Milliseconds at = window; at < length - window; at += 2 * window) {
                pitches.push_back(pitchOf(part(tone, at, window)));
            }
            CHECK((in ? rises(pitches) : falls(pitches)));
            CHECK(std::max(pitches.front(), pitches.back()) /
                      std::min(pitches.front(), pitches.back()) >
                  1.2);
            CHECK(std::abs(tone.front()) < 20);
            CHECK(std::abs(tone.back()) < 20);
            CHECK(std::abs(meanOf(tone)) < 0.001);
            CHECK(peakOf(tone) == Approx(kBreathPeak).margin(0.001));
        }
    }
}

TEST_CASE("a chime is clear above the breath") {
    // 12 dB and more.
    CHECK(kChimePeak / kBreathPeak > 4);
}

TEST_CASE("a breath of no length is no sound") {
    CHECK(breathSound(app::BreathTone::In, 0ms, kRate).empty());
}
