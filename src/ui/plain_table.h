#pragma once

#include <QList>
#include <QString>
#include <QStringList>

class QTableWidget;

namespace psoas::ui {

/// A table to be read: nothing in it can be changed, and Tab leaves it.
[[nodiscard]] QTableWidget *makePlainTable(const char *objectName, const QString &accessibleName);

/// Replaces all that is in it. Each column is as wide as its words.
void fillTable(QTableWidget &table, const QStringList &head, const QList<QStringList> &rows);

}  // namespace psoas::ui
