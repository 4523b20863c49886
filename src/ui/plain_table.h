#pragma once

#include <QList>
#include <QString>
#include <QStringList>

class QTableWidget;

namespace psoas::ui {

/// A table to be read: nothing in it can be changed, and Tab leaves it.
[[nodiscard]] QTableWidget *makePlainTable(const char *objectName, const QString &accessibleName);

/// Whether the first column takes what room the others leave, and wraps, or is as wide as its
/// words.
enum class FirstColumn { TakesTheRest, AsWideAsItsWords };

/// Replaces all that is in it.
void fillTable(QTableWidget &table, const QStringList &head, const QList<QStringList> &rows,
               FirstColumn first = FirstColumn::TakesTheRest);

}  // namespace psoas::ui
