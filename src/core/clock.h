#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace psoas::core {

using Milliseconds = std::chrono::milliseconds;
using Seconds = std::chrono::seconds;

/// Monotonic time that stands still while the machine sleeps. The only clock that holds are timed
/// by. A tag: core reads no clock, it is told the time.
struct ActiveClock {
    using duration = Milliseconds;
    using rep = duration::rep;
    using period = duration::period;
    using time_point = std::chrono::time_point<ActiveClock>;
};

/// Monotonic time that runs on while the machine sleeps. Compared with `ActiveClock` it tells a
/// sleep from a busy moment.
struct BootClock {
    using duration = Milliseconds;
    using rep = duration::rep;
    using period = duration::period;
    using time_point = std::chrono::time_point<BootClock>;
};

using ActiveTime = ActiveClock::time_point;
using BootTime = BootClock::time_point;

/// The two monotonic clocks, read together.
struct Moment {
    ActiveTime active;
    BootTime boot;
};

/// What the clock on the wall said, and where: UTC with milliseconds and the offset that local
/// time had then. Used for dates and for display, never to measure how long something took.
struct WallTime {
    std::chrono::sys_time<Milliseconds> utc;
    std::chrono::minutes offset{0};  ///< local time minus UTC

    /// The date on the calendar of whoever lived this moment.
    [[nodiscard]] std::chrono::year_month_day localDate() const;

    /// RFC 3339 with milliseconds and offset, such as `2026-11-24T08:05:09.120+01:00`.
    [[nodiscard]] std::string toRfc3339() const;

    /// The time that `toRfc3339` writes so; a fraction may be missing, and `Z` may stand for an
    /// offset of nothing. Nothing for any other text, for a date that no calendar has, and for an
    /// offset of more than 18 hours, which is nobody's.
    [[nodiscard]] static std::optional<WallTime> fromRfc3339(std::string_view text);

    friend bool operator==(const WallTime &, const WallTime &) = default;
};

/// Earlier in UTC; the offset plays no part.
[[nodiscard]] inline bool before(const WallTime &a, const WallTime &b) { return a.utc < b.utc; }

}  // namespace psoas::core
