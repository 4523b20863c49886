#pragma once

#include "core/clock.h"
#include "core/routine.h"

namespace psoas::core {

/// The longest that each part of a breath may be, in a file as in Settings.
inline constexpr Seconds kLongestBreath{60};

/// The parts of a breath, in their order. Those of no length do not come up.
enum class BreathPart { In, AfterIn, Out, AfterOut };

/// Where a breath stands.
struct BreathNow {
    BreathPart part = BreathPart::In;
    double level = 0;        ///< of the belly: 0 breathed out, 1 breathed in
    Milliseconds left{0};    ///< of this part
    Milliseconds length{1};  ///< of this part
    friend bool operator==(const BreathNow &, const BreathNow &) = default;
};

/// How long one breath takes, its pauses included.
[[nodiscard]] Seconds breathLength(const Breathing &breathing) noexcept;

/// The breath, `elapsed` after the beginning of an in-breath (R6). In and out must be longer than
/// nothing.
[[nodiscard]] BreathNow breathAt(const Breathing &breathing, Milliseconds elapsed);

/// How many breaths are left, the one that is being breathed among them and the last one even if
/// there is no time for all of it. It changes where a breath ends. `elapsed`: since the first
/// began.
[[nodiscard]] int breathsLeft(const Breathing &breathing, Milliseconds elapsed,
                              Milliseconds left) noexcept;

}  // namespace psoas::core
