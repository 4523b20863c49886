#include "core/plan.h"

#include "core/adjustment.h"
#include "support/catch.h"

using namespace psoas::core;
using namespace std::chrono_literals;

namespace {

Step step(const std::string &id, StepKind kind, std::optional<Seconds> seconds) {
    Step made;
    made.id = id;
    made.kind = kind;
    made.title = id;
    made.pose = Pose::HalfKneeling;
    made.seconds = seconds;
    return made;
}

Routine stretch() {
    Routine routine;
    routine.id = "stretch";
    routine.title = "Stretch";
    routine.steps = {
        step("set-up", StepKind::Prepare, std::nullopt),
        Repeat{.id = "rounds",
               .title = "",
               .times = 2,
               .sides = {Side::Left, Side::Right},
               .steps = {step("tilt", StepKind::Prepare, 10s), step("hold", StepKind::Hold, 45s),
                         step("switch", StepKind::Rest, 10s)}},
    };
    return routine;
}

std::vector<std::string> told(const Plan &plan) {
    std::vector<std::string> lines;
    for (const PlannedStep &planned : plan.steps) {
        lines.push_back(planned.step +
                        (planned.side ? " " + std::string(sideName(*planned.side)) : "") + " " +
                        std::to_string(planned.round));
    }
    return lines;
}

}  // namespace

TEST_CASE("a plan goes round by round and side by side and drops the last rest") {
    const Plan plan = planSession(stretch());
    CHECK(told(plan) == std::vector<std::string>{"set-up 1", "tilt left 1", "hold left 1",
                                                 "switch left 1", "tilt right 1", "hold right 1",
                                                 "switch right 1", "tilt left 2", "hold left 2",
                                                 "switch left 2", "tilt right 2", "hold right 2"});
    CHECK(plan.held() == 180s);
    CHECK(plan.total() == 250s);
    CHECK(plan.steps.front().waits());
    CHECK(plan.steps.back().rounds == 2);
}

TEST_CASE("sides can be asked for in another order or one alone") {
    CHECK(told(planSession(stretch(), {Side::Right, Side::Left}))[1] == "tilt right 1");
    const Plan shorter = planSession(stretch(), {Side::Right});
    CHECK(told(shorter) == std::vector<std::string>{"set-up 1", "tilt right 1", "hold right 1",
                                                    "switch right 1", "tilt right 2",
                                                    "hold right 2"});
}

TEST_CASE("a repeat without a hold keeps its rests") {
    Routine routine;
    routine.steps = {Repeat{.id = "r",
                            .title = "",
                            .times = 2,
                            .sides = {},
                            .steps = {step("pause", StepKind::Rest, 5s)}}};
    CHECK(told(planSession(routine)) == std::vector<std::string>{"pause 1", "pause 2"});
}

TEST_CASE("only cues inside the step are planned") {
    Routine routine = stretch();
    Step hold = step("hold", StepKind::Hold, 30s);
    hold.cues = {{Cue::From::Start, 15s, "a"},
                 {Cue::From::Start, 30s, "at the end"},
                 {Cue::From::End, 10s, "b"},
                 {Cue::From::End, 31s, "before the start"}};
    routine.steps = {hold};
    const Plan plan = planSession(routine);
    REQUIRE(plan.steps[0].cues.size() == 2);
    CHECK(plan.steps[0].cues[0].say == "a");
    CHECK(plan.steps[0].cues[1].say == "b");
}

TEST_CASE("a step breathes as the routine does unless it says otherwise") {
    Routine routine = stretch();
    routine.breathing = Breathing{4s, 6s};
    std::get<Step>(routine.steps[0]).breathing = Breathing{3s, 3s};
    const Plan plan = planSession(routine);
    CHECK(plan.steps[0].breathing == Breathing{3s, 3s});
    CHECK(plan.steps[1].breathing == Breathing{4s, 6s});
}

TEST_CASE("an adjustment changes times and nothing else") {
    const Routine before = stretch();
    const Routine after =
        adjusted(before, {.adjusts = "stretch",
                          .seconds = {{"hold", 60s}, {"set-up", 5s}, {"gone", 7s}},
                          .times = {{"rounds", 3}}});
    const Plan plan = planSession(after);
    CHECK(plan.held() == 6 * 60s);
    CHECK(plan.steps.front().waits());
    CHECK(adjusted(before, {}) == before);
}

