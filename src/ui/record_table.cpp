#include "ui/record_table.h"

#include <QHeaderView>
#include <QResizeEvent>
#include <QScrollBar>

#include <algorithm>

namespace psoas::ui {
namespace {
constexpr int kFirstColumnLetters = 16;
}  // namespace

RecordTable::RecordTable(const char *objectName, const QString &name) {
    setObjectName(QLatin1String(objectName));
    setAccessibleName(name);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setShowGrid(false);
    setTabKeyNavigation(false);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    verticalHeader()->hide();
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setSectionsClickable(false);
}

void RecordTable::fill(const QStringList &head, const QList<QStringList> &rows) {
    clear();
    setColumnCount(static_cast<int>(head.size()));
    setHorizontalHeaderLabels(head);
    setRowCount(static_cast<int>(rows.size()));
    for (int column = 0; column < head.size(); ++column) {
        bool isEmpty = true;
        for (int row = 0; row < rows.size(); ++row) {
            setItem(row, column, new QTableWidgetItem(rows[row][column]));
            isEmpty = isEmpty && rows[row][column].isEmpty();
        }
        setColumnHidden(column, isEmpty);
    }
    resizeColumnsToContents();
    fitFirstColumn();
    updateGeometry();
}

void RecordTable::fitFirstColumn() {
    int others = 0;
    for (int column = 1; column < columnCount(); ++column) {
        others += isColumnHidden(column) ? 0 : columnWidth(column);
    }
    const int least = kFirstColumnLetters * fontMetrics().averageCharWidth();
    setColumnWidth(0, std::max(least, viewport()->width() - others));
    resizeRowsToContents();
}

void RecordTable::resizeEvent(QResizeEvent *event) {
    QTableWidget::resizeEvent(event);
    if (columnCount() > 0 && event->oldSize().width() != event->size().width()) {
        fitFirstColumn();
        updateGeometry();
    }
}

QSize RecordTable::sizeHint() const {
    const int bar = horizontalScrollBar()->maximum() > 0 ? horizontalScrollBar()->height() : 0;
    return {QTableWidget::sizeHint().width(),
            horizontalHeader()->height() + verticalHeader()->length() + bar + 2 * frameWidth()};
}

QSize RecordTable::minimumSizeHint() const { return {0, sizeHint().height()}; }

}  // namespace psoas::ui
