#pragma once

#include <chrono>

namespace psoas::app {

// One file a platform (`monotonic_linux.cpp`, …) says how the system tells these.

/// Time since some fixed moment, standing still while the machine sleeps.
[[nodiscard]] std::chrono::nanoseconds activeTime();

/// Time since some fixed moment, running on while the machine sleeps.
[[nodiscard]] std::chrono::nanoseconds bootTime();

}  // namespace psoas::app
