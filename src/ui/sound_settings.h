#pragma once

#include "app/audio_module.h"

#include <QWidget>

#include <optional>

class QLabel;
class QPushButton;

namespace psoas::ui {

class ChoiceBox;

struct SoundView {
    bool speaks = true;
    app::VoiceChoice voice;
    app::VoiceState found;  ///< what there is to choose from
    bool chimes = true;
    int volume = 70;  ///< 0 to 100
    bool breathTones = false;
    std::optional<app::Lack> soundLack;
};

/// What is heard in a session. Every change is handed out at once.
class SoundSettings : public QWidget {
    Q_OBJECT
public:
    explicit SoundSettings(QWidget *parent = nullptr);
    void setView(const SoundView &view);

signals:
    void speaksChosen(bool on);
    void voiceChosen(const psoas::app::VoiceChoice &choice);
    void voiceTried();
    void chimesChosen(bool on);
    void volumeChosen(int volume);
    void breathTonesChosen(bool on);
    void soundsTried();

private:
    void makeRows();
    void wire();
    void chooseVoice();

    ChoiceBox *m_speaks;
    ChoiceBox *m_engine;
    ChoiceBox *m_voice;
    ChoiceBox *m_speed;
    QPushButton *m_tryVoice;
    QLabel *m_voiceLack;
    ChoiceBox *m_chimes;
    ChoiceBox *m_volume;
    ChoiceBox *m_breathTones;
    QPushButton *m_trySounds;
    QLabel *m_soundLack;
};

}  // namespace psoas::ui
