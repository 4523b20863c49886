#pragma once

#include "app/library.h"
#include "core/record.h"
#include "core/session.h"

#include <chrono>
#include <optional>

namespace psoas::app {

/// What can become of a session that was interrupted.
struct Continuation {
    enum class Obstacle {
        TooLate,         ///< it was interrupted too long ago
        RoutineGone,     ///< there is no such routine now
        RoutineChanged,  ///< its steps or times are not what they were
        Over,            ///< it was a check, or the person or pain had ended it already
    };
    std::optional<Obstacle> obstacle;  ///< absent: it can go on
    core::Plan plan{};                 ///< by which it would go on
    core::GoingOn where{};             ///< in that plan
};

/// `within`: for how long after it was last seen running a session may go on, by the wall clock; a
/// clock that was set back by less counts as well. Zero: never.
[[nodiscard]] Continuation continuationOf(const core::UnfinishedSession &interrupted,
                                          const Library &library, core::WallTime now,
                                          std::chrono::minutes within);

}  // namespace psoas::app
