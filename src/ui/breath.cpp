#include "ui/breath.h"

#include <cmath>
#include <numbers>

namespace psoas::ui {
namespace {

/// A breath swells and sinks like a cosine: it rests a moment at both ends.
double eased(double share) { return (1 - std::cos(share * std::numbers::pi)) / 2; }

double shareOf(core::Milliseconds part, core::Milliseconds whole) {
    return static_cast<double>(part.count()) / static_cast<double>(whole.count());
}

}  // namespace

BreathNow breathAt(const core::Breathing &breathing, core::Milliseconds elapsed) {
    const core::Milliseconds in = breathing.in;
    const core::Milliseconds out = breathing.out;
    const core::Milliseconds within = elapsed % (in + out);
    if (within < in) {
        return {.in = true, .level = eased(shareOf(within, in)), .left = in - within};
    }
    const core::Milliseconds outFor = within - in;
    return {.in = false, .level = 1 - eased(shareOf(outFor, out)), .left = out - outFor};
}

}  // namespace psoas::ui
