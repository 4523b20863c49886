#include "app/monotonic.h"

#include <ctime>

namespace psoas::app {

std::chrono::nanoseconds activeTime() {
    return std::chrono::nanoseconds{clock_gettime_nsec_np(CLOCK_UPTIME_RAW)};
}

std::chrono::nanoseconds bootTime() {
    return std::chrono::nanoseconds{clock_gettime_nsec_np(CLOCK_MONOTONIC_RAW)};
}

}  // namespace psoas::app
