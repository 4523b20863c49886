#include "ui/practice_pages.h"

#include "ui/day_page.h"
#include "ui/end_page.h"
#include "ui/get_ready_page.h"
#include "ui/notice_page.h"
#include "ui/page_parts.h"
#include "ui/player_page.h"
#include "ui/question_page.h"
#include "ui/review_page.h"
#include "ui/screening_page.h"
#include "ui/sentences.h"
#include "ui/sound_sentences.h"
#include "ui/text.h"

#include <QApplication>

namespace psoas::ui {

PracticePages::PracticePages(app::Practice &practice, app::Settings &settings, Hearing hearing,
                             bool saves, QWidget *parent)
    : QStackedWidget(parent),
      m_practice(practice),
      m_settings(settings),
      m_hearing(hearing),
      m_saves(saves) {
    connect(&m_practice, &app::Practice::stageChanged, this, &PracticePages::showStage);
    connect(&m_practice.session(), &app::SessionController::viewChanged, this,
            &PracticePages::showView);
    connect(&m_practice.session(), &app::SessionController::chimed, this, &PracticePages::ringBell);
    if (m_hearing.audio != nullptr) {
        connect(m_hearing.audio, &app::Audio::voiceTold, this, &PracticePages::showUnheard);
        connect(m_hearing.audio, &app::Audio::soundTold, this, &PracticePages::showUnheard);
    }
}

/// Where there are no sounds of our own, the system's bell marks what must be heard.
void PracticePages::ringBell() {
    const bool hasChimes = m_hearing.audio != nullptr && !m_hearing.audio->soundLack();
    if (!hasChimes && m_settings.chimes() && m_player != nullptr && m_player->isVisible() &&
        !m_player->isMuted()) {
        QApplication::beep();
    }
}

/// On the way to a session and not before: to load it all takes as long as a start.
void PracticePages::openAudio() {
    if (m_hearing.audio != nullptr && m_settings.speaks()) {
        m_hearing.audio->openVoice(m_settings.voice());
    }
    if (m_hearing.audio != nullptr && m_settings.chimes()) {
        m_hearing.audio->openSound();
    }
}

/// The voice is chosen anew, and the sounds look for their device when one is to be played.
void PracticePages::hearAgain() {
    openAudio();
    if (m_hearing.prompter != nullptr && m_settings.chimes()) {
        m_hearing.prompter->trySounds();
    }
}

void PracticePages::showUnheard() {
    if (m_getReady != nullptr && m_hearing.audio != nullptr) {
        m_getReady->setUnheard(unheardText(*m_hearing.audio, m_settings));
    }
}

void PracticePages::setTheme(const Theme &theme) {
    m_theme = theme;
    if (m_getReady != nullptr) {
        m_getReady->setTheme(theme);
    }
    if (m_player != nullptr) {
        m_player->setTheme(theme);
    }
    if (m_question != nullptr) {
        m_question->setTheme(theme);
    }
    if (m_screening != nullptr) {
        m_screening->setTheme(theme);
    }
}

void PracticePages::showStage(const app::Stage &stage) {
    const bool playing = std::holds_alternative<app::stage::Playing>(stage);
    if (m_player != nullptr && !playing) {
        m_player->setFloorMode(false);
    }
    std::visit([this](const auto &each) { show(each); }, stage);
}

void PracticePages::show(const app::stage::Idle &) {}

void PracticePages::show(const app::stage::Blocked &stage) {
    setCurrentWidget(&noticePage());
    noticePage().setView(noticeFor(stage, m_practice, m_settings.emergencyNumber()));
}

void PracticePages::show(const app::stage::Question &) { setCurrentWidget(&questionPage()); }

void PracticePages::show(const app::stage::Review &) {
    setCurrentWidget(&reviewPage());
    reviewPage().setView(reviewOf(m_practice, m_settings.emergencyNumber(), m_reviewed));
}

void PracticePages::show(const app::stage::DayPage &stage) {
    DayView view;
    view.since = dayText(stage.since);
    for (const core::SafetyText &point : m_practice.library().texts.dayPage) {
        view.points << text(point.text);
    }
    setCurrentWidget(&dayPage());
    dayPage().setView(view);
}

void PracticePages::show(const app::stage::Screening &stage) {
    std::map<core::Screening, QString> questions;
    for (const core::Screening question : stage.questions) {
        questions[question] = text(m_practice.library().texts.screening.at(question));
    }
    setCurrentWidget(&screeningPage());
    screeningPage().setQuestions(questions);
}

void PracticePages::show(const app::stage::GetReady &) {
    setCurrentWidget(&getReadyPage());
    getReadyPage().setRoutine(*m_practice.routine(), m_practice.plan());
    openAudio();
    showUnheard();
    introduce();
}

void PracticePages::introduce() {
    if (m_hearing.prompter != nullptr) {
        m_hearing.prompter->introduce(m_practice.plan());
    }
}

void PracticePages::show(const app::stage::Playing &) {
    openAudio();  // one that goes on has no get-ready page
    setCurrentWidget(&playerPage());
    playerPage().setPlan(m_practice.plan());
    playerPage().setHoldsInBreaths(m_settings.session().holdsInBreaths);
}

void PracticePages::show(const app::stage::Ended &stage) {
    EndView view{.session = stage.record,
                 .guidance = {},
                 .emergencyNumber = m_settings.emergencyNumber(),
                 .saved = m_saves};
    if (stage.record.outcome == core::Outcome::StoppedForPain) {
        for (const core::SafetyText &sentence : m_practice.library().texts.pain) {
            view.guidance << text(sentence.text);
        }
    }
    if (m_hearing.prompter != nullptr && !view.guidance.isEmpty()) {
        m_hearing.prompter->tell(view.guidance.join(QLatin1Char(' ')));
    }
    setCurrentWidget(&endPage());
    endPage().setView(view);
}

void PracticePages::showView(const core::SessionView &view) {
    const app::Stage &stage = m_practice.stage();
    if (std::holds_alternative<app::stage::Playing>(stage)) {
        playerPage().setView(view);
    } else if (std::holds_alternative<app::stage::Question>(stage)) {
        showQuestion(view.position);
    }
}

void PracticePages::showQuestion(std::size_t position) {
    const core::Plan &plan = m_practice.plan();
    const core::PlannedStep &step = plan.steps[position];
    questionPage().setQuestion(text(step.title), text(step.say), static_cast<int>(position) + 1,
                               static_cast<int>(plan.steps.size()));
}

void PracticePages::revise(int position) {
    if (position >= 0) {
        m_practice.revise(m_reviewed.at(static_cast<std::size_t>(position)));
    }
}

void PracticePages::setSaving(bool saving) {
    m_saves = saving;
    if (m_end != nullptr) {
        m_end->setSaved(saving);
    }
}

void PracticePages::wantFile(std::optional<int> tightnessAfter, const QString &note) {
    if (const auto *ended = std::get_if<app::stage::Ended>(&m_practice.stage())) {
        core::SessionRecord session = ended->record;
        session.tightnessAfter = tightnessAfter;
        session.note = note.toStdString();
        emit fileWanted(session);
    }
}

// The pages

DayPage &PracticePages::dayPage() {
    if (m_day == nullptr) {
        m_day = new DayPage;
        addWidget(m_day);
        connect(m_day, &DayPage::nothingNew, this, [this] { m_practice.answerDay(true); });
        connect(m_day, &DayPage::somethingNew, this, [this] { m_practice.answerDay(false); });
        connect(m_day, &DayPage::leave, &m_practice, &app::Practice::leave);
    }
    return *m_day;
}

EndPage &PracticePages::endPage() {
    if (m_end == nullptr) {
        m_end = new EndPage;
        addWidget(m_end);
        connect(m_end, &EndPage::done, &m_practice, &app::Practice::done);
        connect(m_end, &EndPage::fileWanted, this, &PracticePages::wantFile);
    }
    return *m_end;
}

GetReadyPage &PracticePages::getReadyPage() {
    if (m_getReady == nullptr) {
        m_getReady = new GetReadyPage;
        m_getReady->setTheme(m_theme);
        addWidget(m_getReady);
        connect(m_getReady, &GetReadyPage::ready, &m_practice, &app::Practice::ready);
        connect(m_getReady, &GetReadyPage::firstSideChosen, this, [this](core::Side side) {
            m_practice.chooseFirstSide(side);
            m_getReady->setPlan(m_practice.plan());
            introduce();
        });
        connect(m_getReady, &GetReadyPage::leave, &m_practice, &app::Practice::leave);
        connect(m_getReady, &GetReadyPage::hearAgain, this, &PracticePages::hearAgain);
        if (m_hearing.prompter != nullptr) {
            connect(m_getReady, &GetReadyPage::leave, m_hearing.prompter, &app::Prompter::leave);
        }
    }
    return *m_getReady;
}

NoticePage &PracticePages::noticePage() {
    if (m_notice == nullptr) {
        m_notice = new NoticePage;
        addWidget(m_notice);
        connect(m_notice, &NoticePage::done, &m_practice, &app::Practice::leave);
        connect(m_notice, &NoticePage::checkAgain, &m_practice, &app::Practice::startCheck);
        connect(m_notice, &NoticePage::changeAnswers, this, [this] {
            m_practice.leave();
            emit settingsWanted();
        });
    }
    return *m_notice;
}

PlayerPage &PracticePages::playerPage() {
    if (m_player == nullptr) {
        m_player = new PlayerPage([this] { return m_practice.session().elapsedNow(); });
        m_player->setTheme(m_theme);
        addWidget(m_player);
        connect(m_player, &PlayerPage::happened, &m_practice.session(),
                &app::SessionController::handle);
        connect(m_player, &PlayerPage::floorModeChanged, this, &PracticePages::floorModeChanged);
        if (m_hearing.prompter != nullptr) {
            connect(m_player, &PlayerPage::muteChanged, m_hearing.prompter,
                    &app::Prompter::setMuted);
        }
    }
    return *m_player;
}

QuestionPage &PracticePages::questionPage() {
    if (m_question == nullptr) {
        m_question = new QuestionPage;
        m_question->setTheme(m_theme);
        addWidget(m_question);
        connect(m_question, &QuestionPage::answered, &m_practice, &app::Practice::answer);
        connect(m_question, &QuestionPage::back, &m_practice, &app::Practice::previousQuestion);
        connect(m_question, &QuestionPage::leave, &m_practice, &app::Practice::leave);
    }
    return *m_question;
}

ReviewPage &PracticePages::reviewPage() {
    if (m_review == nullptr) {
        m_review = new ReviewPage;
        addWidget(m_review);
        connect(m_review, &ReviewPage::revise, this, &PracticePages::revise);
        connect(m_review, &ReviewPage::filed, &m_practice, &app::Practice::file);
        connect(m_review, &ReviewPage::leave, &m_practice, &app::Practice::leave);
    }
    return *m_review;
}

ScreeningPage &PracticePages::screeningPage() {
    if (m_screening == nullptr) {
        m_screening = new ScreeningPage;
        m_screening->setTheme(m_theme);
        addWidget(m_screening);
        connect(m_screening, &ScreeningPage::answered, &m_practice,
                &app::Practice::answerScreening);
        connect(m_screening, &ScreeningPage::leave, &m_practice, &app::Practice::leave);
    }
    return *m_screening;
}

}  // namespace psoas::ui
