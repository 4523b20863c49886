#pragma once

#include "core/merge.h"
#include "core/plan.h"
#include "core/result.h"
#include "exchange/json_node.h"

#include <cstddef>

namespace psoas::exchange {

// One element of an exported history becomes a telling, or the first thing that is wrong with it.
// Nothing is passed over: a key that is unknown, missing or there twice is a fault, as is a value
// that the store would not keep.

inline constexpr std::size_t kMostSteps = core::kMostPlannedSteps;  ///< and answers, and hurts
inline constexpr std::size_t kLongestOtherText = 4'096;             ///< bytes; as in routine files
inline constexpr std::size_t kLongestSessionId = 64;                ///< bytes; as in the store

/// An element of `sessions`. The session is over.
[[nodiscard]] core::Result<core::Telling, NodeFault> readSession(const JsonNode &node);

/// An element of `deleted`.
[[nodiscard]] core::Result<core::Telling, NodeFault> readTombstone(const JsonNode &node);

}  // namespace psoas::exchange
