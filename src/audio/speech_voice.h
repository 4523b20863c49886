#pragma once

#include "app/audio_module.h"

#include <QTextToSpeech>

namespace psoas::audio {

/// Speaks through whatever engine Qt finds: speech-dispatcher or flite on Linux, and on macOS and
/// Windows the system's own.
class SpeechVoice final : public app::VoiceOutput {
public:
    explicit SpeechVoice(app::VoiceReport report);

    void choose(const app::VoiceChoice &choice) override;
    void say(const QString &text) override;
    void stop() override;

private:
    void open(const QString &engine);
    void setUp(const app::VoiceChoice &choice);
    void tell(std::optional<app::Lack> lack) const;

    app::VoiceReport m_report;
    std::unique_ptr<QTextToSpeech> m_speech;
    QString m_wanted;  ///< the engine that was asked for last
};

}  // namespace psoas::audio
