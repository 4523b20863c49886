#pragma once

class QSpinBox;
class QString;
class QWidget;

namespace psoas::ui {

/// A row of −, the box and +, instead of the style's own buttons, which are too small to be hit.
/// `step`: what a press adds or takes away. `name`: what the box is for, which the buttons' names
/// say too.
[[nodiscard]] QWidget *withStepButtons(QSpinBox &box, const QString &name, int step);

}  // namespace psoas::ui
