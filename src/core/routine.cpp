#include "core/routine.h"

#include "core/named.h"
#include "core/overloaded.h"

#include <array>

namespace psoas::core {

namespace {

constexpr std::array kRoutineKinds{
    Named<RoutineKind>{RoutineKind::Technique, "technique"},
    Named<RoutineKind>{RoutineKind::SafetyCheck, "safety-check"},
};

constexpr std::array kStepKinds{
    Named<StepKind>{StepKind::Prepare, "prepare"},
    Named<StepKind>{StepKind::Hold, "hold"},
    Named<StepKind>{StepKind::Rest, "rest"},
    Named<StepKind>{StepKind::Question, "question"},
};

constexpr std::array kSides{
    Named<Side>{Side::Left, "left"},
    Named<Side>{Side::Right, "right"},
};

constexpr std::array kUrgencies{
    Named<Urgency>{Urgency::Therapist, "therapist"},
    Named<Urgency>{Urgency::Advice, "advice"},
    Named<Urgency>{Urgency::Stop, "stop"},
    Named<Urgency>{Urgency::Emergency, "emergency"},
};

}  // namespace

std::string_view kindName(RoutineKind kind) noexcept { return nameIn(kRoutineKinds, kind); }
std::string_view kindName(StepKind kind) noexcept { return nameIn(kStepKinds, kind); }
std::string_view sideName(Side side) noexcept { return nameIn(kSides, side); }
std::string_view urgencyName(Urgency urgency) noexcept { return nameIn(kUrgencies, urgency); }

std::optional<RoutineKind> routineKindNamed(std::string_view name) noexcept {
    return namedIn<RoutineKind>(kRoutineKinds, name);
}
std::optional<StepKind> stepKindNamed(std::string_view name) noexcept {
    return namedIn<StepKind>(kStepKinds, name);
}
std::optional<Side> sideNamed(std::string_view name) noexcept {
    return namedIn<Side>(kSides, name);
}
std::optional<Urgency> urgencyNamed(std::string_view name) noexcept {
    return namedIn<Urgency>(kUrgencies, name);
}

Side otherSide(Side side) noexcept { return side == Side::Left ? Side::Right : Side::Left; }

Milliseconds offsetIn(const Cue &cue, Milliseconds length) noexcept {
    return cue.from == Cue::From::Start ? Milliseconds{cue.offset} : length - cue.offset;
}

Seconds longestStep(std::optional<Pose> pose) noexcept {
    return pose && isOnTheBall(*pose) ? Seconds{300} : Seconds{3600};
}

std::vector<const Step *> allSteps(const Routine &routine) {
    std::vector<const Step *> all;
    const Overloaded collect{
        [&](const Step &step) { all.push_back(&step); },
        [&](const Repeat &repeat) {
            for (const Step &step : repeat.steps) {
                all.push_back(&step);
            }
        },
    };
    for (const RoutineStep &step : routine.steps) {
        std::visit(collect, step);
    }
    return all;
}

bool isId(std::string_view text) noexcept {
    const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); };
    char before = '-';
    for (const char character : text) {
        if (!letter(character) && !(character == '-' && before != '-')) {
            return false;
        }
        before = character;
    }
    return before != '-';
}

}  // namespace psoas::core
