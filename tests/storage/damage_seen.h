#pragma once

#include <filesystem>

namespace psoas {

enum class Found { Nothing, Damaged, Strange };

/// What the program sees in the store when it starts: as it opens it and in the full check.
[[nodiscard]] Found seenAtStart(const std::filesystem::path &file);

}  // namespace psoas
