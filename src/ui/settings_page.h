#pragma once

#include "app/settings.h"
#include "core/screening.h"

#include <QWidget>

#include <optional>
#include <vector>

class QGridLayout;
class QLabel;
class QLineEdit;
class QPushButton;

namespace psoas::ui {

class SoundSettings;
class ChoiceBox;
class SessionSettings;
struct SoundView;

/// A screening question and how it was answered last.
struct ScreeningRow {
    core::Screening question;
    QString words;
    std::optional<core::ScreeningAnswer> answer;  ///< absent: not asked yet
};

struct SettingsView {
    app::ThemeSetting theme = app::ThemeSetting::System;
    double textScale = 1;
    app::MotionSetting motion = app::MotionSetting::System;
    core::CheckInterval checkInterval = core::CheckInterval::Weekly;
    std::chrono::minutes continueWithin{60};
    app::SessionSettings session;
    QString emergencyNumber;
    std::vector<ScreeningRow> screenings;
    QString dataFolder;
    QString version;
    QString notReviewed;  ///< the sentence that no clinician has reviewed the texts
};

/// What can be set. Every change is handed out at once; there is nothing to confirm.
class SettingsPage : public QWidget {
    Q_OBJECT
public:
    explicit SettingsPage(QWidget *parent = nullptr);
    void setView(const SettingsView &view);
    /// Whether there is anything to back up.
    void setBackupsShown(bool shown);
    /// What the newest backup is, or why there is none.
    void setBackup(const QString &words);
    void setSound(const SoundView &view);
    /// The part about voice and sound.
    [[nodiscard]] SoundSettings &sound() { return *m_sound; }

signals:
    void themeChosen(psoas::app::ThemeSetting theme);
    void textScaleChosen(double scale);
    void motionChosen(psoas::app::MotionSetting motion);
    void checkIntervalChosen(psoas::core::CheckInterval interval);
    void continueWithinChosen(std::chrono::minutes span);
    void sessionChosen(const psoas::app::SessionSettings &session);
    void emergencyNumberChosen(const QString &number);
    void screeningChanged(psoas::core::Screening question, psoas::core::ScreeningAnswer answer);
    void dataFolderShown();
    void backupWanted();
    void restoreWanted();

protected:
    void changeEvent(QEvent *event) override;

private:
    void alignColumns();
    void showScreenings(const std::vector<ScreeningRow> &screenings);

    ChoiceBox *m_theme;
    ChoiceBox *m_textScale;
    ChoiceBox *m_motion;
    ChoiceBox *m_interval;
    ChoiceBox *m_continueWithin;
    QLineEdit *m_number;
    SoundSettings *m_sound;
    SessionSettings *m_session;
    QGridLayout *m_screenings;
    QLabel *m_dataFolder;
    QLabel *m_backup;
    QPushButton *m_backUpNow;
    QPushButton *m_restore;
    QLabel *m_about;
    std::vector<ChoiceBox *> m_answers;
};

}  // namespace psoas::ui
