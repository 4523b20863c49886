#pragma once

#include "core/clock.h"
#include "ui/theme.h"

#include <QLabel>

#include <optional>

namespace psoas::ui {

/// The time left in large digits, and around them a ring that empties. Its accessible text says
/// the time in words; it never takes the focus, so that a screen reader does not count along.
class CountdownRing : public QLabel {
    Q_OBJECT
public:
    explicit CountdownRing(QWidget *parent = nullptr);
    void setTheme(const Theme &theme);

    /// `left` of `length`; without `left` the step waits and the ring is full.
    void setTime(std::optional<core::Milliseconds> left, core::Milliseconds length);
    /// The same counted in breaths, of which the ring shows so many.
    void setBreaths(int breaths, core::Milliseconds left, core::Milliseconds length);
    /// The longest time that this step may show: the digits keep the size in which it fits.
    void setLongest(core::Milliseconds longest);
    /// Counts in: so much until the time runs on. Shown in place of the time left.
    void setCountIn(core::Milliseconds left, core::Milliseconds length);

    /// How large the digits are, in pixels, in a ring of so many pixels' width.
    [[nodiscard]] int digitsSize(double side) const;

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void show(const QString &digits, const QString &spoken, double share, bool countIn,
              const QString &unit = {});

    Theme m_theme;
    QString m_widest = QStringLiteral("0:00");  ///< that has to fit in
    double m_share = 1;                         ///< of the ring that is left
    bool m_countIn = false;
    QString m_unit;  ///< what the digits count, where it is not time
};

}  // namespace psoas::ui
