#include "audio/module.h"

#include "audio/sink_sound.h"
#include "audio/speech_voice.h"

#include <utility>

namespace psoas::audio {

std::unique_ptr<app::VoiceOutput> Module::makeVoice(app::VoiceReport report) {
    return std::make_unique<SpeechVoice>(std::move(report));
}

std::unique_ptr<app::SoundOutput> Module::makeSound(app::SoundReport report) {
    return std::make_unique<SinkSound>(std::move(report));
}

}  // namespace psoas::audio
