#pragma once

#include "storage/history.h"

#include <SQLiteCpp/Database.h>

#include <string>

namespace psoas::storage {

// Corrections and deletions, and taking them back. See `History`; all of these throw what the
// library throws.

void applyEdit(SQLite::Database &db, const Edit &edit, core::WallTime at);
void undoEdit(SQLite::Database &db, const Turn &by);
void redoEdit(SQLite::Database &db, const Turn &by);
[[nodiscard]] EditsInReach readEditsInReach(SQLite::Database &db, core::WallTime now);
void forgetOldEdits(SQLite::Database &db, core::WallTime now);
/// Forgets edits all of whose sessions have been taken out of their reach.
void forgetEmptyEdits(SQLite::Database &db);

/// Deletes the session for the eye; its rows stay until the deletion can no longer be undone.
/// Replaces an earlier deletion.
void writeTombstone(SQLite::Database &db, const core::Tombstone &tombstone);
void removeTombstone(SQLite::Database &db, const std::string &id);

}  // namespace psoas::storage
