#include "ui/figure_geometry.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace psoas::ui {
namespace {
using core::Pose;
using core::Side;

constexpr double kDegree = std::numbers::pi / 180;
constexpr double kHeelBehindAnkle = 1.2;

constexpr QRectF kKneelingFrame{-70, -4, 144, 144};
constexpr QRectF kProneFrame{-94, -4, 202, 74};

// Half-kneeling: the back knee rests at (0, 11.5) on the cushion. The front ankle stands so that
// the front knee makes 90 degrees (K2). Shifting forward moves the hip 15 cm along the circle of
// the thigh around the knee (K6), so that neither knee nor foot slides.
constexpr Anchors kHalfKneeling{.hip = {0, 54.5},
                                .tag = {-32, 54},
                                .shoulder = {-1, 103.5},
                                .lumbar = 3.0,
                                .head = {2.6, 122.6},
                                .gaze = 0,
                                .nearAnkle = {-39, 6.2},
                                .nearToes = 207,
                                .farAnkle = {36.5, 7.6},
                                .farToes = 0,
                                .nearShank = 39.4,
                                .nearWrist = {30.5, 59.8},
                                .nearFingers = -12,
                                .farWrist = {32.3, 60.1},
                                .farFingers = -9};

constexpr Anchors tilted() {
    Anchors anchors = kHalfKneeling;
    anchors.lumbar = -0.8;  // K3: the low back's curve is flattened
    anchors.shoulder = {-0.5, 103.4};
    anchors.head = {3.1, 122.4};
    return anchors;
}

constexpr Anchors forward() {
    Anchors anchors = tilted();
    anchors.hip = {15, 51.8};
    anchors.tag = {-17, 50};
    anchors.shoulder = {14, 100.7};
    anchors.head = {17.6, 119.7};
    anchors.nearWrist = {45, 57};
    anchors.nearFingers = -16;
    anchors.farWrist = {46.6, 57.2};
    anchors.farFingers = -12;
    return anchors;
}

constexpr Anchors arched() {
    Anchors anchors = forward();
    anchors.lumbar = 7.2;
    anchors.shoulder = {0.9, 98.7};
    anchors.head = {-1.2, 117.6};
    anchors.gaze = 16;
    anchors.nearWrist = {36, 59};
    anchors.farWrist = {37.6, 59.2};
    return anchors;
}

constexpr Anchors kProne{.hip = {0, 14},
                         .tag = {6, 42},
                         .shoulder = {-48.9, 11.9},
                         .lumbar = -3.4,
                         .head = {-70.4, 16.4},
                         .gaze = 270,
                         .nearAnkle = {83.4, 5.6},
                         .nearToes = -24,
                         .farAnkle = {83.4, 5.7},
                         .farToes = -22,
                         .nearWrist = {-71, 3.6},
                         .nearFingers = 178,
                         .farWrist = {-73, 3.8},
                         .farFingers = 178,
                         // The elbow lies on the floor, half towards the viewer.
                         .upperArm = 11,
                         .forearm = 17,
                         .elbow = -1};

// The pose files name each of these; the order is core's.
constexpr PoseRow kRows[] = {
    {.pose = Pose::ConstructiveRest,
     .view = FigureView::Profile,
     .shows = Side::Right,
     .front = 1,
     .prop = Prop::None,
     .crossedOut = false,
     .frame = {-86, -4, 160, 62},
     // The heel meets the floor 35 cm from the buttock (R2), which ends one radius from the hip.
     .anchors = {.hip = {0, 11},
                 .tag = {-7, 42},
                 .shoulder = {-49, 11.2},
                 .lumbar = 0.8,
                 .head = {-68.2, 10.6},
                 .gaze = 92,
                 .nearAnkle = {47, 7.6},
                 .nearToes = 0,
                 .farAnkle = {51.5, 7.6},
                 .farToes = 0,
                 .nearWrist = {-27, 23.2},
                 .nearFingers = -3,
                 .farWrist = {-22.5, 23.8},
                 .farFingers = -4,
                 // The elbow rests on the floor beside the body, half towards the viewer.
                 .upperArm = 13,
                 .forearm = 21}},
    {Pose::HalfKneeling, FigureView::Profile, Side::Right, 1, Prop::Cushion, false, kKneelingFrame,
     kHalfKneeling},
    {Pose::HalfKneelingTilted, FigureView::Profile, Side::Right, 1, Prop::Cushion, false,
     kKneelingFrame, tilted()},
    {Pose::HalfKneelingForward, FigureView::Profile, Side::Right, 1, Prop::Cushion, false,
     kKneelingFrame, forward()},
    {Pose::HalfKneelingArched, FigureView::Profile, Side::Right, 1, Prop::Cushion, true,
     kKneelingFrame, arched()},
    {Pose::ProneOnBall, FigureView::Profile, Side::Left, -1, Prop::Ball, false, kProneFrame,
     kProne},
    {Pose::ProneLegMoving, FigureView::Profile, Side::Left, -1, Prop::Ball, false, kProneFrame,
     kProne},
    {.pose = Pose::BallMap,
     .view = FigureView::Belly,
     .shows = Side::Left,
     .front = 1,
     .prop = Prop::None,
     .crossedOut = false,
     .frame = {-33, -27, 66, 54},
     .anchors = {}},
    {.pose = Pose::Sitting,
     .view = FigureView::Profile,
     .shows = Side::Right,
     .front = 1,
     .prop = Prop::Chair,
     .crossedOut = false,
     .frame = {-70, -4, 144, 144},
     .anchors = {.hip = {0, 53},
                 .tag = {0, 25},
                 .shoulder = {-3.5, 101.9},
                 .lumbar = 1.6,
                 .head = {0.2, 121.0},
                 .gaze = -3,
                 .nearAnkle = {40.5, 7.6},
                 .nearToes = 0,
                 .farAnkle = {45, 7.6},
                 .farToes = 0,
                 .nearWrist = {27, 61.2},
                 .nearFingers = -8,
                 .farWrist = {30, 60.8},
                 .farFingers = -8}},
};

QPointF unit(QPointF v) {
    const double length = std::hypot(v.x(), v.y());
    return length > 0 ? v / length : QPointF{0, 1};
}

double bearing(QPointF v) { return std::atan2(v.y(), v.x()) / kDegree; }

}  // namespace

