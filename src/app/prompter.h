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
/// seconds, time added) gives way to what is being spoken and is dropped. The voice begins when the
/// chime is out. Of a safety check nothing is spoken: it is answered on the page, by what is read
/// there.
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

    /// Before a session of this plan, while the person gets ready for it.
    void introduce(const core::Plan &plan);
    /// What has to be known and stands in no plan: what to do about pain, after it.
    void tell(const QString &text);
    /// Back out of it: not another word.
    void leave();

    void announce(const core::Announcement &announcement);
    void chime(core::Chime chime);
    void follow(const core::SessionView &view);

private:
    [[nodiscard]] core::ActiveTime now() const { return m_tools.clock.now().active; }
    /// Of the session that is heard; null if there is none.
    [[nodiscard]] const core::Plan *plan() const;
    [[nodiscard]] bool sounds() const;
    void say(const QString &text);
    void playNext();
    void followBreath();
    void endBreath();

    Tools m_tools;
    bool m_muted = false;
    core::ActiveTime m_chimesUntil{};
    core::ActiveTime m_speaksUntil{};
    std::optional<core::Milliseconds> m_half;  ///< of the step: where the tone began that may sound
    QTimer m_nextHalf;                         ///< of the breath
    QTimer m_trial;
    std::size_t m_tried = 0;  ///< of the chimes
};

}  // namespace psoas::app
