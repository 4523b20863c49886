#include "ui/settings_page.h"

#include "ui/choice_box.h"
#include "ui/page_parts.h"
#include "ui/picture_text.h"
#include "ui/session_settings.h"
#include "ui/sound_settings.h"
#include "ui/theme.h"

#include <QBoxLayout>
#include <QEvent>
#include <QGridLayout>
#include <QLineEdit>
#include <QSignalBlocker>

#include <algorithm>
#include <array>
#include <cmath>

namespace psoas::ui {
namespace {

constexpr std::array kTextPercents{100, 125, 150, 175, 200};

QWidget *named(const char *objectName, const QString &words, QWidget *control) {
    auto *label = makeLabel(objectName, words);
    label->setBuddy(control);
    return label;
}

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
      m_session(new SessionSettings),
      m_screenings(new QGridLayout),
      m_dataFolder(makeLabel("settingsDataFolder", {}, "muted")),
      m_backup(makeLabel("settingsBackup", {}, "muted")),
      m_backUpNow(makeButton("settingsBackUpNow", tr("Backup now"))),
      m_restore(makeButton("settingsRestore", tr("Restore…"))),
      m_about(makeLabel("settingsAbout", {}, "muted")) {
    setObjectName(QStringLiteral("settingsPage"));
    m_theme->addChoice(tr("As the system"), app::ThemeSetting::System);
    m_theme->addChoice(tr("Light"), app::ThemeSetting::Light);
    m_theme->addChoice(tr("Dark"), app::ThemeSetting::Dark);
    for (const int percent : kTextPercents) {
        m_textScale->addChoice(tr("%1 %").arg(percent), percent);
    }
    m_motion->addChoice(tr("As the system"), app::MotionSetting::System);
    m_motion->addChoice(tr("Reduced"), app::MotionSetting::Reduced);
    m_motion->addChoice(tr("Full"), app::MotionSetting::Full);
    m_interval->addChoice(tr("Every week"), core::CheckInterval::Weekly);
    m_interval->addChoice(tr("Every day"), core::CheckInterval::Daily);
    m_interval->addChoice(tr("Every session"), core::CheckInterval::EverySession);
    m_continueWithin->addChoice(tr("Never"), 0);
    m_continueWithin->addChoice(tr("For 15 minutes"), 15);
    m_continueWithin->addChoice(tr("For an hour"), 60);
    m_continueWithin->addChoice(tr("For 4 hours"), 240);
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
    column->addWidget(makeLabel("settingsSessionTitle", tr("During a session"), "heading"));
    column->addWidget(m_session);
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
            [this] { emit themeChosen(m_theme->chosen<app::ThemeSetting>()); });
    connect(m_textScale, &QComboBox::activated, this,
            [this] { emit textScaleChosen(m_textScale->chosen<int>() / 100.0); });
    connect(m_motion, &QComboBox::activated, this,
            [this] { emit motionChosen(m_motion->chosen<app::MotionSetting>()); });
    connect(m_interval, &QComboBox::activated, this,
            [this] { emit checkIntervalChosen(m_interval->chosen<core::CheckInterval>()); });
    connect(m_continueWithin, &QComboBox::activated, this, [this] {
        emit continueWithinChosen(std::chrono::minutes{m_continueWithin->chosen<int>()});
    });
    connect(m_number, &QLineEdit::editingFinished, this,
            [this] { emit emergencyNumberChosen(m_number->text().trimmed()); });
    connect(m_session, &SessionSettings::chosen, this, &SettingsPage::sessionChosen);
    connect(m_backUpNow, &QPushButton::clicked, this, &SettingsPage::backupWanted);
    connect(m_restore, &QPushButton::clicked, this, &SettingsPage::restoreWanted);
    connect(folder, &QPushButton::clicked, this, &SettingsPage::dataFolderShown);
}

void SettingsPage::setView(const SettingsView &view) {
    m_theme->choose(view.theme);
    m_textScale->choose(static_cast<int>(std::lround(view.textScale * 100)));
    m_motion->choose(view.motion);
    m_interval->choose(view.checkInterval);
    m_continueWithin->choose(static_cast<int>(view.continueWithin.count()));
    if (!m_number->hasFocus()) {
        m_number->setText(view.emergencyNumber);
    }
    m_session->setView(view.session);
    showScreenings(view.screenings);
    alignColumns();
    // Once more when the new boxes are shown, which is queued too: only then do they know how wide
    // they want to be.
    QMetaObject::invokeMethod(this, &SettingsPage::alignColumns, Qt::QueuedConnection);
    m_dataFolder->setText(view.dataFolder);
    m_about->setText(
        tr("Psoas Ease %1\n%2\n%3").arg(view.version, view.notReviewed, guidesAndRecordsText()));
}

/// What is set stands in several grids, one below the other: their second columns begin at one
/// edge.
void SettingsPage::alignColumns() {
    int widest = 0;
    const auto grids = findChildren<QGridLayout *>();
    for (const QGridLayout *grid : grids) {
        for (int row = 0; row < grid->rowCount(); ++row) {
            const QLayoutItem *control = grid->itemAtPosition(row, 1);
            if (control != nullptr && control != grid->itemAtPosition(row, 0)) {
                widest = std::max(widest, control->sizeHint().width());
            }
        }
    }
    for (QGridLayout *grid : grids) {
        // A voice may have any name.
        grid->setColumnMinimumWidth(1, std::min(widest, kReadingWidth / 2));
    }
}

void SettingsPage::setSound(const SoundView &view) {
    m_sound->setView(view);
    alignColumns();
}

void SettingsPage::changeEvent(QEvent *event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange) {
        alignColumns();
    }
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
        box->addChoice(tr("No"), core::ScreeningAnswer::No);
        box->addChoice(tr("Yes"), core::ScreeningAnswer::Yes);
        box->addChoice(tr("Yes, and a clinician agreed"), core::ScreeningAnswer::YesAgreed);
        const core::Screening question = screenings[i].question;
        connect(box, &QComboBox::activated, this, [this, box, question] {
            emit screeningChanged(question, box->chosen<core::ScreeningAnswer>());
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
