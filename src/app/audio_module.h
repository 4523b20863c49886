#pragma once

#include "app/tones.h"

#include <QObject>
#include <QString>
#include <QStringList>

#include <functional>
#include <memory>
#include <optional>

namespace psoas::app {

// What the module for voice and sound gives the program. It is a library of its own, loaded when
// it is first needed: linked to the program it would be read from the disk at every start.
//
// Each output is made, used and gone on one thread, which is its alone. It may take any time over
// anything: who hangs is left behind.

/// Why nothing is heard.
enum class Lack {
    Module,  ///< the program was built without it, or it is not where it should be
    Engine,  ///< no engine that speaks
    Device,  ///< no sound device, or one that fails
    Answer,  ///< it has not said anything for a while
};

/// What the person set. Empty names leave the choice to the program.
struct VoiceChoice {
    QString engine;
    QString voice;
    double speed = 0;  ///< -1 slowest, 0 usual, 1 fastest
    friend bool operator==(const VoiceChoice &, const VoiceChoice &) = default;
};

/// What speaks, and what else could.
struct VoiceState {
    std::optional<Lack> lack;
    QStringList engines;  ///< by the names that `VoiceChoice` takes
    QString engine;       ///< the one in use; empty: none
    QStringList voices;   ///< of that engine, in the language of the texts
    friend bool operator==(const VoiceState &, const VoiceState &) = default;
};

class VoiceOutput {
public:
    VoiceOutput() = default;
    VoiceOutput(const VoiceOutput &) = delete;
    VoiceOutput &operator=(const VoiceOutput &) = delete;
    virtual ~VoiceOutput() = default;

    /// Comes first, and whenever the choice changes; the state is told after it. A choice that does
    /// not exist here counts as none.
    virtual void choose(const VoiceChoice &choice) = 0;
    /// In place of what is being spoken.
    virtual void say(const QString &text) = 0;
    virtual void stop() = 0;
};

/// As `Ear` has them.
class SoundOutput {
public:
    SoundOutput() = default;
    SoundOutput(const SoundOutput &) = delete;
    SoundOutput &operator=(const SoundOutput &) = delete;
    virtual ~SoundOutput() = default;

    virtual void play(core::Chime chime, double volume) = 0;
    virtual void breathe(BreathTone tone, core::Milliseconds length, double volume) = 0;
    virtual void endBreath() = 0;
    virtual void silence() = 0;
};

using VoiceReport = std::function<void(const VoiceState &)>;
using SoundReport = std::function<void(std::optional<Lack>)>;

class AudioModule {
public:
    AudioModule() = default;
    AudioModule(const AudioModule &) = delete;
    AudioModule &operator=(const AudioModule &) = delete;
    virtual ~AudioModule() = default;

    /// `report` may be called on any thread, and after whoever waits for it is gone.
    [[nodiscard]] virtual std::unique_ptr<VoiceOutput> makeVoice(VoiceReport report) = 0;
    [[nodiscard]] virtual std::unique_ptr<SoundOutput> makeSound(SoundReport report) = 0;
};

/// The module, or null where there is none. May be called on several threads at once.
using OpenModule = std::function<std::shared_ptr<AudioModule>()>;

/// Looks for the module in these folders, in this order, when it is first called, and keeps what it
/// found for as long as the program runs.
[[nodiscard]] OpenModule moduleIn(const QStringList &folders);

}  // namespace psoas::app

// One that was built for another version of these classes is not taken for ours.
#define PSOAS_AUDIO_MODULE "io.github.psoas_ease.AudioModule/1"
Q_DECLARE_INTERFACE(psoas::app::AudioModule, PSOAS_AUDIO_MODULE)
