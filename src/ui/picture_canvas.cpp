#include "ui/picture_canvas.h"

#include <QPainter>

#include <cmath>

namespace psoas::ui {
namespace {
constexpr int kPreferredWidth = 760;
constexpr int kLeastWidth = 280;
constexpr int kFrame = kSpace;  // around the picture, for the focus
constexpr double kFocusLine = 2;
}  // namespace

PictureCanvas::PictureCanvas(QWidget *parent) : QLabel(parent) {
    setFocusPolicy(Qt::TabFocus);
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void PictureCanvas::setTheme(const Theme &theme) {
    m_theme = theme;
    updateGeometry();
    update();
    emit placed();
}

void PictureCanvas::setPicture(const Picture &picture) {
    m_picture = picture;
    setAccessibleName(picture.heading);
    setAccessibleDescription(picture.text);
    updateGeometry();
    update();
    emit placed();
}

QRectF PictureCanvas::place() const {
    return QRectF(rect()).adjusted(kFrame, kFrame, -kFrame, -kFrame);
}

QSize PictureCanvas::sizeHint() const { return {kPreferredWidth, heightForWidth(kPreferredWidth)}; }

QSize PictureCanvas::minimumSizeHint() const { return {kLeastWidth, 0}; }

int PictureCanvas::heightForWidth(int width) const {
    if (!m_picture.heightFor) {
        return 0;
    }
    return 2 * kFrame +
           static_cast<int>(std::ceil(m_picture.heightFor(width - 2 * kFrame, m_theme)));
}

void PictureCanvas::paintEvent(QPaintEvent *) {
    if (!m_picture.paint) {
        return;
    }
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    m_picture.paint(painter, place(), m_theme);
    if (hasFocus()) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(m_theme.tokens.accent, kFocusLine));
        constexpr double kInside = kFocusLine / 2;
        painter.drawRoundedRect(QRectF(rect()).adjusted(kInside, kInside, -kInside, -kInside),
                                kControlRadius, kControlRadius);
    }
}

void PictureCanvas::resizeEvent(QResizeEvent *event) {
    QLabel::resizeEvent(event);
    emit placed();
}

}  // namespace psoas::ui
