#include "ui/figure_geometry.h"
#include "support/catch.h"
#include "ui/figure_shapes.h"
#include "ui/psoas_shapes.h"

#include <cmath>

using namespace psoas;
using namespace psoas::ui;
using core::Pose;
using core::Side;

namespace {

Joints jointsIn(Pose pose) { return jointsOf(anchorsOf(pose, 0.5), poseRow(pose).front); }

}  // namespace

TEST_CASE("figure: every pose that a file can name has its row") {
    for (const Pose pose : core::allPoses()) {
        INFO(core::poseName(pose));
        CHECK(poseRow(pose).pose == pose);
    }
}

TEST_CASE("figure: R2, the heels are 30 to 40 cm from the buttocks") {
    const Anchors anchors = anchorsOf(Pose::ConstructiveRest, 0);
    const double buttock = anchors.hip.x() + kPelvisRadius;
    const QPointF nearHeel = heelOf(anchors.nearAnkle, anchors.nearToes);
    const QPointF farHeel = heelOf(anchors.farAnkle, anchors.farToes);
    CHECK(nearHeel.y() == Approx(0).margin(0.01));
    CHECK(nearHeel.x() - buttock == Approx(35).margin(0.5));
    CHECK(farHeel.x() - buttock >= 30);
    CHECK(farHeel.x() - buttock <= 40);
}

TEST_CASE("figure: K2, the front knee is at 90 degrees") {
    for (const Pose pose : {Pose::HalfKneeling, Pose::HalfKneelingTilted}) {
        const Limb front = jointsIn(pose).farLeg;
        CHECK(angleAt(front.middle, front.root, front.end) == Approx(90.0).margin(0.05));
        CHECK(front.middle.x() > front.root.x());
    }
}

TEST_CASE("figure: the back knee stays on the cushion while the hip moves 15 cm forward (K1, K6)") {
    for (const Pose pose :
         {Pose::HalfKneeling, Pose::HalfKneelingTilted, Pose::HalfKneelingForward}) {
        const Limb back = jointsIn(pose).nearLeg;
        CHECK(distance(back.middle, {0, 11.5}) < 0.5);
        CHECK(kCushion.left() < back.middle.x());
        CHECK(back.middle.x() < kCushion.right());
    }
    CHECK(jointsIn(Pose::HalfKneelingForward).nearLeg.root.x() -
              jointsIn(Pose::HalfKneeling).nearLeg.root.x() ==
          Approx(15));
}

TEST_CASE("figure: K3, the tuck flattens the low back, and the mistake arches it (K8)") {
    CHECK(anchorsOf(Pose::HalfKneelingTilted, 0).lumbar <
          anchorsOf(Pose::HalfKneeling, 0).lumbar - 2);
    CHECK(anchorsOf(Pose::HalfKneelingArched, 0).lumbar >
          anchorsOf(Pose::HalfKneeling, 0).lumbar + 4);
    for (const Pose pose : core::allPoses()) {
        CHECK(poseRow(pose).crossedOut == (pose == Pose::HalfKneelingArched));
    }
}

TEST_CASE("figure: the psoas is drawn out in the stretch and shortest at rest (K6, R2)") {
    const auto length = [](Pose pose) { return psoasLength(anchorsOf(pose, 0), jointsIn(pose)); };
    CHECK(length(Pose::HalfKneelingTilted) > length(Pose::HalfKneeling));
    CHECK(length(Pose::HalfKneelingForward) > length(Pose::HalfKneelingTilted) * 1.02);
    CHECK(length(Pose::HalfKneelingForward) > length(Pose::HalfKneeling) * 1.04);
    CHECK(length(Pose::ConstructiveRest) < length(Pose::HalfKneeling) * 0.97);
}

TEST_CASE("figure: B2, the ball goes 2.5 to 5 cm beside the navel and slightly below it") {
    for (const Side side : {Side::Left, Side::Right}) {
        const QPointF target = bellyTarget(side);
        CHECK(std::abs(target.x()) >= 2.5);
        CHECK(std::abs(target.x()) <= 5.0);
        CHECK(target.y() < -1);
        CHECK(target.y() > -4);
        CHECK(std::abs(target.x()) < std::abs(hipBone(side).x()));
        // On the way from the navel to the hip bone.
        CHECK(angleAt({0, 0}, target, hipBone(side)) < 5);
    }
    // Seen from the front, the person's left is on the viewer's right.
    CHECK(bellyTarget(Side::Left).x() > 0);
    CHECK(hipBone(Side::Left).x() > 0);
    CHECK(bellyTarget(Side::Right).x() < 0);
    CHECK(hipBone(Side::Right).x() < 0);
}

