#pragma once

#include "core/session.h"
#include "ui/theme.h"

#include <QTimer>
#include <QWidget>

#include <functional>

class QBoxLayout;
class QLabel;
class QStackedWidget;

namespace psoas::ui {

class BreathPacer;
class CountdownRing;
class FigureWidget;

/// What there is to see of the running step: the figure, and beside it the step's title, its side,
/// the time left, what to do, the breath, what was added and what comes next. Where the window is
/// small or the text large, what to do stands under the figure. It has room for the longest text
/// of the step, so that the ring keeps its size.
class StepDisplay : public QWidget {
    Q_OBJECT
public:
    /// `elapsed` tells the time run in the present step at this very moment, for the breath, which
    /// moves between two views.
    explicit StepDisplay(std::function<core::Milliseconds()> elapsed, QWidget *parent = nullptr);

    void setTheme(const Theme &theme);
    void setPlan(core::Plan plan);
    /// `view` must be one of a session over the plan that was set.
    void setView(const core::SessionView &view);
    /// Whether what is left of a hold is counted in breaths, where it has a breath.
    void setHoldsInBreaths(bool on) { m_holdsInBreaths = on; }
    /// Nothing but figure, title, side, time, state and cue, in words a third as high as the digits
    /// of the time wherever they fit: to be read from two metres.
    void setFloorMode(bool on);

    /// The label that holds the focus while the session runs: its accessible text is the phase.
    [[nodiscard]] QLabel *phase() const { return m_title; }

protected:
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void showStep(const core::PlannedStep &step);
    void showTime(const core::SessionView &view);
    void showState(const core::SessionView &view);
    void breathe();
    void runOrRestFrames();
    void arrange();
    void sizeWords();
    void sizeForFloor(QLabel &label, int pixels, int room);
    void reserveSaying();
    [[nodiscard]] bool isCueUnderFigure() const;
    [[nodiscard]] int columnWidth(bool underFigure) const;
    [[nodiscard]] QString sideText() const;
    void showAdded();
    [[nodiscard]] QString nextText() const;
    /// Why the time stands still; empty while it runs or waits.
    [[nodiscard]] QString stateText() const;
    [[nodiscard]] const core::PlannedStep &step() const { return m_plan.steps[m_view.position]; }
    /// Whose side and round hold for it.
    [[nodiscard]] const core::PlannedStep &stepServed(std::size_t position) const {
        return m_plan.steps[core::positionServed(m_plan, position)];
    }

    std::function<core::Milliseconds()> m_elapsed;
    Theme m_theme;
    core::Plan m_plan;
    core::SessionView m_view;
    bool m_floorMode = false;
    bool m_holdsInBreaths = false;
    bool m_seen = false;  ///< in a minimised window it is hidden, and still visible by Qt's name
    QTimer m_frames;

    FigureWidget *m_figure;
    QLabel *m_title;
    QLabel *m_side;
    CountdownRing *m_ring;
    QLabel *m_state;
    QLabel *m_saying;
    BreathPacer *m_pacer;
    QStackedWidget *m_underRing;  ///< the breath, or why there is none now
    QLabel *m_added;
    QLabel *m_next;
    QBoxLayout *m_columns;
    QBoxLayout *m_left;
    QBoxLayout *m_right;
};

}  // namespace psoas::ui
