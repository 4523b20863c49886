#pragma once

#include "app/clock.h"
#include "core/session.h"

#include <QObject>
#include <QTimer>

#include <optional>

namespace psoas::app {

/// Runs one `core::Session` in real time: owns the one timer, hands every event over with the
/// time of the clock, and turns effects into signals. It knows no rule of the session.
class SessionController : public QObject {
    Q_OBJECT

public:
    /// `clock` must outlive the controller.
    explicit SessionController(const Clock &clock, QObject *parent = nullptr);

    /// Begins a session; one that was there before is gone. Nothing happens before `Start`. What
    /// `rules` take for a sleep is stretched where the clock runs faster.
    void load(core::Plan plan, core::SessionRules rules = {});
    /// The same with one that was interrupted, which `Start` lets go on (`core::canGoOn`).
    void load(core::Plan plan, const core::UnfinishedSession &interrupted,
              core::SessionRules rules = {});

    /// Hands the event over at this moment. Without a loaded session nothing happens.
    void handle(const core::Event &event);

    /// The session, or null before the first `load`.
    [[nodiscard]] const core::Session *session() const { return m_session ? &*m_session : nullptr; }

    /// Time run in the present step, to the millisecond of this moment: for what moves smoothly
    /// between two ticks.
    [[nodiscard]] core::Milliseconds elapsedNow() const;

signals:
    void announced(const psoas::core::Announcement &what);
    void chimed(psoas::core::Chime chime);
    void journaled(const psoas::core::JournalEntry &entry);
    /// The view is no longer what it was; sent at every whole second as well.
    void viewChanged(const psoas::core::SessionView &view);
    void finished(psoas::core::Outcome outcome);

private:
    void interpret(const core::Effects &effects);
    void arm();

    const Clock &m_clock;
    QTimer m_timer;
    std::optional<core::Session> m_session;
    core::ActiveTime m_seen{};
};

}  // namespace psoas::app
