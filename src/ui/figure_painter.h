#pragma once

#include "ui/figure_geometry.h"
#include "ui/theme.h"

#include <optional>

class QPainter;
class QTransform;

namespace psoas::ui {

/// What there is to paint of a body in profile.
struct ProfileFigure {
    Anchors anchors;
    int front = 1;
    bool mirrored = false;
    Prop prop = Prop::None;
    bool crossedOut = false;
    double breath = 0;               ///< 0 to 1
    std::optional<core::Side> side;  ///< marked with its word
};

/// From centimetres, y upwards, to the part of `target` where `frame` fits, standing on the floor
/// in its middle.
[[nodiscard]] QTransform figureTransform(const QRectF &frame, const QRectF &target, bool mirrored);

/// How wide the figure's outline is, in pixels; half of it is hidden under the fill.
[[nodiscard]] double figureLine(const QTransform &place);

/// The body from its side, on a mat. Keeps to the painter's clip.
void paintProfile(QPainter &painter, const QTransform &place, const QRectF &frame,
                  const ProfileFigure &figure, const Theme &theme);

/// Where the word of the figure's side stands: beside the hip and clear of the body, or in the
/// upper corner of a picture that is too small for that. The figure has a side.
[[nodiscard]] QRectF sideTag(const QTransform &place, const QRectF &frame,
                             const ProfileFigure &figure, const Theme &theme);

/// The belly from the front: where the ball goes on `side`; without a side, on both.
void paintBelly(QPainter &painter, const QRectF &target, std::optional<core::Side> side,
                const Theme &theme);

/// A word in a rounded box, centred on `centre`.
void paintTag(QPainter &painter, QPointF centre, const QString &word, const Theme &theme,
              int pixels);

/// Half the size of the box that `paintTag` would paint.
[[nodiscard]] QSizeF tagHalf(const QString &word, const Theme &theme, int pixels);

}  // namespace psoas::ui
