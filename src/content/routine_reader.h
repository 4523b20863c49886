#pragma once

#include "content/json_document.h"
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
///
/// What this accepts, `content/schema/routine.schema.json` accepts. The reverse holds but for these
/// rules, which a schema cannot say; a test compares the two on thousands of files:
///
///  - repeated-key: no key twice in one object
///  - text-bytes: a text has at most 4096 bytes; the schema counts characters
///  - nul-character: no NUL in a text
///  - file-limits: at most 1 MiB and 20,000 values
///  - file-name: the file is named after the id, where that is asked for
///  - step-id-twice: every step and repeat has an id of its own
///  - ball-time: at most 300 s on the ball, also where the pose is that of the step before
///  - arched-hold: no hold in the pose of a mistake, also where it is that of the step before
///  - recommended-order: a recommended range does not end before it begins
///  - session-length: at most two hours of timed steps, and 2,000 steps, all rounds and sides
///  counted
///
/// `45.0` and `4e1` are no whole numbers here; to some programs that check by schemas they are.
[[nodiscard]] Reading<core::Routine> readRoutine(std::string_view text, const std::string &file,
                                                 FileName name = FileName::MustMatchId);
/// The same of a document that was read already.
[[nodiscard]] Reading<core::Routine> readRoutine(Document document, const std::string &file,
                                                 FileName name = FileName::MustMatchId);

/// "20 seconds is not within the 30 to 60 that are recommended", for a warning.
[[nodiscard]] std::string outsideRecommended(const core::SecondsRange &recommended,
                                             core::Seconds seconds);

}  // namespace psoas::content
