#pragma once

#include "ui/routine_card.h"
#include "ui/weeks_card.h"

#include <QWidget>

#include <optional>
#include <vector>

class QBoxLayout;
class QFrame;
class QLabel;
class QPushButton;

namespace psoas::ui {

/// A session that the program did not live to see the end of.
struct UnfinishedView {
    std::string id;
    QString words;  ///< which routine, when, how far, and why it cannot go on if it cannot
    bool canGoOn = false;
};

struct TodayView {
    // Whether the history has been read; until then nothing is said of it.
    bool checkKnown = true;
    bool lastKnown = true;
    QString check;         ///< the safety check's state in one line
    bool checkDue = true;  ///< then the button starts it; else it offers to check again
    bool locked = false;   ///< a result closes the techniques
    std::vector<CardView> cards;
    std::optional<CardView> sequence;      ///< the cards' routines one after the other; no figure
    QString sequenceLack;                  ///< where there is none: why, and what to do about it
    std::optional<WeeksCardView> weeks{};  ///< tightness that does not become less
    QString last;  ///< what was done last and how it felt; empty: nothing yet
    std::vector<UnfinishedView> unfinished;
};

/// Where a day begins: the check's state, the techniques, and what was done last.
class TodayPage : public QWidget {
    Q_OBJECT
public:
    explicit TodayPage(QWidget *parent = nullptr);
    void setTheme(const Theme &theme);
    void setView(const TodayView &view);

signals:
    void started(const std::string &routineId);
    void checkStarted();
    void weeksPutAway();
    /// The unfinished session is to go on.
    void continued(const std::string &sessionId);
    /// It is to be filed as it stands.
    void endedHere(const std::string &sessionId);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void showCards(const std::vector<CardView> &cards);
    void showSequence(const std::optional<CardView> &sequence, const QString &lack);
    void showUnfinished(const std::vector<UnfinishedView> &unfinished);
    void arrangeCards();
    void orderTabs();

    Theme m_theme;
    QLabel *m_check;
    QPushButton *m_checkButton;
    WeeksCard *m_weeks;
    QBoxLayout *m_unfinished;
    QBoxLayout *m_row;
    QFrame *m_sequence;
    QLabel *m_sequenceWords;
    QPushButton *m_sequenceStart;
    std::string m_sequenceId;
    QLabel *m_sequenceLack;
    QLabel *m_last;
    std::vector<RoutineCard *> m_cards;
};

}  // namespace psoas::ui
