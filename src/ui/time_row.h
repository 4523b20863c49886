#pragma once

#include "core/routine.h"
#include "ui/theme.h"

#include <QWidget>

class QLabel;

namespace psoas::ui {

class RangeSlider;
class TimeSpinBox;

/// One timed step of a routine to be made longer or shorter: a spin box, and for a hold a slider
/// with the recommended range marked and a caution while the time is outside it.
class TimeRow : public QWidget {
    Q_OBJECT
public:
    /// `step` must have seconds; they are those that the row begins with.
    explicit TimeRow(const core::Step &step, QWidget *parent = nullptr);
    void setTheme(const Theme &theme);

    [[nodiscard]] const std::string &step() const { return m_step.id; }
    [[nodiscard]] core::Seconds time() const;
    void setTime(core::Seconds time);

signals:
    void changed();

private:
    void makeSlider();
    void showTime();

    core::Step m_step;
    TimeSpinBox *m_box;
    RangeSlider *m_slider = nullptr;  ///< holds only
    QLabel *m_caution = nullptr;      ///< only where something is recommended
};

}  // namespace psoas::ui
