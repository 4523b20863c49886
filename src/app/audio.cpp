#include "app/audio.h"

#include "app/monotonic.h"

namespace psoas::app {

namespace {

/// More than an engine takes to end that does not hang.
constexpr std::chrono::milliseconds kEndPatience{500};

}  // namespace

Now bootClock() {
    return [] { return core::BootTime{std::chrono::floor<core::Milliseconds>(bootTime())}; };
}

Audio::Audio(const OpenModule &open, const Now &now, QObject *parent)
    : QObject(parent),
      m_voicePatience(this),
      m_soundPatience(this),
      m_back(*this),
      m_voiceThread(
          open,
          [this, back = m_back.executor()](const VoiceState &state) {
              back([this, state] { setVoice(state); });
          },
          now),
      m_soundThread(
          open,
          [this, back = m_back.executor()](std::optional<Lack> lack) {
              back([this, lack] { setSound(lack); });
          },
          now) {
    for (QTimer *each : {&m_voicePatience, &m_soundPatience}) {
        each->setSingleShot(true);
        each->setInterval(kPatience);
    }
    connect(&m_voicePatience, &QTimer::timeout, this, [this] {
        setVoice({.lack = Lack::Answer, .engines = {}, .engine = {}, .voices = {}});
    });
    connect(&m_soundPatience, &QTimer::timeout, this, [this] { setSound(Lack::Answer); });
}

Audio::~Audio() { end(); }

void Audio::openVoice(const VoiceChoice &choice) {
    if (!m_voiceThread.isStarted()) {
        m_voicePatience.start();
    }
    m_voiceThread.choose(choice);
}

void Audio::openSound() {
    if (!m_soundThread.isStarted()) {
        m_soundPatience.start();
        m_soundThread.start();
    }
}

bool Audio::end() {
    m_voiceThread.askToEnd();
    m_soundThread.askToEnd();
    const bool voiceEnded = m_voiceThread.end(kEndPatience);
    return m_soundThread.end(kEndPatience) && voiceEnded;
}

void Audio::say(const QString &text, core::Milliseconds after) { m_voiceThread.say(text, after); }

void Audio::hush() { m_voiceThread.hush(); }

void Audio::play(core::Chime chime, double volume) { m_soundThread.play(chime, volume); }

void Audio::breathe(BreathTone tone, core::Milliseconds length, double volume) {
    m_soundThread.breathe(tone, length, volume);
}

void Audio::endBreath() { m_soundThread.endBreath(); }

void Audio::silence() { m_soundThread.silence(); }

void Audio::setVoice(const VoiceState &state) {
    m_voicePatience.stop();
    m_voice = state;
    m_voiceKnown = true;
    emit voiceTold();
}

void Audio::setSound(std::optional<Lack> lack) {
    m_soundPatience.stop();
    m_soundLack = lack;
    m_soundKnown = true;
    emit soundTold();
}

}  // namespace psoas::app
