#pragma once

#include <QStyledItemDelegate>

namespace psoas::ui {

/// Paints a row of the list of sessions: the first of its lines strong, and a rule below.
class SessionRow : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option,
                                 const QModelIndex &index) const override;
};

}  // namespace psoas::ui
