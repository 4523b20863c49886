#include "ui/figure_shapes.h"

#include <QtMath>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <span>

namespace psoas::ui {
namespace {

/// Where on the spine, and how far the outline reaches from it.
struct Reach {
    double t;
    double aside;
};

// The collar stands higher at the nape than at the throat.
constexpr Reach kBack[] = {{-0.12, 7.0}, {0.02, 10.9}, {0.14, 10.6}, {0.27, 8.2},
                           {0.40, 7.4},  {0.55, 8.5},  {0.70, 10.2}, {0.82, 10.6},
                           {0.94, 9.0},  {1.04, 6.9},  {1.11, 5.0}};
constexpr Reach kFront[] = {{-0.12, 7.0}, {0.02, 10.3}, {0.14, 10.5}, {0.27, 10.0},
                            {0.40, 9.6},  {0.55, 9.8},  {0.70, 10.9}, {0.82, 10.6},
                            {0.93, 8.0},  {1.01, 5.4},  {1.045, 4.2}};

/// How many straight lines a curve has between two points. That is as smooth as can be seen, and
/// painted in half of the time that a painter takes to find as many in a curve.
constexpr int kLines = 5;

/// The hull of two circles, neither of them inside the other.
QPainterPath tapered(QPointF a, double ra, QPointF b, double rb) {
    constexpr double kStep = 10;  // degrees: unseen at any size that a window has
    const double way = qRadiansToDegrees(std::atan2(b.y() - a.y(), b.x() - a.x()));
    const double open = qRadiansToDegrees(
        std::acos(std::clamp((ra - rb) / std::max(0.01, distance(a, b)), -1.0, 1.0)));
    QPolygonF points;
    const auto arc = [&points](QPointF centre, double radius, double from, double until) {
        const int parts = std::max(1, static_cast<int>(std::ceil((until - from) / kStep)));
        for (int k = 0; k <= parts; ++k) {
            points << centre + radius * direction(from + (until - from) * k / parts);
        }
    };
    arc(a, ra, way + open, way + 360 - open);
    arc(b, rb, way - open, way + open);
    QPainterPath path;
    path.addPolygon(points);
    path.closeSubpath();
    return path;
}

double turning(const std::vector<QPointF> &points) {
    double area = 0;
    for (std::size_t i = 0; i < points.size(); ++i) {
        const QPointF next = points[(i + 1) % points.size()];
        area += points[i].x() * next.y() - points[i].y() * next.x();
    }
    return area > 0 ? 1 : -1;
}

/// The closed curve through the points, further out by `outset` everywhere.
QPainterPath curve(const std::vector<QPointF> &points, double outset) {
    if (outset == 0) {
        return smoothClosed(points);
    }
    const double out = -turning(points);
    const std::size_t count = points.size();
    std::vector<QPointF> further;
    further.reserve(count);
    for (std::size_t i = 0; i < count; ++i) {
        const QPointF way = points[(i + 1) % count] - points[(i + count - 1) % count];
        further.push_back(points[i] + turned(way / std::hypot(way.x(), way.y()), out) * outset);
    }
    return smoothClosed(further);
}

/// Points given along `first` and `second`, from `origin`, as a closed curve.
QPainterPath inFrame(QPointF origin, QPointF first, QPointF second,
                     std::initializer_list<QPointF> points, double outset) {
    std::vector<QPointF> placed;
    placed.reserve(points.size());
    for (const QPointF point : points) {
        placed.push_back(origin + first * point.x() + second * point.y());
    }
    return curve(placed, outset);
}

/// Points along a bone: `t` from 0 at its root to 1 at its end, and how far to the front.
struct Along {
    double t;
    double front;
};

// The quadriceps bulges high and in front, the hamstrings behind; around the hip it is a circle of
// the pelvis, so that bending leaves no edge there.
constexpr Along kThighLine[] = {
    {-0.255, 0},  {-0.2, 6.6},  {-0.1, 9.8},   {0, 10.7},  {0.12, 10.3}, {0.3, 9.6},
    {0.55, 8.2},  {0.78, 7.0},  {0.93, 6.5},   {1, 6.25},  {1.07, 5.4},  {1.12, 3.4},
    {1.142, 0},   {1.12, -3.2}, {1.07, -5},    {1, -5.9},  {0.93, -6.1}, {0.8, -6.5},
    {0.55, -7.8}, {0.3, -9.4},  {0.12, -10.9}, {0, -11.2}, {-0.1, -10},  {-0.2, -6.8}};
// Down the shin, and from the heel up the calf, which bulges a quarter of the way down.
constexpr Along kShin[] = {{-0.13, 0.5}, {-0.06, 4.6}, {0.08, 5.8}, {0.35, 4.9}, {0.7, 4.0}};
constexpr Along kCalf[] = {{0.8, -3.7}, {0.62, -4.9}, {0.3, -6.6}, {0.1, -5.9}, {-0.06, -4.6}};

/// The foot's outline from the instep round to the heel, from the ankle, towards the toes and
/// towards the instep: standing, with the toes pointed, and how much further out where the shin
/// leans over the foot, which else would cut into the instep.
struct FootPoint {
    QPointF flat;
    QPointF pointed;
    QPointF leaning{};
};
constexpr FootPoint kFoot[] = {
    {{3.6, 2.3}, {2.6, 3.4}, {2.4, 1.3}}, {{6.4, 0.0}, {6.8, 2.4}, {1.8, 0.7}},
    {{11.5, -2.5}, {11.5, 0.9}},          {{17.6, -4.4}, {17.2, -2.0}},
    {{19.6, -6.0}, {19.2, -3.5}},         {{17.4, -7.3}, {17.0, -4.5}},
    {{10.5, -7.4}, {11.0, -4.8}},         {{3.5, -7.0}, {4.0, -4.8}},
    {{-2.6, -7.5}, {-1.8, -5.4}},         {{-5.0, -5.3}, {-4.6, -4.7}},
    {{-4.3, -1.2}, {-6.0, -3.5}}};

FigureShapes::Leg legPath(const Limb &leg, double toes, double sign, double outset) {
    const auto on = [sign](QPointF root, QPointF end) {
        const QPointF way = end - root;
        const QPointF front = turned(way / std::hypot(way.x(), way.y()), sign);
        return [=](Along point) { return root + way * point.t + front * point.front; };
    };
    const auto thigh = on(leg.root, leg.middle);
    const auto shank = on(leg.middle, leg.end);
    const auto outline = [](const auto &place, auto... runs) {
        std::vector<QPointF> points;
        (std::ranges::transform(runs, std::back_inserter(points), place), ...);
        return points;
    };
    FigureShapes::Leg shape;
    shape.thigh = curve(outline(thigh, std::span(kThighLine)), outset);
    shape.cuff = curve(
        outline(shank, std::span(kShin), std::array{Along{0.78, 3.9}}, std::span(kCalf)), outset);

    // Shank and foot are one outline: an ankle has no seam.
    const QPointF along = direction(toes);
    // A pointed foot draws its heel up towards the calf and flattens.
    const double ankle = angleAt({0, 0}, leg.end - leg.middle, along);
    const double pointed = std::clamp((50 - ankle) / 25, 0.0, 1.0);
    const double leaning = std::clamp((ankle - 92) / 30, 0.0, 1.0);
    std::vector<QPointF> points = outline(shank, std::span(kShin));
    for (const FootPoint &each : kFoot) {
        const QPointF point =
            each.flat + (each.pointed - each.flat) * pointed + each.leaning * leaning;
        points.push_back(leg.end + along * point.x() + turned(along, sign) * point.y());
    }
    std::ranges::transform(kCalf, std::back_inserter(points), shank);
    shape.shank = curve(points, outset);
    shape.hem.moveTo(shank({0.785, 3.9}));
    shape.hem.quadTo(shank({0.83, 0}), shank({0.8, -3.75}));
    return shape;
}

/// Symmetrical about the arm, from around the shoulder down to its end.
QPainterPath sleevePath(QPointF root, QPointF down, double length, double outset) {
    return inFrame(root, down, turned(down, 1),
                   {{-5.6, 0},
                    {-3.9, 4.0},
                    {0, 5.6},
                    {length - 1.4, 5.3},
                    {length, 4.9},
                    {length + 0.9, 0},
                    {length, -4.9},
                    {length - 1.4, -5.3},
                    {0, -5.6},
                    {-3.9, -4.0}},
                   outset);
}

FigureShapes::Arm armPath(const Limb &arm, double fingers, double sign, double outset) {
    FigureShapes::Arm shape;
    const QPointF cut = arm.root + (arm.middle - arm.root) * 0.5;
    const double length = distance(arm.root, cut);
    // A sleeve that points at the viewer has no edges, only its end.
    const double over = length < 9 ? length + 2.4 : 7.5;
    shape.shoulder.addEllipse(arm.root, over, over);
    const QPointF down = (cut - arm.root) / length;
    shape.sleeve = sleevePath(arm.root, down, length, outset);
    shape.hem.moveTo(cut + turned(down, sign) * 5.1);
    shape.hem.quadTo(cut + down * 1.8, cut - turned(down, sign) * 5.1);
    shape.upper = tapered(cut, 4.85 + outset, arm.middle, 3.9 + outset);
    shape.lower = tapered(arm.middle, 4.0 + outset, arm.end, 2.7 + outset);
    const QPointF along = direction(fingers);
    const QPointF up = turned(along, sign);
    // Seen from the little finger's side, the fingers bent a little over what they rest on.
    shape.hand = inFrame(arm.end, along, up,
                         {{-1.5, 2.4},
                          {3, 3.0},
                          {7.5, 2.7},
                          {11.6, 1.4},
                          {15.0, -0.8},
                          {16.5, -2.6},
                          {15.3, -3.7},
                          {12.2, -2.6},
                          {8.4, -2.0},
                          {3, -2.6},
                          {-1.5, -2.4}},
                         outset);
    const auto at = [&](double x, double y) { return arm.end + along * x + up * y; };
    for (const double lower : {0.0, 1.25}) {
        shape.fingers.moveTo(at(8.2 - lower * 0.4, 1.1 - lower));
        shape.fingers.quadTo(at(12.2, 0.2 - lower), at(15.0 - lower * 0.3, -2.0 - lower * 0.85));
    }
    return shape;
}

void addHead(FigureShapes &shapes, const Anchors &anchors, const Joints &joints, double sign,
             double outset) {
    const QPointF face = direction(anchors.gaze);
    const QPointF crown = turned(face, sign);
    const QPointF centre = anchors.head;
    const auto part = [&](std::initializer_list<QPointF> points) {
        return inFrame(centre, face, crown, points, outset);
    };
    shapes.neck = tapered(spinePoint(anchors, joints, 1.0) + joints.up * 1.5, 5.4 + outset,
                          centre - face * 2.2 - crown * 4.5, 4.7 + outset);
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
        part({{-7.0, 10.6}, {-7.1, 13.8}, {-4.4, 15.6}, {-1.4, 14.6}, {-0.9, 11.6}, {-3.4, 9.4}}));
    shapes.hair.setFillRule(Qt::WindingFill);
    shapes.ear = part({{0.7, 0.4}, {-0.6, 1.3}, {-1.6, 0.2}, {-1.2, -1.9}, {0.0, -2.5}});
    const auto at = [&](double x, double y) { return centre + face * x + crown * y; };
    shapes.face.moveTo(at(4.7, 1.2));
    shapes.face.quadTo(at(5.8, 0.1), at(7.1, 0.9));
    shapes.face.moveTo(at(4.6, 3.6));
    shapes.face.quadTo(at(6.0, 4.6), at(7.5, 3.7));
    shapes.face.moveTo(at(8.8, -4.3));
    shapes.face.quadTo(at(7.6, -4.7), at(6.5, -4.2));
}

void addTrunk(FigureShapes &shapes, const Anchors &anchors, const Joints &joints, double breath,
              double outset) {
    std::vector<QPointF> outline;
    const auto place = [&](double t, double aside) {
        return spinePoint(anchors, joints, t) + joints.front * aside;
    };
    // The lungs fill downwards: most of the rise is at the belly, a little at the ribs.
    const auto rise = [breath](double t) {
        return breath * kBellyRise * std::exp(-std::pow((t - 0.34) / 0.2, 2));
    };
    const bool prone = joints.front.y() < -0.5;
    for (const Reach &back : kBack) {
        outline.push_back(place(back.t, -back.aside - (prone ? rise(back.t) : 0)));
    }
    for (auto front = std::rbegin(kFront); front != std::rend(kFront); ++front) {
        outline.push_back(place(front->t, front->aside + (prone ? 0 : rise(front->t))));
    }
    shapes.trunk = curve(outline, outset);

    shapes.lowBack.moveTo(place(0.15, -14.2));
    shapes.lowBack.quadTo(place(0.37, -9.9), place(0.62, -13.2));

    // The waist is at the fourth point of the back and of the front.
    constexpr std::size_t kWaist = 3;
    const std::size_t front = outline.size() - 1 - kWaist;
    shapes.hem.moveTo(outline[kWaist]);
    shapes.hem.quadTo(place(0.2, 0), outline[front]);
    shapes.hips = shapes.hem;
    for (std::size_t i = front; i != kWaist; i = (i + 1) % outline.size()) {
        for (int k = 1; k <= kLines; ++k) {  // as the trunk's own line goes on from this point
            shapes.hips.lineTo(shapes.trunk.elementAt(static_cast<int>(i) * kLines + k));
        }
    }
}

}  // namespace

