#pragma once

#include <QSemaphore>
#include <QTextToSpeechPlugin>

namespace psoas {

/// A speech engine that never comes back from what it is told to say, until `letGo`.
class HangingSpeech : public QTextToSpeechEngine {
    Q_OBJECT
public:
    explicit HangingSpeech(QObject *parent);

    [[nodiscard]] QList<QLocale> availableLocales() const override;
    [[nodiscard]] QList<QVoice> availableVoices() const override;
    void say(const QString &text) override;
#if QT_VERSION >= QT_VERSION_CHECK(6, 6, 0)
    void synthesize(const QString &) override {}
#endif
    void stop(QTextToSpeech::BoundaryHint) override {}
    void pause(QTextToSpeech::BoundaryHint) override {}
    void resume() override {}
    [[nodiscard]] double rate() const override { return 0; }
    bool setRate(double) override { return true; }
    [[nodiscard]] double pitch() const override { return 0; }
    bool setPitch(double) override { return true; }
    [[nodiscard]] QLocale locale() const override { return QLocale(QLocale::English); }
    bool setLocale(const QLocale &) override { return true; }
    [[nodiscard]] double volume() const override { return 1; }
    bool setVolume(double) override { return true; }
    [[nodiscard]] QVoice voice() const override { return availableVoices().front(); }
    bool setVoice(const QVoice &) override { return true; }
    [[nodiscard]] QTextToSpeech::State state() const override { return QTextToSpeech::Ready; }
    [[nodiscard]] QTextToSpeech::ErrorReason errorReason() const override {
        return QTextToSpeech::ErrorReason::NoError;
    }
    [[nodiscard]] QString errorString() const override { return {}; }
};

class HangingSpeechPlugin : public QObject, public QTextToSpeechPlugin {
    Q_OBJECT
    Q_INTERFACES(QTextToSpeechPlugin)
    Q_PLUGIN_METADATA(IID "org.qt-project.qt.speech.tts.plugin/6.0" FILE "hanging_speech.json")
public:
    QTextToSpeechEngine *createTextToSpeechEngine(const QVariantMap &parameters, QObject *parent,
                                                  QString *error) const override;
};

}  // namespace psoas
