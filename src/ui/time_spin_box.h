#pragma once

#include "core/clock.h"

#include <QSpinBox>

namespace psoas::ui {

/// How a time is shown and typed: long holds are thought of in minutes.
enum class TimeUnit { Seconds, Minutes };

/// A length of time, in whole seconds whatever the unit: `45 s`, `10 min`, `10:30 min`. In minutes
/// a number that is typed alone is one of minutes. The wheel does not change it, so that a page can
/// be scrolled over it.
class TimeSpinBox : public QSpinBox {
    Q_OBJECT
public:
    explicit TimeSpinBox(TimeUnit unit, QWidget *parent = nullptr);

    [[nodiscard]] core::Seconds time() const { return core::Seconds{value()}; }
    void setTime(core::Seconds time) { setValue(static_cast<int>(time.count())); }

protected:
    void wheelEvent(QWheelEvent *event) override;
    [[nodiscard]] QString textFromValue(int seconds) const override;
    [[nodiscard]] int valueFromText(const QString &text) const override;
    QValidator::State validate(QString &text, int &position) const override;
    void fixup(QString &text) const override;

private:
    TimeUnit m_unit;
};

}  // namespace psoas::ui
