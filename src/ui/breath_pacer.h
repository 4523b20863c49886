#pragma once

#include "core/breath.h"
#include "ui/theme.h"

#include <QLabel>

namespace psoas::ui {

/// Shows the breath: a circle that swells and sinks, with the word "in", "out" or "pause" and the
/// seconds of it that are left. Under reduced motion a bar takes its place that steps once a
/// second.
class BreathPacer : public QLabel {
    Q_OBJECT
public:
    explicit BreathPacer(QWidget *parent = nullptr);
    void setTheme(const Theme &theme);
    void setBreath(const core::BreathNow &breath);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Theme m_theme;
    core::BreathNow m_breath;
};

}  // namespace psoas::ui
