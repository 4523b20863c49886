#include "app/continuation.h"

#include "app/small_practice.h"
#include "support/catch.h"
#include "support/sessions.h"

using namespace psoas;
using namespace psoas::app;
using namespace std::chrono_literals;

namespace {

using Obstacle = Continuation::Obstacle;

/// `stretch` of the small library, 8 s into its hold of 20 s.
core::UnfinishedSession interrupted() {
    core::UnfinishedSession session;
    session.record.routineId = "stretch";
    session.record.startedAt = wallAt(0s);
    for (const core::PlannedStep &step :
         core::planSession(smallLibrary().find("stretch")->routine).steps) {
        session.record.steps.push_back(core::untouched(step));
    }
    session.record.steps[1].held = 8s;
    session.last = core::JournalMark{.sequence = 3,
                                     .at = 8s,
                                     .transition = core::Transition::Beat,
                                     .position = 1,
                                     .elapsed = 8s,
                                     .wall = wallAt(8s)};
    return session;
}

std::optional<Obstacle> obstacle(const core::UnfinishedSession &session, core::Milliseconds later,
                                 std::chrono::minutes within = 60min,
                                 const Library &library = smallLibrary()) {
    return continuationOf(session, library, wallAt(8s + later), within).obstacle;
}

}  // namespace

TEST_CASE("an interrupted session can go on for as long as is set, by a clock either way") {
    CHECK_FALSE(obstacle(interrupted(), 0s));
    CHECK_FALSE(obstacle(interrupted(), 60min - 1ms));
    CHECK(obstacle(interrupted(), 60min) == Obstacle::TooLate);
    CHECK_FALSE(obstacle(interrupted(), -60min + 1ms));
    CHECK(obstacle(interrupted(), -60min) == Obstacle::TooLate);
    CHECK(obstacle(interrupted(), 14min, 15min) == std::nullopt);
    CHECK(obstacle(interrupted(), 15min, 15min) == Obstacle::TooLate);
    CHECK(obstacle(interrupted(), 0s, 0min) == Obstacle::TooLate);
}

TEST_CASE("it goes on by the plan of the routine as it is now, at its second") {
    const Continuation found = continuationOf(interrupted(), smallLibrary(), wallAt(9s), 60min);
    REQUIRE_FALSE(found.obstacle);
    CHECK(found.plan.steps.size() == 2);
    CHECK(found.where == core::GoingOn{.position = 1, .left = 12s});
}

TEST_CASE("a routine that is gone or is another now does not go on") {
    Library library = smallLibrary();
    std::get<core::Step>(library.routines[0].routine.steps[1]).seconds = 30s;
    CHECK(obstacle(interrupted(), 0s, 60min, library) == Obstacle::RoutineChanged);
    library.routines.erase(library.routines.begin());
    CHECK(obstacle(interrupted(), 0s, 60min, library) == Obstacle::RoutineGone);
}

TEST_CASE("a check and what was ended already do not go on") {
    core::UnfinishedSession check = interrupted();
    check.record.routineId = "red-flag-check";
    CHECK(obstacle(check, 0s) == Obstacle::Over);
    core::UnfinishedSession ended = interrupted();
    ended.last->transition = core::Transition::Ended;
    CHECK(obstacle(ended, 0s) == Obstacle::Over);
}