const PoseRow &poseRow(Pose pose) { return *std::ranges::find(kRows, pose, &PoseRow::pose); }

Anchors anchorsOf(Pose pose, double swing, double breath) {
    Anchors anchors = poseRow(pose).anchors;
    if (pose == Pose::ConstructiveRest) {
        const QPointF rise{0, kBellyRise * 0.85 * breath};  // the hands lie on the belly
        anchors.nearWrist += rise;
        anchors.farWrist += rise;
    }
    if (pose == Pose::ProneLegMoving) {
        const double angle = 10 + 65 * swing;
        const QPointF knee = middleJoint(anchors.hip, anchors.nearAnkle, kThigh, kShank, -1);
        anchors.nearAnkle = knee + kShank * direction(angle);
        anchors.nearToes = angle - 38 - 14 * swing;
    }
    return anchors;
}

bool glidesInto(Pose from, Pose to) {
    const PoseRow &before = poseRow(from);
    const PoseRow &after = poseRow(to);
    return before.frame == after.frame && before.front == after.front && before.prop == after.prop;
}

Anchors between(const Anchors &from, const Anchors &to, int front, double share) {
    const auto mix = [share](auto a, auto b) { return a + (b - a) * share; };
    const auto nearAnkle = [&] {
        if (from.nearAnkle == to.nearAnkle) {
            return to.nearAnkle;
        }
        const QPointF before = jointsOf(from, front).nearLeg.middle;
        const QPointF after = jointsOf(to, front).nearLeg.middle;
        return mix(before, after) +
               mix(from.nearShank, to.nearShank) *
                   direction(mix(bearing(from.nearAnkle - before), bearing(to.nearAnkle - after)));
    };
    return {.hip = mix(from.hip, to.hip),
            .tag = mix(from.tag, to.tag),
            .shoulder = mix(from.shoulder, to.shoulder),
            .lumbar = mix(from.lumbar, to.lumbar),
            .head = mix(from.head, to.head),
            .gaze = mix(from.gaze, to.gaze),
            .nearAnkle = nearAnkle(),
            .nearToes = mix(from.nearToes, to.nearToes),
            .farAnkle = mix(from.farAnkle, to.farAnkle),
            .farToes = mix(from.farToes, to.farToes),
            .nearShank = mix(from.nearShank, to.nearShank),
            .nearWrist = mix(from.nearWrist, to.nearWrist),
            .nearFingers = mix(from.nearFingers, to.nearFingers),
            .farWrist = mix(from.farWrist, to.farWrist),
            .farFingers = mix(from.farFingers, to.farFingers),
            .upperArm = mix(from.upperArm, to.upperArm),
            .forearm = mix(from.forearm, to.forearm),
            .elbow = to.elbow};
}

