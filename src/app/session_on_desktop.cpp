#include "app/session_on_desktop.h"

#include <utility>

namespace psoas::app {

namespace {

/// Time runs, or soon will: a person who gets into place touches no mouse.
bool needsScreen(core::Phase phase) {
    return phase == core::Phase::Waiting || phase == core::Phase::Running ||
           phase == core::Phase::CountIn;
}

bool isOver(core::Phase phase) {
    return phase == core::Phase::NotStarted || phase == core::Phase::Finished;
}

}  // namespace

SessionOnDesktop::SessionOnDesktop(Practice &practice, std::shared_ptr<BusConnection> sessionBus,
                                   Words words, QObject *parent)
    : QObject(parent),
      m_practice(practice),
      m_awake(sessionBus, words.whyAwake),
      m_controls(std::move(sessionBus),
                 {.elapsed = [&practice] { return practice.session().elapsedNow(); },
                  .side = std::move(words.side)}) {
    connect(&practice, &Practice::stageChanged, this, &SessionOnDesktop::follow);
    connect(&practice.session(), &SessionController::viewChanged, this, &SessionOnDesktop::follow);
    connect(&m_controls, &MediaControls::happened, &practice.session(), &SessionController::handle);
    connect(&m_controls, &MediaControls::raised, this, &SessionOnDesktop::raised);
    follow();
}

void SessionOnDesktop::follow() {
    const core::Session *session = m_practice.session().session();
    if (session == nullptr || !std::holds_alternative<stage::Playing>(m_practice.stage())) {
        m_awake.setWanted(false);
        m_controls.hide();
        return;
    }
    const core::SessionView view = session->view();
    m_awake.setWanted(needsScreen(view.phase));
    if (isOver(view.phase)) {
        m_controls.hide();
    } else {
        m_controls.show(session->plan(), view);
    }
}

}  // namespace psoas::app
