#pragma once

#include "core/record.h"
#include "storage/backups.h"

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace psoas {

/// The rows of each table, every value spelt out.
using Rows = std::map<std::string, std::vector<std::string>>;

/// All that a database holds.
[[nodiscard]] Rows rowsOf(const std::filesystem::path &file);

/// The same but for the newest time of anything stored, which only ever moves forward.
[[nodiscard]] Rows rowsButNewest(const std::filesystem::path &file);

/// Makes a store, or adds to one, so that every table has rows: `sessions` sessions, a minute
/// apart, of which the last is still running. Ids begin with `prefix`.
void fillStore(const std::filesystem::path &file, int sessions, const std::string &prefix = "s");

/// All sessions of a store, over or not.
[[nodiscard]] std::vector<core::SessionRecord> allSessions(const std::filesystem::path &file);

/// A backup that must succeed.
storage::Backup backedUp(const std::filesystem::path &store, core::WallTime now,
                         storage::BackupReason reason = storage::BackupReason::Asked);

/// Runs statements as any other program might.
void sql(const std::filesystem::path &file, const std::string &statements);

}  // namespace psoas
