#pragma once

#include "storage/history.h"

#include <SQLiteCpp/Database.h>

#include <cstdint>
#include <optional>
#include <string>

namespace psoas::storage {

// Corrections and deletions, and taking them back. See `History`; all of these throw what the
// library throws.

void applyEdit(SQLite::Database &db, const Edit &edit, core::WallTime at);

enum class Turn { Undo, Redo };
/// The number of the edit that is taken back, or done again, next; nothing where there is none.
[[nodiscard]] std::optional<std::int64_t> editInReach(SQLite::Database &db, Turn turn,
                                                      core::WallTime now);
/// Takes back this edit, or does it again. Nothing if that has been done.
void turnEdit(SQLite::Database &db, std::int64_t number, Turn turn, core::WallTime at);

[[nodiscard]] EditsInReach readEditsInReach(SQLite::Database &db, core::WallTime now);
void forgetOldEdits(SQLite::Database &db, core::WallTime now);

/// Deletes the session for the eye; its rows stay until the deletion can no longer be undone.
/// Replaces an earlier deletion.
void writeTombstone(SQLite::Database &db, const core::Tombstone &tombstone);
void removeTombstone(SQLite::Database &db, const std::string &id);

}  // namespace psoas::storage
