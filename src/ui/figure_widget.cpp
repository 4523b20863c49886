#include "ui/figure_widget.h"

#include "ui/figure_painter.h"
#include "ui/text.h"

#include <QPainter>
#include <QTransform>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace psoas::ui {
namespace {
constexpr int kFrameMs = 33;
constexpr qint64 kSwingMs = 8000;    ///< there and back: slowly (B8)
constexpr double kBreathSteps = 40;  ///< finer than a pixel at any size a window has
constexpr int kMargin = 8;
}  // namespace

FigureWidget::FigureWidget(QWidget *parent)
    : QWidget(parent), m_theme(themeFor(ThemeChoice::Light, 1.0, false)) {
    setObjectName(QStringLiteral("figure"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    setAttribute(Qt::WA_TransparentForMouseEvents);
    m_clock.start();
    m_frames.setInterval(kFrameMs);
    connect(&m_frames, &QTimer::timeout, this, &FigureWidget::advance);
}

void FigureWidget::setPose(core::Pose pose, std::optional<core::Side> side) {
    const PoseRow &row = poseRow(pose);
    const bool mirrored = row.view == FigureView::Profile && side && *side != row.shows;
    if (pose == m_pose && side == m_side) {
        return;
    }
    const PoseRow &before = poseRow(m_pose);
    const Anchors from = anchorsNow();
    // A body can glide into a pose of its own kind; anything else would be a tangle of limbs.
    m_fades = row.frame != before.frame || row.front != before.front || mirrored != m_mirrored;
    m_pose = pose;
    m_side = side;
    m_mirrored = mirrored;
    m_from.reset();
    if (isVisible() && !m_theme.reducedMotion) {
        m_from = from;
        m_glideStart = m_clock.elapsed();
    }
    startOrStop();
    update();
}

void FigureWidget::setBreath(double breath) {
    const double step = std::round(std::clamp(breath, 0.0, 1.0) * kBreathSteps) / kBreathSteps;
    if (step != m_breath) {
        m_breath = step;
        update();
    }
}

void FigureWidget::setMoving(bool moving) {
    m_moving = moving;
    startOrStop();
}

void FigureWidget::setTheme(const Theme &theme) {
    m_theme = theme;
    if (theme.reducedMotion) {
        m_from.reset();
    }
    startOrStop();
    update();
}

QSize FigureWidget::sizeHint() const { return {480, 320}; }

QSize FigureWidget::minimumSizeHint() const { return {120, 80}; }

bool FigureWidget::swings() const {
    return m_moving && m_pose == core::Pose::ProneLegMoving && !m_theme.reducedMotion;
}

void FigureWidget::startOrStop() {
    const bool wanted = isVisible() && (m_from || swings());
    if (wanted && !m_frames.isActive()) {
        m_lastFrame = m_clock.elapsed();
        m_frames.start();
    } else if (!wanted) {
        m_frames.stop();
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
    if (m_from && glided() >= 1) {
        m_from.reset();
        startOrStop();
    }
    update();
}

double FigureWidget::glided() const {
    if (!m_from) {
        return 1;
    }
    const double time =
        std::min(1.0, static_cast<double>(m_clock.elapsed() - m_glideStart) / kGlideMs);
    return time * time * (3 - 2 * time);
}

Anchors FigureWidget::anchorsNow() const {
    const Anchors to = anchorsOf(m_pose, m_swing, m_breath);
    return m_from && !m_fades ? between(*m_from, to, glided()) : to;
}

void FigureWidget::showEvent(QShowEvent *) { startOrStop(); }

void FigureWidget::hideEvent(QHideEvent *) {
    m_from.reset();
    m_frames.stop();
}

void FigureWidget::paintEvent(QPaintEvent *) {
    QPainter painter(this);
    if (m_fades) {
        painter.setOpacity(glided());
    }
    const QRectF target = QRectF(rect()).adjusted(kMargin, kMargin, -kMargin, -kMargin);
    const PoseRow &row = poseRow(m_pose);
    if (row.view == FigureView::Belly) {
        paintBelly(painter, target, m_side, m_theme);
        return;
    }
    const ProfileFigure figure{.anchors = anchorsNow(),
                               .front = row.front,
                               .mirrored = m_mirrored,
                               .prop = row.prop,
                               .crossedOut = row.crossedOut,
                               .breath = m_breath,
                               .side = m_side};
    paintProfile(painter, figureTransform(row.frame, target, m_mirrored), row.frame, figure,
                 m_theme);
}

}  // namespace psoas::ui
