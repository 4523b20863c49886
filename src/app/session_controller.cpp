#include "app/session_controller.h"

#include "core/overloaded.h"

#include <algorithm>
#include <utility>

namespace psoas::app {

namespace {

core::SessionRules atSpeed(core::SessionRules rules, int speed) {
    rules.standstill *= speed;
    rules.slept *= speed;
    return rules;
}

/// Active time until the digits on the page change.
core::Milliseconds toWholeSecond(const core::SessionView &view) {
    const core::Milliseconds counted = view.phase == core::Phase::CountIn
                                           ? view.countInLeft
                                           : view.left.value_or(core::Milliseconds{0});
    const core::Milliseconds rest = counted % core::Seconds{1};
    return rest > core::Milliseconds{0} ? rest : core::Seconds{1};
}

}  // namespace

SessionController::SessionController(const Clock &clock, QObject *parent)
    : QObject(parent), m_clock(clock) {
    // A coarse timer fires up to a twentieth early, and an early tick shows the second before.
    m_timer.setTimerType(Qt::PreciseTimer);
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, [this] { handle(core::event::Tick{}); });
}

void SessionController::load(core::Plan plan, core::SessionRules rules) {
    m_timer.stop();
    m_session.emplace(std::move(plan), atSpeed(rules, m_clock.speed()));
}

void SessionController::load(core::Plan plan, const core::UnfinishedSession &interrupted,
                             core::SessionRules rules) {
    m_timer.stop();
    m_session.emplace(std::move(plan), interrupted, atSpeed(rules, m_clock.speed()));
}

void SessionController::handle(const core::Event &event) {
    if (!m_session) {
        return;
    }
    const core::Moment now = m_clock.now();
    m_seen = now.active;
    const core::Effects effects = m_session->handle(now, event);
    arm();
    interpret(effects);
}

core::Milliseconds SessionController::elapsedNow() const {
    if (!m_session) {
        return core::Milliseconds{0};
    }
    const core::SessionView view = m_session->view();
    if (view.phase != core::Phase::Running) {
        return view.elapsed;
    }
    return std::min(view.elapsed + (m_clock.now().active - m_seen), view.length);
}

void SessionController::arm() {
    const auto boundary = m_session->nextBoundary();
    if (!boundary) {
        m_timer.stop();
        return;
    }
    const core::Milliseconds wait = std::min(*boundary - m_seen, toWholeSecond(m_session->view()));
    // The clock counts whole milliseconds, and what began within one began up to one later than it
    // says. No step may end early, not even by that.
    const core::Milliseconds whole = std::max(core::Milliseconds{0}, wait) + core::Milliseconds{1};
    const int speed = m_clock.speed();
    m_timer.start((whole + core::Milliseconds{speed - 1}) / speed);
}

void SessionController::interpret(const core::Effects &effects) {
    std::optional<core::Outcome> outcome;
    for (const core::Effect &effect : effects) {
        std::visit(
            core::Overloaded{
                [this](const core::effect::Say &say) { emit announced(say.what); },
                [this](const core::effect::Play &play) { emit chimed(play.chime); },
                [this](const core::effect::Journal &journal) { emit journaled(journal.entry); },
                [](const core::effect::Changed &) {},
                [&](const core::effect::Finished &end) { outcome = end.outcome; },
            },
            effect);
    }
    emit viewChanged(m_session->view());
    // Last of all: whoever hears it may load the next session.
    if (outcome) {
        emit finished(*outcome);
    }
}

}  // namespace psoas::app
