#include "app/prompter.h"

#include "app/spoken_text.h"
#include "core/breath.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <utility>

namespace psoas::app {

namespace {

/// A tone that would begin later than this after its half of the breath is left out: it would end
/// too soon to be breathed by.
constexpr core::Milliseconds kLateTone{300};
constexpr core::Milliseconds kBetweenTrials{400};

constexpr std::array kChimes{core::Chime::Start,   core::Chime::Switch, core::Chime::TenSeconds,
                             core::Chime::HoldEnd, core::Chime::Paused, core::Chime::SessionEnd};

/// What only tells the time, and can do without being heard.
bool isMark(const core::Announcement &announcement) {
    switch (announcement.kind) {
        case core::Announcement::Kind::HalfWay:
        case core::Announcement::Kind::TenSeconds:
            return true;
        case core::Announcement::Kind::TimeAdded:
            return !announcement.takesBack;
        default:
            return false;
    }
}

}  // namespace

Prompter::Prompter(Tools tools, QObject *parent)
    : QObject(parent), m_tools(tools), m_nextHalf(this), m_trial(this) {
    connect(&m_tools.session, &SessionController::announced, this, &Prompter::announce);
    connect(&m_tools.session, &SessionController::chimed, this, &Prompter::chime);
    connect(&m_tools.session, &SessionController::viewChanged, this, &Prompter::follow);
    m_trial.setSingleShot(true);
    connect(&m_trial, &QTimer::timeout, this, &Prompter::playNext);
    m_nextHalf.setSingleShot(true);
    m_nextHalf.setTimerType(Qt::PreciseTimer);
    connect(&m_nextHalf, &QTimer::timeout, this, &Prompter::followBreath);
}

const core::Plan *Prompter::plan() const {
    const core::Session *session = m_tools.session.session();
    const bool isHeard = session != nullptr && session->plan().kind == core::RoutineKind::Technique;
    return isHeard ? &session->plan() : nullptr;
}

bool Prompter::sounds() const { return m_tools.settings.chimes() && !m_muted; }

void Prompter::setMuted(bool muted) {
    if (std::exchange(m_muted, muted) == muted || !muted) {
        return;
    }
    m_tools.ear.hush();
    m_tools.ear.silence();
    m_half.reset();
    m_speaksUntil = m_chimesUntil = {};
}

void Prompter::introduce(const core::Plan &plan) {
    m_muted = false;  // that was for the session before
    if (m_tools.settings.speaks()) {
        say(introductionText(plan));
    }
}

void Prompter::tell(const QString &text) {
    if (!m_muted && m_tools.settings.speaks()) {
        say(text);
    }
}

void Prompter::leave() {
    m_tools.ear.hush();
    m_speaksUntil = {};
}

void Prompter::announce(const core::Announcement &announcement) {
    const core::Plan *heard = plan();
    if (heard == nullptr) {
        return;
    }
    if (announcement.kind == core::Announcement::Kind::StepBegins) {
        endBreath();
    }
    const bool gives = isMark(announcement) && now() < m_speaksUntil;
    if (!gives && !m_muted && m_tools.settings.speaks()) {
        say(spokenText(announcement, *heard));
    }
}

void Prompter::say(const QString &text) {
    if (text.isEmpty()) {
        return;
    }
    const core::ActiveTime at = now();
    const core::Milliseconds after = std::max(m_chimesUntil - at, core::Milliseconds{0});
    m_tools.ear.say(text, after);
    m_speaksUntil = at + after + spokenLength(text, m_tools.settings.voice().speed);
}

void Prompter::chime(core::Chime chime) {
    if (plan() != nullptr && sounds()) {
        m_trial.stop();
        m_tools.ear.play(chime, m_tools.settings.volume() / 100.0);
        m_chimesUntil = now() + lengthOf(chime);
    }
}

void Prompter::follow(const core::SessionView &view) {
    const core::Plan *heard = plan();
    const bool breathes = heard != nullptr && view.phase == core::Phase::Running && sounds() &&
                          m_tools.settings.breathTones() && heard->steps[view.position].breathing;
    if (!breathes) {
        endBreath();
        return;
    }
    const core::BreathNow breath =
        core::breathAt(*heard->steps[view.position].breathing, view.elapsed - view.breathFrom);
    // A breath that began anew within a second turns between two views.
    m_nextHalf.start(breath.left / m_tools.speed + core::Milliseconds{1});
    const core::Milliseconds late = breath.length - breath.left;
    const core::Milliseconds begin = view.elapsed - late;
    const bool moves = breath.part == core::BreathPart::In || breath.part == core::BreathPart::Out;
    if (!moves || m_half == begin || late > kLateTone * m_tools.speed) {
        return;
    }
    m_half = begin;
    m_tools.ear.breathe(breath.part == core::BreathPart::In ? BreathTone::In : BreathTone::Out,
                        breath.left / m_tools.speed, m_tools.settings.volume() / 100.0);
}

void Prompter::followBreath() {
    if (const core::Session *session = m_tools.session.session()) {
        core::SessionView view = session->view();
        view.elapsed = m_tools.session.elapsedNow();
        follow(view);
    }
}

void Prompter::endBreath() {
    m_nextHalf.stop();
    if (std::exchange(m_half, std::nullopt)) {
        m_tools.ear.endBreath();
    }
}

void Prompter::tryVoice() {
    m_tools.ear.say(QCoreApplication::translate("Spoken", "Breathe in, and let it go."),
                    core::Milliseconds{0});
}

void Prompter::trySounds() {
    m_tried = 0;
    playNext();
}

void Prompter::playNext() {
    const core::Chime chime = kChimes.at(m_tried++);
    m_tools.ear.play(chime, m_tools.settings.volume() / 100.0);
    if (m_tried < kChimes.size()) {
        m_trial.start(lengthOf(chime) + kBetweenTrials);
    }
}

}  // namespace psoas::app
