#include "core/adjustment.h"

#include <algorithm>
#include <iterator>

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

template <class Number>
std::map<std::string, Number> changed(const std::map<std::string, Number> &from,
                                      const std::map<std::string, Number> &to) {
    std::map<std::string, Number> result;
    std::ranges::set_difference(to, from, std::inserter(result, result.end()));
    return result;
}

}  // namespace

Adjustment timesOf(const Routine &routine) {
    Adjustment times{.adjusts = routine.id, .seconds = {}, .times = {}};
    for (const Step *step : allSteps(routine)) {
        if (step->seconds) {
            times.seconds[step->id] = *step->seconds;
        }
    }
    for (const RoutineStep &each : routine.steps) {
        if (const auto *repeat = std::get_if<Repeat>(&each)) {
            times.times[repeat->id] = repeat->times;
        }
    }
    return times;
}

Adjustment changedTimes(const Adjustment &from, const Adjustment &to) {
    return {.adjusts = to.adjusts,
            .seconds = changed(from.seconds, to.seconds),
            .times = changed(from.times, to.times)};
}

Routine adjusted(Routine routine, const Adjustment &adjustment) {
    for (RoutineStep &step : routine.steps) {
        std::visit([&](auto &each) { adjust(each, adjustment); }, step);
    }
    return routine;
}

}  // namespace psoas::core
