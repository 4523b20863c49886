#include "ui/time_spin_box.h"

#include "ui/text.h"
#include "ui/theme.h"

#include <QRegularExpression>
#include <QWheelEvent>

#include <algorithm>

namespace psoas::ui {
namespace {

/// What was typed, without the unit: whole, or as much of it as is left after a Delete.
QString numberIn(QString text, const QString &suffix) {
    return text.remove(suffix.trimmed()).trimmed();
}

}  // namespace

TimeSpinBox::TimeSpinBox(TimeUnit unit, QWidget *parent) : QSpinBox(parent), m_unit(unit) {
    setFocusPolicy(Qt::StrongFocus);
    setMinimumHeight(kTargetHeight);
    setSuffix(unit == TimeUnit::Minutes ? tr(" min") : tr(" s"));
    setSingleStep(unit == TimeUnit::Minutes ? 60 : 1);
}

void TimeSpinBox::wheelEvent(QWheelEvent *event) { event->ignore(); }

QString TimeSpinBox::textFromValue(int seconds) const {
    if (m_unit == TimeUnit::Seconds) {
        return QString::number(seconds);
    }
    return seconds % 60 == 0 ? QString::number(seconds / 60) : clockTime(core::Seconds{seconds});
}

int TimeSpinBox::valueFromText(const QString &text) const {
    const QString number = numberIn(text, suffix());
    const int colon = static_cast<int>(number.indexOf(QLatin1Char(':')));
    if (m_unit == TimeUnit::Seconds) {
        return number.toInt();
    }
    return colon < 0 ? number.toInt() * 60
                     : number.left(colon).toInt() * 60 + number.mid(colon + 1).toInt();
}

QValidator::State TimeSpinBox::validate(QString &text, int &) const {
    const QString number = numberIn(text, suffix());
    static const QRegularExpression whole(QStringLiteral("^\\d{1,4}$"));
    static const QRegularExpression clock(QStringLiteral("^\\d{0,3}:[0-5]?\\d?$"));
    const bool isClock = m_unit == TimeUnit::Minutes && clock.match(number).hasMatch();
    if (!number.isEmpty() && !isClock && !whole.match(number).hasMatch()) {
        return QValidator::Invalid;
    }
    const int seconds = valueFromText(text);
    const bool complete = !number.isEmpty() && !number.endsWith(QLatin1Char(':'));
    return complete && seconds >= minimum() && seconds <= maximum() ? QValidator::Acceptable
                                                                    : QValidator::Intermediate;
}

/// What is too long becomes the longest when the field is left; an empty one is as it was.
void TimeSpinBox::fixup(QString &text) const {
    const bool empty = numberIn(text, suffix()).isEmpty();
    const int seconds = empty ? value() : std::clamp(valueFromText(text), minimum(), maximum());
    text = textFromValue(seconds) + suffix();
}

}  // namespace psoas::ui
