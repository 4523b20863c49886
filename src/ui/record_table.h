#pragma once

#include <QList>
#include <QStringList>
#include <QTableWidget>

namespace psoas::ui {

/// A table to be read, as high as all its rows: the page that it stands on scrolls. Columns without
/// anything in them are left out.
class RecordTable : public QTableWidget {
public:
    RecordTable(const char *objectName, const QString &name);

    /// The first column takes what room the others leave, and never less than a few words.
    void fill(const QStringList &head, const QList<QStringList> &rows);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void fitFirstColumn();
};

}  // namespace psoas::ui