TEST_CASE("an adjustment never holds longer than the pose allows") {
    Routine routine;
    Step onBall = step("spot", StepKind::Hold, 60s);
    onBall.pose = Pose::ProneOnBall;
    routine.steps = {onBall};
    const Plan plan =
        planSession(adjusted(routine, {.adjusts = "", .seconds = {{"spot", 900s}}, .times = {}}));
    CHECK(plan.steps[0].seconds == 300s);
}

TEST_CASE("all times of a routine, and what is different between two sets of them") {
    const Routine routine = stretch();
    const Adjustment times = timesOf(routine);
    CHECK(adjusted(routine, times) == routine);
    Adjustment longer = times;
    longer.seconds.begin()->second += 5s;
    const Adjustment changes = changedTimes(times, longer);
    CHECK(changes.seconds.size() == 1);
    CHECK(changes.seconds.begin()->second == longer.seconds.begin()->second);
    CHECK(changes.times.empty());
    CHECK(timesOf(adjusted(routine, changes)) == longer);
    CHECK(changedTimes(times, times).seconds.empty());
}

TEST_CASE("the steps of a session are counted before they are laid out") {
    Routine routine = stretch();
    const std::size_t laidOut = planSession(routine).steps.size();
    // The rest after the last hold is left out of the plan.
    CHECK(plannedSteps(routine) == laidOut + 1);
    for (RoutineStep &each : routine.steps) {
        if (auto *repeat = std::get_if<Repeat>(&each)) {
            repeat->times = 3;
            repeat->sides.clear();
        }
    }
    CHECK(plannedSteps(routine) == planSession(routine).steps.size() + 1);
}

TEST_CASE("a session has room for two hours and for 2,000 steps, and for no more") {
    Routine routine;
    routine.steps = {step("hold", StepKind::Hold, 3600s), step("more", StepKind::Hold, 3600s)};
    CHECK(fitsInSession(routine));
    std::get<Step>(routine.steps.back()).seconds = 3601s;
    CHECK_FALSE(fitsInSession(routine));
    routine.steps.assign(2000, step("hold", StepKind::Hold, 1s));
    CHECK(fitsInSession(routine));
    routine.steps.emplace_back(step("more", StepKind::Hold, 1s));
    CHECK_FALSE(fitsInSession(routine));
}

TEST_CASE("a step that gets ready is done for the side that follows") {
    const auto planned = [](StepKind kind, std::optional<Pose> pose, std::optional<Side> side) {
        PlannedStep made;
        made.kind = kind;
        made.pose = pose;
        made.side = side;
        return made;
    };
    const auto prepare = [&](std::optional<Pose> pose, std::optional<Side> side = {}) {
        return planned(StepKind::Prepare, pose, side);
    };
    const auto kneel = Pose::HalfKneeling;
    const auto leftHold = planned(StepKind::Hold, Pose::HalfKneelingForward, Side::Left);
    const auto rightHold = planned(StepKind::Hold, Pose::HalfKneelingForward, Side::Right);
    struct Row {
        std::vector<PlannedStep> steps;
        std::size_t served;  ///< by the first
    };
    const Row rows[] = {
        {{prepare(kneel), leftHold}, 1},
        {{prepare(kneel), prepare(kneel), prepare(kneel, Side::Left)}, 2},
        {{prepare(kneel, Side::Left), rightHold}, 0},  // it has a side
        {{prepare(Pose::ConstructiveRest), leftHold}, 0},
        {{prepare(Pose::Sitting), leftHold}, 0},
        {{prepare({}), leftHold}, 0},
        {{prepare(kneel), planned(StepKind::Hold, kneel, {}), leftHold}, 0},
        {{prepare(kneel)}, 0},
        {{prepare(Pose::BallMap), prepare(Pose::BallMap, Side::Right)}, 1},
        {{planned(StepKind::Rest, kneel, Side::Left), rightHold}, 1},
        {{planned(StepKind::Rest, kneel, Side::Left), leftHold}, 0},
        {{planned(StepKind::Rest, Pose::ProneOnBall, Side::Left), rightHold}, 0},
        {{planned(StepKind::Rest, kneel, {}), rightHold}, 0},
    };
    for (const Row &row : rows) {
        INFO("row " << (&row - rows));
        CHECK(positionServed({.routineId = "r",
                              .routineTitle = "R",
                              .kind = RoutineKind::Technique,
                              .steps = row.steps},
                             0) == row.served);
    }
}
