#include "ui/settings_page.h"

#include "ui/choice_box.h"
#include "ui/page_parts.h"
#include "ui/sound_settings.h"
#include "ui/theme.h"

#include <QBoxLayout>
#include <QGridLayout>
#include <QLineEdit>

#include <array>
#include <cmath>

namespace psoas::ui {
namespace {

constexpr std::array kTextPercents{100, 125, 150, 175, 200};

}  // namespace

SettingsPage::SettingsPage(QWidget *parent)
    : QWidget(parent),
      m_theme(new ChoiceBox("settingsTheme", tr("Light or dark"))),
      m_textScale(new ChoiceBox("settingsTextSize", tr("Text size"))),
      m_motion(new ChoiceBox("settingsMotion", tr("Motion"))),
      m_interval(new ChoiceBox("settingsInterval", tr("Full red-flag check"))),
      m_continueWithin(
          new ChoiceBox("settingsContinue", tr("An interrupted session can be continued"))),
      m_number(new QLineEdit),
      m_sound(new SoundSettings),
      m_screenings(new QGridLayout),
      m_dataFolder(makeLabel("settingsDataFolder", {}, "muted")),
      m_backup(makeLabel("settingsBackup", {}, "muted")),
      m_backUpNow(makeButton("settingsBackUpNow", tr("Backup now"))),
      m_restore(makeButton("settingsRestore", tr("Restore…"))),
      m_about(makeLabel("settingsAbout", {}, "muted")) {
    setObjectName(QStringLiteral("settingsPage"));
    addChoice(*m_theme, tr("As the system"), app::ThemeSetting::System);
    addChoice(*m_theme, tr("Light"), app::ThemeSetting::Light);
    addChoice(*m_theme, tr("Dark"), app::ThemeSetting::Dark);
    for (const int percent : kTextPercents) {
        addChoice(*m_textScale, tr("%1 %").arg(percent), percent);
    }
    addChoice(*m_motion, tr("As the system"), app::MotionSetting::System);
    addChoice(*m_motion, tr("Reduced"), app::MotionSetting::Reduced);
    addChoice(*m_motion, tr("Full"), app::MotionSetting::Full);
    addChoice(*m_interval, tr("Every week"), core::CheckInterval::Weekly);
    addChoice(*m_interval, tr("Every day"), core::CheckInterval::Daily);
    addChoice(*m_interval, tr("Every session"), core::CheckInterval::EverySession);
    addChoice(*m_continueWithin, tr("Never"), 0);
    addChoice(*m_continueWithin, tr("For 15 minutes"), 15);
    addChoice(*m_continueWithin, tr("For an hour"), 60);
    addChoice(*m_continueWithin, tr("For 4 hours"), 240);
    m_number->setObjectName(QStringLiteral("settingsNumber"));
    m_number->setAccessibleName(tr("Emergency number (empty: none is shown)"));
    m_number->setMaxLength(40);
    m_dataFolder->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_screenings->setColumnStretch(0, 1);
    m_screenings->setHorizontalSpacing(2 * kSpace);
    m_screenings->setVerticalSpacing(2 * kSpace);
    auto *folder = makeButton("settingsFolder", tr("Show data folder"));

    auto *column = makeReadingColumn(*this);
    column->addWidget(makeLabel("settingsTitle", tr("Settings"), "title"));
    auto *grid = new QGridLayout;
    grid->setColumnStretch(0, 1);
    grid->setVerticalSpacing(kSpace);
    int row = 0;
    for (QWidget *control : std::initializer_list<QWidget *>{
             m_theme, m_textScale, m_motion, m_interval, m_continueWithin, m_number}) {
        grid->addWidget(named("settingsLabel", control->accessibleName(), control), row, 0);
        grid->addWidget(control, row, 1);
        ++row;
    }
    column->addLayout(grid);
    column->addWidget(m_sound);
    column->addWidget(makeLabel("settingsScreeningTitle", tr("Screening answers"), "heading"));
    column->addLayout(m_screenings);
    column->addWidget(makeLabel("settingsDataTitle", tr("Your data"), "heading"));
    column->addWidget(m_dataFolder);
    column->addWidget(m_backup);
    auto *dataRow = new QHBoxLayout;
    dataRow->setSpacing(kSpace);
    for (QPushButton *button : {folder, m_backUpNow, m_restore}) {
        dataRow->addWidget(button);
    }
    dataRow->addStretch(1);
    column->addLayout(dataRow);
    column->addWidget(makeLabel("settingsAboutTitle", tr("About"), "heading"));
    column->addWidget(m_about);
    column->addStretch(1);

    connect(m_theme, &QComboBox::activated, this,
            [this] { emit themeChosen(chosen<app::ThemeSetting>(*m_theme)); });
    connect(m_textScale, &QComboBox::activated, this,
            [this] { emit textScaleChosen(chosen<int>(*m_textScale) / 100.0); });
    connect(m_motion, &QComboBox::activated, this,
            [this] { emit motionChosen(chosen<app::MotionSetting>(*m_motion)); });
    connect(m_interval, &QComboBox::activated, this,
            [this] { emit checkIntervalChosen(chosen<core::CheckInterval>(*m_interval)); });
    connect(m_continueWithin, &QComboBox::activated, this, [this] {
        emit continueWithinChosen(std::chrono::minutes{chosen<int>(*m_continueWithin)});
    });
    connect(m_number, &QLineEdit::editingFinished, this,
            [this] { emit emergencyNumberChosen(m_number->text().trimmed()); });
    connect(m_backUpNow, &QPushButton::clicked, this, &SettingsPage::backupWanted);
    connect(m_restore, &QPushButton::clicked, this, &SettingsPage::restoreWanted);
    connect(folder, &QPushButton::clicked, this, &SettingsPage::dataFolderShown);
}

void SettingsPage::setView(const SettingsView &view) {
    choose(*m_theme, view.theme);
    choose(*m_textScale, static_cast<int>(std::lround(view.textScale * 100)));
    choose(*m_motion, view.motion);
    choose(*m_interval, view.checkInterval);
    choose(*m_continueWithin, static_cast<int>(view.continueWithin.count()));
    if (!m_number->hasFocus()) {
        m_number->setText(view.emergencyNumber);
    }
    showScreenings(view.screenings);
    m_dataFolder->setText(view.dataFolder);
    m_about->setText(tr("Psoas Ease %1\n%2\nIt guides and records. It does not diagnose and "
                        "promises no outcome.")
                         .arg(view.version, view.notReviewed));
}

void SettingsPage::setBackupsShown(bool shown) {
    for (QWidget *each : std::initializer_list<QWidget *>{m_backup, m_backUpNow, m_restore}) {
        each->setVisible(shown);
    }
}

void SettingsPage::setBackup(const QString &words) { m_backup->setText(words); }

void SettingsPage::showScreenings(const std::vector<ScreeningRow> &screenings) {
    for (std::size_t i = m_answers.size(); i < screenings.size(); ++i) {
        auto *box = new ChoiceBox("settingsScreening", text(std::string()));
        box->setPlaceholderText(tr("Not asked yet"));
        addChoice(*box, tr("No"), core::ScreeningAnswer::No);
        addChoice(*box, tr("Yes"), core::ScreeningAnswer::Yes);
        addChoice(*box, tr("Yes, and a clinician agreed"), core::ScreeningAnswer::YesAgreed);
        const core::Screening question = screenings[i].question;
        connect(box, &QComboBox::activated, this, [this, box, question] {
            emit screeningChanged(question, chosen<core::ScreeningAnswer>(*box));
        });
        box->setAccessibleName(screenings[i].words);
        const int row = static_cast<int>(i);
        m_screenings->addWidget(named("settingsQuestion", screenings[i].words, box), row, 0);
        m_screenings->addWidget(box, row, 1, Qt::AlignTop);
        m_answers.push_back(box);
    }
    for (std::size_t i = 0; i < m_answers.size(); ++i) {
        const QSignalBlocker quiet(*m_answers[i]);
        const auto &answer = screenings[i].answer;
        m_answers[i]->setCurrentIndex(answer ? m_answers[i]->findData(static_cast<int>(*answer))
                                             : -1);
    }
}

}  // namespace psoas::ui
