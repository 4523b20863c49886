#include "core/record.h"

#include <algorithm>

#include "core/named.h"

#include <array>
#include <numeric>

namespace psoas::core {

namespace {

constexpr std::array kOutcomes{
    Named<Outcome>{Outcome::Completed, "completed"},
    Named<Outcome>{Outcome::EndedEarly, "ended_early"},
    Named<Outcome>{Outcome::StoppedForPain, "stopped_for_pain"},
    Named<Outcome>{Outcome::Interrupted, "interrupted"},
    Named<Outcome>{Outcome::Clear, "clear"},
    Named<Outcome>{Outcome::Therapist, "therapist"},
    Named<Outcome>{Outcome::Advice, "advice"},
    Named<Outcome>{Outcome::Stop, "stop"},
    Named<Outcome>{Outcome::Emergency, "emergency"},
};

constexpr std::array kHurts{
    Named<HurtKind>{HurtKind::Sharp, "sharp"},
    Named<HurtKind>{HurtKind::Numb, "numb"},
    Named<HurtKind>{HurtKind::Dull, "dull"},
};

constexpr std::array kChoices{
    Named<HurtChoice>{HurtChoice::EaseOff, "ease_off"},
    Named<HurtChoice>{HurtChoice::FinishHold, "finish_hold"},
    Named<HurtChoice>{HurtChoice::SkipHold, "skip_hold"},
    Named<HurtChoice>{HurtChoice::EndSession, "end_session"},
};

constexpr std::array kTransitions{
    Named<Transition>{Transition::Began, "began"},
    Named<Transition>{Transition::Beat, "beat"},
    Named<Transition>{Transition::Paused, "paused"},
    Named<Transition>{Transition::CountIn, "count_in"},
    Named<Transition>{Transition::Resumed, "resumed"},
    Named<Transition>{Transition::Extended, "extended"},
    Named<Transition>{Transition::Done, "done"},
    Named<Transition>{Transition::Skipped, "skipped"},
    Named<Transition>{Transition::WentBack, "went_back"},
    Named<Transition>{Transition::Hurt, "hurt"},
    Named<Transition>{Transition::HurtNamed, "hurt_named"},
    Named<Transition>{Transition::HurtAnswered, "hurt_answered"},
    Named<Transition>{Transition::Answered, "answered"},
    Named<Transition>{Transition::Ended, "ended"},
    Named<Transition>{Transition::Suspended, "suspended"},
};

Milliseconds sumOf(const std::vector<StepRecord> &steps, Milliseconds StepRecord::*part) {
    return std::accumulate(
        steps.begin(), steps.end(), Milliseconds{0},
        [part](Milliseconds sum, const StepRecord &step) { return sum + step.*part; });
}

/// Whether it is the same hold of the same round on the other side.
bool isSameOnOtherSide(const StepRecord &hold, const StepRecord &other) noexcept {
    return hold.kind == StepKind::Hold && hold.side && other.side == otherSide(*hold.side) &&
           other.step == hold.step && other.round == hold.round;
}

}  // namespace

bool canBeNote(std::string_view note) noexcept {
    return note.size() <= kLongestNote && note.find('\0') == std::string_view::npos;
}

std::string_view outcomeName(Outcome outcome) noexcept { return nameIn(kOutcomes, outcome); }
std::string_view hurtName(HurtKind kind) noexcept { return nameIn(kHurts, kind); }
std::string_view choiceName(HurtChoice choice) noexcept { return nameIn(kChoices, choice); }
Milliseconds carriedExtension(const std::vector<StepRecord> &steps, std::size_t position) noexcept {
    const auto end = steps.begin() + static_cast<std::ptrdiff_t>(position);
    const auto before = std::find_if(steps.begin(), end, [&](const StepRecord &each) {
        return isSameOnOtherSide(steps[position], each);
    });
    const bool whole = before != end && before->held == before->planned + before->extended;
    return whole ? before->extended : Milliseconds{0};
}

std::optional<Side> sideCarriedTo(const std::vector<StepRecord> &steps,
                                  std::size_t position) noexcept {
    const auto here = steps.begin() + static_cast<std::ptrdiff_t>(position);
    const auto later = std::find_if(
        here, steps.end(), [&](const StepRecord &each) { return isSameOnOtherSide(*here, each); });
    return later == steps.end() ? std::nullopt : later->side;
}

std::string_view transitionName(Transition transition) noexcept {
    return nameIn(kTransitions, transition);
}

std::optional<Outcome> outcomeNamed(std::string_view name) noexcept {
    return namedIn<Outcome>(kOutcomes, name);
}
std::optional<HurtKind> hurtNamed(std::string_view name) noexcept {
    return namedIn<HurtKind>(kHurts, name);
}
std::optional<HurtChoice> choiceNamed(std::string_view name) noexcept {
    return namedIn<HurtChoice>(kChoices, name);
}

JournalMark markOf(const JournalEntry &entry, WallTime wall) {
    return {.sequence = entry.sequence,
            .at = entry.at,
            .transition = entry.transition,
            .position = entry.position,
            .elapsed = entry.elapsed,
            .wall = wall};
}

Outcome outcomeAsItStands(const UnfinishedSession &session) noexcept {
    const std::vector<HurtRecord> &hurts = session.record.hurts;
    const auto kind = hurts.empty() ? std::nullopt : hurts.back().kind;
    if (kind && *kind != HurtKind::Dull) {
        return Outcome::StoppedForPain;
    }
    if (!session.last) {
        return Outcome::Interrupted;
    }
    const Transition last = session.last->transition;
    const bool endedByHurt =
        last == Transition::HurtAnswered && hurts.back().choice == HurtChoice::EndSession;
    return last == Transition::Ended || endedByHurt ? Outcome::EndedEarly : Outcome::Interrupted;
}

std::optional<Transition> transitionNamed(std::string_view name) noexcept {
    return namedIn<Transition>(kTransitions, name);
}

Outcome outcomeOf(std::optional<Urgency> urgency) noexcept {
    if (!urgency) {
        return Outcome::Clear;
    }
    switch (*urgency) {
        case Urgency::Therapist:
            return Outcome::Therapist;
        case Urgency::Advice:
            return Outcome::Advice;
        case Urgency::Stop:
            return Outcome::Stop;
        case Urgency::Emergency:
            break;
    }
    return Outcome::Emergency;
}

std::optional<Urgency> urgencyOf(Outcome outcome) noexcept {
    return urgencyNamed(outcomeName(outcome));
}

bool isCheckOutcome(Outcome outcome) noexcept {
    return outcome == Outcome::Clear || urgencyOf(outcome).has_value();
}

Milliseconds SessionRecord::planned() const noexcept { return sumOf(steps, &StepRecord::planned); }
Milliseconds SessionRecord::held() const noexcept { return sumOf(steps, &StepRecord::held); }
Milliseconds SessionRecord::paused() const noexcept { return sumOf(steps, &StepRecord::paused); }

StepRecord untouched(const PlannedStep &step) {
    return {
        .step = step.step,
        .title = step.title,
        .kind = step.kind,
        .side = step.side,
        .round = step.round,
        .planned = step.kind == StepKind::Hold ? step.seconds.value_or(Seconds{0}) : Seconds{0},
        .held = Milliseconds{0},
        .paused = Milliseconds{0},
        .extended = Milliseconds{0},
        .skipped = false,
    };
}

}  // namespace psoas::core
