#include "core/adjustment.h"

#include <algorithm>

namespace psoas::core {

namespace {

void adjust(Step &step, const Adjustment &adjustment) {
    const auto own = adjustment.seconds.find(step.id);
    if (own != adjustment.seconds.end() && step.seconds) {
        step.seconds = std::min(own->second, longestStep(step.pose));
    }
}

void adjust(Repeat &repeat, const Adjustment &adjustment) {
    const auto own = adjustment.times.find(repeat.id);
    if (own != adjustment.times.end()) {
        repeat.times = own->second;
    }
    for (Step &step : repeat.steps) {
        adjust(step, adjustment);
    }
}

}  // namespace

Routine adjusted(Routine routine, const Adjustment &adjustment) {
    for (RoutineStep &step : routine.steps) {
        std::visit([&](auto &each) { adjust(each, adjustment); }, step);
    }
    return routine;
}

}  // namespace psoas::core
