#include "app/media_key.h"

namespace psoas::app {

namespace {

std::optional<core::Event> toPause(core::Phase phase) noexcept {
    const bool timed = phase == core::Phase::Running || phase == core::Phase::CountIn;
    return timed ? std::optional<core::Event>(core::event::Pause{}) : std::nullopt;
}

std::optional<core::Event> toPlay(core::Phase phase) noexcept {
    if (phase == core::Phase::Waiting) {
        return core::event::Ready{};
    }
    return phase == core::Phase::Paused ? std::optional<core::Event>(core::event::Resume{})
                                        : std::nullopt;
}

}  // namespace

std::optional<core::Event> eventFor(MediaKey key, core::Phase phase) noexcept {
    const auto pause = toPause(phase);
    const auto play = toPlay(phase);
    if (!pause && !play) {
        return std::nullopt;
    }
    switch (key) {
        case MediaKey::Play:
            return play;
        case MediaKey::Pause:
        case MediaKey::Stop:
            return pause;
        case MediaKey::PlayPause:
            return play ? play : pause;
        case MediaKey::Next:
            return core::event::Skip{};
        case MediaKey::Previous:
            return core::event::Back{};
    }
    return std::nullopt;
}

}  // namespace psoas::app
