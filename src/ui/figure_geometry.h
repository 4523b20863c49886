#pragma once

#include "core/pose.h"
#include "core/routine.h"

#include <QPointF>
#include <QRectF>

#include <array>
#include <vector>

/// The figure's body in centimetres, y upwards, floor at y = 0. What the facts say about a pose
/// (where the heel is, how the knee is bent) is in these numbers; nothing here paints.
namespace psoas::ui {

inline constexpr double kThigh = 43;
inline constexpr double kShank = 41;
inline constexpr double kTrunk = 49;  ///< pelvis to shoulder
inline constexpr double kPelvisRadius = 10.8;
inline constexpr double kBallRadius = 5.6;
inline constexpr double kHeadRadius = 9.6;
inline constexpr double kBellyRise = 2.5;  ///< of the belly, breathing in (R6)

enum class FigureView { Profile, Belly };
enum class Prop { None, Cushion, Ball, Chair };

/// Where a pose puts the ends of the body; what lies between is found by inverse kinematics. The
/// near side is the one towards the viewer. Angles in degrees, 0 to the right, 90 upwards.
struct Anchors {
    QPointF hip;
    QPointF tag;  ///< where the side's word stands, clear of the body
    QPointF shoulder;
    double lumbar = 0;  ///< how far the spine bows towards the belly: the low back's curve
    QPointF head;
    double gaze = 0;  ///< where the face looks
    QPointF nearAnkle;
    double nearToes = 0;  ///< from heel to toes
    QPointF farAnkle;
    double farToes = 0;
    double nearShank = kShank;  ///< as drawn; shorter where it points at the viewer
    QPointF nearWrist;
    double nearFingers = 0;
    QPointF farWrist;
    double farFingers = 0;
    double upperArm = 28;  ///< as drawn
    double forearm = 25;   ///< as drawn
    double elbow = -1;     ///< which way it bends: -1 towards the back, 1 towards the front
};

/// One pose as data. `front` says on which side of the line from hip to shoulder the chest is:
/// 1 is to its right, -1 to its left.
struct PoseRow {
    core::Pose pose;
    FigureView view;
    core::Side shows;  ///< the near side when it is not mirrored
    int front;
    Prop prop;
    bool crossedOut;  ///< a mistake: shown with a cross
    QRectF frame;     ///< what has to be visible, in centimetres
    Anchors anchors;
};

[[nodiscard]] const PoseRow &poseRow(core::Pose pose);

/// The pose's anchors. In `ProneLegMoving` the near shank stands `swing` of the way from 10 to 75
/// degrees (B8). In `ConstructiveRest` the hands rise with the `breath`, 0 to 1 (R6).
[[nodiscard]] Anchors anchorsOf(core::Pose pose, double swing, double breath = 0);

/// Whether a body can glide from the one pose into the other: both of one kind, with the chest on
/// the same side. Between any others it would be a tangle of limbs.
[[nodiscard]] bool glidesInto(core::Pose from, core::Pose to);

/// `share` of the way from one to the other, for gliding between poses with this `front`. A near
/// foot that moves goes along its arc about the knee.
[[nodiscard]] Anchors between(const Anchors &from, const Anchors &to, int front, double share);

/// The joint between two bones of which the ends are known. `bend` 1 puts it to the left of the
/// way from root to end, -1 to the right. Out of reach: on the straight line.
[[nodiscard]] QPointF middleJoint(QPointF root, QPointF end, double first, double second,
                                  double bend);

struct Limb {
    QPointF root;
    QPointF middle;  ///< knee or elbow
    QPointF end;     ///< ankle or wrist
};

struct Joints {
    QPointF up;     ///< unit vector from hip to shoulder
    QPointF front;  ///< unit vector from the back to the chest
    Limb nearLeg;
    Limb farLeg;
    Limb nearArm;
    Limb farArm;
};

[[nodiscard]] Joints jointsOf(const Anchors &anchors, int front);

/// A point of the spine, `t` from 0 at the pelvis to 1 at the shoulder, with the low back's curve.
[[nodiscard]] QPointF spinePoint(const Anchors &anchors, const Joints &joints, double t);

/// The psoas in five strands, from the five lumbar vertebrae over the front of the hip to the top
/// of the thigh bone (A1). Each is origin, turn over the hip, insertion.
using Strand = std::array<QPointF, 3>;
[[nodiscard]] std::array<Strand, 5> psoasStrands(const Anchors &anchors, const Joints &joints);
[[nodiscard]] double psoasLength(const Anchors &anchors, const Joints &joints);

/// Which side of the body a viewer sees of someone with this chest and this head direction.
[[nodiscard]] core::Side sideSeen(QPointF front, QPointF up);

[[nodiscard]] double angleAt(QPointF corner, QPointF a, QPointF b);  ///< degrees
[[nodiscard]] double distance(QPointF a, QPointF b);
[[nodiscard]] QPointF direction(double degrees);       ///< unit vector
[[nodiscard]] QPointF turned(QPointF v, double sign);  ///< by 90 degrees: 1 to the left, -1 right

/// Under the heel, where it meets the floor.
[[nodiscard]] QPointF heelOf(QPointF ankle, double toes);

/// The ball under the belly, the cushion under the knee.
inline constexpr QPointF kBall{-13, kBallRadius};
inline constexpr QRectF kCushion{-11, 0, 25, 5.6};
inline constexpr double kSeatHeight = 43.4;

/// The belly from the front, centimetres around the navel. The person's left is on the viewer's
/// right. The ball goes 2.5 to 5 cm to the side of the navel and slightly below it, between the
/// navel and the front of the hip bone (B2).
[[nodiscard]] QPointF bellyTarget(core::Side side);
[[nodiscard]] QPointF hipBone(core::Side side);

}  // namespace psoas::ui
