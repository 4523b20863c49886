#pragma once

#include "core/record.h"
#include "core/routine.h"

#include <set>
#include <string>
#include <vector>

// Several routines done one after the other as one session. The steps of each part keep their ids,
// with the id of its routine before them (`ball-release/first-spot`): no step of a file is named
// so.
namespace psoas::core {

/// The id of the one sequence there is. No routine of the person's own may have it.
inline constexpr const char *kSequenceId = "sequence";

/// The parts in their order, each with the breath of its own routine, and between two of them a
/// step: `breaks` has one fewer than `parts`. A break counts as of the part before it, whose pain
/// may be felt only then. What is needed and when to stop is that of all parts, everything once.
[[nodiscard]] Routine sequenceOf(std::string title, const std::vector<const Routine *> &parts,
                                 const std::vector<Step> &breaks);

/// The routine that a step of a session belongs to: the part of a sequence, else the session's own.
[[nodiscard]] std::string routineOfStep(const std::string &sessionRoutine, const std::string &step);

/// The routine that was under way when pain stopped this session.
[[nodiscard]] std::string routineStopped(const SessionRecord &stopped);

/// The ids of the routines whose steps these are, its own included.
[[nodiscard]] std::set<std::string> routinesIn(const Routine &routine);

}  // namespace psoas::core
