#include "audio/sink_sound.h"

#include <QAudioDevice>
#include <QAudioFormat>
#include <QMediaDevices>

#include <algorithm>
#include <array>
#include <atomic>
#include <cstring>
#include <utility>

namespace psoas::audio {

namespace {

constexpr int kRate = 48000;
/// Of this PulseAudio takes about half: so late a chime is heard that comes while a tone sounds.
/// With much less the stream runs dry on a busy machine. And it must be such that the half is a
/// number of Qt's blocks of 20 ms: it fills by whole blocks only, and the server does not begin
/// before all is full.
constexpr core::Milliseconds kBuffer{400};
/// A device that has fetched nothing for so long does not play, whatever it says.
constexpr core::Milliseconds kStall{1000};
/// From the last sample that was fetched until it is out, with room for a slow system.
constexpr core::Milliseconds kTail{1000};

QAudioFormat formatFor(const QAudioDevice &device) {
    QAudioFormat format;
    format.setSampleRate(kRate);
    format.setChannelCount(1);
    format.setSampleFormat(QAudioFormat::Int16);
    if (device.isFormatSupported(format)) {
        return format;
    }
    format = device.preferredFormat();
    format.setSampleFormat(QAudioFormat::Int16);
    return format;
}

/// The ear hears ratios: half of the way is to sound half as loud.
double gainOf(double volume) { return volume * volume; }

}  // namespace

class SinkSound::Source final : public QIODevice {
public:
    explicit Source(const QAudioFormat &format)
        : m_rate(format.sampleRate()),
          m_channels(static_cast<std::size_t>(std::max(1, format.channelCount()))),
          m_mixer(format.sampleRate()) {
        open(QIODevice::ReadOnly | QIODevice::Unbuffered);
    }

    [[nodiscard]] int rate() const { return m_rate; }
    /// Whether anything was fetched since this was asked last.
    [[nodiscard]] bool wasFetched() { return m_fetched.exchange(false); }
    [[nodiscard]] Mixer &mixer() { return m_mixer; }

    [[nodiscard]] bool isSequential() const override { return true; }
    // There is always more: what follows the last sound is silence.
    [[nodiscard]] bool atEnd() const override { return false; }
    [[nodiscard]] qint64 bytesAvailable() const override {
        return static_cast<qint64>(m_block.size()) * frameBytes();
    }

protected:
    qint64 readData(char *bytes, qint64 most) override {
        const std::size_t frames =
            std::min(static_cast<std::size_t>(most / frameBytes()), m_block.size());
        m_mixer.render(std::span(m_block).first(frames));
        m_fetched = true;
        for (std::size_t i = 0; i < frames * m_channels; ++i) {
            std::memcpy(bytes + i * sizeof(std::int16_t), &m_block[i / m_channels],
                        sizeof(std::int16_t));
        }
        return static_cast<qint64>(frames) * frameBytes();
    }
    qint64 writeData(const char *, qint64) override { return -1; }

private:
    /// A frame is a sample for each channel.
    [[nodiscard]] qint64 frameBytes() const {
        return static_cast<qint64>(m_channels) * qint64{sizeof(std::int16_t)};
    }

    int m_rate;
    std::size_t m_channels;
    Mixer m_mixer;
    std::array<std::int16_t, 8192> m_block{};
    std::atomic<bool> m_fetched = false;
};

SinkSound::SinkSound(app::SoundReport report) : m_report(std::move(report)) {
    m_end.setSingleShot(true);
    connect(&m_end, &QTimer::timeout, this, &SinkSound::close);
    m_report(QMediaDevices::defaultAudioOutput().isNull() ? std::optional(app::Lack::Device)
                                                          : std::nullopt);
}

SinkSound::~SinkSound() { close(); }

bool SinkSound::open() {
    if (m_sink && m_sinceSound.hasExpired(kStall.count()) && !m_source->wasFetched()) {
        close();
    }
    m_sinceSound.start();
    if (m_sink) {
        return true;
    }
    const QAudioDevice device = QMediaDevices::defaultAudioOutput();
    if (device.isNull()) {
        m_report(app::Lack::Device);
        return false;
    }
    const QAudioFormat format = formatFor(device);
    m_source = std::make_unique<Source>(format);
    m_sink = std::make_unique<QAudioSink>(device, format);
    m_sink->setBufferSize(format.bytesForDuration(std::chrono::microseconds(kBuffer).count()));
    connect(m_sink.get(), &QAudioSink::stateChanged, this, &SinkSound::onState,
            Qt::QueuedConnection);
    return true;
}

void SinkSound::keepOpen() {
    if (m_sink->state() == QAudio::StoppedState) {
        m_sink->start(m_source.get());
    }
    // By the length of what is played, not by what the sink says: some say they play for ever.
    m_end.start(m_source->mixer().left() + kTail);
}

void SinkSound::close() {
    m_end.stop();
    // Its end may let events through: by then it is no longer ours.
    const auto sink = std::move(m_sink);
    const auto source = std::move(m_source);
    if (sink) {
        sink->disconnect(this);
        sink->reset();
    }
}

void SinkSound::onState() {
    if (m_sink && m_sink->state() == QAudio::StoppedState && m_sink->error() != QAudio::NoError) {
        close();
        m_report(app::Lack::Device);
    } else if (m_sink && m_sink->state() == QAudio::ActiveState) {
        m_report(std::nullopt);
    }
}

void SinkSound::play(core::Chime chime, double volume) {
    if (open()) {
        m_source->mixer().play(chimeSound(chime, m_source->rate()), gainOf(volume));
        keepOpen();
    }
}

void SinkSound::breathe(app::BreathTone tone, core::Milliseconds length, double volume) {
    if (open()) {
        m_source->mixer().breathe(breathSound(tone, length, m_source->rate()), gainOf(volume));
        keepOpen();
    }
}

void SinkSound::endBreath() {
    if (m_source) {
        m_source->mixer().endBreath();
    }
}

void SinkSound::silence() {
    if (m_source) {
        m_source->mixer().silence();
    }
}

}  // namespace psoas::audio
