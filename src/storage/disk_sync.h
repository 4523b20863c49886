#pragma once

#include <filesystem>

namespace psoas::storage {

/// Returns once everything written to the file is on the disk itself. Throws
/// `std::filesystem::filesystem_error` if it cannot be.
void syncFile(const std::filesystem::path &file);

/// The same for the names in a folder, after one was given or taken. No error: not every file
/// system can, and a name that comes late takes no content with it.
void syncFolder(const std::filesystem::path &folder) noexcept;

}  // namespace psoas::storage
