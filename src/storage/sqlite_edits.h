#pragma once

#include "storage/history.h"

#include <SQLiteCpp/Database.h>

#include <string>

namespace psoas::storage {

// Corrections and deletions, and taking them back. See `History`; all of these throw what the
// library throws.

void applyEdit(SQLite::Database &db, const Edit &edit, core::WallTime at);
void undoEdit(SQLite::Database &db, core::WallTime at);
void redoEdit(SQLite::Database &db, core::WallTime at);
[[nodiscard]] EditsInReach readEditsInReach(SQLite::Database &db, core::WallTime now);
void forgetOldEdits(SQLite::Database &db, core::WallTime now);

/// Deletes the session for the eye; its rows stay until the deletion can no longer be undone.
/// Replaces an earlier deletion.
void writeTombstone(SQLite::Database &db, const core::Tombstone &tombstone);
void removeTombstone(SQLite::Database &db, const std::string &id);

}  // namespace psoas::storage
