#include "core/session.h"

#include "core/safety.h"

// What each event does to a session.

#include <algorithm>
#include <utility>

namespace psoas::core {

void Session::on(const event::Start &) {
    if (m_phase != Phase::NotStarted) {
        return;
    }
    if (m_takenUpAfter) {
        takeUp();
        return;
    }
    if (m_plan.steps.empty()) {
        finish(m_plan.kind == RoutineKind::SafetyCheck ? outcomeOfCheck() : Outcome::Completed);
        return;
    }
    play(Chime::Start);
    enter(0, m_phase);
    getReady();
}

/// Time to get into position, once the person has said that they begin.
void Session::getReady() {
    if (m_phase == Phase::Running && m_rules.getReady > Milliseconds{0}) {
        startCountIn(m_rules.getReady);
    }
}

void Session::on(const event::Ready &) {
    if (m_phase == Phase::Review) {
        finish(outcomeOfCheck());
    } else if (m_phase == Phase::Waiting && current().kind != StepKind::Question) {
        finishStep(Transition::Done);
        getReady();
    }
}

void Session::on(const event::Pause &) {
    if (m_phase != Phase::Running && m_phase != Phase::CountIn) {
        return;
    }
    m_phase = Phase::Paused;
    journal(Transition::Paused);
    play(Chime::Paused);
    say(Announcement::Kind::Paused);
    changed();
}

void Session::on(const event::Resume &) {
    if (m_phase == Phase::Paused) {
        startCountIn(m_rules.countIn);
        say(Announcement::Kind::GoingOn);
        m_newest->newSide = sideServed().has_value();
    }
}

/// For whoever may have missed it, or was told of another step last.
void Session::sayAgain() {
    say(Announcement::Kind::StepBegins, sayingNow());
    m_newest->newSide = sideServed().has_value();
}

void Session::startCountIn(Milliseconds length) {
    m_phase = Phase::CountIn;
    m_countedIn = Milliseconds{0};
    m_countInLength = length;
    m_suspended = false;
    journal(Transition::CountIn);
    changed();
}

void Session::on(const event::Skip &) {
    // A question is never skipped: no answer is never a "no".
    if (!isUnderWay() || current().kind == StepKind::Question) {
        return;
    }
    const bool waited = m_phase == Phase::Waiting;
    std::vector<Skipped> skipped = std::move(m_skipped);
    skipped.push_back({.position = m_position,
                       .elapsed = m_elapsed,
                       .extended = m_extended,
                       .paused = m_phase == Phase::Paused});
    record().skipped = true;
    journal(Transition::Skipped);
    goOn();
    if (m_phase == Phase::Finished) {
        return;
    }
    sayAgain();
    m_skipped = std::move(skipped);
    if (waited) {
        getReady();
    }
}

void Session::on(const event::Back &) {
    if (!isUnderWay()) {
        return;
    }
    resetDose(m_position);
    journal(Transition::WentBack);
    if (!m_skipped.empty()) {
        undoSkip();
        return;
    }
    const bool toPrevious = m_position > 0 && m_elapsed <= m_rules.backWindow;
    const std::size_t target = toPrevious ? m_position - 1 : m_position;
    resetDose(target);
    enter(target, m_phase);
    sayAgain();
}

/// The skipped step goes on where it stood, as if it had only been paused.
void Session::undoSkip() {
    const Skipped skipped = m_skipped.back();
    m_skipped.pop_back();
    m_position = skipped.position;
    m_elapsed = m_breathFrom = skipped.elapsed;
    m_extended = skipped.extended;
    sayAnew();
    m_halfTold = halfWay() && *halfWay() <= m_elapsed;
    m_suspended = false;
    record().skipped = false;
    sayAgain();
    changed();
    if (current().waits()) {
        m_phase = Phase::Waiting;
        journal(Transition::Began);
    } else if (m_phase == Phase::Paused || skipped.paused) {
        m_phase = Phase::Paused;
        journal(Transition::Paused);
    } else {
        startCountIn(m_rules.countIn);
    }
}

void Session::on(const event::Extend &) {
    const bool timed =
        m_phase == Phase::Running || m_phase == Phase::Paused || m_phase == Phase::CountIn;
    const Milliseconds more = timed ? extensionLeft() : Milliseconds{0};
    if (more == Milliseconds{0}) {
        return;
    }
    const bool told = hasToldOfEnd();
    m_extended += more;
    record().extended += more;
    sayAnew();
    journal(Transition::Extended);
    changed();
    if (m_newest && !told) {
        return;  // what has just become due says more
    }
    say(Announcement::Kind::TimeAdded);
    m_newest->added = more;
    m_newest->takesBack = told;
}

void Session::on(const event::End &) {
    if (m_phase == Phase::HurtDull) {
        on(event::ChooseAfterHurt{HurtChoice::EndSession});
    } else if (m_phase != Phase::NotStarted && m_phase != Phase::Hurt) {
        journal(Transition::Ended);
        finish(outcomeIfEnded());
    }
}

/// A yes is not thrown away with the check that it was given in.
Outcome Session::outcomeIfEnded() const {
    const auto counted = m_plan.kind == RoutineKind::SafetyCheck
                             ? outcomeWhenLeft(m_steps, answers(), m_plan.steps)
                             : std::nullopt;
    return counted.value_or(Outcome::EndedEarly);
}

void Session::on(const event::Suspending &) {
    if (m_phase == Phase::Running) {
        journal(Transition::Beat);
    }
}

// It hurts

void Session::on(const event::Hurt &) {
    if (!isUnderWay() || m_plan.kind == RoutineKind::SafetyCheck) {
        return;
    }
    m_phaseBeforeHurt = m_phase;
    m_phase = Phase::Hurt;
    m_hurts.push_back({.kind = std::nullopt,
                       .step = current().step,
                       .side = current().side,
                       .at = m_elapsed,
                       .choice = std::nullopt});
    journal(Transition::Hurt);
    play(Chime::Paused);
    say(Announcement::Kind::WhatHurts);
    changed();
}

void Session::on(const event::NameHurt &named) {
    if (m_phase != Phase::Hurt) {
        return;
    }
    m_hurts.back().kind = named.kind;
    journal(Transition::HurtNamed);
    if (named.kind == HurtKind::Dull) {
        m_phase = Phase::HurtDull;
        say(Announcement::Kind::HowToGoOn);
        changed();
    } else {
        finish(Outcome::StoppedForPain);
    }
}

void Session::on(const event::ChooseAfterHurt &chosen) {
    const bool aboutHold =
        chosen.choice == HurtChoice::FinishHold || chosen.choice == HurtChoice::SkipHold;
    if (m_phase != Phase::HurtDull || (aboutHold && !isHold())) {
        return;
    }
    m_hurts.back().choice = chosen.choice;
    if (chosen.choice == HurtChoice::SkipHold) {
        record().skipped = true;
    }
    journal(Transition::HurtAnswered);
    // What follows goes on from where the pain broke in: a pause outlasts it.
    m_phase = m_phaseBeforeHurt;
    carryOut(chosen.choice);
}

void Session::carryOut(HurtChoice choice) {
    switch (choice) {
        case HurtChoice::EaseOff:
            easeOff();
            break;
        case HurtChoice::FinishHold:
            finishStep(Transition::Done);
            break;
        case HurtChoice::SkipHold:
            finishStep(Transition::Skipped);
            break;
        case HurtChoice::EndSession:
            finish(Outcome::EndedEarly);
            break;
    }
}

/// Back to waiting where the step waits: there is no clock to count in to.
void Session::easeOff() {
    sayAnew();
    sayAgain();
    if (m_phase == Phase::Waiting) {
        changed();
    } else {
        startCountIn(m_rules.countIn);
    }
}

// The check

void Session::on(const event::Answer &answer) {
    if (m_phase != Phase::Waiting || current().kind != StepKind::Question) {
        return;
    }
    m_answers[m_position] = answer.yes;
    journal(Transition::Answered);
    goOn();
}

/// The next question that has no answer; the review once there is none. An emergency is not kept
/// waiting behind questions that cannot change the result.
void Session::askNext() {
    const auto isOpen = [this](std::size_t position) {
        return m_plan.steps[position].kind == StepKind::Question && !m_answers[position];
    };
    std::size_t next = 0;
    while (next < m_plan.steps.size() && !isOpen(next)) {
        ++next;
    }
    if (urgency() != Urgency::Emergency && next < m_plan.steps.size()) {
        enter(next, m_phase);
        return;
    }
    m_phase = Phase::Review;
    changed();
}

/// A check that asked nothing has found nothing out: it must not be filed as clear.
Outcome Session::outcomeOfCheck() const {
    for (std::size_t i = 0; i < m_answers.size(); ++i) {
        if (m_answers[i] && m_plan.steps[i].urgency) {
            return outcomeOf(urgency());
        }
    }
    return Outcome::EndedEarly;
}

void Session::on(const event::Revise &revise) {
    if (m_phase == Phase::Review && revise.position < m_plan.steps.size()) {
        enter(revise.position, m_phase);
    }
}

}  // namespace psoas::core
