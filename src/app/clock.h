#pragma once

#include "core/clock.h"

#include <memory>

namespace psoas::app {

/// The three clocks of the machine.
class Clock {
public:
    Clock() = default;
    Clock(const Clock &) = delete;
    Clock &operator=(const Clock &) = delete;
    virtual ~Clock() = default;

    /// Both monotonic clocks, rounded down to the millisecond: nothing ends early.
    [[nodiscard]] virtual core::Moment now() const = 0;
    [[nodiscard]] virtual core::WallTime wall() const = 0;
    /// How many milliseconds of active time pass in one of the machine's; 1 but in rehearsals.
    [[nodiscard]] virtual int speed() const { return 1; }
};

/// The machine's own clocks: Linux MONOTONIC and BOOTTIME, macOS UPTIME_RAW and MONOTONIC_RAW,
/// Windows unbiased and biased interrupt time.
[[nodiscard]] std::unique_ptr<Clock> systemClock();

/// A rehearsal's clock: monotonic time runs `speed` times (1 to 60) as fast as on `real`, which
/// must outlive it. The wall clock stays as it is.
[[nodiscard]] std::unique_ptr<Clock> rehearsalClock(const Clock &real, int speed);

}  // namespace psoas::app
