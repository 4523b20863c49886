#pragma once

#include "core/routine.h"

#include <map>
#include <string>

namespace psoas::core {

/// A person's own times for a routine: nothing but numbers, so that it cannot touch a text and
/// survives a new version of the routine.
struct Adjustment {
    std::string adjusts;                     ///< id of the routine
    std::map<std::string, Seconds> seconds;  ///< by step id
    std::map<std::string, int> times;        ///< rounds, by repeat id
    friend bool operator==(const Adjustment &, const Adjustment &) = default;
};

/// Every time of the routine as it is: the seconds of each timed step, the rounds of each repeat.
[[nodiscard]] Adjustment timesOf(const Routine &routine);

/// The times of `to` that `from` does not have, or has another number for.
[[nodiscard]] Adjustment changedTimes(const Adjustment &from, const Adjustment &to);

/// The routine with the adjustment's times. Ids that the routine does not have are passed over
/// (the reader has reported them); a step that waits for the person goes on waiting. A step never
/// becomes longer than `longestStep` of its pose.
[[nodiscard]] Routine adjusted(Routine routine, const Adjustment &adjustment);

}  // namespace psoas::core
