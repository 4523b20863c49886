#include "app/monotonic.h"

#include <ctime>

namespace psoas::app {

namespace {

std::chrono::nanoseconds read(clockid_t clock) {
    timespec time{};
    clock_gettime(clock, &time);
    return std::chrono::seconds{time.tv_sec} + std::chrono::nanoseconds{time.tv_nsec};
}

}  // namespace

std::chrono::nanoseconds activeTime() { return read(CLOCK_MONOTONIC); }
std::chrono::nanoseconds bootTime() { return read(CLOCK_BOOTTIME); }

}  // namespace psoas::app
