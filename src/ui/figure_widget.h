#pragma once

#include "core/pose.h"
#include "core/routine.h"
#include "ui/figure_geometry.h"
#include "ui/theme.h"

#include <QElapsedTimer>
#include <QPixmap>
#include <QTimer>
#include <QWidget>

#include <optional>

class QTransform;

namespace psoas::ui {

/// The living figure: a body in a pose with its psoas, drawn from joint positions. The near side
/// is the side worked, and is marked with its word. From one pose to the next it glides in 600 ms;
/// into a turned body or another view it fades in less, the old picture under the new one. Under
/// reduced motion, and where nothing has been seen of it yet, it is there at once. It paints
/// nothing and runs no timer while it is hidden. What stands still is painted once and kept; breath
/// and swing repaint what they move, 20 times a second at most.
class FigureWidget : public QWidget {
    Q_OBJECT
public:
    explicit FigureWidget(QWidget *parent = nullptr);

    /// `side`: the side worked; without one the pose is shown as it is drawn.
    void setPose(core::Pose pose, std::optional<core::Side> side);

    /// 0 breathed out, 1 breathed in; nothing in between under reduced motion.
    void setBreath(double breath);

    /// Whether the leg of `ProneLegMoving` swings; off while a session is paused.
    void setMoving(bool moving);

    void setTheme(const Theme &theme);

    [[nodiscard]] core::Pose pose() const noexcept { return m_pose; }
    [[nodiscard]] std::optional<core::Side> side() const noexcept { return m_side; }
    [[nodiscard]] bool isMirrored() const noexcept { return m_mirrored; }
    [[nodiscard]] bool isAnimating() const { return m_frames.isActive(); }

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void advance();
    void startOrStop();
    void invalidate();
    void showMoved();
    void renderStill();
    void paintFigure(QPainter &painter) const;
    [[nodiscard]] QTransform placeNow() const;
    [[nodiscard]] Anchors anchorsNow() const;
    void arrive();
    [[nodiscard]] double glided() const;
    [[nodiscard]] bool swings() const;

    Theme m_theme;
    core::Pose m_pose = core::Pose::ConstructiveRest;
    std::optional<core::Side> m_side;
    bool m_mirrored = false;
    bool m_seen = false;  ///< in a minimised window it is hidden, and still visible by Qt's name
    double m_breath = 0;
    bool m_moving = false;
    double m_swing = 0.5;           ///< of the leg, 0 to 1
    qint64 m_swingAge = 2000;       ///< ms within the swing
    qint64 m_lastFrame = 0;         ///< ms on `m_clock`
    std::optional<Anchors> m_from;  ///< where the glide began
    bool m_fades = false;           ///< a turn or another view: fades in instead of gliding
    QPixmap m_old;                  ///< what it fades from
    qint64 m_glideStart = 0;        ///< ms on `m_clock`
    QPixmap m_still;                ///< the figure as last painted
    bool m_stillFresh = false;      ///< else all of it is to be painted
    QRect m_stale;                  ///< the part of it that moved since
    Anchors m_drawn;                ///< what is on it
    double m_drawnBreath = 0;
    qint64 m_breathShown = 0;  ///< ms on `m_clock`
    QElapsedTimer m_clock;
    QTimer m_frames;
    QTimer m_breathWait;
};

}  // namespace psoas::ui
