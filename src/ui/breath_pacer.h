#pragma once

#include "ui/breath.h"
#include "ui/theme.h"

#include <QLabel>

namespace psoas::ui {

/// Shows the breath: a circle that swells and sinks, with the word "in" or "out" and the seconds
/// of it that are left. Under reduced motion a bar takes its place that steps once a second.
class BreathPacer : public QLabel {
    Q_OBJECT
public:
    explicit BreathPacer(QWidget *parent = nullptr);
    void setTheme(const Theme &theme);
    void setBreath(const BreathNow &breath);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Theme m_theme;
    BreathNow m_breath;
};

}  // namespace psoas::ui
