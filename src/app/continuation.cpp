#include "app/continuation.h"

#include <utility>

namespace psoas::app {

Continuation continuationOf(const core::UnfinishedSession &interrupted, const Library &library,
                            core::WallTime now, std::chrono::minutes within) {
    using Obstacle = Continuation::Obstacle;
    const LibraryRoutine *found = library.find(interrupted.record.routineId);
    if (core::outcomeAsItStands(interrupted) != core::Outcome::Interrupted ||
        (found != nullptr && found->routine.kind != core::RoutineKind::Technique)) {
        return {.obstacle = Obstacle::Over};
    }
    if (found == nullptr) {
        return {.obstacle = Obstacle::RoutineGone};
    }
    core::Plan plan = core::planSession(found->routine);
    if (!core::canGoOn(plan, interrupted)) {
        // It may have begun on the side that the routine has second.
        plan = core::planSession(found->routine, core::sidesOf(interrupted.record.steps));
    }
    if (!core::canGoOn(plan, interrupted)) {
        return {.obstacle = Obstacle::RoutineChanged};
    }
    if (std::chrono::abs(now.utc - interrupted.lastSeen().utc) >= within) {
        return {.obstacle = Obstacle::TooLate};
    }
    const core::GoingOn where = core::whereItGoesOn(plan, interrupted);
    return {.obstacle = std::nullopt, .plan = std::move(plan), .where = where};
}

}  // namespace psoas::app