TEST_CASE("figure: from its side the ball lies where the map of the belly says (B2)") {
    // The front of the hip bone is about as high above the joint as the brim that the psoas turns
    // over, here 2.5 cm and up to 8.
    const double aboveBone = bellyTarget(Side::Left).y() - hipBone(Side::Left).y();
    const double aboveJoint = anchorsOf(Pose::ProneOnBall, 0).hip.x() - kBall.x();
    CHECK(aboveJoint > aboveBone + 2.5);
    CHECK(aboveJoint < aboveBone + 8);
}

TEST_CASE("figure: B8, the near shank swings from 10 to 75 degrees about a knee that stays") {
    const auto shank = [](double swing) {
        const Limb leg = jointsOf(anchorsOf(Pose::ProneLegMoving, swing), -1).nearLeg;
        return std::pair{leg.middle,
                         std::atan2(leg.end.y() - leg.middle.y(), leg.end.x() - leg.middle.x()) *
                             180 / 3.14159265358979};
    };
    const auto [lowKnee, low] = shank(0);
    const auto [highKnee, high] = shank(1);
    CHECK(low == Approx(10).margin(0.5));
    CHECK(high == Approx(75).margin(0.5));
    CHECK(distance(lowKnee, highKnee) < 0.5);
}

TEST_CASE("figure: the side that a row names follows from where the chest and the head are") {
    for (const Pose pose : core::allPoses()) {
        const PoseRow &row = poseRow(pose);
        if (row.view == FigureView::Belly) {
            continue;
        }
        const Joints joints = jointsIn(pose);
        INFO(core::poseName(pose));
        CHECK(sideSeen(joints.front, joints.up) == row.shows);
        // Its mirror image shows the other side.
        CHECK(sideSeen({-joints.front.x(), joints.front.y()}, {-joints.up.x(), joints.up.y()}) ==
              core::otherSide(row.shows));
    }
}

TEST_CASE("figure: nothing is under the floor and nothing outside the frame") {
    for (const Pose pose : core::allPoses()) {
        const PoseRow &row = poseRow(pose);
        if (row.view == FigureView::Belly) {
            continue;
        }
        for (const double part : {0.0, 0.5, 1.0}) {
            INFO(core::poseName(pose));
            const QRectF bounds = shapesOf(anchorsOf(pose, part, part), row.front, part).bounds();
            CHECK(bounds.top() > -0.8);
            CHECK(row.frame.contains(bounds));
        }
    }
}

TEST_CASE("figure: the belly rises with the breath by up to 2.5 cm (R6)") {
    const auto belly = [](double breath) {
        const QPainterPath trunk =
            shapesOf(anchorsOf(Pose::ConstructiveRest, 0, breath), 1, breath).trunk;
        double highest = 0;
        for (double y = 15; y < 30; y += 0.1) {
            highest = trunk.contains(QPointF{-16.5, y}) ? y : highest;
        }
        return highest;
    };
    CHECK(belly(1) - belly(0) > 2.0);
    CHECK(belly(1) - belly(0) <= 2.6);
}

TEST_CASE("figure: a breath lifts the back where the belly lies on the ball (B6)") {
    const Anchors anchors = anchorsOf(Pose::ProneOnBall, 0);
    const QRectF out = shapesOf(anchors, -1, 0).trunk.boundingRect();
    const QRectF in = shapesOf(anchors, -1, 1).trunk.boundingRect();
    CHECK(in.bottom() > out.bottom());  // the upper edge: y grows upwards
    CHECK(in.top() >= out.top() - 0.01);
}

