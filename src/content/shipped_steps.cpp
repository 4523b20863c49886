#include "content/shipped_steps.h"

#include <algorithm>
#include <array>

namespace psoas::content {

namespace {

struct Shipped {
    std::string_view routine;
    std::string_view id;
    friend constexpr bool operator==(const Shipped &, const Shipped &) = default;
};

// Rows are added with every new id and never taken away.
constexpr std::array kTimed{
    Shipped{"constructive-rest", "rest"},
    Shipped{"constructive-rest", "get-up"},
    Shipped{"kneeling-hip-flexor-stretch", "tilt"},
    Shipped{"kneeling-hip-flexor-stretch", "hold"},
    Shipped{"kneeling-hip-flexor-stretch", "switch"},
    Shipped{"ball-release", "first-spot"},
    Shipped{"ball-release", "move-on"},
    Shipped{"ball-release", "second-spot"},
    Shipped{"ball-release", "switch"},
};
constexpr std::array kRepeats{
    Shipped{"kneeling-hip-flexor-stretch", "rounds"},
    Shipped{"ball-release", "sides"},
};

}  // namespace

bool everTimed(std::string_view routine, std::string_view step) noexcept {
    return std::ranges::count(kTimed, Shipped{routine, step}) > 0;
}

bool everRepeated(std::string_view routine, std::string_view repeat) noexcept {
    return std::ranges::count(kRepeats, Shipped{routine, repeat}) > 0;
}

}  // namespace psoas::content
