#pragma once

#include "core/clock.h"
#include "core/routine.h"

namespace psoas::ui {

/// Where a breath stands.
struct BreathNow {
    bool in = true;             ///< breathing in; else out
    double level = 0;           ///< of the belly: 0 breathed out, 1 breathed in
    core::Milliseconds left{};  ///< of this half of the breath
};

/// The breath at `elapsed` into a step that began with breathing in (R6). Both halves of
/// `breathing` must be longer than nothing.
[[nodiscard]] BreathNow breathAt(const core::Breathing &breathing, core::Milliseconds elapsed);

}  // namespace psoas::ui
