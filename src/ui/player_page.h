#pragma once

#include "core/session.h"
#include "ui/theme.h"

#include <QWidget>

#include <functional>
#include <vector>

class QLabel;
class QProgressBar;
class QPushButton;
class QShortcut;
class QStackedLayout;

namespace psoas::ui {

class ChoicePanel;
class StepDisplay;

/// The running session, over the whole window. It shows views and hands out events; what an event
/// does is the session's business.
///
/// Keys: Space pauses, resumes or says "I'm ready", whatever has the focus; Left and Right go back
/// and skip; + adds 15 seconds; H hurts; F floor mode; M mutes; Esc asks whether to end. Media keys
/// do what `app::eventFor` says. In floor mode every other key, and every click that is not on a
/// button, pauses; while the time stands still a button leaves it.
class PlayerPage : public QWidget {
    Q_OBJECT
public:
    /// `elapsed`: as for `StepDisplay`.
    explicit PlayerPage(std::function<core::Milliseconds()> elapsed, QWidget *parent = nullptr);

    void setTheme(const Theme &theme);
    /// A new session over this plan; the first view follows.
    void setPlan(const core::Plan &plan);
    /// As `StepDisplay` has it.
    void setHoldsInBreaths(bool on);
    void setView(const core::SessionView &view);
    [[nodiscard]] bool isFloorMode() const { return m_floorMode; }
    [[nodiscard]] bool isMuted() const;

signals:
    void happened(const psoas::core::Event &event);
    /// Floor mode takes the whole screen: the window's business.
    void floorModeChanged(bool on);
    void muteChanged(bool on);

public slots:
    void setFloorMode(bool on);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    bool focusNextPrevChild(bool next) override;

private:
    [[nodiscard]] QWidget *makeBody();
    [[nodiscard]] QLayout *makeTop();
    [[nodiscard]] QLayout *makeBottom();
    void makePanels();
    void makeKeys();
    QShortcut *addKey(Qt::Key key, const std::function<void()> &act);

    void pressMain();
    void pauseIfRunning();
    void askToEnd();
    void answerEnd(int position);
    void chooseAfterHurt(int position);
    void showPanel();
    void showControls();
    void showWhole();
    [[nodiscard]] bool isTimed() const;

    core::Plan m_plan;
    core::SessionView m_view;
    bool m_floorMode = false;
    bool m_askingToEnd = false;
    bool m_pausedToAsk = false;

    QStackedLayout *m_panels;
    StepDisplay *m_display;
    QLabel *m_routine;
    QProgressBar *m_whole;
    QPushButton *m_main;
    QPushButton *m_back;
    QPushButton *m_skip;
    QPushButton *m_extend;
    QPushButton *m_hurt;
    QPushButton *m_end;
    QPushButton *m_floor;
    QPushButton *m_leaveFloor;
    QPushButton *m_mute;
    QLabel *m_muted;
    QWidget *m_body;
    ChoicePanel *m_hurtKind = nullptr;
    ChoicePanel *m_hurtDull = nullptr;
    ChoicePanel *m_endQuestion = nullptr;
    QShortcut *m_endKey = nullptr;
    std::vector<QShortcut *> m_bodyKeys;  ///< off while a panel asks: its buttons want the keys
};

}  // namespace psoas::ui
