#pragma once

#include "app/practice.h"
#include "app/settings.h"
#include "ui/hearing.h"
#include "ui/theme.h"

#include <QStackedWidget>

#include <optional>
#include <vector>

namespace psoas::ui {

class DayPage;
class EndPage;
class GetReadyPage;
class NoticePage;
class PlayerPage;
class QuestionPage;
class ReviewPage;
class ScreeningPage;

/// The pages between *Start* and *Done*, one at a time, as `app::Practice` says. Each is made when
/// it is first needed. They show a stage and hand intents back; they decide nothing.
class PracticePages : public QStackedWidget {
    Q_OBJECT
public:
    /// All must outlive this. `saves`: whether sessions are recorded at all.
    PracticePages(app::Practice &practice, app::Settings &settings, Hearing hearing, bool saves,
                  QWidget *parent = nullptr);

    void setTheme(const Theme &theme);
    /// Whether what is done now reaches the store.
    void setSaving(bool saving);

signals:
    void floorModeChanged(bool on);
    /// The person wants to change screening answers: they are in Settings.
    void settingsWanted();
    /// The session that has just ended is to be written to a file elsewhere.
    void fileWanted(const psoas::core::SessionRecord &session);

private:
    void showStage(const app::Stage &stage);
    void show(const app::stage::Idle &stage);
    void show(const app::stage::Blocked &stage);
    void show(const app::stage::Question &stage);
    void show(const app::stage::Review &stage);
    void show(const app::stage::DayPage &stage);
    void show(const app::stage::Screening &stage);
    void show(const app::stage::GetReady &stage);
    void show(const app::stage::Playing &stage);
    void show(const app::stage::Ended &stage);
    void introduce();
    void showView(const core::SessionView &view);
    void ringBell();
    void openAudio();
    void showUnheard();
    void hearAgain();
    void showQuestion(std::size_t position);
    void revise(int position);
    void wantFile(std::optional<int> tightnessAfter, const QString &note);

    // Each makes its page the first time it is asked.
    DayPage &dayPage();
    EndPage &endPage();
    GetReadyPage &getReadyPage();
    NoticePage &noticePage();
    PlayerPage &playerPage();
    QuestionPage &questionPage();
    ReviewPage &reviewPage();
    ScreeningPage &screeningPage();

    app::Practice &m_practice;
    app::Settings &m_settings;
    Hearing m_hearing;
    bool m_saves;
    Theme m_theme;
    std::vector<std::size_t> m_reviewed;  ///< where in the plan the answers under review stand

    DayPage *m_day = nullptr;
    EndPage *m_end = nullptr;
    GetReadyPage *m_getReady = nullptr;
    NoticePage *m_notice = nullptr;
    PlayerPage *m_player = nullptr;
    QuestionPage *m_question = nullptr;
    ReviewPage *m_review = nullptr;
    ScreeningPage *m_screening = nullptr;
};

}  // namespace psoas::ui
