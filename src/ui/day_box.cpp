#include "ui/day_box.h"

#include "ui/choice_box.h"
#include "ui/picture_text.h"
#include "ui/theme.h"

#include <QCalendarWidget>
#include <QLocale>
#include <QTextCharFormat>
#include <QWheelEvent>

#include <utility>

namespace psoas::ui {
namespace {

/// Its own: every widget of the window would be compared with rules for it in the window's.
constexpr const char *kCalendarSheet = R"(
QCalendarWidget { background: palette(mid); }
QToolButton { color: palette(text); background: transparent; border: none; padding: 8px; }
QWidget#qt_calendar_navigationbar { background: palette(base); }
QAbstractItemView { border: none; border-radius: 0; padding: 0; }
)";

/// In figures, so that it can be typed, with all four of the year's.
QString typedFormat() {
    QString format = QLocale().dateFormat(QLocale::ShortFormat);
    if (format.contains(QLatin1String("MMM"))) {
        return QStringLiteral("yyyy-MM-dd");
    }
    return format.contains(QLatin1String("yyyy")) ? format : format.replace("yy", "yyyy");
}

}  // namespace

DayBox::DayBox(const char *objectName, const QString &name) {
    setObjectName(QLatin1String(objectName));
    setAccessibleName(name);
    setDisplayFormat(typedFormat());
    setCalendarPopup(true);
    setFocusPolicy(Qt::StrongFocus);
    setMinimumHeight(kTargetHeight);
}

/// Only when it may be wanted: a calendar takes long to make.
void DayBox::prepareCalendar() {
    if (std::exchange(m_prepared, true)) {
        return;
    }
    QCalendarWidget &calendar = *calendarWidget();
    calendar.setVerticalHeaderFormat(QCalendarWidget::NoVerticalHeader);
    calendar.setContentsMargins(1, 1, 1, 1);
    calendar.setStyleSheet(QLatin1String(kCalendarSheet));
    calendar.setAttribute(Qt::WA_StyledBackground);
    // Qt's own are red, on whatever ground.
    for (const Qt::DayOfWeek day : {Qt::Saturday, Qt::Sunday}) {
        calendar.setWeekdayTextFormat(day, QTextCharFormat());
    }
}

void DayBox::focusInEvent(QFocusEvent *event) {
    prepareCalendar();
    QDateEdit::focusInEvent(event);
}

void DayBox::mousePressEvent(QMouseEvent *event) {
    prepareCalendar();
    QDateEdit::mousePressEvent(event);
}

core::LocalDay DayBox::day() const {
    using namespace std::chrono;
    return core::LocalDay{days{date().toJulianDay() - dateOf({}).toJulianDay()}};
}

void DayBox::setDay(core::LocalDay day) {
    const QSignalBlocker quiet(*this);
    setDate(dateOf(day));
}

/// A page can be scrolled over it.
void DayBox::wheelEvent(QWheelEvent *event) { event->ignore(); }

void DayBox::paintEvent(QPaintEvent *event) {
    QDateEdit::paintEvent(event);
    paintDownArrow(*this);
}

}  // namespace psoas::ui
