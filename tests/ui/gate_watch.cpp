#include "gate_watch.h"

#include "ui/today_page.h"

#include <algorithm>

namespace psoas {
namespace {

template <class Stage> bool is(const app::Stage &stage) {
    return std::holds_alternative<Stage>(stage);
}

std::string lastCheckOf(const core::SafetyFacts &facts) {
    return facts.checks.empty() ? std::string() : facts.checks.back().id;
}

}  // namespace

GateWatch::GateWatch(WindowWalk &walk, const app::Clock &clock, Witnessed &witnessed)
    : m_walk(walk), m_clock(clock), m_witnessed(witnessed) {
    QObject::connect(&walk.practice(), &app::Practice::factsChanged, &m_here,
                     [this] { onFacts(); });
    QObject::connect(&walk.practice(), &app::Practice::stageChanged, &m_here,
                     [this](const app::Stage &stage) { onStage(stage); });
    QObject::connect(&walk.practice().session(), &app::SessionController::finished, &m_here,
                     [this](core::Outcome outcome) {
                         if (!m_mayEnd) {
                             m_witnessed.faults.push_back("ended by itself: " +
                                                          std::string(core::outcomeName(outcome)));
                         }
                     });
    QObject::connect(&walk.records(), &app::RecordKeeper::opened, &m_here,
                     [this](const auto &problem) { m_storeLost = problem.has_value(); });
    QObject::connect(&walk.records(), &app::RecordKeeper::dropped, &m_here,
                     [this](const app::StoreError &error) {
                         m_witnessed.faults.push_back("the store will never: " + error.detail);
                     });
    QObject::connect(walk.window().findChild<ui::TodayPage *>(), &ui::TodayPage::endedHere, &m_here,
                     [this](const std::string &id) { m_witnessed.endedHere.insert(id); });
    remember();
}

void GateWatch::remember() {
    const core::SafetyFacts &facts = m_walk.practice().facts();
    m_lastCheck = lastCheckOf(facts);
    m_checks = facts.checks.size();
    m_days = facts.days.size();
}

/// What was answered is in the facts before the next page is shown.
void GateWatch::onFacts() {
    const core::SafetyFacts &facts = m_walk.practice().facts();
    const app::Stage &stage = m_walk.practice().stage();
    // A check is filed from its review; one with a yes by leaving it from a question as well.
    const bool inCheck = is<app::stage::Review>(stage) || is<app::stage::Question>(stage);
    if (inCheck && lastCheckOf(facts) != m_lastCheck) {
        m_pass.checked = true;
        m_witnessed.checks.push_back(facts.checks.back());
    }
    // One that the program did not live to see the end of is filed when it is started again.
    const bool filedLate = is<app::stage::Idle>(stage) && facts.checks.size() == m_checks + 1;
    if (filedLate &&
        !std::ranges::count(m_witnessed.checks, facts.checks.back().id, &core::FiledCheck::id)) {
        m_witnessed.checks.push_back(facts.checks.back());
    }
    if (is<app::stage::DayPage>(stage) && facts.days.size() > m_days) {
        m_pass.dayGiven = m_pass.dayGiven || facts.days.back().nothingNew;
    }
    if (const auto *asked = std::get_if<app::stage::Screening>(&stage)) {
        for (const core::Screening question : asked->questions) {
            const auto answer = facts.screenings.find(question);
            if (answer != facts.screenings.end() && answer->second.at == m_clock.wall()) {
                m_pass.screened.insert(question);
            }
        }
    }
    remember();
}

void GateWatch::onStage(const app::Stage &stage) {
    constexpr std::size_t kIdle = 0;
    constexpr std::size_t kBlocked = 1;
    const core::WallTime now = m_clock.wall();
    // A press of Start, or "Check again" where the way was closed.
    if (m_stage == kIdle || (m_stage == kBlocked && is<app::stage::Question>(stage))) {
        m_pass = {.since = now};
    }
    m_pass = core::stillGood(m_pass, now);
    if (is<app::stage::Playing>(stage)) {
        checkGate(*m_walk.practice().routine());
        const std::string id = m_walk.practice().underWay()->id;
        m_begun.insert(id);
        m_witnessed.begun.insert(id);
    } else if (const auto *ended = std::get_if<app::stage::Ended>(&stage)) {
        onEnded(ended->record);
    }
    m_stage = stage.index();
}

void GateWatch::onEnded(const core::SessionRecord &session) {
    m_witnessed.ended.emplace(session.id, session);
    if (session.outcome == core::Outcome::StoppedForPain) {
        core::WallTime at = m_clock.wall();
        at.utc = std::max(at.utc, session.startedAt.utc);
        m_witnessed.pain =
            core::brokenByPain(m_witnessed.pain, {.at = at, .routineId = session.routineId});
    }
}

void GateWatch::checkGate(const core::Routine &routine) {
    const core::WallTime now = m_clock.wall();
    const app::Settings &settings = m_walk.settings();
    const core::CheckInterval interval =
        m_storeLost ? core::CheckInterval::EverySession : settings.checkInterval();
    const core::GateStep step = core::nextGateStep(m_walk.practice().facts(), settings.seal(),
                                                   routine, now, interval, m_pass);
    if (!std::holds_alternative<core::gate::Open>(step)) {
        m_witnessed.faults.push_back("begun where the gate says " + std::to_string(step.index()));
    }
    const core::SafetyFacts lived{.checks = m_witnessed.checks,
                                  .days = {},
                                  .screenings = {},
                                  .painStops = m_witnessed.pain.painStops,
                                  .newestStored = {}};
    const core::GateStep known =
        core::nextGateStep(lived, {}, routine, now, interval, {.since = now, .checked = true});
    if (std::holds_alternative<core::gate::Locked>(known) ||
        std::holds_alternative<core::gate::ClosedToday>(known)) {
        m_witnessed.faults.push_back("begun with " + routine.id + " locked or closed for pain");
    }
}

}  // namespace psoas
