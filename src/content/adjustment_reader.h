#pragma once

#include "content/json_document.h"
#include "content/reading.h"
#include "core/adjustment.h"

#include <string>
#include <string_view>
#include <vector>

namespace psoas::content {

/// Whether the text is a JSON object with the key `adjusts`, the mark of an adjustment, or with
/// times and no steps, which can only be meant as one.
[[nodiscard]] bool isAdjustment(std::string_view text);
[[nodiscard]] bool isAdjustment(const Document &document);

/// Reads a person's own times. `routines` are those that can be adjusted, as their files say them;
/// a step that the routine does not have, or that waits for the person, is an error. If a shipped
/// routine once had it (`shipped_steps.h`), it is a warning that names the likeliest successor, and
/// all other times go on working: files survive upgrades. Times outside the recommended ones are
/// warnings too.
///
/// What this accepts, `content/schema/adjustment.schema.json` accepts. The schema does not know the
/// routine, so that these rules are the reader's alone:
///
///  - repeated-key: no key twice in one object
///  - text-bytes: a text has at most 4096 bytes, a key 256; the schema counts characters
///  - nul-character: no NUL in a text
///  - file-limits: at most 1 MiB and 20,000 values
///  - routine-unknown: there is such a routine
///  - check-has-no-times: it is a technique
///  - step-unknown: the routine has such a step
///  - step-is-repeat: under `seconds` stand steps, and repeats under `times`
///  - step-waits: the step is timed, so that there is something to adjust
///  - repeat-unknown: the routine has such a repeat
///  - ball-time: at most 300 s on the ball
///  - session-length: at most two hours of timed steps, and 2,000 steps, all rounds and sides
///  counted
[[nodiscard]] Reading<core::Adjustment> readAdjustment(
    std::string_view text, const std::string &file,
    const std::vector<const core::Routine *> &routines);
/// The same of a document that was read already.
[[nodiscard]] Reading<core::Adjustment> readAdjustment(
    Document document, const std::string &file, const std::vector<const core::Routine *> &routines);

}  // namespace psoas::content
