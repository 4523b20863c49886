#pragma once

#include "app/practice.h"
#include "support/catch.h"

#include <map>
#include <string>
#include <utility>
#include <vector>

namespace psoas::app {

// A small library, and the ways through the gate that several tests take.

inline core::Step step(const std::string &id, core::StepKind kind,
                       std::optional<core::Seconds> seconds) {
    core::Step made;
    made.id = id;
    made.title = id;
    made.kind = kind;
    made.pose = core::Pose::HalfKneeling;
    made.seconds = seconds;
    return made;
}

inline core::Step question(const std::string &id, core::Urgency urgency) {
    core::Step made = step(id, core::StepKind::Question, std::nullopt);
    made.urgency = urgency;
    return made;
}

inline LibraryRoutine made(const std::string &id, core::RoutineKind kind,
                           std::vector<core::RoutineStep> steps) {
    LibraryRoutine out;
    out.routine.id = id;
    out.routine.title = id;
    out.routine.kind = kind;
    out.routine.steps = std::move(steps);
    return out;
}

/// Two techniques, `stretch` and `mine`, and a check of three questions.
inline Library smallLibrary() {
    using namespace std::chrono_literals;
    Library out;
    out.routines = {
        made("stretch", core::RoutineKind::Technique,
             {step("set-up", core::StepKind::Prepare, std::nullopt),
              step("hold", core::StepKind::Hold, 20s)}),
        made("mine", core::RoutineKind::Technique, {step("hold", core::StepKind::Hold, 20s)})};
    out.fullCheck =
        made("red-flag-check", core::RoutineKind::SafetyCheck,
             {question("e1", core::Urgency::Emergency), question("f1", core::Urgency::Stop),
              question("f3", core::Urgency::Therapist)});
    out.routines.push_back(out.fullCheck);
    return out;
}

template <class Wanted> bool isAt(const Practice &practice) {
    return std::holds_alternative<Wanted>(practice.stage());
}

inline void answerAll(Practice &practice, bool yes) {
    while (isAt<stage::Question>(practice)) {
        practice.answer(yes);
    }
}

inline void passCheck(Practice &practice) {
    answerAll(practice, false);
    REQUIRE(isAt<stage::Review>(practice));
    practice.file();
}

inline void passScreening(Practice &practice,
                          core::ScreeningAnswer answer = core::ScreeningAnswer::No) {
    REQUIRE(isAt<stage::Screening>(practice));
    std::map<core::Screening, core::ScreeningAnswer> answers;
    for (const core::Screening each : std::get<stage::Screening>(practice.stage()).questions) {
        answers[each] = answer;
    }
    practice.answerScreening(answers);
}

/// The clock starts with "I'm ready".
inline void startAtOnce(Settings &settings) { settings.setSession({.getReady = core::Seconds{0}}); }

/// From the pages to the get-ready page of `stretch`, on a first day.
inline void getReady(Practice &practice) {
    practice.start("stretch");
    passCheck(practice);
    passScreening(practice);
    REQUIRE(isAt<stage::GetReady>(practice));
}

}  // namespace psoas::app
