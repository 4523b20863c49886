#pragma once

#include "ui/picture.h"

#include <QFont>
#include <QList>
#include <QPointF>
#include <QString>
#include <QStringList>

#include <functional>
#include <vector>

// What a report on paper is made of. Lengths are those of pictures.
namespace psoas::ui {

/// A piece of a page that is not torn apart: a line of words, or a picture.
struct ReportBlock {
    double before = 0;  ///< room above it, not at the top of a page
    double height = 0;
    bool keepsNext = false;  ///< stands on the page of the block after it
    std::function<void(QPainter &, const QPointF &corner)> paint;
};

/// Lays out the blocks of a report of one width, one below the other.
class ReportColumn {
public:
    ReportColumn(double width, const Theme &theme);
    ReportColumn(const ReportColumn &) = delete;
    ReportColumn &operator=(const ReportColumn &) = delete;

    void addTitle(const QString &words);
    void addHeading(const QString &words);
    /// Wrapped, with its own line breaks.
    void addText(const QString &words, bool muted = false);
    /// Cells wrap where not all columns can be as wide as their words; the widest give way first.
    void addTable(const QStringList &head, const QList<QStringList> &rows);
    void addPicture(const Picture &picture);

    /// The pages that these blocks fill: for each the index of its first, if a page is so high.
    [[nodiscard]] std::vector<std::size_t> pages(double height) const;
    /// Paints the blocks from `first` up to, without, `end`.
    void paint(QPainter &painter, const QPointF &corner, std::size_t first, std::size_t end) const;
    [[nodiscard]] std::size_t size() const { return m_blocks.size(); }
    /// Takes the last blocks away again, so that so many are left.
    void cutTo(std::size_t size);

private:
    void addLines(const QString &words, const QFont &font, const QColor &ink, double before);
    [[nodiscard]] QList<double> columnWidths(const QStringList &head,
                                             const QList<QStringList> &rows) const;
    void addRow(const QStringList &cells, const QList<double> &widths, const QColor &ink);

    double m_width;
    Theme m_theme;
    QFont m_body;
    QFont m_strong;
    std::vector<ReportBlock> m_blocks;
};

}  // namespace psoas::ui
