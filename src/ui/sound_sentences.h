#pragma once

#include "app/audio.h"
#include "app/settings.h"

#include <QString>

// Voice and sound, in words.
namespace psoas::ui {

/// That there is no voice, why, and what to do about it.
[[nodiscard]] QString voiceLackText(app::Lack lack);
/// The same of sounds.
[[nodiscard]] QString soundLackText(app::Lack lack);
/// For the page before a session: what of the things that were asked for will not be heard, and
/// what to go by instead. Empty: all will, or it is not known yet.
[[nodiscard]] QString unheardText(const app::Audio &audio, const app::Settings &settings);

/// An engine by the name that people know it by; the empty one leaves the choice to the program.
[[nodiscard]] QString engineNameText(const QString &engine);
[[nodiscard]] QString voiceNameText(const QString &voice);

}  // namespace psoas::ui
