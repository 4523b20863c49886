#include "ui/tick_box.h"

#include <QPainter>
#include <QStyleOptionButton>

namespace psoas::ui {

TickBox::TickBox(const char *objectName, const QString &words) : QCheckBox(words) {
    setObjectName(QLatin1String(objectName));
}

/// The style sheet can only show a tick from a file, in one colour; this one has that of the words
/// on a main button.
void TickBox::paintEvent(QPaintEvent *event) {
    QCheckBox::paintEvent(event);
    if (!isChecked()) {
        return;
    }
    QStyleOptionButton option;
    initStyleOption(&option);
    const QRectF box = style()->subElementRect(QStyle::SE_CheckBoxIndicator, &option, this);
    const auto at = [&box](double x, double y) {
        return box.topLeft() + QPointF(x * box.width(), y * box.height());
    };
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(palette().color(QPalette::HighlightedText), box.width() / 8, Qt::SolidLine,
                        Qt::RoundCap, Qt::RoundJoin));
    painter.drawPolyline(QPolygonF{at(0.25, 0.53), at(0.43, 0.71), at(0.76, 0.32)});
}

}  // namespace psoas::ui
