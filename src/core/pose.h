#pragma once

#include <optional>
#include <span>
#include <string_view>

namespace psoas::core {

/// The positions of the body that a step can name. How each is drawn is the figure's business;
/// which safety questions it brings with it is `screening.h`'s.
enum class Pose {
    ConstructiveRest,
    HalfKneeling,
    HalfKneelingTilted,
    HalfKneelingForward,
    HalfKneelingArched,  ///< the mistake of K8: shown crossed out, never held
    ProneOnBall,
    ProneLegMoving,
    BallMap,  ///< front view of the belly: where the ball goes (B2)
    Sitting,
};

/// Every pose, in the order above.
[[nodiscard]] std::span<const Pose> allPoses() noexcept;

/// The pose's name in routine files, such as `half-kneeling`.
[[nodiscard]] std::string_view poseName(Pose pose) noexcept;

/// The pose with this name, or nothing.
[[nodiscard]] std::optional<Pose> poseNamed(std::string_view name) noexcept;

/// Whether one side of the body is worked in it: on the back and on a chair both are alike.
[[nodiscard]] bool hasSides(Pose pose) noexcept;

/// Whether the belly lies on the ball, or is about to (B1 to B9).
[[nodiscard]] bool isOnTheBall(Pose pose) noexcept;

}  // namespace psoas::core
