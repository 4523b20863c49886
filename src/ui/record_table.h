#pragma once

#include <QList>
#include <QStringList>
#include <QTableWidget>

namespace psoas::ui {

/// A table to be read: nothing in it can be changed, and Tab leaves it. Columns without anything in
/// them are left out. It is as high as its rows, and the page that it stands on scrolls, unless it
/// has more than `setMostRows`.
class RecordTable : public QTableWidget {
public:
    explicit RecordTable(const char *objectName, const QString &name = {});

    /// Of more rows than these it scrolls itself.
    void setMostRows(int rows) { m_mostRows = rows; }
    /// Replaces all that is in it. Each column is as wide as its words, but the first, which wraps
    /// its own where there is no room for them.
    void fill(const QStringList &head, const QList<QStringList> &rows);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    [[nodiscard]] int widthOfWords(int column) const;
    void fitFirstColumn();

    int m_mostRows = 0;  ///< 0: any number
};

}  // namespace psoas::ui
