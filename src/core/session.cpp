#include "core/session.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace psoas::core {

Session::Session(Plan plan, SessionRules rules)
    : m_plan(std::move(plan)), m_rules(rules), m_answers(m_plan.steps.size()) {
    std::ranges::transform(m_plan.steps, std::back_inserter(m_steps), untouched);
}

Effects Session::handle(Moment now, const Event &event) {
    if (m_phase == Phase::Finished) {
        return {};
    }
    if (m_phase == Phase::NotStarted) {
        m_now = now;
    }
    moveTo(now);
    if (m_phase != Phase::Finished) {
        std::visit([this](const auto &each) { on(each); }, event);
    }
    return takeEffects();
}

// Steps

bool Session::isUnderWay() const {
    return m_phase == Phase::Waiting || m_phase == Phase::Running || m_phase == Phase::CountIn ||
           m_phase == Phase::Paused;
}

/// Begins the step at `position`. `phase` is how the session stood: a pause outlasts the change.
void Session::enter(std::size_t position, Phase phase) {
    m_position = position;
    m_elapsed = m_breathFrom = m_countedIn = Milliseconds{0};
    m_extended = record().extended = carriedExtension(m_steps, m_position);
    m_suspended = false;
    m_skipped.clear();
    m_halfTold = false;
    m_saying = current().say;
    m_toldOfEnd.reset();
    if (current().waits()) {
        m_phase = Phase::Waiting;
    } else {
        m_phase = phase == Phase::Paused ? Phase::Paused : Phase::Running;
    }
    journal(Transition::Began);
    say(Announcement::Kind::StepBegins, current().say);
    changed();
}

/// From the present step, which is over, to the next one or to the end.
void Session::goOn() {
    if (m_plan.kind == RoutineKind::SafetyCheck) {
        askNext();
    } else if (m_position + 1 < m_plan.steps.size()) {
        enter(m_position + 1, m_phase);
    } else {
        finish(outcomeAtEnd());
    }
}

void Session::finishStep(Transition how) {
    journal(how);
    play(isHold() ? Chime::HoldEnd : Chime::Switch);
    goOn();
}

void Session::finish(Outcome outcome) {
    m_phase = Phase::Finished;
    play(Chime::SessionEnd);
    say(Announcement::Kind::SessionEnds);
    m_newest->outcome = outcome;
    changed();
    m_effects.emplace_back(effect::Finished{outcome});
}

Outcome Session::outcomeAtEnd() const {
    const bool skippedHold = std::ranges::any_of(m_steps, [](const StepRecord &step) {
        return step.kind == StepKind::Hold && step.skipped;
    });
    return skippedHold ? Outcome::EndedEarly : Outcome::Completed;
}

void Session::resetDose(std::size_t position) {
    StepRecord &step = m_steps[position];
    step.held = step.extended = Milliseconds{0};
    step.skipped = false;
}

Milliseconds Session::extensionLeft() const {
    if (!isHold() || current().waits()) {
        return Milliseconds{0};
    }
    const Milliseconds room = Milliseconds{longestStep(current().pose)} - length();
    return std::clamp(room, Milliseconds{0}, m_rules.extension);
}

/// The side that the step is done for.
std::optional<Side> Session::sideServed() const {
    return m_plan.steps[positionServed(m_plan, m_position)].side;
}

/// Whether the step's side is another than the one worked last. What gets ready for a side says
/// which, and so does the first step that works it.
bool Session::isOnNewSide() const {
    const auto &steps = m_plan.steps;
    if (!current().side) {
        return sideServed().has_value();
    }
    for (std::size_t i = m_position; i > 0; --i) {
        if (steps[i - 1].side) {
            return steps[i - 1].side != current().side;
        }
    }
    return true;
}

std::vector<AnswerRecord> Session::answers() const {
    std::vector<AnswerRecord> given;
    for (std::size_t i = 0; i < m_answers.size(); ++i) {
        if (m_answers[i]) {
            given.push_back({.question = m_plan.steps[i].step, .yes = *m_answers[i]});
        }
    }
    return given;
}

