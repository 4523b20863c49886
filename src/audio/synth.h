#pragma once

#include "app/tones.h"

#include <cstdint>
#include <vector>

namespace psoas::audio {

/// One channel of sound, 16 bits a sample.
using Samples = std::vector<std::int16_t>;

/// How loud a chime is at its loudest, and a breath's tone: a quarter of that (12 dB below), so
/// that the chime stays clear above it. Of the largest sample.
inline constexpr double kChimePeak = 0.45;
inline constexpr double kBreathPeak = 0.11;

// Every sound is made by arithmetic: there is no file to load, and nothing of anybody's in it. Each
// begins and ends at zero, so that it does not click. `rate`: samples a second, 8,000 or more.

/// Soft bells, told apart with the eyes closed by how many there are and which way they go: start
/// two up, switch two alike, ten seconds one short, end of hold three down, end of session four up
/// and slow, paused two down and low. As long as `app::lengthOf` says.
[[nodiscard]] Samples chimeSound(core::Chime chime, int rate);

/// A tone that swells and sinks while its pitch rises (in) or falls (out) by a fifth.
[[nodiscard]] Samples breathSound(app::BreathTone tone, core::Milliseconds length, int rate);

}  // namespace psoas::audio
