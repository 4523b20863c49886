#pragma once

#include "audio/synth.h"

#include <cstddef>
#include <mutex>
#include <span>

namespace psoas::audio {

/// Two sounds at a time, one above the other: a chime and the tone of a breath. Whatever is cut
/// short fades out, so that it does not click. May be used on several threads: some systems fetch
/// sound on one of their own.
class Mixer {
public:
    /// `rate`: of everything that is played here, in samples a second.
    explicit Mixer(int rate);

    /// In place of the chime that sounds. `gain`: 0 to 1.
    void play(Samples chime, double gain);
    /// In place of the tone that sounds.
    void breathe(Samples tone, double gain);
    void endBreath();
    void silence();

    /// The next of what is heard; zeros once nothing is.
    void render(std::span<std::int16_t> out);

    /// How much is still to be heard.
    [[nodiscard]] core::Milliseconds left() const;

private:
    /// A sound on its way out, and how much of it still comes.
    struct Sound {
        Samples samples;
        double gain = 0;
        std::size_t next = 0;
        std::size_t end = 0;  ///< where it ends, or has faded out
        std::size_t fade =
            0;  ///< how many samples before the end it begins to fade; 0: it does not

        [[nodiscard]] std::size_t left() const { return end - next; }
        [[nodiscard]] double take();
        void fadeOut(std::size_t within);
    };
    struct Lane {
        Sound current;
        Sound leaving;  ///< what the current one took the place of

        void replace(Sound sound, std::size_t within);
    };

    mutable std::mutex m_mutex;
    int m_rate;
    std::size_t m_fade;
    Lane m_chime;
    Lane m_breath;
};

}  // namespace psoas::audio