std::optional<Urgency> Session::urgency() const {
    std::optional<Urgency> most;
    for (std::size_t i = 0; i < m_answers.size(); ++i) {
        if (m_answers[i].value_or(false)) {
            most = std::max(most, m_plan.steps[i].urgency);
        }
    }
    return most;
}

// Effects

void Session::journal(Transition transition) {
    JournalEntry entry{.sequence = ++m_sequence,
                       .at = m_age,
                       .transition = transition,
                       .position = m_position,
                       .elapsed = m_elapsed,
                       .step = m_steps[m_position],
                       .answer = std::nullopt,
                       .hurt = std::nullopt};
    if (transition == Transition::Answered) {
        entry.answer = AnswerRecord{.question = current().step, .yes = *m_answers[m_position]};
    }
    if (transition == Transition::Hurt || transition == Transition::HurtNamed ||
        transition == Transition::HurtAnswered) {
        entry.hurt = NumberedHurt{.index = m_hurts.size() - 1, .hurt = m_hurts.back()};
    }
    m_effects.emplace_back(effect::Journal{std::move(entry)});
}

void Session::say(Announcement::Kind kind, std::string text) {
    const bool begins = kind == Announcement::Kind::StepBegins;
    m_newest = {.kind = kind,
                .position = m_position,
                .text = std::move(text),
                .newSide = begins && isOnNewSide(),
                .slept = m_suspended,
                .added = Milliseconds{0},
                .takesBack = false,
                .outcome = std::nullopt};
}

void Session::play(Chime chime) { m_newestChime = chime; }

void Session::changed() { m_changed = true; }

/// Of several texts and chimes only the newest is for the ear.
Effects Session::takeEffects() {
    if (m_newestChime) {
        m_effects.emplace_back(effect::Play{*std::exchange(m_newestChime, std::nullopt)});
    }
    if (m_newest) {
        m_effects.emplace_back(effect::Say{*std::exchange(m_newest, std::nullopt)});
    }
    if (std::exchange(m_changed, false)) {
        m_effects.emplace_back(effect::Changed{});
    }
    // Last, so that whoever interprets the effects has journaled everything before it.
    const auto finished = std::ranges::find_if(m_effects, [](const Effect &effect) {
        return std::holds_alternative<effect::Finished>(effect);
    });
    if (finished != m_effects.end()) {
        std::rotate(finished, finished + 1, m_effects.end());
    }
    return std::exchange(m_effects, {});
}

// The view

SessionView Session::view() const {
    SessionView view;
    view.phase = m_phase;
    view.position = m_position;
    view.wasSuspended = m_suspended;
    showPlan(view);
    if (!m_plan.steps.empty()) {
        showStep(view);
    }
    return view;
}

void Session::showPlan(SessionView &view) const {
    view.planLength = m_plan.total();
    for (std::size_t i = 0; i < m_steps.size(); ++i) {
        view.planLength += m_steps[i].extended;
        if (i < m_position) {
            view.planElapsed += m_plan.steps[i].seconds.value_or(Seconds{0}) + m_steps[i].extended;
        }
    }
    view.planElapsed += m_elapsed;
}

void Session::showStep(SessionView &view) const {
    view.elapsed = m_elapsed;
    view.length = length();
    if (!current().waits()) {
        view.left = length() - m_elapsed;
    }
    view.breathFrom = m_breathFrom;
    view.countInLength = m_countInLength;
    view.countInLeft = m_phase == Phase::CountIn ? m_countInLength - m_countedIn : Milliseconds{0};
    view.saying = sayingNow();
    view.added = m_extended;
    view.carried = std::min(m_extended, carriedExtension(m_steps, m_position));
    view.carriesTo = sideCarriedTo(m_steps, m_position);
    view.canExtend = m_phase != Phase::Finished && extensionLeft() > Milliseconds{0};
}

}  // namespace psoas::core
