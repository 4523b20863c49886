#pragma once

#include "ui/figure_geometry.h"

#include <QPainterPath>

namespace psoas::ui {

/// The figure's outlines in centimetres, y upwards. Parts of one side overlap; whoever paints
/// them fills all of them a little larger in the colour of the outline first, so that no line shows
/// where they meet.
struct FigureShapes {
    struct Leg {
        QPainterPath thigh;
        QPainterPath shank;  ///< with the foot
        QPainterPath cuff;   ///< the part of the shank that is clothed
        QPainterPath hem;    ///< a line: where the cuff ends
    };
    struct Arm {
        QPainterPath shoulder;  ///< where the arm goes over into the trunk
        QPainterPath upper;
        QPainterPath sleeve;
        QPainterPath hem;  ///< a line: where the sleeve ends
        QPainterPath lower;
        QPainterPath hand;
        QPainterPath fingers;  ///< lines between them
    };
    Leg nearLeg;
    Leg farLeg;
    Arm nearArm;
    Arm farArm;
    QPainterPath trunk;
    QPainterPath hips;     ///< the part of the trunk that the clothes of the legs cover
    QPainterPath hem;      ///< the line between top and bottom
    QPainterPath lowBack;  ///< a line along its curve, outside the body
    QPainterPath neck;
    QPainterPath head;
    QPainterPath hair;
    QPainterPath ear;
    QPainterPath face;  ///< lines: brow, closed eye, mouth

    [[nodiscard]] std::vector<const QPainterPath *> parts() const;
    [[nodiscard]] QRectF bounds() const;
};

/// What has to be painted anew when a body moves from the one to the other; empty if nothing.
[[nodiscard]] QRectF changedBounds(const FigureShapes &before, const FigureShapes &after);

/// `breath` from 0, breathed out, to 1: the belly rises by up to 2.5 cm (R6); where it lies on the
/// floor, the back rises instead (B6). With an `outset` every closed part is larger by so much: to
/// fill that takes a third of the time that drawing a line around it does.
[[nodiscard]] FigureShapes shapesOf(const Anchors &anchors, int front, double breath,
                                    double outset = 0);

/// A closed curve through the points.
[[nodiscard]] QPainterPath smoothClosed(const std::vector<QPointF> &points);

}  // namespace psoas::ui
