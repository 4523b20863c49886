#include "ui/plain_table.h"

#include <QHeaderView>
#include <QTableWidget>

namespace psoas::ui {
namespace {
constexpr int kBetween = 8;
}  // namespace

QTableWidget *makePlainTable(const char *objectName, const QString &accessibleName) {
    auto *table = new QTableWidget;
    table->setObjectName(QLatin1String(objectName));
    table->setAccessibleName(accessibleName);
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setShowGrid(false);
    table->setTabKeyNavigation(false);
    table->verticalHeader()->hide();
    table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    table->horizontalHeader()->setHighlightSections(false);
    return table;
}

void fillTable(QTableWidget &table, const QStringList &head, const QList<QStringList> &rows) {
    table.clear();
    table.setColumnCount(static_cast<int>(head.size()));
    table.setHorizontalHeaderLabels(head);
    table.setRowCount(static_cast<int>(rows.size()));
    for (int row = 0; row < rows.size(); ++row) {
        for (int column = 0; column < rows[row].size(); ++column) {
            table.setItem(row, column, new QTableWidgetItem(rows[row][column]));
        }
    }
    table.resizeColumnsToContents();
    for (int column = 0; column < table.columnCount(); ++column) {
        table.setColumnWidth(column, table.columnWidth(column) + kBetween);
    }
    table.resizeRowsToContents();
}

}  // namespace psoas::ui
