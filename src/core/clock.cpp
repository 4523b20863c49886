#include "core/clock.h"

#include <cstdio>
#include <cstdlib>

namespace psoas::core {

namespace {

std::chrono::sys_time<Milliseconds> onTheWall(const WallTime &time) {
    return time.utc + time.offset;
}

}  // namespace

std::chrono::year_month_day WallTime::localDate() const {
    return {std::chrono::floor<std::chrono::days>(onTheWall(*this))};
}

std::string WallTime::toRfc3339() const {
    const auto local = onTheWall(*this);
    const auto date = localDate();
    const std::chrono::hh_mm_ss<Milliseconds> clock(local -
                                                    std::chrono::floor<std::chrono::days>(local));
    const auto shift = std::abs(offset.count());
    char text[64];
    const int length = std::snprintf(
        text, sizeof text, "%04d-%02u-%02uT%02d:%02d:%02d.%03d%c%02d:%02d", int(date.year()),
        unsigned(date.month()), unsigned(date.day()), int(clock.hours().count()),
        int(clock.minutes().count()), int(clock.seconds().count()), int(clock.subseconds().count()),
        offset.count() < 0 ? '-' : '+', int(shift / 60), int(shift % 60));
    return std::string(text, static_cast<std::size_t>(length));
}

}  // namespace psoas::core
