#pragma once

#include "ui/theme.h"

#include <QFont>
#include <QRectF>
#include <QString>
#include <QStringList>

class QPainter;

// What the painters of pictures share. Lengths are logical pixels.
namespace psoas::ui {

inline constexpr double kSmallSize = 0.85;  ///< of a picture's type: axes, days of a month

/// The theme's font for a picture: with a pixel size, so that it is as large on a page of 1200 dots
/// an inch as on a screen, and without hinting, so that it is as wide.
[[nodiscard]] QFont pictureFont(const Theme &theme, double multiple = kBodySize,
                                QFont::Weight weight = QFont::Normal);

/// How high one line of it is, and how wide these words are.
[[nodiscard]] double lineHeight(const QFont &font);
[[nodiscard]] double wordsWidth(const QFont &font, const QString &words);

/// The same font, only so much smaller that the words are no wider than `width`.
[[nodiscard]] QFont fitted(QFont font, const QString &words, double width);

/// One line of words within `place`, cut short with dots where they are wider.
void paintWords(QPainter &painter, const QRectF &place, Qt::Alignment where, const QString &words,
                const QFont &font, const QColor &ink);

/// These words as lines no wider than `width`; a word that is wider is broken.
[[nodiscard]] QStringList wrappedLines(const QFont &font, const QString &words, double width);

/// How high these words are, wrapped at `width`; and the words, wrapped, from the top of `place`.
[[nodiscard]] double wrappedHeight(const QFont &font, const QString &words, double width);
void paintWrapped(QPainter &painter, const QRectF &place, const QString &words, const QFont &font,
                  const QColor &ink);

/// A shape without an outline.
void fillRounded(QPainter &painter, const QRectF &place, double radius, const QColor &fill);

/// The colour of what was held, `share` of the way from the ground to the accent.
[[nodiscard]] QColor doseColour(const Tokens &tokens, double share);

}  // namespace psoas::ui
