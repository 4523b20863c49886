// The figure while it moves: every glide that there is, at many moments, and every breath and
// swing. What holds in the poses themselves is in figure_geometry_test.cpp.
#include "support/catch.h"
#include "ui/figure_geometry.h"
#include "ui/figure_shapes.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <iostream>
#include <vector>

using namespace psoas;
using namespace psoas::ui;
using core::Pose;

namespace {

constexpr std::array kParts{0.0, 0.25, 0.5, 0.75, 1.0};
constexpr int kMoments = 60;  // of a glide: more than it has pictures

std::vector<Pose> profiles() {
    std::vector<Pose> poses;
    for (const Pose pose : core::allPoses()) {
        if (poseRow(pose).view == FigureView::Profile) {
            poses.push_back(pose);
        }
    }
    return poses;
}

/// One way from a pose into another, at a moment of the swing and of the breath.
struct Glide {
    Pose from;
    Pose to;
    double swing;
    double breath;

    [[nodiscard]] int front() const { return poseRow(to).front; }
    [[nodiscard]] Anchors at(int moment) const {
        return between(anchorsOf(from, swing, breath), anchorsOf(to, swing, breath), front(),
                       static_cast<double>(moment) / kMoments);
    }
};

std::vector<Glide> everyGlide() {
    std::vector<Glide> glides;
    for (const Pose from : profiles()) {
        for (const Pose to : profiles()) {
            if (!glidesInto(from, to)) {
                continue;
            }
            for (const double swing : kParts) {
                glides.push_back({from, to, swing, swing});
            }
        }
    }
    return glides;
}

/// How far the body's bones are from the lengths they are drawn with, at most.
double stretched(const Anchors &anchors, const Joints &joints) {
    double most = std::abs(distance(anchors.hip, anchors.shoulder) - kTrunk);
    const auto look = [&most](const Limb &limb, double first, double second) {
        most = std::max({most, std::abs(distance(limb.root, limb.middle) - first),
                         std::abs(distance(limb.middle, limb.end) - second)});
    };
    look(joints.nearLeg, kThigh, anchors.nearShank);
    look(joints.farLeg, kThigh, kShank);
    look(joints.nearArm, anchors.upperArm, anchors.forearm);
    look(joints.farArm, anchors.upperArm, anchors.forearm);
    return most;
}

std::array<QPointF, 11> pointsOf(const Anchors &anchors, const Joints &joints) {
    return {anchors.hip,        anchors.shoulder,     anchors.head,      joints.nearLeg.middle,
            joints.nearLeg.end, joints.farLeg.middle, joints.farLeg.end, joints.nearArm.middle,
            joints.nearArm.end, joints.farArm.middle, joints.farArm.end};
}

}  // namespace

TEST_CASE("figure in motion: nothing comes under the floor or leaves the frame") {
    int looked = 0;
    double lowest = 100;
    const auto look = [&](Pose pose, const Anchors &anchors, double breath) {
        const QRectF bounds = shapesOf(anchors, poseRow(pose).front, breath).bounds();
        INFO(core::poseName(pose) << " at breath " << breath);
        CHECK(poseRow(pose).frame.contains(bounds));
        lowest = std::min(lowest, bounds.top());
        ++looked;
    };
    for (const Pose pose : profiles()) {
        for (const double breath : kParts) {
            for (const double swing : kParts) {
                look(pose, anchorsOf(pose, swing, breath), breath);
            }
        }
    }
    for (const Glide &glide : everyGlide()) {
        for (int moment = 0; moment <= kMoments; moment += 3) {
            look(glide.to, glide.at(moment), glide.breath);
        }
    }
    std::cout << "figures looked at: " << looked << ", lowest point: " << lowest << " cm\n";
    CHECK(looked > 500);
    CHECK(lowest > -0.1);
}

TEST_CASE("figure in motion: a glide ends as the pose it leads to") {
    for (const Glide &glide : everyGlide()) {
        const Anchors there = anchorsOf(glide.to, glide.swing, glide.breath);
        const auto ends = pointsOf(glide.at(kMoments), jointsOf(glide.at(kMoments), glide.front()));
        const auto goal = pointsOf(there, jointsOf(there, glide.front()));
        for (std::size_t i = 0; i < goal.size(); ++i) {
            CHECK(distance(ends[i], goal[i]) < 0.01);
        }
    }
}

