#include "audio/synth.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace psoas::audio {

namespace {

constexpr double kTurn = 2 * std::numbers::pi;
constexpr double kFullScale = std::numeric_limits<std::int16_t>::max();

// Hertz, of the equal temperament.
constexpr double kE4 = 329.63;
constexpr double kA4 = 440.00;
constexpr double kC5 = 523.25;
constexpr double kE5 = 659.26;
constexpr double kG5 = 783.99;
constexpr double kA5 = 880.00;
constexpr double kC6 = 1046.50;

constexpr double kBreathLow = 261.63;   // C4
constexpr double kBreathHigh = 392.00;  // G4

constexpr double kAttack = 0.015;   ///< seconds until a bell is at its loudest: no blow, no click
constexpr double kFade = 0.06;      ///< seconds in which the last of it goes
constexpr double kDecays = 4;       ///< so many times 1/e until the bell's end
constexpr double kOvertone = 0.25;  ///< of the octave: a bare sine is dull on a small loudspeaker

struct Bell {
    double at;  ///< seconds after the chime's beginning
    double hertz;
};

std::vector<Bell> bellsOf(core::Chime chime) {
    switch (chime) {
        case core::Chime::Start:
            return {{0, kC5}, {0.2, kG5}};
        case core::Chime::Switch:
            return {{0, kE5}, {0.2, kE5}};
        case core::Chime::TenSeconds:
            return {{0, kA5}};
        case core::Chime::HoldEnd:
            return {{0, kG5}, {0.2, kE5}, {0.4, kC5}};
        case core::Chime::SessionEnd:
            return {{0, kC5}, {0.35, kE5}, {0.7, kG5}, {1.05, kC6}};
        case core::Chime::Paused:
            return {{0, kA4}, {0.25, kE4}};
    }
    return {};
}

double secondsOf(core::Milliseconds span) { return std::chrono::duration<double>(span).count(); }

/// 0 to 1 and level at both ends.
double eased(double share) {
    return (1 - std::cos(std::clamp(share, 0.0, 1.0) * std::numbers::pi)) / 2;
}

/// How loud a bell is `t` seconds after it was struck, if it rings for `length`.
double ringing(double t, double length) {
    return eased(t / kAttack) * std::exp(-kDecays * t / length) * eased((length - t) / kFade);
}

/// Brings the loudest sample to `peak` of the full scale.
Samples scaled(const std::vector<double> &wave, double peak) {
    double loudest = 0;
    for (const double each : wave) {
        loudest = std::max(loudest, std::abs(each));
    }
    const double gain = loudest > 0 ? peak * kFullScale / loudest : 0;
    Samples samples(wave.size());
    std::ranges::transform(wave, samples.begin(), [gain](double each) {
        return static_cast<std::int16_t>(std::lround(each * gain));
    });
    return samples;
}

std::vector<double> stillness(core::Milliseconds length, int rate) {
    return std::vector<double>(static_cast<std::size_t>(std::lround(secondsOf(length) * rate)));
}

}  // namespace

Samples chimeSound(core::Chime chime, int rate) {
    const core::Milliseconds whole = app::lengthOf(chime);
    std::vector<double> wave = stillness(whole, rate);
    for (const Bell &bell : bellsOf(chime)) {
        const double length = secondsOf(whole) - bell.at;
        const auto first = static_cast<std::size_t>(std::lround(bell.at * rate));
        for (std::size_t i = first; i < wave.size(); ++i) {
            const double t = static_cast<double>(i - first) / rate;
            const double turns = t * bell.hertz * kTurn;
            wave[i] += ringing(t, length) * (std::sin(turns) + kOvertone * std::sin(2 * turns));
        }
    }
    return scaled(wave, kChimePeak);
}

Samples breathSound(app::BreathTone tone, core::Milliseconds length, int rate) {
    std::vector<double> wave = stillness(length, rate);
    const bool rises = tone == app::BreathTone::In;
    double turns = 0;
    for (std::size_t i = 0; i < wave.size(); ++i) {
        const double share = static_cast<double>(i) / static_cast<double>(wave.size());
        const double height = rises ? share : 1 - share;
        turns += kBreathLow * std::pow(kBreathHigh / kBreathLow, height) / rate * kTurn;
        const double swell = std::sin(share * std::numbers::pi);
        wave[i] = swell * swell * (std::sin(turns) + kOvertone * std::sin(2 * turns));
    }
    return scaled(wave, kBreathPeak);
}

}  // namespace psoas::audio
