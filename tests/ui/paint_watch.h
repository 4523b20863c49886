#pragma once

#include <QColor>
#include <QList>
#include <QRectF>
#include <QString>
#include <QStringList>

#include <functional>

class QPainter;

namespace psoas {

/// Words as they were painted.
struct PaintedWords {
    QString words;
    QRectF place;  ///< from the top of the line to its bottom
    QColor ink;
    QColor ground;  ///< of the last shape that was filled under their middle before; else invalid
};

/// A shape as it was painted, with its pen.
struct PaintedShape {
    QRectF place;
    QColor fill;  ///< invalid if not filled
};

/// What was painted, and where, in the order in which it was.
struct Painted {
    QList<PaintedWords> words;
    QList<PaintedShape> shapes;

    /// The words alone.
    [[nodiscard]] QStringList said() const;
    /// Pairs of words of which one stands on the other, and what is outside of `within`; empty if
    /// all is well.
    [[nodiscard]] QStringList faults(const QRectF &within) const;
    /// The least contrast of words with their ground, which is `paper` where nothing was filled.
    [[nodiscard]] double leastContrast(const QColor &paper) const;
};

/// Lets `paint` paint on paper of 96 dots an inch that remembers all of it.
[[nodiscard]] Painted watched(const QSizeF &size, const std::function<void(QPainter &)> &paint);

}  // namespace psoas
