#include "ui/figure_shapes.h"

#include <QTransform>

#include <algorithm>
#include <cmath>

namespace psoas::ui {
namespace {

/// A cross-section of the trunk: where on the spine, and how far back and front reach from it.
struct Slice {
    double t;
    double back;
    double front;
};

constexpr Slice kTrunkSlices[] = {
    {-0.12, 7.0, 6.0}, {0.02, 10.9, 9.4}, {0.14, 10.4, 9.8},  {0.27, 8.2, 9.7},
    {0.40, 7.4, 9.5},  {0.55, 8.4, 9.6},  {0.70, 10.2, 10.6}, {0.82, 10.8, 10.8},
    {0.94, 9.3, 8.4},  {1.03, 6.6, 6.0},  {1.09, 4.6, 4.2},
};

/// The hull of two circles.
QPainterPath tapered(QPointF a, double ra, QPointF b, double rb) {
    QPainterPath path;
    const double length = distance(a, b);
    if (length <= std::abs(ra - rb)) {
        const bool first = ra > rb;
        path.addEllipse(first ? a : b, first ? ra : rb, first ? ra : rb);
        return path;
    }
    const double way = std::atan2(b.y() - a.y(), b.x() - a.x());
    const double open = std::acos((ra - rb) / length);
    const auto arc = [&path](QPointF centre, double radius, double from, double to) {
        constexpr int kParts = 14;
        for (int i = 0; i <= kParts; ++i) {
            const double angle = from + (to - from) * i / kParts;
            const QPointF point = centre + radius * QPointF{std::cos(angle), std::sin(angle)};
            path.elementCount() == 0 ? path.moveTo(point) : path.lineTo(point);
        }
    };
    constexpr double kTurn = 6.283185307179586;
    arc(a, ra, way + open, way + kTurn - open);
    arc(b, rb, way - open, way + open);
    path.closeSubpath();
    return path;
}

/// Points given along `first` and `second`, from `origin`, as a closed curve.
QPainterPath inFrame(QPointF origin, QPointF first, QPointF second,
                     std::initializer_list<QPointF> points) {
    std::vector<QPointF> placed;
    placed.reserve(points.size());
    for (const QPointF point : points) {
        placed.push_back(origin + first * point.x() + second * point.y());
    }
    return smoothClosed(placed);
}

QPointF across(QPointF along, double sign) { return {-along.y() * sign, along.x() * sign}; }

QPainterPath shankPath(QPointF knee, QPointF ankle, double sign, double until) {
    const double length = distance(knee, ankle);
    const QPointF along = (ankle - knee) / length;
    const QPointF shin = across(along, sign);
    const auto at = [&](double t, double side) {
        return knee + along * (length * t) + shin * side;
    };
    // The calf bulges at the back, a quarter of the way down.
    std::vector<QPointF> points{at(-0.13, 0.5), at(-0.06, 4.6), at(0.08, 5.8), at(0.35, 4.9),
                                at(0.7, 4.0)};
    if (until >= 1) {
        points.insert(points.end(), {at(0.98, 3.7), at(1.07, 0), at(0.98, -3.9), at(0.85, -3.7)});
    } else {
        points.insert(points.end(), {at(until, 3.7), at(until, -3.9)});
    }
    points.insert(points.end(), {at(0.62, -4.9), at(0.3, -6.6), at(0.1, -5.9), at(-0.06, -4.6)});
    return smoothClosed(points);
}

FigureShapes::Leg legPath(const Limb &leg, double toes, double sign) {
    FigureShapes::Leg shape;
    shape.thigh = tapered(leg.root, 9.5, leg.middle, 6.2);
    shape.shank = shankPath(leg.middle, leg.end, sign, 1);
    shape.cuff = shankPath(leg.middle, leg.end, sign, 0.8);
    const QPointF along = direction(toes);
    shape.foot = inFrame(leg.end, along, across(along, sign),
                         {{-3.6, 1.5},
                          {-4.4, -2.5},
                          {-4.9, -5.6},
                          {-2.8, -7.5},
                          {3.5, -6.9},
                          {10.5, -7.4},
                          {17.8, -7.3},
                          {19.6, -5.9},
                          {17.6, -4.4},
                          {11.5, -2.8},
                          {5.6, 0.2},
                          {3.6, 3.2}});
    return shape;
}

FigureShapes::Arm armPath(const Limb &arm, double fingers, double sign) {
    FigureShapes::Arm shape;
    shape.upper = tapered(arm.root, 5.6, arm.middle, 3.9);
    const QPointF cut = arm.root + (arm.middle - arm.root) * 0.42;
    shape.sleeve = tapered(arm.root, 5.6, cut, 5.2);
    shape.lower = tapered(arm.middle, 4.0, arm.end, 2.7);
    const QPointF along = direction(fingers);
    shape.hand = inFrame(arm.end, along, across(along, sign),
                         {{-1.5, 2.4},
                          {3, 3.1},
                          {7.5, 2.9},
                          {12.5, 2.0},
                          {16.2, 0.2},
                          {15.6, -1.5},
                          {11, -1.6},
                          {8.4, -2.0},
                          {8.6, -3.6},
                          {6.6, -4.0},
                          {3, -3.0},
                          {-1.5, -2.4}});
    return shape;
}

void addHead(FigureShapes &shapes, const Anchors &anchors, const Joints &joints, double sign) {
    const QPointF face = direction(anchors.gaze);
    const QPointF crown = across(face, sign);
    const QPointF centre = anchors.head;
    const auto part = [&](std::initializer_list<QPointF> points) {
        return inFrame(centre, face, crown, points);
    };
    shapes.neck = tapered(spinePoint(anchors, joints, 1.0) + joints.up * 1.5, 5.0,
                          centre - face * 1.8 - crown * 4.5, 4.6);
    shapes.head = part({{0, 9.8},
                        {4.8, 8.8},
                        {7.9, 5.2},
                        {8.4, 2.0},
                        {8.7, 0.7},
                        {10.5, -2.1},
                        {8.9, -3.4},
                        {8.9, -5.0},
                        {8.4, -6.3},
                        {7.9, -8.6},
                        {5.0, -9.8},
                        {0.6, -8.0},
                        {-3.6, -7.2},
                        {-7.6, -4.6},
                        {-9.4, 0.5},
                        {-8.2, 5.6},
                        {-4.6, 8.8}});
    shapes.hair = part({{6.9, 7.2},
                        {4.2, 5.6},
                        {2.4, 2.8},
                        {1.0, 1.4},
                        {-1.6, 1.8},
                        {-2.8, -0.8},
                        {-3.8, -5.2},
                        {-7.0, -6.6},
                        {-9.6, -3.0},
                        {-10.3, 1.5},
                        {-8.8, 6.6},
                        {-5.0, 10.0},
                        {0.4, 11.0},
                        {4.6, 9.9}});
    shapes.hair.addPath(
        part({{-3.4, 9.4}, {-0.9, 11.6}, {-1.4, 14.6}, {-4.4, 15.6}, {-7.1, 13.8}, {-7.0, 10.6}}));
    shapes.hair.setFillRule(Qt::WindingFill);
    shapes.ear = part({{0.7, 0.4}, {-0.6, 1.3}, {-1.6, 0.2}, {-1.2, -1.9}, {0.0, -2.5}});
    const auto at = [&](double x, double y) { return centre + face * x + crown * y; };
    shapes.eye.moveTo(at(4.9, 1.2));
    shapes.eye.quadTo(at(5.9, 0.1), at(7.2, 0.9));
}

void addTrunk(FigureShapes &shapes, const Anchors &anchors, const Joints &joints, double breath) {
    std::vector<QPointF> outline;
    const auto place = [&](double t, double aside) {
        return spinePoint(anchors, joints, t) + joints.front * aside;
    };
    // The lungs fill downwards: most of the rise is at the belly, a little at the ribs.
    const auto rise = [breath](double t) {
        return breath * kBellyRise * std::exp(-std::pow((t - 0.34) / 0.2, 2));
    };
    for (const Slice &slice : kTrunkSlices) {
        outline.push_back(place(slice.t, -slice.back));
    }
    for (auto slice = std::rbegin(kTrunkSlices); slice != std::rend(kTrunkSlices); ++slice) {
        outline.push_back(place(slice->t, slice->front + rise(slice->t)));
    }
    shapes.trunk = smoothClosed(outline);
    // The buttock runs out into the thigh.
    const QPointF thigh = joints.nearLeg.root * 0.55 + joints.nearLeg.middle * 0.45;
    shapes.pelvis = tapered(anchors.hip, kPelvisRadius, thigh, 8.0);

    const QPointF back = place(0.2, -20);
    const QPointF front = place(0.16, 20);
    QPainterPath below;
    below.moveTo(back);
    below.quadTo(place(0.12, 0), front);
    shapes.hem = below;
    below.lineTo(front - joints.up * 40);
    below.lineTo(back - joints.up * 40);
    below.closeSubpath();
    shapes.hips = below;
}

}  // namespace

QPainterPath smoothClosed(const std::vector<QPointF> &points) {
    const std::size_t count = points.size();
    QPainterPath path;
    path.moveTo(points.front());
    for (std::size_t i = 0; i < count; ++i) {
        const QPointF before = points[(i + count - 1) % count];
        const QPointF from = points[i];
        const QPointF to = points[(i + 1) % count];
        const QPointF after = points[(i + 2) % count];
        path.cubicTo(from + (to - before) / 6, to - (after - from) / 6, to);
    }
    path.closeSubpath();
    path.setFillRule(Qt::WindingFill);
    return path;
}

FigureShapes shapesOf(const Anchors &anchors, int front, double breath) {
    const double sign = front;
    const Joints joints = jointsOf(anchors, front);
    FigureShapes shapes;
    shapes.nearLeg = legPath(joints.nearLeg, anchors.nearToes, sign);
    shapes.farLeg = legPath(joints.farLeg, anchors.farToes, sign);
    shapes.nearArm = armPath(joints.nearArm, anchors.nearFingers, sign);
    shapes.farArm = armPath(joints.farArm, anchors.farFingers, sign);
    addTrunk(shapes, anchors, joints, breath);
    addHead(shapes, anchors, joints, sign);
    return shapes;
}

QRectF FigureShapes::bounds() const {
    QRectF all;
    for (const auto *path :
         {&nearLeg.thigh, &nearLeg.shank, &nearLeg.foot, &farLeg.thigh, &farLeg.shank, &farLeg.foot,
          &nearArm.upper, &nearArm.lower, &nearArm.hand, &farArm.upper, &farArm.lower, &farArm.hand,
          &trunk, &pelvis, &neck, &head, &hair}) {
        all |= path->boundingRect();
    }
    return all;
}

QPainterPath strandPath(const Strand &strand) {
    const auto &[origin, brim, insertion] = strand;
    // A curve that leaves its corner out: the corner is pushed outwards to make up for it.
    const QPointF corner = brim + (brim - (origin + insertion) / 2) * 0.3;
    QPainterPath path;
    path.moveTo(origin);
    path.cubicTo(corner + (origin - corner) * 0.42, corner + (insertion - corner) * 0.36,
                 insertion);
    return path;
}

}  // namespace psoas::ui
