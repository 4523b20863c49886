#include "core/pose.h"

#include "core/named.h"

#include <array>

namespace psoas::core {

namespace {

constexpr std::array kPoses{
    Named<Pose>{Pose::ConstructiveRest, "constructive-rest"},
    Named<Pose>{Pose::HalfKneeling, "half-kneeling"},
    Named<Pose>{Pose::HalfKneelingTilted, "half-kneeling-tilted"},
    Named<Pose>{Pose::HalfKneelingForward, "half-kneeling-forward"},
    Named<Pose>{Pose::HalfKneelingArched, "half-kneeling-arched"},
    Named<Pose>{Pose::ProneOnBall, "prone-on-ball"},
    Named<Pose>{Pose::ProneLegMoving, "prone-leg-moving"},
    Named<Pose>{Pose::BallMap, "ball-map"},
    Named<Pose>{Pose::Sitting, "sitting"},
};

constexpr auto kAll = [] {
    std::array<Pose, kPoses.size()> all{};
    std::ranges::transform(kPoses, all.begin(), &Named<Pose>::first);
    return all;
}();

}  // namespace

std::span<const Pose> allPoses() noexcept { return kAll; }

std::string_view poseName(Pose pose) noexcept { return nameIn(kPoses, pose); }

std::optional<Pose> poseNamed(std::string_view name) noexcept {
    return namedIn<Pose>(kPoses, name);
}

bool hasSides(Pose pose) noexcept {
    return pose != Pose::ConstructiveRest && pose != Pose::Sitting;
}

bool isOnTheBall(Pose pose) noexcept {
    return pose == Pose::ProneOnBall || pose == Pose::ProneLegMoving || pose == Pose::BallMap;
}

}  // namespace psoas::core
