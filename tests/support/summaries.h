#pragma once

#include "core/history.h"

#include <string>

namespace psoas {

/// A session of the stretch that began at noon of this day where it was done, UTC+1, and lasted
/// five minutes: both sides held for a minute.
inline core::SessionSummary practice(std::chrono::year_month_day day, const std::string &id = "s") {
    using namespace std::chrono;
    core::SessionSummary session;
    session.id = id;
    session.routineId = "stretch";
    session.routineTitle = "Stretch";
    session.startedAt = {sys_days{day} + hours{11}, minutes{60}};
    session.endedAt = {session.startedAt.utc + minutes{5}, minutes{60}};
    session.planned = minutes{2};
    session.held = minutes{2};
    session.left = {.planned = minutes{1}, .held = minutes{1}};
    session.right = {.planned = minutes{1}, .held = minutes{1}};
    return session;
}

}  // namespace psoas
