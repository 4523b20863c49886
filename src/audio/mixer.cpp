#include "audio/mixer.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace psoas::audio {

namespace {

constexpr core::Milliseconds kFade{30};

Samples::value_type clipped(double sample) {
    using Limits = std::numeric_limits<Samples::value_type>;
    return static_cast<Samples::value_type>(
        std::lround(std::clamp<double>(sample, Limits::min(), Limits::max())));
}

}  // namespace

double Mixer::Sound::take() {
    if (left() == 0) {
        return 0;
    }
    const double share =
        left() < fade ? static_cast<double>(left()) / static_cast<double>(fade) : 1;
    return samples[next++] * gain * share;
}

void Mixer::Sound::fadeOut(std::size_t within) {
    if (fade == 0) {
        end = next + std::min(left(), within);
        fade = within;
    }
}

void Mixer::Lane::replace(Sound sound, std::size_t within) {
    leaving = std::exchange(current, std::move(sound));
    leaving.fadeOut(within);
}

Mixer::Mixer(int rate)
    : m_rate(rate), m_fade(static_cast<std::size_t>(rate) * kFade / core::Seconds{1}) {}

void Mixer::play(Samples chime, double gain) {
    const std::size_t end = chime.size();
    const std::lock_guard lock(m_mutex);
    m_chime.replace({.samples = std::move(chime), .gain = gain, .next = 0, .end = end, .fade = 0},
                    m_fade);
}

void Mixer::breathe(Samples tone, double gain) {
    const std::size_t end = tone.size();
    const std::lock_guard lock(m_mutex);
    m_breath.replace({.samples = std::move(tone), .gain = gain, .next = 0, .end = end, .fade = 0},
                     m_fade);
}

void Mixer::endBreath() {
    const std::lock_guard lock(m_mutex);
    m_breath.current.fadeOut(m_fade);
}

void Mixer::silence() {
    const std::lock_guard lock(m_mutex);
    m_breath.current.fadeOut(m_fade);
    m_chime.current.fadeOut(m_fade);
}

void Mixer::render(std::span<std::int16_t> out) {
    const std::lock_guard lock(m_mutex);
    for (std::int16_t &sample : out) {
        sample = clipped(m_chime.current.take() + m_chime.leaving.take() + m_breath.current.take() +
                         m_breath.leaving.take());
    }
}

core::Milliseconds Mixer::left() const {
    const std::lock_guard lock(m_mutex);
    const std::size_t samples = std::max({m_chime.current.left(), m_chime.leaving.left(),
                                          m_breath.current.left(), m_breath.leaving.left()});
    return core::Milliseconds{samples * 1000 / static_cast<std::size_t>(m_rate)};
}

}  // namespace psoas::audio
