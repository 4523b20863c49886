#include "ui/choice_box.h"

#include "ui/theme.h"

#include <QAbstractItemView>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QWheelEvent>

namespace psoas::ui {
namespace {
constexpr int kLeastWidth = 220;
constexpr double kArrow = 5;

/// A row of the list, as high as every other target. It also reads the style sheet, which the one
/// that a box brings along does not.
class ChoiceRow : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option,
                                 const QModelIndex &index) const override {
        return QStyledItemDelegate::sizeHint(option, index).expandedTo({0, kTargetHeight});
    }
};
}  // namespace

ChoiceBox::ChoiceBox(const char *objectName, const QString &name) {
    setObjectName(QLatin1String(objectName));
    setAccessibleName(name);
    setFocusPolicy(Qt::StrongFocus);
    setMinimumHeight(kTargetHeight);
    setMinimumWidth(kLeastWidth);
    setItemDelegate(new ChoiceRow(this));
    // The list's own frame is square: round corners in it would show what is behind.
    view()->setStyleSheet(
        QStringLiteral("border: 1px solid palette(mid); border-radius: 0; padding: 0;"));
}

void ChoiceBox::wheelEvent(QWheelEvent *event) { event->ignore(); }

void ChoiceBox::paintEvent(QPaintEvent *event) {
    QComboBox::paintEvent(event);
    paintDownArrow(*this);
}

void paintDownArrow(QWidget &box) {
    QPainter painter(&box);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(box.palette().color(QPalette::Text), 2, Qt::SolidLine, Qt::RoundCap));
    const QPointF tip(box.width() - 2.5 * kSpace, box.height() / 2.0 + kArrow / 2);
    painter.drawPolyline(
        QPolygonF{tip + QPointF(-kArrow, -kArrow), tip, tip + QPointF(kArrow, -kArrow)});
}

}  // namespace psoas::ui
