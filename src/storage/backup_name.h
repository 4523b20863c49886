#pragma once

#include "storage/backups.h"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace psoas::storage {

/// UTC to the second, without a character that a file system would not take: `20261126T093231Z`.
[[nodiscard]] std::string stampOf(std::chrono::sys_seconds at);

/// The file name of a backup; its `file` plays no part.
[[nodiscard]] std::string nameOf(const Backup &backup);

/// The backup that a file is by its name, or nothing for a stranger's.
[[nodiscard]] std::optional<Backup> backupNamed(const std::filesystem::path &file);

}  // namespace psoas::storage
