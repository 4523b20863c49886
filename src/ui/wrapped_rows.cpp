#include "ui/wrapped_rows.h"

#include "ui/theme.h"

#include <QListView>
#include <QStyledItemDelegate>

#include <algorithm>

namespace psoas::ui {
namespace {

/// Padding, margins and borders of a row on both sides together, as the style sheet has them.
constexpr int kAcross = 4 * kSpace;
constexpr int kDown = 2 * kSpace;

class WrappedRow : public QStyledItemDelegate {
public:
    explicit WrappedRow(QListView &list) : QStyledItemDelegate(&list), m_list(list) {}

    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option,
                                 const QModelIndex &index) const override {
        const int width = m_list.viewport()->width();
        const QRect room(0, 0, std::max(1, width - kAcross), 0);
        // A row may have a font of its own.
        QStyleOptionViewItem own = option;
        initStyleOption(&own, index);
        const QRect text = own.fontMetrics.boundingRect(room, Qt::TextWordWrap, own.text);
        return {width, std::max(kTargetHeight, text.height() + kDown)};
    }

private:
    QListView &m_list;
};

}  // namespace

void wrapRows(QListView &list) {
    list.setItemDelegate(new WrappedRow(list));
    list.setWordWrap(true);
    list.setResizeMode(QListView::Adjust);
    list.setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
}

}  // namespace psoas::ui
