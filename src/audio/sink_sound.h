#pragma once

#include "app/audio_module.h"
#include "audio/mixer.h"

#include <QAudioSink>
#include <QElapsedTimer>
#include <QIODevice>
#include <QTimer>

namespace psoas::audio {

/// Plays through the sound device that is the system's first choice at that moment. The device is
/// open only while there is something to be heard.
class SinkSound final : public QObject, public app::SoundOutput {
    Q_OBJECT

public:
    /// Looks whether there is a device, and tells.
    explicit SinkSound(app::SoundReport report);
    ~SinkSound() override;

    void play(core::Chime chime, double volume) override;
    void breathe(app::BreathTone tone, core::Milliseconds length, double volume) override;
    void endBreath() override;
    void silence() override;

private:
    /// What the device fetches: the mix, for each of its channels.
    class Source;

    [[nodiscard]] bool open();
    void close();
    void onState();
    /// Has the device open until all is out.
    void keepOpen();

    app::SoundReport m_report;
    std::unique_ptr<Source> m_source;
    std::unique_ptr<QAudioSink> m_sink;
    QTimer m_end;
    QElapsedTimer m_sinceSound;
};

}  // namespace psoas::audio
