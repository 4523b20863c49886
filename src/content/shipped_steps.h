#pragma once

#include <string_view>

namespace psoas::content {

// What adjustments may have been written for: every timed step and every repeat that a released
// version of a shipped routine has had, whether it still has it or not. A person's times must
// survive a step that was renamed or dropped since, and a slip of the pen must not pass for one.

/// Whether the shipped routine with this id has, or once had, a timed step `step`.
[[nodiscard]] bool everTimed(std::string_view routine, std::string_view step) noexcept;

/// Whether the shipped routine with this id has, or once had, a repeat `repeat`.
[[nodiscard]] bool everRepeated(std::string_view routine, std::string_view repeat) noexcept;

}  // namespace psoas::content
