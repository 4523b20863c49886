#include "ui/figure_widget.h"

#include "ui/figure_painter.h"
#include "ui/figure_shapes.h"
#include "ui/text.h"

#include <QPaintEvent>
#include <QPainter>
#include <QTransform>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace psoas::ui {
namespace {
constexpr int kGlideFrameMs = 33;
constexpr int kFadeMs = 180;
constexpr int kSlowFrameMs = 50;     ///< between two pictures of the breath or the swing
constexpr qint64 kSwingMs = 8000;    ///< there and back: slowly (B8)
constexpr double kBreathSteps = 30;  ///< finer than a pixel at any size a window has
constexpr int kMargin = 8;
}  // namespace

FigureWidget::FigureWidget(QWidget *parent)
    : QWidget(parent), m_theme(themeFor(ThemeChoice::Light, 1.0, false)), m_frames(this) {
    setObjectName(QStringLiteral("figure"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    setAttribute(Qt::WA_TransparentForMouseEvents);
    m_clock.start();
    m_breathWait.setSingleShot(true);
    connect(&m_frames, &QTimer::timeout, this, &FigureWidget::advance);
    connect(&m_breathWait, &QTimer::timeout, this, &FigureWidget::showMoved);
}

void FigureWidget::setPose(core::Pose pose, std::optional<core::Side> side) {
    const PoseRow &row = poseRow(pose);
    const bool mirrored = row.view == FigureView::Profile && side && *side != row.shows;
    if (pose == m_pose && side == m_side) {
        return;
    }
    const Anchors from = anchorsNow();
    m_fades = !glidesInto(m_pose, pose) || mirrored != m_mirrored;
    m_pose = pose;
    m_side = side;
    m_mirrored = mirrored;
    arrive();
    if (m_seen && !m_still.isNull() && !m_theme.reducedMotion) {
        m_from = from;
        m_glideStart = m_clock.elapsed();
        m_old = m_fades ? m_still : QPixmap();
    }
    startOrStop();
    invalidate();
}

void FigureWidget::setBreath(double breath) {
    const double steps = m_theme.reducedMotion ? 1 : kBreathSteps;
    const double step = std::round(std::clamp(breath, 0.0, 1.0) * steps) / steps;
    if (step == m_breath) {
        return;
    }
    m_breath = step;
    if (!m_seen) {
        m_stillFresh = false;
        return;
    }
    if (m_breathWait.isActive()) {
        return;
    }
    const qint64 since = m_clock.elapsed() - m_breathShown;
    if (since >= kSlowFrameMs) {
        showMoved();
    } else {
        m_breathWait.start(static_cast<int>(kSlowFrameMs - since));
    }
}

void FigureWidget::setMoving(bool moving) {
    m_moving = moving;
    startOrStop();
}

void FigureWidget::setTheme(const Theme &theme) {
    m_theme = theme;
    if (theme.reducedMotion) {
        m_breath = std::round(m_breath);
        arrive();
    }
    startOrStop();
    invalidate();
}

QSize FigureWidget::sizeHint() const { return {480, 320}; }

QSize FigureWidget::minimumSizeHint() const { return {120, 80}; }

bool FigureWidget::swings() const {
    return m_moving && m_pose == core::Pose::ProneLegMoving && !m_theme.reducedMotion;
}

void FigureWidget::startOrStop() {
    if (!m_seen || !(m_from || swings())) {
        m_frames.stop();
        return;
    }
    const int interval = m_from ? kGlideFrameMs : kSlowFrameMs;
    if (!m_frames.isActive()) {
        m_lastFrame = m_clock.elapsed();
        m_frames.start(interval);
    } else if (m_frames.interval() != interval) {
        m_frames.setInterval(interval);
    }
}

void FigureWidget::advance() {
    const qint64 now = m_clock.elapsed();
    if (swings()) {
        m_swingAge = (m_swingAge + now - m_lastFrame) % kSwingMs;
        const double turn = 2 * std::numbers::pi * static_cast<double>(m_swingAge) / kSwingMs;
        m_swing = (1 - std::cos(turn)) / 2;
    }
    m_lastFrame = now;
    if (!m_from) {
        showMoved();
        return;
    }
    if (glided() >= 1) {
        arrive();
        startOrStop();
    }
    update();
}

void FigureWidget::invalidate() {
    m_stillFresh = false;
    update();
}

/// Asks for the part that moved since the last picture.
void FigureWidget::showMoved() {
    m_breathShown = m_clock.elapsed();
    const PoseRow &row = poseRow(m_pose);
    if (!m_stillFresh || row.view == FigureView::Belly) {
        return;  // all of it is asked for already, or nothing can move
    }
    const QTransform place = placeNow();
    const QRectF moved = place.mapRect(changedBounds(shapesOf(m_drawn, row.front, m_drawnBreath),
                                                     shapesOf(anchorsNow(), row.front, m_breath)));
    if (moved.isEmpty()) {
        return;
    }
    const double line = figureLine(place) + 1;
    m_stale |= moved.adjusted(-line, -line, line, line).toAlignedRect();
    update(m_stale);
}

/// In its pose, with nothing left of the way there.
void FigureWidget::arrive() {
    m_from.reset();
    m_old = QPixmap();
}

double FigureWidget::glided() const {
    if (!m_from) {
        return 1;
    }
    const double time = std::min(1.0, static_cast<double>(m_clock.elapsed() - m_glideStart) /
                                          (m_fades ? kFadeMs : kGlideMs));
    return time * time * (3 - 2 * time);
}

Anchors FigureWidget::anchorsNow() const {
    const Anchors to = anchorsOf(m_pose, m_swing, m_breath);
    return m_from && !m_fades ? between(*m_from, to, poseRow(m_pose).front, glided()) : to;
}

void FigureWidget::showEvent(QShowEvent *) {
    m_seen = true;
    startOrStop();
}

void FigureWidget::hideEvent(QHideEvent *) {
    m_seen = false;
    arrive();
    m_frames.stop();
    m_breathWait.stop();
    m_stillFresh = false;
    m_still = QPixmap();
}

QTransform FigureWidget::placeNow() const {
    const QRectF target = QRectF(rect()).adjusted(kMargin, kMargin, -kMargin, -kMargin);
    return figureTransform(poseRow(m_pose).frame, target, m_mirrored);
}

void FigureWidget::paintFigure(QPainter &painter) const {
    const PoseRow &row = poseRow(m_pose);
    if (row.view == FigureView::Belly) {
        paintBelly(painter, QRectF(rect()).adjusted(kMargin, kMargin, -kMargin, -kMargin), m_side,
                   m_theme);
        return;
    }
    const ProfileFigure figure{.anchors = anchorsNow(),
                               .front = row.front,
                               .mirrored = m_mirrored,
                               .prop = row.prop,
                               .crossedOut = row.crossedOut,
                               .breath = m_breath,
                               .side = m_side};
    paintProfile(painter, placeNow(), row.frame, figure, m_theme);
}

/// Brings the kept picture up to date: all of it, or the part that moved.
void FigureWidget::renderStill() {
    const double ratio = devicePixelRatioF();
    const QSize size = (QSizeF(this->size()) * ratio).toSize();
    if (m_still.size() != size || m_still.devicePixelRatio() != ratio) {
        m_still = QPixmap(size);
        m_still.setDevicePixelRatio(ratio);
        m_still.fill(Qt::transparent);  // gives it an alpha channel
        m_stillFresh = false;
    }
    if (!m_stillFresh) {
        m_stale = rect();
    }
    if (m_stale.isEmpty()) {
        return;
    }
    QPainter painter(&m_still);
    painter.setClipRect(m_stale);
    painter.setCompositionMode(QPainter::CompositionMode_Source);
    painter.fillRect(m_stale, Qt::transparent);
    painter.setCompositionMode(QPainter::CompositionMode_SourceOver);
    paintFigure(painter);
    m_stale = QRect();
    m_stillFresh = true;
    m_drawn = anchorsNow();
    m_drawnBreath = m_breath;
}

void FigureWidget::paintEvent(QPaintEvent *event) {
    QPainter painter(this);
    if (m_from && !m_fades) {
        paintFigure(painter);  // each of its pictures is seen but once
        return;
    }
    renderStill();
    painter.setClipRect(event->rect());
    const double share = glided();
    if (share < 1) {
        painter.setOpacity(1 - share);
        painter.drawPixmap(0, 0, m_old);
        painter.setOpacity(share);
    }
    painter.drawPixmap(0, 0, m_still);
}

}  // namespace psoas::ui
