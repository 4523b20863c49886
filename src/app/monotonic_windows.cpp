#include "app/monotonic.h"

// clang-format off: realtimeapiset.h needs windows.h before it
#include <realtimeapiset.h>
#include <windows.h>
// clang-format on

namespace psoas::app {

namespace {

// Interrupt time comes in units of 100 ns.
constexpr long long kNanosecondsPerUnit = 100;

}  // namespace

std::chrono::nanoseconds activeTime() {
    ULONGLONG units = 0;
    QueryUnbiasedInterruptTimePrecise(&units);
    return std::chrono::nanoseconds{static_cast<long long>(units) * kNanosecondsPerUnit};
}

std::chrono::nanoseconds bootTime() {
    ULONGLONG units = 0;
    QueryInterruptTimePrecise(&units);
    return std::chrono::nanoseconds{static_cast<long long>(units) * kNanosecondsPerUnit};
}

}  // namespace psoas::app
