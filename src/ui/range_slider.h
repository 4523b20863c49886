#pragma once

#include "ui/theme.h"

#include <QSlider>

#include <optional>
#include <utility>

namespace psoas::ui {

/// A horizontal slider on whose track a range of values is marked, between two strokes that go
/// beyond it. A press anywhere moves the handle there; the wheel does not.
class RangeSlider : public QSlider {
    Q_OBJECT
public:
    explicit RangeSlider(QWidget *parent = nullptr);
    void setTheme(const Theme &theme);
    /// The marked range, in the slider's values or between two of them; nothing: no mark.
    void setMarked(std::optional<std::pair<double, double>> range);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;

private:
    [[nodiscard]] int handleLength() const;
    [[nodiscard]] double xOf(double value) const;

    Theme m_theme;
    std::optional<std::pair<double, double>> m_marked;
};

}  // namespace psoas::ui
