#pragma once

#include "core/session.h"

#include <optional>

namespace psoas::app {

/// What a key of a keyboard, a button of a headset or the desktop's player controls can ask for.
enum class MediaKey { Play, Pause, PlayPause, Stop, Next, Previous };

/// What it means to a session in this phase, or nothing. Stop pauses: no stray key ends a session.
/// Play where a step waits is "I'm ready". While pain is asked about, and before and after a
/// session, no key means anything.
[[nodiscard]] std::optional<core::Event> eventFor(MediaKey key, core::Phase phase) noexcept;

}  // namespace psoas::app
