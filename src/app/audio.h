#pragma once

#include "app/ear.h"
#include "app/sound_thread.h"
#include "app/voice_thread.h"

#include <QObject>
#include <QTimer>

namespace psoas::app {

/// The machine's own clock.
[[nodiscard]] Now bootClock();

/// Voice and sound as this machine has them, each on a thread of its own. Nothing is loaded before
/// it is opened; what is said or played before that, or to what is missing, is not heard.
class Audio : public QObject, public Ear {
    Q_OBJECT

public:
    /// How long an engine may be silent about itself before it counts as missing: longer than
    /// speech-dispatcher takes where it finds no sound device (1.5 s, measured).
    static constexpr std::chrono::milliseconds kPatience{4000};

    explicit Audio(const OpenModule &open, const Now &now = bootClock(), QObject *parent = nullptr);
    /// As `end`.
    ~Audio() override;

    /// Loads the voice if it is not there yet, and chooses. What it found is told by `voice`.
    void openVoice(const VoiceChoice &choice);
    void openSound();

    /// Asks both threads to end and gives them the time that they need when nothing hangs. Returns
    /// whether none was left behind: if one was, the process must end without clearing up.
    bool end();

    /// Whether it is known by now what `voice` and `soundLack` say.
    [[nodiscard]] bool voiceKnown() const { return m_voiceKnown; }
    [[nodiscard]] bool soundKnown() const { return m_soundKnown; }
    /// As far as it is known by now.
    [[nodiscard]] const VoiceState &voice() const { return m_voice; }
    [[nodiscard]] std::optional<Lack> soundLack() const { return m_soundLack; }

    void say(const QString &text, core::Milliseconds after) override;
    void hush() override;
    void play(core::Chime chime, double volume) override;
    void breathe(BreathTone tone, core::Milliseconds length, double volume) override;
    void endBreath() override;
    void silence() override;

signals:
    /// After every choice, and when an engine was silent for too long.
    void voiceTold();
    void soundTold();

private:
    void setVoice(const VoiceState &state);
    void setSound(std::optional<Lack> lack);

    VoiceState m_voice;
    std::optional<Lack> m_soundLack;
    bool m_voiceKnown = false;
    bool m_soundKnown = false;
    QTimer m_voicePatience;
    QTimer m_soundPatience;
    WayBack m_back;
    VoiceThread m_voiceThread;
    SoundThread m_soundThread;
};

}  // namespace psoas::app
