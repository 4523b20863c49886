#pragma once

#include "content/reading.h"
#include "core/routine.h"

#include <string>
#include <string_view>

namespace psoas::content {

/// Whether a file must be called as the routine in it, with `.json`. In the folders that the
/// program watches it must; a draft somewhere else may be called anything.
enum class FileName { MustMatchId, Any };

/// Reads a routine file. Strict: what is not understood is an error, never passed over, and all
/// that can be told about a file is told at once. A step that names no pose gets that of the step
/// before it. A hold outside the recommended times is a warning: it is the user's body. A cue
/// outside its step is a warning too; it stays in the routine and the plan leaves it out.
/// `file` names the file in the problems; nothing is opened.
[[nodiscard]] Reading<core::Routine> readRoutine(std::string_view text, const std::string &file,
                                                 FileName name = FileName::MustMatchId);

/// "20 seconds is not within the 30 to 60 that are recommended", for a warning.
[[nodiscard]] std::string outsideRecommended(const core::SecondsRange &recommended,
                                             core::Seconds seconds);

}  // namespace psoas::content