QPainterPath smoothClosed(const std::vector<QPointF> &points) {
    const std::size_t count = points.size();
    QPolygonF line;
    line.reserve(static_cast<qsizetype>(count) * kLines + 1);
    line << points.front();
    for (std::size_t i = 0; i < count; ++i) {
        const QPointF from = points[i];
        const QPointF to = points[(i + 1) % count];
        const QPointF leaving = (to - points[(i + count - 1) % count]) / 2;
        const QPointF arriving = (points[(i + 2) % count] - from) / 2;
        for (int k = 1; k <= kLines; ++k) {
            const double u = static_cast<double>(k) / kLines;
            const double v = 1 - u;
            line << from * (v * v * (1 + 2 * u)) + leaving * (u * v * v) +
                        to * (u * u * (1 + 2 * v)) - arriving * (u * u * v);
        }
    }
    QPainterPath path;
    path.addPolygon(line);
    path.closeSubpath();
    path.setFillRule(Qt::WindingFill);
    return path;
}

FigureShapes shapesOf(const Anchors &anchors, int front, double breath, double outset) {
    const double sign = front;
    const Joints joints = jointsOf(anchors, front);
    FigureShapes shapes;
    shapes.nearLeg = legPath(joints.nearLeg, anchors.nearToes, sign, outset);
    shapes.farLeg = legPath(joints.farLeg, anchors.farToes, sign, outset);
    shapes.nearArm = armPath(joints.nearArm, anchors.nearFingers, sign, outset);
    shapes.farArm = armPath(joints.farArm, anchors.farFingers, sign, outset);
    addTrunk(shapes, anchors, joints, breath, outset);
    addHead(shapes, anchors, joints, sign, outset);
    return shapes;
}

std::vector<const QPainterPath *> FigureShapes::parts() const {
    return {&nearLeg.thigh, &nearLeg.shank, &nearLeg.cuff,  &farLeg.thigh,
            &farLeg.shank,  &farLeg.cuff,   &nearArm.upper, &nearArm.sleeve,
            &nearArm.lower, &nearArm.hand,  &farArm.upper,  &farArm.sleeve,
            &farArm.lower,  &farArm.hand,   &trunk,         &neck,
            &head,          &hair};
}

QRectF FigureShapes::bounds() const {
    QRectF all;
    for (const QPainterPath *path : parts()) {
        all |= path->boundingRect();
    }
    return all;
}

QRectF changedBounds(const FigureShapes &before, const FigureShapes &after) {
    const auto old = before.parts();
    const auto now = after.parts();
    QRectF all;
    for (std::size_t i = 0; i < now.size(); ++i) {
        if (*old[i] != *now[i]) {
            all |= old[i]->boundingRect() | now[i]->boundingRect();
        }
    }
    return all;
}

}  // namespace psoas::ui
