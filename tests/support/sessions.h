#pragma once

#include "core/record.h"
#include "storage/store.h"

#include <string>
#include <utility>
#include <vector>

namespace psoas {

inline core::WallTime wallAt(std::chrono::milliseconds sinceMorning) {
    using namespace std::chrono;
    return {sys_days{2026y / 11 / 24} + hours{9} + sinceMorning, minutes{60}};
}

/// A stretch as it is at its start: left and right, 20 s each.
inline core::SessionRecord startedSession(const std::string &id,
                                          std::chrono::milliseconds at = {}) {
    using namespace std::chrono_literals;
    core::SessionRecord session;
    session.id = id;
    session.routineId = "stretch";
    session.routineTitle = "Stretch";
    session.contentDigest = "digest";
    session.startedAt = wallAt(at);
    session.tightnessBefore = 6;
    session.appVersion = "0.1.0";
    for (const core::Side side : {core::Side::Left, core::Side::Right}) {
        session.steps.push_back({.step = "hold",
                                 .title = "Hold",
                                 .kind = core::StepKind::Hold,
                                 .side = side,
                                 .round = 1,
                                 .planned = 20s,
                                 .held = 0s,
                                 .paused = 0s,
                                 .extended = 0s,
                                 .skipped = false});
    }
    return session;
}

/// The records of the sessions in the store that nobody has ended.
inline std::vector<core::SessionRecord> unfinishedRecords(storage::Store &store) {
    std::vector<core::SessionRecord> records;
    const auto unfinished = store.unfinished();
    for (const core::UnfinishedSession &each : unfinished.value()) {
        records.push_back(each.record);
    }
    return records;
}

}  // namespace psoas
