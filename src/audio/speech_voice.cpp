#include "audio/speech_voice.h"

#include <QLocale>
#include <QVoice>

#include <algorithm>
#include <utility>

namespace psoas::audio {

namespace {

// Speech-dispatcher has the voice that the person uses elsewhere; flite is always the same, and
// needs nobody beside it. Neither exists on macOS and Windows, where Qt knows what the system has.
constexpr auto kDispatcher = "speechd";
constexpr auto kFlite = "flite";
constexpr auto kForTests = "mock";  ///< Qt's own, that says nothing

QStringList enginesHere() {
    QStringList engines = QTextToSpeech::availableEngines();
    engines.removeAll(QLatin1String(kForTests));
    engines.sort();
    return engines;
}

/// In the order in which they are tried. An empty name leaves the choice to Qt.
QStringList enginesToTry(const QString &wanted) {
    const QStringList here = enginesHere();
    QStringList order;
    for (const QString &each :
         {wanted, QString::fromLatin1(kDispatcher), QString::fromLatin1(kFlite)}) {
        if (here.contains(each) && !order.contains(each)) {
            order << each;
        }
    }
    return order.isEmpty() && !here.isEmpty() ? QStringList{QString()} : order;
}

bool speaks(const QTextToSpeech &speech) {
    return speech.state() != QTextToSpeech::Error && !speech.availableVoices().isEmpty();
}

/// Of eSpeak's voices Qt counts the Caribbean one among the American, and takes it as the first.
constexpr auto kAmerican = "(America)";

/// The texts are in English, whatever the system's language is; of its kinds the one that is spoken
/// where the person is, or else one that is widely understood.
QLocale textLocale(const QTextToSpeech &speech) {
    const QList<QLocale> all = speech.availableLocales();
    for (const QLocale::Territory territory :
         {QLocale::system().territory(), QLocale::UnitedStates, QLocale::UnitedKingdom}) {
        const QLocale english(QLocale::English, territory);
        if (english.territory() == territory && all.contains(english)) {
            return english;
        }
    }
    const auto any = std::ranges::find(all, QLocale::English, &QLocale::language);
    return any == all.end() ? speech.locale() : *any;
}

std::optional<app::Lack> lackBy(QTextToSpeech::ErrorReason reason) {
    switch (reason) {
        case QTextToSpeech::ErrorReason::NoError:
        case QTextToSpeech::ErrorReason::Input:  // of one text; the next may be spoken
            return std::nullopt;
        case QTextToSpeech::ErrorReason::Playback:
            return app::Lack::Device;
        case QTextToSpeech::ErrorReason::Initialization:
        case QTextToSpeech::ErrorReason::Configuration:
            break;
    }
    return app::Lack::Engine;
}

}  // namespace

SpeechVoice::SpeechVoice(app::VoiceReport report) : m_report(std::move(report)) {}

void SpeechVoice::choose(const app::VoiceChoice &choice) {
    // One that has failed is given a new beginning.
    const bool failed = m_speech && m_speech->state() == QTextToSpeech::Error;
    if (m_speech == nullptr || failed || std::exchange(m_wanted, choice.engine) != choice.engine) {
        open(choice.engine);
    }
    if (m_speech) {
        setUp(choice);
    }
    tell(m_speech ? std::nullopt : std::optional(app::Lack::Engine));
}

void SpeechVoice::open(const QString &engine) {
    m_speech.reset();
    m_wanted = engine;
    for (const QString &each : enginesToTry(engine)) {
        auto speech = std::make_unique<QTextToSpeech>(each);
        if (speaks(*speech)) {
            m_speech = std::move(speech);
            QObject::connect(m_speech.get(), &QTextToSpeech::errorOccurred, m_speech.get(),
                             [this](QTextToSpeech::ErrorReason reason) { tell(lackBy(reason)); });
            return;
        }
    }
}

void SpeechVoice::setUp(const app::VoiceChoice &choice) {
    m_speech->setLocale(textLocale(*m_speech));
    m_speech->setRate(choice.speed);
    const QList<QVoice> voices = m_speech->availableVoices();
    auto wanted = std::ranges::find(voices, choice.voice, &QVoice::name);
    if (wanted == voices.end() && m_speech->locale().territory() == QLocale::UnitedStates) {
        wanted = std::ranges::find_if(voices, [](const QVoice &each) {
            return each.name().contains(QLatin1String(kAmerican));
        });
    }
    if (wanted != voices.end()) {
        m_speech->setVoice(*wanted);
    }
}

void SpeechVoice::tell(std::optional<app::Lack> lack) const {
    app::VoiceState state{.lack = lack, .engines = enginesHere(), .engine = {}, .voices = {}};
    if (m_speech) {
        state.engine = m_speech->engine();
        for (const QVoice &each : m_speech->availableVoices()) {
            state.voices << each.name();
        }
    }
    m_report(state);
}

void SpeechVoice::say(const QString &text) {
    if (m_speech) {
        m_speech->stop(QTextToSpeech::BoundaryHint::Immediate);
        m_speech->say(text);
    }
}

void SpeechVoice::stop() {
    if (m_speech) {
        m_speech->stop(QTextToSpeech::BoundaryHint::Immediate);
    }
}

}  // namespace psoas::audio
