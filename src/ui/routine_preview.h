#pragma once

#include "core/plan.h"
#include "ui/theme.h"

#include <QWidget>

#include <optional>

class QLabel;
class QPushButton;

namespace psoas::ui {

class FigureWidget;
class TimelineBar;

/// A routine to look through without starting it: its plan as a bar, and step by step the figure in
/// the step's pose with what is said. Before the first step stands the whole.
class RoutinePreview : public QWidget {
    Q_OBJECT
public:
    explicit RoutinePreview(QWidget *parent = nullptr);
    void setTheme(const Theme &theme);
    /// Another plan is shown from its beginning, the same one stays where it is.
    void setPlan(const core::Plan &plan);

private:
    void show(std::optional<std::size_t> step);
    void go(int by);
    [[nodiscard]] QString placeText() const;

    core::Plan m_plan;
    std::optional<std::size_t> m_step;  ///< absent: the whole

    FigureWidget *m_figure;
    TimelineBar *m_timeline;
    QLabel *m_place;
    QLabel *m_says;
    QPushButton *m_previous;
    QPushButton *m_next;
};

}  // namespace psoas::ui
