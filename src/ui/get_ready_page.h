#pragma once

#include "core/plan.h"
#include "core/routine.h"
#include "ui/theme.h"

#include <QWidget>

#include <optional>

class QBoxLayout;
class QLabel;
class QLayout;
class QPushButton;

namespace psoas::ui {

class FigureWidget;
class TightnessScale;

/// The last page before the time runs: what to have at hand, the side to begin with, the first
/// position, when to stop, and the rating before. `I'm ready` has the focus.
class GetReadyPage : public QWidget {
    Q_OBJECT
public:
    explicit GetReadyPage(QWidget *parent = nullptr);
    void setTheme(const Theme &theme);
    /// `plan` is the one of `routine` that is about to run.
    void setRoutine(const core::Routine &routine, const core::Plan &plan);

    /// What will not be heard in the session; empty: nothing to say about it.
    void setUnheard(const QString &words);
    /// The same routine by another plan: another side first. What was rated stays.
    void setPlan(const core::Plan &plan);

signals:
    void firstSideChosen(psoas::core::Side side);
    void ready(std::optional<int> tightnessBefore);
    void leave();
    /// Voice and sounds are to be tried once more.
    void hearAgain();

private:
    [[nodiscard]] QLayout *makeFoot(QPushButton &leaveButton);

    FigureWidget *m_figure;
    QLabel *m_title;
    QLabel *m_need;
    QLabel *m_unheard;
    QPushButton *m_hearAgain;
    QLabel *m_stepTitle;
    QLabel *m_stepSays;
    QLabel *m_stop;
    QBoxLayout *m_position;
    QWidget *m_sides;
    QPushButton *m_left;
    QPushButton *m_right;
    TightnessScale *m_scale;
    QPushButton *m_ready;
};

}  // namespace psoas::ui