TEST_CASE("figure in motion: bones keep their length, in every pose and through a glide") {
    double most = 0;
    for (const Pose pose : profiles()) {
        for (const double part : kParts) {
            const Anchors anchors = anchorsOf(pose, part, part);
            INFO(core::poseName(pose));
            CHECK(stretched(anchors, jointsOf(anchors, poseRow(pose).front)) < 0.3);
        }
    }
    for (const Glide &glide : everyGlide()) {
        for (int moment = 0; moment <= kMoments; ++moment) {
            const Anchors anchors = glide.at(moment);
            most = std::max(most, stretched(anchors, jointsOf(anchors, glide.front())));
        }
    }
    std::cout << "bones stretched in a glide: " << most << " cm at most\n";
    CHECK(most < 0.6);
}

TEST_CASE("figure in motion: no joint jumps") {
    // A glide takes 600 ms, and the longest way in it is that of a foot, 50 cm along its arc.
    for (const Glide &glide : everyGlide()) {
        auto last = pointsOf(glide.at(0), jointsOf(glide.at(0), glide.front()));
        for (int moment = 1; moment <= kMoments; ++moment) {
            const Anchors anchors = glide.at(moment);
            const auto now = pointsOf(anchors, jointsOf(anchors, glide.front()));
            for (std::size_t i = 0; i < now.size(); ++i) {
                INFO(core::poseName(glide.from)
                     << " to " << core::poseName(glide.to) << ", point " << i << " at " << moment);
                CHECK(distance(last[i], now[i]) < 1.2);
            }
            last = now;
        }
    }
}

TEST_CASE("figure in motion: what bears the weight stays where it is") {
    for (const Glide &glide : everyGlide()) {
        if (poseRow(glide.to).prop != Prop::Cushion) {
            continue;
        }
        for (int moment = 0; moment <= kMoments; ++moment) {
            const Joints joints = jointsOf(glide.at(moment), glide.front());
            CHECK(distance(joints.nearLeg.middle, {0, 11.5}) < 1.2);  // the knee on its cushion
            CHECK(distance(joints.farLeg.end, jointsOf(anchorsOf(glide.to, 0), 1).farLeg.end) <
                  0.01);
        }
    }
}

TEST_CASE(
    "figure in motion: the shank turns about a knee that stays, into the swing and out (B8)") {
    for (const auto &[from, to] : {std::pair{Pose::ProneOnBall, Pose::ProneLegMoving},
                                   std::pair{Pose::ProneLegMoving, Pose::ProneOnBall}}) {
        for (const double swing : kParts) {
            const Glide glide{from, to, swing, 0};
            const QPointF knee = jointsOf(glide.at(0), glide.front()).nearLeg.middle;
            for (int moment = 0; moment <= kMoments; ++moment) {
                CHECK(distance(jointsOf(glide.at(moment), -1).nearLeg.middle, knee) < 0.5);
            }
        }
    }
}

TEST_CASE("figure in motion: the stretch draws the psoas out little by little (K3, K6)") {
    const auto lengthens = [](Pose from, Pose to) {
        const Glide glide{from, to, 0, 0};
        double last = 0;
        bool grows = true;
        for (int moment = 0; moment <= kMoments; ++moment) {
            const Anchors anchors = glide.at(moment);
            const double length = psoasLength(anchors, jointsOf(anchors, glide.front()));
            grows = grows && length > last;
            last = length;
        }
        return grows;
    };
    CHECK(lengthens(Pose::HalfKneelingTilted, Pose::HalfKneelingForward));
    CHECK(lengthens(Pose::HalfKneeling, Pose::HalfKneelingTilted));
    CHECK_FALSE(lengthens(Pose::HalfKneelingForward, Pose::HalfKneeling));
}

TEST_CASE("figure in motion: only bodies of one kind glide into each other") {
    CHECK(glidesInto(Pose::HalfKneeling, Pose::HalfKneelingForward));
    CHECK(glidesInto(Pose::ProneOnBall, Pose::ProneLegMoving));
    CHECK_FALSE(glidesInto(Pose::BallMap, Pose::ProneOnBall));
    CHECK_FALSE(glidesInto(Pose::BallMap, Pose::ConstructiveRest));
    CHECK_FALSE(glidesInto(Pose::ConstructiveRest, Pose::HalfKneeling));
    CHECK_FALSE(glidesInto(Pose::Sitting, Pose::HalfKneeling));
}
