#include "audio/hanging_speech.h"

#include <atomic>

namespace {
QSemaphore gate;
std::atomic<int> begun = 0;
}  // namespace

// For the test, which finds them by name.
extern "C" Q_DECL_EXPORT void letGo() { gate.release(1000); }
extern "C" Q_DECL_EXPORT int textsBegun() { return begun; }

namespace psoas {

HangingSpeech::HangingSpeech(QObject *parent) : QTextToSpeechEngine(parent) {}

QList<QLocale> HangingSpeech::availableLocales() const { return {QLocale(QLocale::English)}; }

QList<QVoice> HangingSpeech::availableVoices() const {
    return {createVoice(QStringLiteral("mute"), QLocale(QLocale::English), QVoice::Unknown,
                        QVoice::Other, {})};
}

void HangingSpeech::say(const QString &) {
    ++begun;
    gate.acquire();
}

QTextToSpeechEngine *HangingSpeechPlugin::createTextToSpeechEngine(const QVariantMap &,
                                                                   QObject *parent,
                                                                   QString *) const {
    return new HangingSpeech(parent);
}

}  // namespace psoas
