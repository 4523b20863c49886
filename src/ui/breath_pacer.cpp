#include "ui/breath_pacer.h"

#include "ui/text.h"

#include <QPainter>

#include <algorithm>

namespace psoas::ui {
namespace {
constexpr double kSmallest = 0.45;  ///< of the circle, breathed out
constexpr int kBarHeight = 12;
constexpr double kWordShare = 0.3;  ///< of the height
}  // namespace

BreathPacer::BreathPacer(QWidget *parent) : QLabel(parent) {
    setObjectName(QStringLiteral("breathPacer"));
}

void BreathPacer::setTheme(const Theme &theme) {
    m_theme = theme;
    updateGeometry();
    update();
}

void BreathPacer::setBreath(const core::BreathNow &breath) {
    m_breath = breath;
    const QString seconds = wholeSecondsText(breath.left);
    const QString words = breath.part == core::BreathPart::In    ? tr("in %1").arg(seconds)
                          : breath.part == core::BreathPart::Out ? tr("out %1").arg(seconds)
                                                                 : tr("pause %1").arg(seconds);
    if (words != text()) {
        setText(words);
    }
    update();
}

QSize BreathPacer::sizeHint() const {
    const int line = QFontMetrics(m_theme.font(kLargeSize)).height();
    return {line * 8, line * 3};
}

QSize BreathPacer::minimumSizeHint() const {
    const int line = QFontMetrics(m_theme.font(kLargeSize)).height();
    return {line * 5, line * 2};
}

void BreathPacer::paintEvent(QPaintEvent *) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    // A larger circle has larger words; neither may crowd out the other.
    QFont font = m_theme.font(kLargeSize);
    const double room = std::min(height() * kWordShare, width() * kWordShare / 2);
    if (room > QFontMetricsF(font).height()) {
        font.setPixelSize(static_cast<int>(room));
    }
    painter.setFont(font);
    const Tokens &tokens = m_theme.tokens;
    const int words =
        painter.fontMetrics().horizontalAdvance(tr("pause %1").arg(QStringLiteral("00")));
    if (m_theme.reducedMotion) {
        QRectF track(0, height() - kBarHeight - kSpace, width(), kBarHeight);
        painter.setBrush(trackColour(tokens));
        painter.drawRoundedRect(track, kBarHeight / 2.0, kBarHeight / 2.0);
        track.setWidth(std::max<double>(kBarHeight, track.width() * m_breath.level));
        painter.setBrush(tokens.accent);
        painter.drawRoundedRect(track, kBarHeight / 2.0, kBarHeight / 2.0);
        painter.setPen(tokens.text);
        painter.drawText(QRectF(0, 0, width(), height() - kBarHeight - 2 * kSpace), Qt::AlignCenter,
                         text());
        return;
    }
    const double most = std::min<double>(height(), width() - words - 2 * kSpace);
    const double size = most * (kSmallest + (1 - kSmallest) * m_breath.level);
    const double left = (width() - most - words - 2 * kSpace) / 2;
    const QPointF centre(left + most / 2, height() / 2.0);
    painter.setBrush(trackColour(tokens));
    painter.drawEllipse(centre, most / 2, most / 2);
    painter.setBrush(tokens.accent);
    painter.drawEllipse(centre, size / 2, size / 2);
    painter.setPen(tokens.text);
    painter.drawText(QRectF(left + most + 2 * kSpace, 0, words + kSpace, height()),
                     Qt::AlignVCenter | Qt::AlignLeft, text());
}

}  // namespace psoas::ui
