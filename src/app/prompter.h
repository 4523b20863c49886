#pragma once

#include "app/clock.h"
#include "app/ear.h"
#include "app/session_controller.h"
#include "app/settings.h"

#include <QObject>
#include <QTimer>

namespace psoas::app {

/// Decides what of a session is spoken and played, by what the person has set, and when. It hears
/// the session and is heard by none: nothing here can change what becomes of it.
///
/// One text at a time: a newer one ends the one before, but what only tells the time (half-way, ten
/// seconds) gives way to what is being spoken and is dropped. The voice begins when the chime is
/// out. Of a safety check nothing is spoken: it is answered on the page, by what is read there.
class Prompter : public QObject {
    Q_OBJECT

public:
    /// All of it must outlive the prompter. `clock` is the machine's, also in a rehearsal: nobody
    /// speaks faster there.
    struct Tools {
        const Clock &clock;
        const Settings &settings;
        SessionController &session;
        Ear &ear;
        int speed = 1;  ///< of a rehearsal
    };
    explicit Prompter(Tools tools, QObject *parent = nullptr);

    /// Nothing of the session is heard until this is taken back.
    void setMuted(bool muted);

    /// A sentence, for the person to judge the voice by.
    void tryVoice();
    /// Every chime, one after the other.
    void trySounds();

    void announce(const core::Announcement &announcement);
    void chime(core::Chime chime);
    void follow(const core::SessionView &view);

private:
    /// The half of a breath that began last, by the step's place in the plan and the time in it.
    struct Half {
        std::size_t position = 0;
        core::Milliseconds begin{0};
        friend bool operator==(const Half &, const Half &) = default;
    };

    [[nodiscard]] core::ActiveTime now() const { return m_tools.clock.now().active; }
    /// Of the session that is heard; null if there is none.
    [[nodiscard]] const core::Plan *plan() const;
    [[nodiscard]] bool sounds() const;
    void say(const QString &text);
    void playNext();
    void followBreath(const core::SessionView &view);
    void endBreath();

    Tools m_tools;
    bool m_muted = false;
    bool m_announced = false;  ///< since the last view
    core::Phase m_phase = core::Phase::NotStarted;
    core::ActiveTime m_chimesUntil{};
    core::ActiveTime m_speaksUntil{};
    std::optional<Half> m_half;  ///< whose tone may still sound
    QTimer m_trial;
    std::size_t m_tried = 0;  ///< of the chimes
};

}  // namespace psoas::app
