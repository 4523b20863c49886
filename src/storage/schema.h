#pragma once

#include <span>
#include <string_view>

namespace psoas::storage {

/// "PsEa": tells our database from anyone else's.
inline constexpr int kApplicationId = 0x50734561;

/// The statements that lead from version N to N + 1 stand at index N. The version of a store is
/// how many of them it has had. A released entry is never changed.
[[nodiscard]] std::span<const std::string_view> migrations() noexcept;

}  // namespace psoas::storage
