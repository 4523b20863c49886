#include "ui/sound_sentences.h"

#include <QCoreApplication>
#include <QStringList>

namespace psoas::ui {
namespace {
QString tr(const char *text) { return QCoreApplication::translate("SoundSentences", text); }
}  // namespace

QString voiceLackText(app::Lack lack) {
    switch (lack) {
        case app::Lack::Module:
            return tr("There is no voice: the part of Psoas Ease that speaks is not installed.");
        case app::Lack::Engine:
            return tr(
                "No voice was found on this computer. On Debian the package "
                "qt6-speech-flite-plugin has one. Install it and start Psoas Ease again.");
        case app::Lack::Device:
            return tr("There is no voice: no sound device was found. Connect one and try again.");
        case app::Lack::Answer:
            return tr("The voice does not answer. Choose another one, or go by the chimes.");
    }
    return {};
}

QString soundLackText(app::Lack lack) {
    switch (lack) {
        case app::Lack::Module:
        case app::Lack::Engine:
            return tr(
                "There are no chimes: the part of Psoas Ease that plays them is not "
                "installed. The system's bell sounds instead.");
        case app::Lack::Device:
            return tr("No sound device was found. Connect one and try again.");
        case app::Lack::Answer:
            return tr("The sound system does not answer. Try again, or start Psoas Ease anew.");
    }
    return {};
}

QString unheardText(const app::Audio &audio, const app::Settings &settings) {
    // Nothing before all is known: a sentence that has been read does not change.
    if ((settings.speaks() && !audio.voiceKnown()) || (settings.chimes() && !audio.soundKnown())) {
        return {};
    }
    const bool noVoice = settings.speaks() && audio.voice().lack;
    const bool noSound = settings.chimes() && audio.soundLack();
    QStringList sentences;
    // Where both lack the same device it is said once.
    const bool onlyDevice = noVoice && noSound && audio.voice().lack == app::Lack::Device &&
                            audio.soundLack() == app::Lack::Device;
    if (noVoice && !onlyDevice) {
        sentences << voiceLackText(*audio.voice().lack);
    }
    if (noSound) {
        sentences << soundLackText(*audio.soundLack());
    }
    if (sentences.isEmpty()) {
        return {};
    }
    const bool chimesTell = noVoice && !noSound && settings.chimes();
    sentences << (chimesTell ? tr("Until then chimes tell you when to start, switch and stop.")
                             : tr("Keep the screen where you can see it."));
    return sentences.join(QLatin1Char(' '));
}

QString engineNameText(const QString &engine) {
    if (engine.isEmpty()) {
        return tr("Chosen for you");
    }
    if (engine == QLatin1String("speechd")) {
        return tr("Speech Dispatcher");
    }
    if (engine == QLatin1String("flite")) {
        return tr("Flite");
    }
    return engine;
}

QString voiceNameText(const QString &voice) {
    return voice.isEmpty() ? tr("The usual one") : voice;
}

}  // namespace psoas::ui
