#include "core/screening.h"

#include "core/named.h"

#include <algorithm>
#include <array>

namespace psoas::core {

namespace {

constexpr std::array kScreenings{
    Named<Screening>{Screening::C1, "C1"}, Named<Screening>{Screening::C2, "C2"},
    Named<Screening>{Screening::C3, "C3"}, Named<Screening>{Screening::C4, "C4"},
    Named<Screening>{Screening::C5, "C5"}, Named<Screening>{Screening::C6, "C6"},
    Named<Screening>{Screening::C7, "C7"},
};

constexpr auto kAll = [] {
    std::array<Screening, kScreenings.size()> all{};
    std::ranges::transform(kScreenings, all.begin(), &Named<Screening>::first);
    return all;
}();

constexpr std::array kAnswers{
    Named<ScreeningAnswer>{ScreeningAnswer::No, "no"},
    Named<ScreeningAnswer>{ScreeningAnswer::Yes, "yes"},
    Named<ScreeningAnswer>{ScreeningAnswer::YesAgreed, "yes_agreed"},
};

void addScreenings(Pose pose, std::set<Screening> &questions) {
    switch (pose) {
        case Pose::ProneOnBall:
        case Pose::ProneLegMoving:
        case Pose::BallMap:
            questions.insert({Screening::C1, Screening::C2, Screening::C3, Screening::C4});
            break;
        case Pose::HalfKneeling:
        case Pose::HalfKneelingTilted:
        case Pose::HalfKneelingForward:
        case Pose::HalfKneelingArched:
            questions.insert(Screening::C5);
            break;
        case Pose::ConstructiveRest:
            questions.insert(Screening::C6);
            break;
        case Pose::Sitting:
            break;
    }
}

}  // namespace

std::span<const Screening> allScreenings() noexcept { return kAll; }

std::string_view screeningName(Screening question) noexcept {
    return nameIn(kScreenings, question);
}
std::optional<Screening> screeningNamed(std::string_view name) noexcept {
    return namedIn<Screening>(kScreenings, name);
}
std::string_view answerName(ScreeningAnswer answer) noexcept { return nameIn(kAnswers, answer); }
std::optional<ScreeningAnswer> screeningAnswerNamed(std::string_view name) noexcept {
    return namedIn<ScreeningAnswer>(kAnswers, name);
}

std::set<Screening> screeningsFor(const Routine &routine) {
    std::set<Screening> questions;
    if (routine.kind == RoutineKind::SafetyCheck) {
        return questions;
    }
    questions.insert(Screening::C7);
    for (const Step *step : allSteps(routine)) {
        if (step->pose) {
            addScreenings(*step->pose, questions);
        } else if (step->kind == StepKind::Hold) {
            questions.insert(kAll.begin(), kAll.end());
        }
    }
    return questions;
}

}  // namespace psoas::core
