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
    setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    verticalHeader()->hide();
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    horizontalHeader()->setStretchLastSection(true);
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

int RecordTable::widthOfWords(int column) const {
    return std::max(sizeHintForColumn(column), horizontalHeader()->sectionSizeHint(column));
}

void RecordTable::fitFirstColumn() {
    int others = 0;
    for (int column = 1; column < columnCount(); ++column) {
        others += isColumnHidden(column) ? 0 : widthOfWords(column);
    }
    const int least = kFirstColumnLetters * fontMetrics().averageCharWidth();
    const int room = std::max(least, viewport()->width() - others);
    setColumnWidth(0, std::min(widthOfWords(0), room));
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
    const int shown = m_mostRows > 0 ? std::min(m_mostRows, rowCount()) : rowCount();
    int rows = 0;
    for (int row = 0; row < shown; ++row) {
        rows += rowHeight(row);
    }
    const int bar = horizontalScrollBar()->maximum() > 0 ? horizontalScrollBar()->height() : 0;
    return {QTableWidget::sizeHint().width(),
            horizontalHeader()->height() + rows + bar + 2 * frameWidth()};
}

QSize RecordTable::minimumSizeHint() const { return {0, sizeHint().height()}; }

}  // namespace psoas::ui
