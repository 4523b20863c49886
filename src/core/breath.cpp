#include "core/breath.h"

#include <array>
#include <cmath>
#include <numbers>

namespace psoas::core {
namespace {

/// A breath swells and sinks like a cosine: it rests a moment at both ends.
double eased(double share) { return (1 - std::cos(share * std::numbers::pi)) / 2; }

double levelIn(BreathPart part, double share) {
    switch (part) {
        case BreathPart::In:
            return eased(share);
        case BreathPart::AfterIn:
            return 1;
        case BreathPart::Out:
            return 1 - eased(share);
        case BreathPart::AfterOut:
            return 0;
    }
    return 0;
}

}  // namespace

Seconds breathLength(const Breathing &breathing) noexcept {
    return breathing.in + breathing.afterIn + breathing.out + breathing.afterOut;
}

BreathNow breathAt(const Breathing &breathing, Milliseconds elapsed) {
    const std::array<Milliseconds, 4> lengths{breathing.in, breathing.afterIn, breathing.out,
                                              breathing.afterOut};
    Milliseconds within = elapsed % breathLength(breathing);
    std::size_t part = 0;
    while (within >= lengths.at(part)) {
        within -= lengths.at(part++);
    }
    const Milliseconds length = lengths.at(part);
    const double share = static_cast<double>(within.count()) / static_cast<double>(length.count());
    const auto now = static_cast<BreathPart>(part);
    return {.part = now, .level = levelIn(now, share), .left = length - within, .length = length};
}

int breathsLeft(const Breathing &breathing, Milliseconds elapsed, Milliseconds left) noexcept {
    const Milliseconds one = breathLength(breathing);
    const auto all = (elapsed + left + one - Milliseconds{1}) / one;
    return static_cast<int>(all - elapsed / one);
}

}  // namespace psoas::core