TEST_CASE(
    "figure: the psoas runs from five vertebrae over the front of the hip to the thigh (A1)") {
    for (const Pose pose : core::allPoses()) {
        if (poseRow(pose).view == FigureView::Belly) {
            continue;
        }
        INFO(core::poseName(pose));
        const Anchors anchors = anchorsOf(pose, 0.5);
        const Joints joints = jointsIn(pose);
        const auto along = [&](QPointF p) {
            return QPointF::dotProduct(p - anchors.hip, joints.up);
        };
        const auto infront = [&](QPointF p) {
            return QPointF::dotProduct(p - anchors.hip, joints.front);
        };
        double last = 8;
        for (const auto &[origin, brim, insertion] : psoasStrands(anchors, joints)) {
            CHECK(along(origin) > last + 2);  // each from its own vertebra, above the pelvis
            last = along(origin);
            CHECK(last < kTrunk * 0.65);
            CHECK(infront(brim) > 3);
            CHECK(infront(brim) > infront(origin));
            CHECK(infront(brim) < kPelvisRadius);
            CHECK(distance(anchors.hip, insertion) < kThigh / 2);
            CHECK(angleAt(anchors.hip, insertion, joints.nearLeg.middle) < 10);
        }
    }
}

TEST_CASE("figure: a strand tapers to both ends") {
    const Anchors anchors = anchorsOf(Pose::HalfKneelingForward, 0);
    const auto strands = psoasStrands(anchors, jointsIn(Pose::HalfKneelingForward));
    const auto shapes = psoasOf(anchors, jointsIn(Pose::HalfKneelingForward));
    for (std::size_t i = 0; i < strands.size(); ++i) {
        const auto width = [&](QPointF end) {  // of the strand near one of its ends
            QPainterPath disc;
            disc.addEllipse(end, 1.2, 1.2);
            const QRectF box = shapes.strands[i].intersected(disc).boundingRect();
            return box.width();
        };
        CHECK(width(strands[i][0]) < 1.9);
        CHECK(width(strands[i][2]) < 1.9);
        CHECK(shapes.strands[i].boundingRect().width() > 2);
    }
}

TEST_CASE("figure: in prone the forehead rests on the hands, and the ball is under the belly") {
    const Anchors anchors = anchorsOf(Pose::ProneOnBall, 0);
    const FigureShapes shapes = shapesOf(anchors, -1, 0);
    const double forehead = shapes.head.boundingRect().top();
    CHECK(shapes.nearArm.hand.boundingRect().bottom() > forehead);
    CHECK(shapes.nearArm.hand.boundingRect().intersects(shapes.head.boundingRect()));
    CHECK(kBall.y() == Approx(kBallRadius));
    CHECK(shapes.trunk.contains(kBall + QPointF{0, kBallRadius}));
    CHECK_FALSE(shapes.trunk.contains(QPointF{kBall.x(), 2}));
}

TEST_CASE("figure: an outset makes every part larger by as much on every side") {
    for (const Pose pose : core::allPoses()) {
        if (poseRow(pose).view == FigureView::Belly) {
            continue;
        }
        const int front = poseRow(pose).front;
        const FigureShapes body = shapesOf(anchorsOf(pose, 0.5), front, 0.5);
        const FigureShapes outline = shapesOf(anchorsOf(pose, 0.5), front, 0.5, 0.5);
        const auto inner = body.parts();
        const auto outer = outline.parts();
        for (std::size_t i = 0; i < inner.size(); ++i) {
            INFO(core::poseName(pose) << ", part " << i);
            const QRectF in = inner[i]->boundingRect();
            const QRectF out = outer[i]->boundingRect();
            CHECK(in.left() - out.left() == Approx(0.5).margin(0.2));
            CHECK(in.top() - out.top() == Approx(0.5).margin(0.2));
            CHECK(out.right() - in.right() == Approx(0.5).margin(0.2));
            CHECK(out.bottom() - in.bottom() == Approx(0.5).margin(0.2));
        }
    }
}

TEST_CASE("figure: the clothes of the legs cover the lower part of the trunk, and only that") {
    for (const Pose pose : core::allPoses()) {
        if (poseRow(pose).view == FigureView::Belly) {
            continue;
        }
        INFO(core::poseName(pose));
        const Anchors anchors = anchorsOf(pose, 0.5);
        const FigureShapes body = shapesOf(anchors, poseRow(pose).front, 1);
        const QRectF beyond = body.hips.subtracted(body.trunk).boundingRect();
        CHECK(std::min(beyond.width(), beyond.height()) < 0.1);
        CHECK(body.hips.contains(anchors.hip));
        CHECK_FALSE(body.hips.contains(anchors.hip * 0.6 + anchors.shoulder * 0.4));
    }
}
