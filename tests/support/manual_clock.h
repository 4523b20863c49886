#pragma once

#include "app/clock.h"

namespace psoas::app {

/// A clock whose three hands are moved by the test, each on its own.
class ManualClock final : public Clock {
public:
    core::Moment now() const override { return m_moment; }
    core::WallTime wall() const override { return m_wall; }

    /// All three run on, as on a machine that is awake.
    void advance(core::Milliseconds span) {
        m_moment.active += span;
        m_moment.boot += span;
        m_wall.utc += span;
    }
    /// The machine sleeps: active time stands still.
    void sleep(core::Milliseconds span) {
        m_moment.boot += span;
        m_wall.utc += span;
    }
    void setWall(core::WallTime wall) { m_wall = wall; }

private:
    core::Moment m_moment{};
    core::WallTime m_wall{
        std::chrono::sys_days{std::chrono::year{2026} / std::chrono::November / 24} +
            std::chrono::hours{9},
        std::chrono::minutes{60}};
};

}  // namespace psoas::app
