#include "content/adjustment_writer.h"

#include <nlohmann/json.hpp>

namespace psoas::content {

std::string adjustmentText(const core::Routine &routine) {
    using Json = nlohmann::ordered_json;
    Json seconds = Json::object();
    for (const core::Step *step : core::allSteps(routine)) {
        if (step->seconds) {
            seconds[step->id] = step->seconds->count();
        }
    }
    Json times = Json::object();
    for (const core::RoutineStep &each : routine.steps) {
        if (const auto *repeat = std::get_if<core::Repeat>(&each)) {
            times[repeat->id] = repeat->times;
        }
    }
    Json adjustment{{"format", 1}, {"adjusts", routine.id}};
    if (!seconds.empty()) {
        adjustment["seconds"] = std::move(seconds);
    }
    if (!times.empty()) {
        adjustment["times"] = std::move(times);
    }
    return adjustment.dump(2) + "\n";
}

}  // namespace psoas::content
