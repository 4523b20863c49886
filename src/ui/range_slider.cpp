#include "ui/range_slider.h"

#include <QMouseEvent>
#include <QPainter>
#include <QStyle>
#include <QWheelEvent>

#include <algorithm>

namespace psoas::ui {
namespace {
constexpr int kPreferredWidth = 400;
constexpr int kLeastWidth = 120;
constexpr double kTrack = 8;
constexpr double kStroke = 9;  ///< how far the range's ends reach beyond the middle
constexpr double kHandle = 11;
constexpr double kLargestScale = 1.5;  ///< beyond it the handle would not fit the slider's height
constexpr double kMarkShare = 0.45;
}  // namespace

RangeSlider::RangeSlider(QWidget *parent) : QSlider(Qt::Horizontal, parent) {
    setFocusPolicy(Qt::StrongFocus);
    setMinimumHeight(kTargetHeight);
}

void RangeSlider::setTheme(const Theme &theme) {
    m_theme = theme;
    update();
}

void RangeSlider::setMarked(std::optional<std::pair<double, double>> range) {
    m_marked = range;
    update();
}

QSize RangeSlider::sizeHint() const { return {kPreferredWidth, kTargetHeight}; }
QSize RangeSlider::minimumSizeHint() const { return {kLeastWidth, kTargetHeight}; }

/// As the style has it, which moves the handle under the mouse.
int RangeSlider::handleLength() const { return style()->pixelMetric(QStyle::PM_SliderLength); }

double RangeSlider::xOf(double value) const {
    const double share =
        std::clamp((value - minimum()) / std::max(1, maximum() - minimum()), 0., 1.);
    return handleLength() / 2.0 + share * (width() - handleLength());
}

void RangeSlider::paintEvent(QPaintEvent *) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Tokens &tokens = m_theme.tokens;
    const double middle = height() / 2.0;
    const QRectF track(xOf(minimum()) - kTrack / 2, middle - kTrack / 2,
                       xOf(maximum()) - xOf(minimum()) + kTrack, kTrack);
    painter.setPen(QPen(tokens.line, 1));
    painter.setBrush(tokens.sunken);
    painter.drawRoundedRect(track, kTrack / 2, kTrack / 2);
    if (m_marked) {
        const double from = xOf(m_marked->first);
        const double to = xOf(m_marked->second);
        painter.setPen(Qt::NoPen);
        painter.setBrush(mixed(tokens.sunken, tokens.accent, kMarkShare));
        painter.drawRect(QRectF(from, track.top() + 1, to - from, kTrack - 2));
        painter.setPen(QPen(tokens.accent, 2));
        for (const double x : {from, to}) {
            painter.drawLine(QPointF(x, middle - kStroke), QPointF(x, middle + kStroke));
        }
    }
    const QPointF handle(xOf(sliderPosition()), middle);
    painter.setPen(QPen(tokens.surface, 2));
    painter.setBrush(isEnabled() ? tokens.accent : tokens.line);
    const double radius = kHandle * std::min(m_theme.textScale, kLargestScale);
    painter.drawEllipse(handle, radius, radius);
    if (hasFocus()) {
        painter.setPen(QPen(tokens.text, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawEllipse(handle, radius + 2, radius + 2);
    }
}

void RangeSlider::mousePressEvent(QMouseEvent *event) {
    if (event->button() == Qt::LeftButton) {
        // First to the mouse, and the handle that is then under it can be dragged on.
        const int x = static_cast<int>(event->position().x()) - handleLength() / 2;
        setSliderPosition(
            QStyle::sliderValueFromPosition(minimum(), maximum(), x, width() - handleLength()));
    }
    QSlider::mousePressEvent(event);
}

void RangeSlider::wheelEvent(QWheelEvent *event) { event->ignore(); }

}  // namespace psoas::ui
