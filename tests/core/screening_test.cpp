#include "core/screening.h"

#include "support/catch.h"

using namespace psoas::core;

namespace {

Routine with(std::optional<Pose> pose, StepKind kind = StepKind::Hold) {
    Step step;
    step.id = "s";
    step.kind = kind;
    step.pose = pose;
    Routine routine;
    routine.steps = {step};
    return routine;
}

using Set = std::set<Screening>;

}  // namespace

TEST_CASE("screening follows the pose") {
    using enum Screening;
    for (const Pose pose : {Pose::ProneOnBall, Pose::ProneLegMoving, Pose::BallMap}) {
        CHECK(screeningsFor(with(pose)) == Set{C1, C2, C3, C4, C7});
    }
    for (const Pose pose : {Pose::HalfKneeling, Pose::HalfKneelingTilted, Pose::HalfKneelingForward,
                            Pose::HalfKneelingArched}) {
        CHECK(screeningsFor(with(pose)) == Set{C5, C7});
    }
    CHECK(screeningsFor(with(Pose::ConstructiveRest)) == Set{C6, C7});
    CHECK(screeningsFor(with(Pose::Sitting)) == Set{C7});
}

TEST_CASE("a pose inside a repeat or a prepare step counts as well") {
    Routine routine = with(Pose::Sitting);
    routine.steps.push_back(
        Repeat{.id = "r",
               .title = "",
               .times = 1,
               .sides = {},
               .steps = {std::get<Step>(with(Pose::BallMap, StepKind::Prepare).steps[0])}});
    CHECK(screeningsFor(routine).contains(Screening::C3));
}

TEST_CASE("a hold in no named pose brings every question") {
    CHECK(screeningsFor(with(std::nullopt)).size() == allScreenings().size());
    CHECK(screeningsFor(with(std::nullopt, StepKind::Prepare)) == Set{Screening::C7});
}

TEST_CASE("a safety check brings no screening") {
    Routine check = with(Pose::Sitting, StepKind::Question);
    check.kind = RoutineKind::SafetyCheck;
    CHECK(screeningsFor(check).empty());
}

TEST_CASE("names of questions answers and poses lead back to what they name") {
    for (const Screening question : allScreenings()) {
        CHECK(screeningNamed(screeningName(question)) == question);
    }
    for (const Pose pose : allPoses()) {
        CHECK(poseNamed(poseName(pose)) == pose);
    }
    CHECK_FALSE(poseNamed("standing"));
    CHECK(screeningAnswerNamed("yes_agreed") == ScreeningAnswer::YesAgreed);
}
