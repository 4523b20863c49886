#include "ui/figure_geometry.h"
#include "support/catch.h"
#include "ui/figure_shapes.h"
#include "ui/figure_widget.h"

#include <QImage>
#include <QPainter>
#include <QTest>

#include <cmath>

using namespace psoas;
using namespace psoas::ui;
using core::Pose;
using core::Side;

namespace {

Joints jointsIn(Pose pose) { return jointsOf(anchorsOf(pose, 0.5), poseRow(pose).front); }

QImage picture(FigureWidget &widget) {
    QImage image(widget.size(), QImage::Format_RGB32);
    image.fill(Qt::white);
    widget.render(&image, {}, {}, QWidget::DrawChildren);
    return image;
}

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
        CHECK(angleAt(front.middle, front.root, front.end) == Approx(90.0).margin(0.5));
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
    CHECK(length(Pose::HalfKneelingForward) > length(Pose::HalfKneeling) * 1.04);
    CHECK(length(Pose::ConstructiveRest) < length(Pose::HalfKneeling) * 0.97);
}

TEST_CASE("figure: B2, the ball goes 2.5 to 5 cm beside the navel and slightly below it") {
    for (const Side side : {Side::Left, Side::Right}) {
        const QPointF target = bellyTarget(side);
        CHECK(std::abs(target.x()) >= 2.5);
        CHECK(std::abs(target.x()) <= 5.0);
        CHECK(target.y() < 0);
        CHECK(target.y() > hipBone(side).y());
        CHECK(std::abs(target.x()) < std::abs(hipBone(side).x()));
    }
    // Seen from the front, the person's left is on the viewer's right.
    CHECK(bellyTarget(Side::Left).x() > 0);
    CHECK(hipBone(Side::Left).x() > 0);
    CHECK(bellyTarget(Side::Right).x() < 0);
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

TEST_CASE("figure widget: the near side is the side worked") {
    FigureWidget widget;
    widget.setPose(Pose::HalfKneeling, Side::Right);
    CHECK_FALSE(widget.isMirrored());
    widget.setPose(Pose::HalfKneeling, Side::Left);
    CHECK(widget.isMirrored());
    widget.setPose(Pose::ProneOnBall, Side::Left);
    CHECK_FALSE(widget.isMirrored());
    widget.setPose(Pose::ProneOnBall, Side::Right);
    CHECK(widget.isMirrored());
    widget.setPose(Pose::BallMap, Side::Right);
    CHECK_FALSE(widget.isMirrored());
}

TEST_CASE("figure widget: it glides only while it is seen, and not under reduced motion") {
    FigureWidget widget;
    widget.resize(300, 300);
    widget.setPose(Pose::HalfKneeling, Side::Right);
    CHECK_FALSE(widget.isAnimating());
    widget.show();
    widget.setPose(Pose::HalfKneelingForward, Side::Right);
    CHECK(widget.isAnimating());
    widget.hide();
    CHECK_FALSE(widget.isAnimating());
    widget.setTheme(themeFor(ThemeChoice::Light, 1.0, true));
    widget.show();
    widget.setPose(Pose::HalfKneeling, Side::Right);
    CHECK_FALSE(widget.isAnimating());
}

TEST_CASE("figure widget: the leg swings only while the session runs") {
    FigureWidget widget;
    widget.resize(300, 200);
    widget.setTheme(themeFor(ThemeChoice::Light, 1.0, false));
    widget.setPose(Pose::ProneLegMoving, Side::Left);
    widget.show();
    CHECK_FALSE(widget.isAnimating());
    widget.setMoving(true);
    CHECK(widget.isAnimating());
    widget.setMoving(false);
    CHECK_FALSE(widget.isAnimating());
}

TEST_CASE("figure widget: every pose and side paints a different picture") {
    std::vector<QImage> seen;
    for (const Pose pose : core::allPoses()) {
        for (const Side side : {Side::Left, Side::Right}) {
            FigureWidget widget;
            widget.resize(240, 200);
            widget.setPose(pose, side);
            const QImage image = picture(widget);
            for (const QImage &other : seen) {
                CHECK(image != other);
            }
            seen.push_back(image);
        }
    }
}
