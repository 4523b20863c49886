#pragma once

#include "core/clock.h"
#include "storage/backups.h"

#include <filesystem>
#include <optional>

namespace psoas::storage {

/// Reads what can be read of the damaged store in `kept`, row by row, and makes a store of it among
/// the backups of `folder`. Its tables refuse what is out of range, and rows without their session
/// are dropped; what is wrong and breaks no rule cannot be told. Nothing if that is no session and
/// no safety answer. `kept` is not written to, not even to undo what was cut off in it: that is
/// done to a copy. Throws what the library and the file system throw, of the new store only.
[[nodiscard]] std::optional<Backup> salvage(const std::filesystem::path &kept,
                                            const std::filesystem::path &folder,
                                            core::WallTime now);

}  // namespace psoas::storage
