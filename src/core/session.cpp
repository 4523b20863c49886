#include "core/session.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace psoas::core {

namespace {

Milliseconds offsetIn(const Cue &cue, Milliseconds length) {
    return cue.from == Cue::From::Start ? Milliseconds{cue.offset} : length - cue.offset;
}

}  // namespace

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
    if (m_newestChime) {
        m_effects.emplace_back(effect::Play{*std::exchange(m_newestChime, std::nullopt)});
    }
    if (m_newestText) {
        m_effects.emplace_back(effect::Say{*std::exchange(m_newestText, std::nullopt)});
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

// Time

void Session::moveTo(Moment now) {
    const Milliseconds active = std::max(now.active - m_now.active, Milliseconds{0});
    const Milliseconds boot = std::max(now.boot - m_now.boot, Milliseconds{0});
    m_now = {std::max(now.active, m_now.active), std::max(now.boot, m_now.boot)};
    const bool timed = m_phase == Phase::Running || m_phase == Phase::CountIn;
    if (timed && (boot - active > m_rules.slept || active > m_rules.standstill)) {
        suspend(active);
        return;
    }
    passTime(active);
}

void Session::suspend(Milliseconds stood) {
    m_phase = Phase::Paused;
    m_suspended = true;
    journal(Transition::Suspended);
    play(Chime::Paused);
    changed();
    m_age += stood;
    addPaused(stood);
}

void Session::passTime(Milliseconds span) {
    while (span > Milliseconds{0}) {
        switch (m_phase) {
            case Phase::Running:
                runStep(span);
                break;
            case Phase::CountIn:
                countIn(span);
                break;
            case Phase::Paused:
            case Phase::Hurt:
            case Phase::HurtDull:
                addPaused(span);
                m_age += span;
                return;
            case Phase::NotStarted:
            case Phase::Waiting:
            case Phase::Review:
                m_age += span;
                return;
            case Phase::Finished:
                return;
        }
    }
}

/// Runs the step on to its next stop, or as far as `span` reaches, and takes that off `span`.
void Session::runStep(Milliseconds &span) {
    const Milliseconds stop = nextStop();
    const Milliseconds run = std::min(span, stop - m_elapsed);
    m_elapsed += run;
    m_age += run;
    span -= run;
    if (isHold()) {
        record().held += run;
    }
    if (m_elapsed < stop) {
        return;
    }
    if (m_elapsed == length()) {
        finishStep(Transition::Done);
        return;
    }
    speakCueAt(m_elapsed);
    if (m_elapsed.count() % m_rules.beat.count() == 0) {
        journal(Transition::Beat);
    }
}

void Session::countIn(Milliseconds &span) {
    const Milliseconds run = std::min(span, m_rules.countIn - m_countedIn);
    m_countedIn += run;
    m_age += run;
    span -= run;
    addPaused(run);
    if (m_countedIn == m_rules.countIn) {
        m_phase = Phase::Running;
        journal(Transition::Resumed);
        play(Chime::Start);
        changed();
    }
}

void Session::addPaused(Milliseconds span) { record().paused += span; }

Milliseconds Session::length() const {
    return Milliseconds{current().seconds.value_or(Seconds{0})} + m_extended;
}

/// The next moment of this step at which something happens by itself: a cue, a beat or its end.
Milliseconds Session::nextStop() const {
    Milliseconds stop = std::min(length(), (m_elapsed / m_rules.beat + 1) * m_rules.beat);
    for (const Cue &cue : current().cues) {
        const Milliseconds offset = offsetIn(cue, length());
        if (offset > m_elapsed) {
            stop = std::min(stop, offset);
        }
    }
    return stop;
}

void Session::speakCueAt(Milliseconds elapsed) {
    for (const Cue &cue : current().cues) {
        if (offsetIn(cue, length()) == elapsed) {
            say(cue.say);
            changed();
        }
    }
    if (isHold() && length() - elapsed == Seconds{10}) {
        play(Chime::TenSeconds);
    }
}

std::optional<ActiveTime> Session::nextBoundary() const {
    if (m_phase == Phase::Running) {
        return m_now.active + (nextStop() - m_elapsed);
    }
    if (m_phase == Phase::CountIn) {
        return m_now.active + (m_rules.countIn - m_countedIn);
    }
    return std::nullopt;
}

// Steps

bool Session::isUnderWay() const {
    return m_phase == Phase::Waiting || m_phase == Phase::Running || m_phase == Phase::CountIn ||
           m_phase == Phase::Paused;
}

/// Begins the step at `position`. `phase` is how the session stood: a pause outlasts the change.
void Session::enter(std::size_t position, Phase phase) {
    m_position = position;
    m_elapsed = m_extended = m_countedIn = Milliseconds{0};
    m_suspended = false;
    m_saying = current().say;
    if (current().waits()) {
        m_phase = Phase::Waiting;
    } else {
        m_phase = phase == Phase::Paused ? Phase::Paused : Phase::Running;
    }
    journal(Transition::Began);
    say(current().say.empty() ? current().title : current().title + ". " + current().say);
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

// Events

void Session::on(const event::Start &) {
    if (m_phase != Phase::NotStarted) {
        return;
    }
    if (m_plan.steps.empty()) {
        finish(m_plan.kind == RoutineKind::SafetyCheck ? Outcome::Clear : Outcome::Completed);
        return;
    }
    play(Chime::Start);
    enter(0, m_phase);
}

void Session::on(const event::Ready &) {
    if (m_phase == Phase::Review) {
        finish(outcomeOf(urgency()));
    } else if (m_phase == Phase::Waiting && current().kind != StepKind::Question) {
        finishStep(Transition::Done);
    }
}

void Session::on(const event::Pause &) {
    if (m_phase != Phase::Running && m_phase != Phase::CountIn) {
        return;
    }
    m_phase = Phase::Paused;
    journal(Transition::Paused);
    play(Chime::Paused);
    changed();
}

void Session::on(const event::Resume &) {
    if (m_phase == Phase::Paused) {
        startCountIn();
    }
}

void Session::startCountIn() {
    m_phase = Phase::CountIn;
    m_countedIn = Milliseconds{0};
    m_suspended = false;
    journal(Transition::CountIn);
    changed();
}

void Session::on(const event::Skip &) {
    // A question is never skipped: no answer is never a "no".
    if (!isUnderWay() || current().kind == StepKind::Question) {
        return;
    }
    record().skipped = true;
    journal(Transition::Skipped);
    goOn();
}

void Session::on(const event::Back &) {
    if (!isUnderWay()) {
        return;
    }
    resetDose(m_position);
    journal(Transition::WentBack);
    const bool toPrevious = m_position > 0 && m_elapsed <= m_rules.backWindow;
    const std::size_t target = toPrevious ? m_position - 1 : m_position;
    resetDose(target);
    enter(target, m_phase);
}

void Session::on(const event::Extend &) {
    const bool timed =
        m_phase == Phase::Running || m_phase == Phase::Paused || m_phase == Phase::CountIn;
    const Milliseconds more = timed ? extensionLeft() : Milliseconds{0};
    if (more == Milliseconds{0}) {
        return;
    }
    m_extended += more;
    record().extended += more;
    journal(Transition::Extended);
    changed();
}

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
    switch (chosen.choice) {
        case HurtChoice::EaseOff:
            if (m_phaseBeforeHurt == Phase::Waiting) {
                m_phase = Phase::Waiting;
                changed();
            } else {
                startCountIn();
            }
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

void Session::on(const event::End &) {
    if (m_phase != Phase::NotStarted) {
        finish(Outcome::EndedEarly);
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

void Session::on(const event::Revise &revise) {
    if (m_phase == Phase::Review && revise.position < m_plan.steps.size()) {
        enter(revise.position, m_phase);
    }
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

void Session::say(const std::string &text) {
    m_newestText = text;
    // A cue replaces the step's text on the page; the title that is spoken before it does not.
    if (m_elapsed > Milliseconds{0}) {
        m_saying = text;
    }
}

void Session::play(Chime chime) { m_newestChime = chime; }

void Session::changed() { m_changed = true; }

SessionView Session::view() const {
    SessionView view;
    view.phase = m_phase;
    view.position = m_position;
    view.planLength = m_plan.total();
    for (std::size_t i = 0; i < m_steps.size(); ++i) {
        view.planLength += m_steps[i].extended;
        if (i < m_position) {
            view.planElapsed += m_plan.steps[i].seconds.value_or(Seconds{0}) + m_steps[i].extended;
        }
    }
    view.wasSuspended = m_suspended;
    if (m_plan.steps.empty()) {
        return view;
    }
    view.elapsed = m_elapsed;
    view.length = length();
    view.planElapsed += m_elapsed;
    if (!current().waits()) {
        view.left = length() - m_elapsed;
    }
    view.countInLeft = m_phase == Phase::CountIn ? m_rules.countIn - m_countedIn : Milliseconds{0};
    view.saying = m_saying;
    view.canExtend = m_phase != Phase::Finished && extensionLeft() > Milliseconds{0};
    return view;
}

}  // namespace psoas::core
