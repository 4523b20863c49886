#include "core/history.h"

#include <algorithm>
#include <cassert>

namespace psoas::core {

LocalDay localDay(WallTime time) {
    return LocalDay{
        std::chrono::floor<std::chrono::days>(time.utc + time.offset).time_since_epoch()};
}

SideDose &SideDose::operator+=(const SideDose &other) {
    planned += other.planned;
    held += other.held;
    return *this;
}

std::optional<int> SessionSummary::drop() const noexcept {
    return tightnessBefore && tightnessAfter ? std::optional(*tightnessBefore - *tightnessAfter)
                                             : std::nullopt;
}

LocalDay weekOf(LocalDay day, std::chrono::weekday first) {
    return day - (std::chrono::weekday(day) - first);
}

std::string stepTitle(const SessionRecord &session, const std::string &step) {
    const auto found = std::ranges::find(session.steps, step, &StepRecord::step);
    return found == session.steps.end() ? step : found->title;
}

SessionSummary summaryOf(const SessionRecord &ended) {
    assert(ended.outcome && ended.endedAt);
    SessionSummary summary{.id = ended.id,
                           .routineId = ended.routineId,
                           .routineTitle = ended.routineTitle,
                           .startedAt = ended.startedAt,
                           .endedAt = *ended.endedAt,
                           .outcome = *ended.outcome,
                           .planned = ended.planned(),
                           .held = ended.held(),
                           .paused = ended.paused(),
                           .left = {},
                           .right = {},
                           .tightnessBefore = ended.tightnessBefore,
                           .tightnessAfter = ended.tightnessAfter,
                           .note = ended.note};
    for (const StepRecord &step : ended.steps) {
        if (step.side) {
            SideDose &dose = *step.side == Side::Left ? summary.left : summary.right;
            dose += {.planned = step.planned, .held = step.held};
        }
    }
    return summary;
}

Annotation annotationOf(const SessionRecord &session) {
    return {.tightnessBefore = session.tightnessBefore,
            .tightnessAfter = session.tightnessAfter,
            .note = session.note};
}

}  // namespace psoas::core
