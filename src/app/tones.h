#pragma once

#include "core/clock.h"
#include "core/session.h"

namespace psoas::app {

/// What half of a breath is heard as: a tone that rises while breathing in and falls while
/// breathing out.
enum class BreathTone { In, Out };

/// How long a chime sounds, to the end of its ringing: the voice begins no sooner.
[[nodiscard]] constexpr core::Milliseconds lengthOf(core::Chime chime) noexcept {
    switch (chime) {
        case core::Chime::TenSeconds:
            return core::Milliseconds{500};
        case core::Chime::Switch:
            return core::Milliseconds{800};
        case core::Chime::Start:
        case core::Chime::Paused:
            return core::Milliseconds{900};
        case core::Chime::HoldEnd:
            return core::Milliseconds{1200};
        case core::Chime::SessionEnd:
            return core::Milliseconds{2400};
    }
    return core::Milliseconds{0};
}

}  // namespace psoas::app
