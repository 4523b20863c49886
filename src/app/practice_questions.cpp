#include "app/practice.h"

// What is asked between *Start* and a routine: the check, the day page and the screening.

#include <algorithm>
#include <functional>
#include <iterator>
#include <utility>

namespace psoas::app {

namespace {

/// What the questions that were answered with yes say about that, most urgent first.
std::vector<std::string> adviceOn(const std::vector<core::AnswerRecord> &answers,
                                  const core::Plan &questions) {
    std::vector<const core::PlannedStep *> saidYes;
    for (const core::PlannedStep &step : questions.steps) {
        const auto answer = std::ranges::find(answers, step.step, &core::AnswerRecord::question);
        if (answer != answers.end() && answer->yes && !step.ifYes.empty()) {
            saidYes.push_back(&step);
        }
    }
    std::ranges::stable_sort(saidYes, std::ranges::greater{}, &core::PlannedStep::urgency);
    std::vector<std::string> advice;
    std::ranges::transform(saidYes, std::back_inserter(advice), &core::PlannedStep::ifYes);
    return advice;
}

}  // namespace

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

void Practice::answer(bool yes) { m_session.handle(core::event::Answer{yes}); }
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

/// Before it is filed, and even if it never is: a yes cannot be clicked away. A slip that was put
/// right takes back the lock that was foreseen, and the check stays due until it is filed.
void Practice::onAnswered(const core::AnswerRecord &answer) {
    core::SafetySeal seal = answer.yes ? core::broken(m_seal) : m_seal;
    // Not at every no: each would be a write.
    if (core::foreseeing(seal, yesUnderWay()) != m_tools.settings.seal()) {
        keep(std::move(seal));
    }
}

std::optional<core::Urgency> Practice::yesUnderWay() const {
    const bool inCheck = isBusy() && m_plan.kind == core::RoutineKind::SafetyCheck;
    return inCheck ? m_session.session()->urgency() : std::nullopt;
}

void Practice::fileCheck(const core::SessionRecord &check, const core::Plan &questions) {
    m_advice = adviceOn(check.answers, questions);
    m_facts.checks.push_back(core::filedCheck(check));
    keep(core::sealed(m_facts, m_seal));
    emit factsChanged();
}

void Practice::fileLeftChecks(const RecordKeeper::Unfinished &unfinished) {
    if (m_tools.records == nullptr || !m_library.usable()) {
        return;
    }
    const core::Plan questions = core::planSession(m_library.fullCheck.routine);
    RecordKeeper::Unfinished oldestFirst = unfinished;
    std::ranges::reverse(oldestFirst);
    for (core::UnfinishedSession &each : oldestFirst) {
        core::SessionRecord &check = each.record;
        if (check.routineId != m_library.fullCheck.routine.id ||
            (isBusy() && check.id == m_record.id)) {
            continue;
        }
        check.outcome = core::outcomeWhenLeft(check.steps, check.answers, questions.steps);
        if (check.outcome) {
            check.endedAt = each.lastSeen();
            fileCheck(check, questions);
            m_tools.records->finish(check);
        }
    }
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
