#include "ui/sound_settings.h"

#include "ui/choice_box.h"
#include "ui/page_parts.h"
#include "ui/sound_sentences.h"
#include "ui/theme.h"

#include <QBoxLayout>
#include <QGridLayout>

#include <cmath>

namespace psoas::ui {
namespace {

constexpr int kVolumeStep = 10;
constexpr int kLoudest = 100;
constexpr int kSpeedParts = 100;  ///< of a speed of 1, as the box keeps them

ChoiceBox *makeSwitch(const char *objectName, const QString &name, const QString &on,
                      const QString &off) {
    auto *box = new ChoiceBox(objectName, name);
    box->addChoice(on, true);
    box->addChoice(off, false);
    return box;
}

/// What there is to choose from, and first of all not to. A choice that is not there, because it
/// was made on another machine or is not known yet, stays and is shown.
void setNames(QComboBox &box, const QStringList &names, const QString &chosen,
              QString (*words)(const QString &)) {
    const QSignalBlocker quiet(box);
    box.clear();
    box.addItem(words({}), QString());
    for (const QString &each : names) {
        box.addItem(words(each), each);
    }
    if (box.findData(chosen) < 0) {
        box.addItem(words(chosen), chosen);
    }
    box.setCurrentIndex(box.findData(chosen));
}

void showWords(QLabel &label, const QString &words) {
    label.setText(words);
    label.setVisible(!words.isEmpty());
}

}  // namespace

SoundSettings::SoundSettings(QWidget *parent)
    : QWidget(parent),
      m_speaks(makeSwitch("soundSpeaks", tr("Speak what to do"), tr("On"), tr("Off"))),
      m_engine(new ChoiceBox("soundEngine", tr("Spoken by"))),
      m_voice(new ChoiceBox("soundVoice", tr("Voice"))),
      m_speed(new ChoiceBox("soundSpeed", tr("Speed of the voice"))),
      m_tryVoice(makeButton("soundTryVoice", tr("Test the voice"))),
      m_voiceLack(makeLabel("soundVoiceLack", {}, "warm")),
      m_chimes(makeSwitch("soundChimes", tr("Chimes"), tr("On"), tr("Off"))),
      m_volume(new ChoiceBox("soundVolume", tr("Volume of the sounds"))),
      m_breathTones(makeSwitch("soundBreathTones",
                               tr("A tone that rises and falls with the breath"), tr("On"),
                               tr("Off"))),
      m_trySounds(makeButton("soundTrySounds", tr("Test the sounds"))),
      m_soundLack(makeLabel("soundLack", {}, "warm")) {
    setObjectName(QStringLiteral("soundSettings"));
    m_speed->addChoice(tr("Much slower"), -kSpeedParts);
    m_speed->addChoice(tr("Slower"), -kSpeedParts / 2);
    m_speed->addChoice(tr("Usual"), 0);
    m_speed->addChoice(tr("Faster"), kSpeedParts / 2);
    m_speed->addChoice(tr("Much faster"), kSpeedParts);
    for (int volume = kVolumeStep; volume <= kLoudest; volume += kVolumeStep) {
        m_volume->addChoice(tr("%1 %").arg(volume), volume);
    }
    makeRows();
    wire();
}

void SoundSettings::makeRows() {
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setColumnStretch(0, 1);
    grid->setVerticalSpacing(kSpace);
    const auto addWhole = [grid](QWidget *each) {
        grid->addWidget(each, grid->rowCount(), 0, 1, 2);
    };
    const auto addNamed = [grid](QWidget *each) {
        const int row = grid->rowCount();
        auto *label = makeLabel("settingsLabel", each->accessibleName());
        label->setBuddy(each);
        grid->addWidget(label, row, 0);
        grid->addWidget(each, row, 1);
    };
    const auto addTrial = [grid](QWidget *each) {
        grid->addWidget(each, grid->rowCount(), 1, Qt::AlignRight);
    };
    addWhole(makeLabel("soundTitle", tr("Voice and sound"), "heading"));
    addNamed(m_speaks);
    addWhole(m_voiceLack);
    addNamed(m_engine);
    addNamed(m_voice);
    addNamed(m_speed);
    addTrial(m_tryVoice);
    addNamed(m_chimes);
    addWhole(m_soundLack);
    addNamed(m_volume);
    addTrial(m_trySounds);
    addNamed(m_breathTones);
}

void SoundSettings::wire() {
    const auto tells = [this](ChoiceBox *box, void (SoundSettings::*chosen)(bool)) {
        connect(box, &QComboBox::activated, this,
                [this, box, chosen] { emit(this->*chosen)(box->chosen<int>() != 0); });
    };
    tells(m_speaks, &SoundSettings::speaksChosen);
    tells(m_chimes, &SoundSettings::chimesChosen);
    tells(m_breathTones, &SoundSettings::breathTonesChosen);
    connect(m_volume, &QComboBox::activated, this,
            [this] { emit volumeChosen(m_volume->chosen<int>()); });
    connect(m_engine, &QComboBox::activated, this, [this] {
        // The voices are those of another engine.
        setNames(*m_voice, {}, {}, voiceNameText);
        chooseVoice();
    });
    connect(m_voice, &QComboBox::activated, this, &SoundSettings::chooseVoice);
    connect(m_speed, &QComboBox::activated, this, &SoundSettings::chooseVoice);
    connect(m_tryVoice, &QPushButton::clicked, this, &SoundSettings::voiceTried);
    connect(m_trySounds, &QPushButton::clicked, this, &SoundSettings::soundsTried);
}

void SoundSettings::chooseVoice() {
    emit voiceChosen({.engine = m_engine->currentData().toString(),
                      .voice = m_voice->currentData().toString(),
                      .speed = static_cast<double>(m_speed->chosen<int>()) / kSpeedParts});
}

void SoundSettings::setView(const SoundView &view) {
    m_speaks->choose(view.speaks);
    setNames(*m_engine, view.found.engines, view.voice.engine, engineNameText);
    setNames(*m_voice, view.found.voices, view.voice.voice, voiceNameText);
    // A speed from the file may lie between those of the box.
    m_speed->choose(std::lround(view.voice.speed * 2) * kSpeedParts / 2);
    showWords(*m_voiceLack, view.found.lack ? voiceLackText(*view.found.lack) : QString());
    m_chimes->choose(view.chimes);
    m_volume->choose((view.volume + kVolumeStep / 2) / kVolumeStep * kVolumeStep);
    m_breathTones->choose(view.breathTones);
    showWords(*m_soundLack, view.soundLack ? soundLackText(*view.soundLack) : QString());
    m_breathTones->setEnabled(view.chimes);
}

}  // namespace psoas::ui
