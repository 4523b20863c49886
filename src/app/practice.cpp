#include "app/practice.h"

#include "core/overloaded.h"
#include "core/sequence.h"

#include <QUuid>

#include <algorithm>
#include <utility>

namespace psoas::app {

Practice::Practice(Tools tools, QObject *parent)
    : QObject(parent),
      m_tools(std::move(tools)),
      m_seal(m_tools.settings.seal()),
      m_session(m_tools.clock) {
    connect(&m_session, &SessionController::journaled, this, &Practice::onJournaled);
    connect(&m_session, &SessionController::viewChanged, this, &Practice::onViewChanged);
    connect(&m_session, &SessionController::finished, this, &Practice::onFinished);
    connect(&m_tools.settings, &Settings::sealNotKept, this, &Practice::sealNotKept);
    connect(&m_tools.settings, &Settings::sealKept, this, &Practice::sealKept);
    if (m_tools.records != nullptr) {
        connect(m_tools.records, &RecordKeeper::opened, this, [this](const auto &problem) {
            // A store that opens late knows what the one in memory did not: its facts come first.
            m_factsKnown = m_factsKnown && !m_storeLost;
            m_storeLost = problem.has_value();
            emit factsChanged();
        });
    }
}

void Practice::setLibrary(Library library) {
    m_library = withLastGood(std::move(library), m_library);
}

void Practice::setFacts(core::SafetyFacts facts) {
    m_facts = core::merged(std::move(facts), m_facts);
    m_factsKnown = true;
    emit factsChanged();
}

void Practice::setRecent(const RecordKeeper::Sessions &sessions) {
    m_lastBegunOn.clear();
    for (const core::SessionRecord &session : sessions) {
        const auto begun = std::ranges::find_if(session.steps, [](const core::StepRecord &step) {
            return step.side && step.held > core::Milliseconds{0};
        });
        if (begun != session.steps.end()) {
            m_lastBegunOn.emplace(session.routineId, *begun->side);
        }
    }
}

void Practice::storeReplaced() {
    keep(core::broken(m_seal));
    m_interrupted.reset();
    emit factsChanged();
}

/// What was answered once cannot be relied on where no store can be read: then it is asked always.
core::CheckInterval Practice::checkInterval() const {
    return m_factsKnown && !m_storeLost ? m_tools.settings.checkInterval()
                                        : core::CheckInterval::EverySession;
}

core::GateStep Practice::gateStep(const core::Routine &routine, const core::GatePass &pass) const {
    return core::nextGateStep(m_facts, m_seal, routine, m_tools.clock.wall(), checkInterval(),
                              pass);
}

bool Practice::checkDue() const {
    return core::fullCheckDue(m_facts, m_seal, m_tools.clock.wall(), checkInterval());
}

std::optional<core::Urgency> Practice::lock() const { return core::lockOf(m_facts, m_seal); }

std::optional<core::GateStep> Practice::closedBy(const core::Routine &routine) const {
    core::GatePass asIfAnswered{.checked = true, .dayGiven = true};
    for (const auto &[question, record] : m_facts.screenings) {
        asIfAnswered.screened.insert(question);
    }
    core::GateStep step = gateStep(routine, asIfAnswered);
    const bool asks = std::holds_alternative<core::gate::AskScreening>(step);
    const bool open = std::holds_alternative<core::gate::Open>(step);
    return asks || open ? std::nullopt : std::optional(std::move(step));
}

bool Practice::dayPageDue() const {
    // The day page is asked before every technique alike, so any one will do to find out.
    core::Routine any;
    any.kind = core::RoutineKind::Technique;
    return std::holds_alternative<core::gate::AskDayPage>(gateStep(any, core::GatePass{}));
}

bool Practice::isBusy() const {
    return std::holds_alternative<stage::Playing>(m_stage) ||
           std::holds_alternative<stage::Question>(m_stage) ||
           std::holds_alternative<stage::Review>(m_stage);
}

void Practice::enter(Stage stage) {
    m_stage = std::move(stage);
    emit stageChanged(m_stage);
}

// The way in

void Practice::start(const std::string &routineId, std::optional<core::Side> only) {
    const LibraryRoutine *found = m_library.find(routineId);
    if (isBusy() || !m_library.usable() || found == nullptr ||
        (only && !m_library.hasSide(routineId, *only))) {
        return;
    }
    if (found->routine.kind == core::RoutineKind::SafetyCheck) {
        startCheck();
        return;
    }
    forget();
    m_target = *found;
    m_onlySide = only;
    m_pass = {.since = m_tools.clock.wall()};
    next();
}

void Practice::forget() {
    m_target.reset();
    m_onlySide.reset();
    m_interrupted.reset();
}

void Practice::startCheck() {
    if (isBusy() || !m_library.usable()) {
        return;
    }
    // From the page of a locked routine the check leads on into it; from anywhere else it stands
    // for itself.
    if (!std::holds_alternative<stage::Blocked>(m_stage)) {
        forget();
    }
    m_pass = {.since = m_tools.clock.wall()};
    beginCheck();
}

core::GateStep Practice::stepOnTheWay() {
    m_pass = core::stillGood(m_pass, m_tools.clock.wall());
    return gateStep(m_target->routine, m_pass);
}

void Practice::next() {
    const core::GateStep step = stepOnTheWay();
    const auto blocked = [&](const auto &) {
        enter(stage::Blocked{.why = step, .routineId = m_target->routine.id});
    };
    std::visit(
        core::Overloaded{
            [this](const core::gate::AskFullCheck &) { beginCheck(); },
            [this](const core::gate::AskDayPage &ask) { enter(stage::DayPage{ask.since}); },
            [this](const core::gate::AskScreening &ask) { enter(stage::Screening{ask.questions}); },
            [this](const core::gate::Open &) {
                if (m_interrupted) {
                    goOn();
                    return;
                }
                m_plan = breathedByPerson(
                    core::planSession(m_target->routine, sidesInTurn(m_target->routine)));
                enter(stage::GetReady{});
            },
            blocked,
        },
        step);
}

void Practice::leave() {
    if (std::holds_alternative<stage::Playing>(m_stage)) {
        return;
    }
    if (isBusy()) {
        // Whatever the check comes to, it does not lead on into the routine.
        forget();
        m_session.handle(core::event::End{});
        return;
    }
    forget();
    enter(stage::Idle{});
}

// The session

/// The side that was worked second last time comes first; nothing where that is not wanted.
std::vector<core::Side> Practice::sidesInTurn(const core::Routine &routine) const {
    if (m_onlySide) {
        return {*m_onlySide};
    }
    const auto last = m_lastBegunOn.find(routine.id);
    if (last == m_lastBegunOn.end() || !m_tools.settings.session().alternateSides) {
        return {};
    }
    return {core::otherSide(last->second), last->second};
}

core::Plan Practice::breathedByPerson(core::Plan plan) const {
    const auto own = m_tools.settings.session().breathing;
    return own ? core::withBreathing(std::move(plan), *own) : plan;
}

void Practice::chooseFirstSide(core::Side side) {
    if (std::holds_alternative<stage::GetReady>(m_stage) && !m_onlySide) {
        m_plan =
            breathedByPerson(core::planSession(m_target->routine, {side, core::otherSide(side)}));
    }
}

core::SessionRules Practice::rules() const {
    core::SessionRules rules;
    rules.getReady = m_tools.settings.session().getReady;
    return rules;
}

void Practice::begin(const LibraryRoutine &what, std::optional<int> before) {
    m_record = {};
    m_record.id = QUuid::createUuid().toString(QUuid::WithoutBraces).toStdString();
    m_record.routineId = what.routine.id;
    m_record.routineTitle = what.routine.title;
    m_record.contentDigest = what.digest;
    m_record.startedAt = stamp();
    m_record.tightnessBefore = before;
    m_record.appVersion = m_tools.appVersion.toStdString();
    for (const core::PlannedStep &step : m_plan.steps) {
        m_record.steps.push_back(core::untouched(step));
    }
    if (m_tools.records != nullptr) {
        m_tools.records->begin(m_record);
    }
    m_session.load(m_plan, rules());
}

void Practice::ready(std::optional<int> tightnessBefore) {
    if (!std::holds_alternative<stage::GetReady>(m_stage)) {
        return;
    }
    // The page may have stood open over night, or the facts have come after it.
    if (!std::holds_alternative<core::gate::Open>(stepOnTheWay())) {
        next();
        return;
    }
    begin(*m_target, tightnessBefore);
    enter(stage::Playing{});
    m_session.handle(core::event::Start{});
    // The get-ready page has shown the first step already: who is ready there is ready here.
    if (!m_plan.steps.empty() && m_plan.steps.front().waits()) {
        m_session.handle(core::event::Ready{});
    }
}

void Practice::onJournaled(const core::JournalEntry &entry) {
    core::WallTime at = stamp();
    if (entry.transition == core::Transition::HurtNamed) {
        // A clock that was set back meanwhile must not end the closure before its day is over.
        at.utc = std::max(at.utc, m_record.startedAt.utc);
    }
    // The seal first, here and elsewhere: the store may fail, or the program end in between.
    if (entry.hurt) {
        onHurt(entry, at);
    }
    if (entry.answer) {
        onAnswered(*entry.answer);
    }
    if (m_tools.records != nullptr) {
        m_tools.records->append(m_record.id, entry, at);
    }
}

void Practice::onHurt(const core::JournalEntry &entry, core::WallTime at) {
    if (entry.transition == core::Transition::Hurt) {
        // Until the kind is named it counts as the worse one, should the program end here.
        writeSeal(core::broken(m_seal));
    } else if (entry.transition == core::Transition::HurtNamed) {
        if (entry.hurt->hurt.kind == core::HurtKind::Dull) {
            writeSeal(m_seal);
            return;
        }
        const core::PainStop stop{
            .at = at, .routineId = core::routineOfStep(m_record.routineId, entry.hurt->hurt.step)};
        m_facts.painStops.push_back(stop);
        keep(core::brokenByPain(m_seal, stop));
        emit factsChanged();
    }
}

void Practice::keep(core::SafetySeal seal) {
    m_seal = std::move(seal);
    writeSeal(core::foreseeing(m_seal, yesUnderWay()));
}

/// A rehearsal leaves no trace.
void Practice::writeSeal(const core::SafetySeal &seal) {
    if (m_tools.records != nullptr) {
        m_tools.settings.setSeal(seal);
    }
}

core::SessionRecord Practice::recordAt(core::WallTime at, core::Outcome outcome) const {
    const core::Session &session = *m_session.session();
    core::SessionRecord record = m_record;
    record.endedAt = at;
    record.outcome = outcome;
    record.steps = session.steps();
    record.answers = session.answers();
    record.hurts = session.hurts();
    return record;
}

std::optional<core::SessionRecord> Practice::underWay() const {
    return std::holds_alternative<stage::Playing>(m_stage)
               ? std::optional(recordAt(m_tools.clock.wall(), core::Outcome::Interrupted))
               : std::nullopt;
}

void Practice::onFinished(core::Outcome outcome) {
    m_record = recordAt(stamp(), outcome);
    if (core::isCheckOutcome(outcome)) {
        fileCheck(m_record, m_plan);
        m_pass.checked = true;
    }
    if (m_tools.records != nullptr) {
        m_tools.records->finish(m_record);
    }
    if (core::isCheckOutcome(outcome)) {
        afterCheck();
    } else if (m_plan.kind == core::RoutineKind::SafetyCheck) {
        forget();
        enter(stage::Idle{});
    } else {
        enter(stage::Ended{m_record});
    }
}

void Practice::done(std::optional<int> tightnessAfter, const QString &note) {
    if (!std::holds_alternative<stage::Ended>(m_stage)) {
        return;
    }
    if (m_tools.records != nullptr && (tightnessAfter || !note.isEmpty())) {
        m_tools.records->annotate(m_record.id, tightnessAfter, note.toStdString(), stamp());
    }
    forget();
    enter(stage::Idle{});
}

// What was interrupted

Continuation Practice::continuation(const core::UnfinishedSession &interrupted) const {
    return continuationOf(interrupted, m_library, m_tools.clock.wall(),
                          m_tools.settings.continueWithin());
}

void Practice::continueUnfinished(const core::UnfinishedSession &interrupted) {
    const LibraryRoutine *found = m_library.find(interrupted.record.routineId);
    if (isBusy() || !m_library.usable() || found == nullptr || continuation(interrupted).obstacle) {
        return;
    }
    m_target = *found;
    m_interrupted = interrupted;
    m_pass = {.since = m_tools.clock.wall()};
    next();
}

/// Asked once more: the pages before may have stood open for hours.
void Practice::goOn() {
    const core::UnfinishedSession interrupted = *std::exchange(m_interrupted, std::nullopt);
    Continuation way = continuation(interrupted);
    if (way.obstacle) {
        forget();
        enter(stage::Idle{});
        return;
    }
    m_plan = breathedByPerson(std::move(way.plan));
    m_record = interrupted.record;
    m_session.load(m_plan, interrupted, rules());
    enter(stage::Playing{});
    m_session.handle(core::event::Start{});
}

void Practice::endUnfinished(const std::string &id) {
    if (m_tools.records != nullptr) {
        m_tools.records->interrupt(id);
    }
}

core::WallTime Practice::stamp() {
    const core::WallTime now = m_tools.clock.wall();
    if (!m_facts.newestStored || core::before(*m_facts.newestStored, now)) {
        m_facts.newestStored = now;
    }
    return now;
}

}  // namespace psoas::app
