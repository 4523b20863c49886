#include "core/session.h"

// How an interrupted session goes on.

#include <algorithm>
#include <utility>

namespace psoas::core {

namespace {

/// Whether the last thing that was journaled is that the step is over.
bool stepIsOver(const UnfinishedSession &interrupted) {
    const auto &hurts = interrupted.record.hurts;
    switch (interrupted.last->transition) {
        case Transition::Done:
        case Transition::Skipped:
            return true;
        case Transition::HurtAnswered:
            return !hurts.empty() && (hurts.back().choice == HurtChoice::FinishHold ||
                                      hurts.back().choice == HurtChoice::SkipHold);
        default:
            return false;
    }
}

/// How far into its step the session was. A hold is taken by what was held: that is what must never
/// come to more than was planned.
Milliseconds elapsedAt(const JournalMark &last, const StepRecord &step) {
    if (last.transition == Transition::WentBack) {
        return Milliseconds{0};
    }
    return step.kind == StepKind::Hold ? step.held : last.elapsed;
}

Milliseconds lengthOf(const PlannedStep &planned, const StepRecord &step) {
    return Milliseconds{planned.seconds.value_or(Seconds{0})} + step.extended;
}

/// Whether the record is one of this planned step, whatever was done in it.
bool isOf(const StepRecord &record, const PlannedStep &planned) {
    StepRecord then = record;
    then.held = then.paused = then.extended = Milliseconds{0};
    then.skipped = false;
    return then == untouched(planned);
}

bool asksAboutPain(Transition last) {
    return last == Transition::Hurt || last == Transition::HurtNamed;
}

}  // namespace

bool canGoOn(const Plan &plan, const UnfinishedSession &interrupted) {
    if (plan.kind != RoutineKind::Technique ||
        outcomeAsItStands(interrupted) != Outcome::Interrupted ||
        !std::ranges::equal(interrupted.record.steps, plan.steps, isOf)) {
        return false;
    }
    if (!interrupted.last) {
        return true;
    }
    const JournalMark &last = *interrupted.last;
    if (last.position >= plan.steps.size()) {
        return false;
    }
    const StepRecord &step = interrupted.record.steps[last.position];
    return plan.steps[last.position].waits() ||
           elapsedAt(last, step) <= lengthOf(plan.steps[last.position], step);
}

GoingOn whereItGoesOn(const Plan &plan, const UnfinishedSession &interrupted) {
    std::size_t position = interrupted.last ? interrupted.last->position : 0;
    Milliseconds elapsed{0};
    Milliseconds extended{0};
    if (interrupted.last && stepIsOver(interrupted)) {
        ++position;
        extended = position < plan.steps.size()
                       ? carriedExtension(interrupted.record.steps, position)
                       : Milliseconds{0};
    } else if (interrupted.last) {
        const StepRecord &step = interrupted.record.steps[position];
        elapsed = elapsedAt(*interrupted.last, step);
        extended = step.extended;
    }
    if (position >= plan.steps.size() || plan.steps[position].waits() ||
        (interrupted.last && asksAboutPain(interrupted.last->transition))) {
        return {.position = position, .left = std::nullopt};
    }
    return {.position = position, .left = *plan.steps[position].seconds + extended - elapsed};
}

Session::Session(Plan plan, const UnfinishedSession &interrupted, SessionRules rules)
    : Session(std::move(plan), rules) {
    m_steps = interrupted.record.steps;
    m_hurts = interrupted.record.hurts;
    if (!interrupted.last) {
        return;
    }
    const JournalMark &last = *interrupted.last;
    m_position = last.position;
    m_elapsed = elapsedAt(last, record());
    m_extended = record().extended;
    m_age = last.at;
    m_sequence = last.sequence;
    sayAnew();
    m_halfTold = halfWay() && *halfWay() <= m_elapsed;
    m_takenUpAfter = stepIsOver(interrupted) ? Transition::Done : last.transition;
}

/// The first event of a session that goes on. What was left open is asked again first: a step that
/// waits, or what kind of pain it was.
void Session::takeUp() {
    changed();
    m_phase = current().waits() ? Phase::Waiting : Phase::Paused;
    if (m_takenUpAfter == Transition::Done) {
        m_phase = Phase::Paused;
        goOn();
        if (m_phase != Phase::Finished) {
            sayAgain();
        }
    } else if (asksAboutPain(*m_takenUpAfter)) {
        m_phaseBeforeHurt = m_phase;
        const bool named = m_takenUpAfter == Transition::HurtNamed;
        m_phase = named ? Phase::HurtDull : Phase::Hurt;
        say(named ? Announcement::Kind::HowToGoOn : Announcement::Kind::WhatHurts);
        return;
    } else {
        sayAgain();
    }
    if (m_phase == Phase::Paused) {
        startCountIn(m_rules.countIn);
    }
}

}  // namespace psoas::core
