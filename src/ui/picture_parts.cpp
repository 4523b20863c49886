#include "ui/picture_parts.h"

#include <QFontInfo>
#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace psoas::ui {
namespace {
constexpr int kSmallestPixels = 5;
constexpr int kWrapped = Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap;
constexpr double kTall = 1e6;
}  // namespace

QFont pictureFont(const Theme &theme, double multiple, QFont::Weight weight) {
    QFont font = theme.font(multiple);
    font.setPixelSize(std::max(kSmallestPixels, QFontInfo(font).pixelSize()));
    font.setHintingPreference(QFont::PreferNoHinting);
    font.setWeight(weight);
    return font;
}

double lineHeight(const QFont &font) { return std::ceil(QFontMetricsF(font).height()); }

double wordsWidth(const QFont &font, const QString &words) {
    return QFontMetricsF(font).horizontalAdvance(words);
}

QFont fitted(QFont font, const QString &words, double width) {
    while (font.pixelSize() > kSmallestPixels && wordsWidth(font, words) > width) {
        font.setPixelSize(font.pixelSize() - 1);
    }
    return font;
}

void paintWords(QPainter &painter, const QRectF &place, Qt::Alignment where, const QString &words,
                const QFont &font, const QColor &ink) {
    painter.setFont(font);
    painter.setPen(ink);
    // What just fits by one rounding must not be cut by another.
    const QString shown =
        QFontMetricsF(font).elidedText(words, Qt::ElideRight, place.width() + 0.5);
    painter.drawText(place, static_cast<int>(where) | Qt::TextSingleLine | Qt::TextDontClip, shown);
}

double wrappedHeight(const QFont &font, const QString &words, double width) {
    return std::ceil(
        QFontMetricsF(font).boundingRect(QRectF(0, 0, width, kTall), kWrapped, words).height());
}

void paintWrapped(QPainter &painter, const QRectF &place, const QString &words, const QFont &font,
                  const QColor &ink) {
    painter.setFont(font);
    painter.setPen(ink);
    painter.drawText(place, kWrapped | Qt::TextDontClip, words);
}

void fillRounded(QPainter &painter, const QRectF &place, double radius, const QColor &fill) {
    painter.setPen(Qt::NoPen);
    painter.setBrush(fill);
    painter.drawRoundedRect(place, radius, radius);
}

QColor doseColour(const Tokens &tokens, double share) {
    return mixed(tokens.surface, tokens.accent, share);
}

}  // namespace psoas::ui
