#include "core/sequence.h"

#include "core/plan.h"
#include "support/catch.h"

#include <algorithm>

using namespace psoas::core;
using namespace std::chrono_literals;

namespace {

Step holdOf(const std::string &id, Seconds seconds) {
    Step step;
    step.id = step.title = id;
    step.kind = StepKind::Hold;
    step.seconds = seconds;
    return step;
}

Routine rest() {
    Routine routine;
    routine.id = "rest";
    routine.equipment = {"mat"};
    routine.stopIf = {{"F1", "sharp"}};
    routine.breathing = Breathing{.in = 4s, .out = 6s};
    routine.steps = {holdOf("hold", 60s)};
    return routine;
}

Routine stretch() {
    Routine routine;
    routine.id = "stretch";
    routine.equipment = {"cushion", "mat"};
    routine.stopIf = {{"F1", "sharp"}, {"K8", "strain"}};
    Step hold = holdOf("hold", 30s);
    hold.breathing = Breathing{.in = 3s, .out = 3s};
    routine.steps = {Repeat{.id = "rounds",
                            .title = "",
                            .times = 2,
                            .sides = {Side::Left, Side::Right},
                            .steps = {hold, holdOf("more", 10s)}}};
    return routine;
}

Routine both() {
    const Routine first = rest();
    const Routine second = stretch();
    Step pause = holdOf("break", 20s);
    pause.kind = StepKind::Rest;
    return sequenceOf("Both", {&first, &second}, {pause});
}

}  // namespace

TEST_CASE("a sequence is all its parts with a break between them") {
    const Plan plan = planSession(both());
    CHECK(plan.routineId == "sequence");
    CHECK(plan.total() == 60s + 20s + 4 * 40s);
    CHECK(plan.held() == planSession(rest()).held() + planSession(stretch()).held());
    REQUIRE(plan.steps.size() == 10);
    CHECK(plan.steps[0].step == "rest/hold");
    CHECK(plan.steps[1].step == "rest/break");  // whose pain may be felt only then
    CHECK(plan.steps[2].step == "stretch/hold");
    CHECK(plan.steps[2].side == Side::Left);
    CHECK(plan.steps[9].step == "stretch/more");
    CHECK(plan.steps[9].round == 2);
}

TEST_CASE("each part of a sequence keeps its breath") {
    const Plan plan = planSession(both());
    CHECK(plan.steps[0].breathing == Breathing{.in = 4s, .out = 6s});
    CHECK_FALSE(plan.steps[1].breathing);
    CHECK(plan.steps[2].breathing == Breathing{.in = 3s, .out = 3s});
    CHECK_FALSE(plan.steps[3].breathing);
}

TEST_CASE("a sequence needs and warns of what its parts do, once each") {
    const Routine whole = both();
    CHECK(whole.equipment == std::vector<std::string>{"mat", "cushion"});
    REQUIRE(whole.stopIf.size() == 2);
    CHECK(whole.stopIf[1].id == "K8");
}

TEST_CASE("a step tells the routine it is of") {
    CHECK(routineOfStep("sequence", "ball-release/first-spot") == "ball-release");
    CHECK(routineOfStep("ball-release", "first-spot") == "ball-release");
    CHECK(routineOfStep("sequence", "break") == "sequence");
    CHECK(routinesIn(both()) == std::set<std::string>{"sequence", "rest", "stretch"});
    CHECK(routinesIn(rest()) == std::set<std::string>{"rest"});

    SessionRecord stopped;
    stopped.routineId = "sequence";
    CHECK(routineStopped(stopped) == "sequence");
    stopped.hurts = {{HurtKind::Dull, "rest/hold", std::nullopt, 1s, HurtChoice::EaseOff},
                     {HurtKind::Sharp, "stretch/hold", Side::Left, 1s, std::nullopt}};
    CHECK(routineStopped(stopped) == "stretch");
}
