#pragma once

#include "app/audio_module.h"

namespace psoas::audio {

/// What the program loads.
class Module final : public QObject, public app::AudioModule {
    Q_OBJECT
    Q_PLUGIN_METADATA(IID PSOAS_AUDIO_MODULE)
    Q_INTERFACES(psoas::app::AudioModule)

public:
    [[nodiscard]] std::unique_ptr<app::VoiceOutput> makeVoice(app::VoiceReport report) override;
    [[nodiscard]] std::unique_ptr<app::SoundOutput> makeSound(app::SoundReport report) override;
};

}  // namespace psoas::audio
