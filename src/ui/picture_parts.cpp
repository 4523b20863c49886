#include "ui/picture_parts.h"

#include <QFontInfo>
#include <QFontMetricsF>
#include <QPainter>
#include <QTextLayout>

#include <algorithm>
#include <cmath>

namespace psoas::ui {
namespace {
constexpr int kSmallestPixels = 5;
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

QStringList wrappedLines(const QFont &font, const QString &words, double width) {
    QString text = words;
    text.replace(QLatin1Char('\n'), QChar::LineSeparator);
    QTextLayout layout(text, font);
    QTextOption option;
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    layout.setTextOption(option);
    layout.beginLayout();
    QStringList lines;
    for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
        line.setLineWidth(width);
        QString part = text.mid(line.textStart(), line.textLength());
        part.remove(QChar::LineSeparator);
        lines << part.trimmed();
    }
    layout.endLayout();
    return lines;
}

double wrappedHeight(const QFont &font, const QString &words, double width) {
    return static_cast<double>(wrappedLines(font, words, width).size()) * lineHeight(font);
}

void paintWrapped(QPainter &painter, const QRectF &place, const QString &words, const QFont &font,
                  const QColor &ink) {
    QRectF line(place.topLeft(), QSizeF(place.width(), lineHeight(font)));
    for (const QString &each : wrappedLines(font, words, place.width())) {
        paintWords(painter, line, Qt::AlignLeft, each, font, ink);
        line.moveTop(line.bottom());
    }
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
