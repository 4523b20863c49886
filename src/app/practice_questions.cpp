#include "app/practice.h"

// What is asked between *Start* and a routine: the check, the day page and the screening.

#include <utility>

namespace psoas::app {

// The check

core::Plan Practice::checkPlan() const {
    core::Plan plan = core::planSession(m_library.fullCheck.routine);
    if (core::asksForClinician(m_facts, m_seal)) {
        core::PlannedStep ask;
        ask.step = core::kClinicianQuestion;
        ask.kind = core::StepKind::Question;
        ask.title = m_library.texts.clinician.text;
        ask.pose = core::Pose::Sitting;
        plan.steps.insert(plan.steps.begin(), std::move(ask));
    }
    return plan;
}

void Practice::beginCheck() {
    m_plan = checkPlan();
    begin(m_library.fullCheck, std::nullopt);
    enter(stage::Question{});
    m_session.handle(core::event::Start{});
}

void Practice::answer(bool yes) {
    if (yes) {
        // Before it is filed, and even if it never is: a yes cannot be clicked away.
        keep(core::broken(m_seal));
    }
    m_session.handle(core::event::Answer{yes});
}
void Practice::previousQuestion() { m_session.handle(core::event::Back{}); }
void Practice::revise(std::size_t position) { m_session.handle(core::event::Revise{position}); }
void Practice::file() { m_session.handle(core::event::Ready{}); }

void Practice::onViewChanged(const core::SessionView &view) {
    if (m_plan.kind != core::RoutineKind::SafetyCheck) {
        return;
    }
    const bool reviewing = std::holds_alternative<stage::Review>(m_stage);
    if (view.phase == core::Phase::Review && !reviewing) {
        enter(stage::Review{});
    } else if (view.phase == core::Phase::Waiting && reviewing) {
        enter(stage::Question{});
    }
}

void Practice::fileCheck() {
    m_facts.checks.push_back(core::filedCheck(m_record));
    keep(core::sealed(m_facts, m_seal));
    m_pass.checked = true;
    emit factsChanged();
}

void Practice::afterCheck() {
    if (m_target) {
        next();
    } else if (const auto locked = lock()) {
        enter(stage::Blocked{.why = core::gate::Locked{*locked}, .routineId = {}});
    } else {
        enter(stage::Idle{});
    }
}

// Day page and screening

void Practice::answerDay(bool nothingNew) {
    const core::DayAnswer given{.at = stamp(), .nothingNew = nothingNew};
    if (!nothingNew) {
        keep(core::broken(m_seal));
    }
    m_facts.days.push_back(given);
    if (m_tools.records != nullptr) {
        m_tools.records->addDayAnswer(given);
    }
    emit factsChanged();
    if (nothingNew) {
        m_pass.dayGiven = true;
        next();
    } else {
        beginCheck();
    }
}

void Practice::answerScreening(const std::map<core::Screening, core::ScreeningAnswer> &answers) {
    for (const auto &[question, answer] : answers) {
        changeScreening(question, answer);
        m_pass.screened.insert(question);
    }
    next();
}

void Practice::changeScreening(core::Screening question, core::ScreeningAnswer answer) {
    const core::ScreeningRecord record{.at = stamp(), .answer = answer};
    m_facts.screenings[question] = record;
    keep(core::withScreening(m_seal, question, answer));
    if (m_tools.records != nullptr) {
        m_tools.records->setScreening(question, record);
    }
    emit factsChanged();
}

}  // namespace psoas::app
