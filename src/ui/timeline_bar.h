#pragma once

#include "core/plan.h"
#include "ui/theme.h"

#include <QLabel>

namespace psoas::ui {

/// A plan as one bar: each timed step as wide as it is long, holds in the accent's colour with the
/// first letter of their side. Its accessible text names the steps one after the other.
class TimelineBar : public QLabel {
    Q_OBJECT
public:
    explicit TimelineBar(QWidget *parent = nullptr);
    void setTheme(const Theme &theme);
    void setPlan(const core::Plan &plan);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Theme m_theme;
    core::Plan m_plan;
};

}  // namespace psoas::ui
