#include "seeded_history.h"

#include <algorithm>
#include <array>
#include <random>

using namespace std::chrono_literals;

namespace psoas {
namespace {

struct Kind {
    const char *id;
    const char *title;
    core::Milliseconds side;  ///< planned on each
    core::Milliseconds both;  ///< planned on none
};
constexpr std::array kKinds{
    Kind{"ball-release", "Ball release", 180s, 0s},
    Kind{"kneeling-hip-flexor-stretch", "Kneeling hip-flexor stretch", 90s, 0s},
    Kind{"constructive-rest", "Constructive rest", 0s, 600s}};

core::WallTime eightOClock(core::LocalDay day) {
    return {.utc = std::chrono::sys_time<core::Milliseconds>(day.time_since_epoch() + 8h)};
}

/// From 0 to `below` - 1; the library's distributions differ between compilers.
int draw(std::mt19937 &random, int below) {
    return static_cast<int>(random() % static_cast<unsigned>(below));
}

core::SessionSummary sessionOf(std::mt19937 &random, core::LocalDay day, double age) {
    const Kind &kind = kKinds.at(static_cast<std::size_t>(draw(random, 3)));
    core::SessionSummary session = ballSession(day, {}, {});
    session.routineId = kind.id;
    session.routineTitle = kind.title;
    session.left = {kind.side, kind.side * (70 + draw(random, 31)) / 100};
    session.right = {kind.side, kind.side * (85 + draw(random, 16)) / 100};
    session.planned = 2 * kind.side + kind.both;
    session.held = session.left.held + session.right.held + kind.both;
    session.endedAt.utc += session.held;
    const int before = std::clamp(static_cast<int>(3 + 5 * age) + draw(random, 4) - 1, 0, 10);
    if (draw(random, 8) != 0) {
        session.tightnessBefore = before;
        session.tightnessAfter = std::max(0, before - draw(random, 4));
    }
    return session;
}

}  // namespace

core::SessionSummary ballSession(core::LocalDay day, core::Milliseconds left,
                                 core::Milliseconds right) {
    core::SessionSummary session;
    session.routineId = kKinds.front().id;
    session.routineTitle = kKinds.front().title;
    session.startedAt = eightOClock(day);
    session.endedAt = session.startedAt;
    session.endedAt.utc += left + right;
    session.left = {kKinds.front().side, left};
    session.right = {kKinds.front().side, right};
    session.planned = 2 * kKinds.front().side;
    session.held = left + right;
    return session;
}

std::vector<core::SessionSummary> seededSessions(unsigned seed, core::LocalDay last, int weeks) {
    std::mt19937 random(seed);
    std::vector<core::SessionSummary> sessions;
    for (int week = weeks - 1; week >= 0; --week) {
        const bool rests = weeks > 4 && draw(random, 9) == 0;
        for (int back = 6; back >= 0 && !rests; --back) {
            const core::LocalDay day = last - std::chrono::days{7 * week + back};
            for (int more = draw(random, 3); more > 0; --more) {
                sessions.push_back(sessionOf(random, day, week / static_cast<double>(weeks)));
            }
        }
    }
    return sessions;
}

core::HistorySums sumsOf(const std::vector<core::SessionSummary> &sessions) {
    core::HistorySums sums;
    for (const core::SessionSummary &session : sessions) {
        sums.add(session);
    }
    return sums;
}

}  // namespace psoas