QPointF middleJoint(QPointF root, QPointF end, double first, double second, double bend) {
    const double reach = distance(root, end);
    const QPointF way = unit(end - root);
    const double along =
        reach > 0 ? (first * first + reach * reach - second * second) / (2 * reach) : 0;
    const double aside = std::sqrt(std::max(0.0, first * first - along * along));
    return root + way * std::clamp(along, -first, first) + turned(way, bend) * aside;
}

Joints jointsOf(const Anchors &anchors, int front) {
    const double sign = front;
    Joints joints;
    joints.up = unit(anchors.shoulder - anchors.hip);
    joints.front = turned(joints.up, -sign);
    const QPointF armRoot = anchors.shoulder - joints.up * 2.5;
    const auto leg = [&](QPointF ankle, double shank) {
        // A knee bends to the front whatever the pose: seen from the near side always one way.
        return Limb{anchors.hip, middleJoint(anchors.hip, ankle, kThigh, shank, sign), ankle};
    };
    const auto arm = [&](QPointF root, QPointF wrist) {
        return Limb{
            root, middleJoint(root, wrist, anchors.upperArm, anchors.forearm, anchors.elbow * sign),
            wrist};
    };
    joints.nearLeg = leg(anchors.nearAnkle, anchors.nearShank);
    joints.farLeg = leg(anchors.farAnkle, kShank);
    joints.nearArm = arm(armRoot, anchors.nearWrist);
    joints.farArm = arm(armRoot, anchors.farWrist);
    return joints;
}

QPointF spinePoint(const Anchors &anchors, const Joints &joints, double t) {
    // The bow is deepest in the low back, a third of the way up.
    const double s = std::clamp(t, 0.0, 1.0);
    return anchors.hip + (anchors.shoulder - anchors.hip) * t +
           joints.front * (anchors.lumbar * 6.75 * s * (1 - s) * (1 - s));
}

std::array<Strand, 5> psoasStrands(const Anchors &anchors, const Joints &joints) {
    const QPointF thigh = unit(joints.nearLeg.middle - joints.nearLeg.root);
    const QPointF brim = anchors.hip + joints.front * 5.4 + joints.up * 2.5;
    const QPointF insertion = anchors.hip + thigh * 13;
    // They pass the brim side by side, the highest in front, and close up towards the thigh bone.
    const QPointF way = unit(insertion - spinePoint(anchors, joints, 0.4));
    const QPointF out = unit(joints.front - way * QPointF::dotProduct(joints.front, way));
    std::array<Strand, 5> strands;
    for (std::size_t i = 0; i < strands.size(); ++i) {
        const double place = static_cast<double>(i) - 2;
        const double t = 0.41 + 0.1 * place;
        // Even in a deep arch the vertebrae stay behind the brim.
        const QPointF straight = anchors.hip + (anchors.shoulder - anchors.hip) * t;
        const QPointF spine = spinePoint(anchors, joints, t);
        const double bow = QPointF::dotProduct(spine - straight, joints.front);
        strands[i] = {straight + joints.front * std::min(bow - 4.8, 1.2),
                      brim + out * (place * 0.85), insertion + out * (place * 0.22)};
    }
    return strands;
}

double psoasLength(const Anchors &anchors, const Joints &joints) {
    double sum = 0;
    for (const auto &[origin, brim, insertion] : psoasStrands(anchors, joints)) {
        sum += distance(origin, brim) + distance(brim, insertion);
    }
    return sum / 5;
}

Side sideSeen(QPointF front, QPointF up) {
    return front.x() * up.y() - front.y() * up.x() > 0 ? Side::Right : Side::Left;
}

double angleAt(QPointF corner, QPointF a, QPointF b) {
    const QPointF first = unit(a - corner);
    const QPointF second = unit(b - corner);
    return std::acos(std::clamp(QPointF::dotProduct(first, second), -1.0, 1.0)) / kDegree;
}

QPointF turned(QPointF v, double sign) { return {-v.y() * sign, v.x() * sign}; }

double distance(QPointF a, QPointF b) { return std::hypot(b.x() - a.x(), b.y() - a.y()); }

QPointF direction(double degrees) {
    return {std::cos(degrees * kDegree), std::sin(degrees * kDegree)};
}

QPointF heelOf(QPointF ankle, double toes) {
    const QPointF along = direction(toes);
    return ankle - along * kHeelBehindAnkle - turned(along, 1) * ankle.y();
}

QPointF bellyTarget(Side side) { return {side == Side::Left ? 3.9 : -3.9, -2.6}; }

QPointF hipBone(Side side) { return {side == Side::Left ? 12.4 : -12.4, -8.6}; }

}  // namespace psoas::ui
