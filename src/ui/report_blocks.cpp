#include "ui/report_blocks.h"

#include "ui/picture_parts.h"

#include <QPainter>

#include <algorithm>
#include <numeric>

namespace psoas::ui {
namespace {

constexpr double kHeadingGap = 1.5 * kSpace;
constexpr double kTextGap = kSpace / 2.0;
constexpr double kRowGap = 3;
constexpr double kColumnGap = 1.5 * kSpace;
constexpr double kRuleShare = 0.3;
constexpr qsizetype kMostWholeLines = 8;  // a longer row may go on over the page

}  // namespace

ReportColumn::ReportColumn(double width, const Theme &theme)
    : m_width(width),
      m_theme(theme),
      m_body(pictureFont(theme)),
      m_strong(pictureFont(theme, kBodySize, QFont::DemiBold)) {}

void ReportColumn::addTitle(const QString &words) {
    addLines(words, pictureFont(m_theme, kHeadingSize, QFont::DemiBold), m_theme.tokens.text, 0);
    m_blocks.back().keepsNext = true;
}

void ReportColumn::addHeading(const QString &words) {
    addLines(words, pictureFont(m_theme, kLargeSize, QFont::DemiBold), m_theme.tokens.accent,
             kHeadingGap);
    m_blocks.back().keepsNext = true;
}

void ReportColumn::addText(const QString &words, bool muted) {
    addLines(words, m_body, muted ? m_theme.tokens.muted : m_theme.tokens.text, kTextGap);
}

void ReportColumn::addLines(const QString &words, const QFont &font, const QColor &ink,
                            double before) {
    for (const QString &line : wrappedLines(font, words, m_width)) {
        m_blocks.push_back(
            {.before = before,
             .height = lineHeight(font),
             .keepsNext = false,
             .paint = [line, font, ink, width = m_width](QPainter &painter, const QPointF &corner) {
                 paintWords(painter, {corner, QSizeF(width, lineHeight(font))}, Qt::AlignLeft, line,
                            font, ink);
             }});
        before = 0;
    }
}

void ReportColumn::addTable(const QStringList &head, const QList<QStringList> &rows) {
    const QList<double> widths = columnWidths(head, rows);
    addRow(head, widths, m_theme.tokens.muted);
    m_blocks.back().keepsNext = true;
    for (const QStringList &row : rows) {
        addRow(row, widths, m_theme.tokens.text);
    }
}

QList<double> ReportColumn::columnWidths(const QStringList &head,
                                         const QList<QStringList> &rows) const {
    QList<double> wanted;
    for (qsizetype column = 0; column < head.size(); ++column) {
        double widest = wordsWidth(m_body, head[column]);
        for (const QStringList &row : rows) {
            for (const QString &line : row[column].split(QLatin1Char('\n'))) {
                widest = std::max(widest, wordsWidth(m_body, line));
            }
        }
        // What just fits by one rounding must not be wrapped by another.
        wanted << widest + 1;
    }
    double free = m_width - static_cast<double>(head.size() - 1) * kColumnGap;
    const double spare = (free - std::accumulate(wanted.begin(), wanted.end(), 0.0)) /
                         static_cast<double>(wanted.size());
    if (spare >= 0) {
        std::ranges::transform(wanted, wanted.begin(),
                               [spare](double each) { return each + spare; });
        return wanted;
    }
    // The narrowest get what they want, as long as it is no more than their part of what is left.
    QList<qsizetype> order(wanted.size());
    std::iota(order.begin(), order.end(), qsizetype{0});
    std::ranges::sort(order, {}, [&wanted](qsizetype column) { return wanted[column]; });
    for (qsizetype i = 0; i < order.size(); ++i) {
        double &width = wanted[order[i]];
        width = std::min(width, free / static_cast<double>(order.size() - i));
        free -= width;
    }
    return wanted;
}

void ReportColumn::addRow(const QStringList &cells, const QList<double> &widths,
                          const QColor &ink) {
    QList<QStringList> wrapped;
    qsizetype lines = 1;
    for (qsizetype i = 0; i < cells.size(); ++i) {
        wrapped << wrappedLines(m_body, cells[i], widths[i]);
        lines = std::max(lines, wrapped.back().size());
    }
    for (qsizetype line = 0; line < lines; ++line) {
        const bool last = line == lines - 1;
        const auto paint = [this, wrapped, widths, line, last, ink](QPainter &painter,
                                                                    const QPointF &corner) {
            double x = corner.x();
            for (qsizetype i = 0; i < wrapped.size(); ++i) {
                paintWords(painter, {x, corner.y(), widths[i], lineHeight(m_body)}, Qt::AlignLeft,
                           wrapped[i].value(line), m_body, ink);
                x += widths[i] + kColumnGap;
            }
            if (last) {
                painter.setPen(
                    QPen(mixed(m_theme.tokens.surface, m_theme.tokens.line, kRuleShare), 1));
                const QPointF below = corner + QPointF(0, lineHeight(m_body) + kRowGap / 2);
                painter.drawLine(below, below + QPointF(m_width, 0));
            }
        };
        m_blocks.push_back({.before = line == 0 ? kRowGap : 0,
                            .height = lineHeight(m_body) + (last ? kRowGap : 0),
                            .keepsNext = !last && lines <= kMostWholeLines,
                            .paint = paint});
    }
}

void ReportColumn::addPicture(const Picture &picture) {
    m_blocks.push_back({.before = kSpace,
                        .height = picture.heightFor(m_width, m_theme),
                        .keepsNext = false,
                        .paint = [picture, this](QPainter &painter, const QPointF &corner) {
                            const QSizeF size(m_width, picture.heightFor(m_width, m_theme));
                            picture.paint(painter, {corner, size}, m_theme);
                        }});
}

void ReportColumn::cutTo(std::size_t size) {
    m_blocks.erase(m_blocks.begin() + static_cast<std::ptrdiff_t>(size), m_blocks.end());
}

std::vector<std::size_t> ReportColumn::pages(double height) const {
    std::vector<std::size_t> firsts{0};
    double used = 0;
    for (std::size_t i = 0; i < m_blocks.size(); ++i) {
        const double before = i == firsts.back() ? 0 : m_blocks[i].before;
        double wanted = before + m_blocks[i].height;
        for (std::size_t next = i; m_blocks[next].keepsNext && next + 1 < m_blocks.size(); ++next) {
            wanted += m_blocks[next + 1].before + m_blocks[next + 1].height;
        }
        if (used + wanted > height && i != firsts.back()) {
            firsts.push_back(i);
            used = m_blocks[i].height;
        } else {
            used += before + m_blocks[i].height;
        }
    }
    return firsts;
}

void ReportColumn::paint(QPainter &painter, const QPointF &corner, std::size_t first,
                         std::size_t end) const {
    double y = corner.y();
    for (std::size_t i = first; i < end; ++i) {
        y += i == first ? 0 : m_blocks[i].before;
        m_blocks[i].paint(painter, {corner.x(), y});
        y += m_blocks[i].height;
    }
}

}  // namespace psoas::ui
