#pragma once

#include <cstdlib>

namespace psoas {

/// Whether tests with many tries are to make all of them: `./dev test --long`.
inline bool longForm() { return std::getenv("PSOAS_LONG") != nullptr; }

}  // namespace psoas
