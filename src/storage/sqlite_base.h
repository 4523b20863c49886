#pragma once

#include <SQLiteCpp/Database.h>

#include <filesystem>
#include <string>

namespace psoas::storage {

inline constexpr int kBusyTimeoutMs = 5000;  ///< how long a lock of somebody else is waited for

/// A path as SQLite wants it.
[[nodiscard]] std::string utf8(const std::filesystem::path &path);

/// The whole number that a pragma answers.
[[nodiscard]] int pragma(SQLite::Database &db, const char *name);

/// Whether this program may read and write there, as far as the system tells beforehand.
[[nodiscard]] bool mayWrite(const std::filesystem::path &path);

/// Closes a file or folder to everyone but its owner, where the file system knows owners.
void ownerOnly(const std::filesystem::path &path, std::filesystem::perms perms);

}  // namespace psoas::storage
