#pragma once

#include "core/history.h"
#include "core/record.h"
#include "core/safety.h"

#include <SQLiteCpp/Database.h>

#include <optional>
#include <string>
#include <vector>

namespace psoas::storage {

// How the values of core lie in the tables. Sessions are read by `SessionReader`. All of these
// throw what the library throws; a row that breaks its own rules is `SQLite::Exception` with
// SQLITE_CORRUPT, a session or a planned step that is not there is `missing`.

void insertSession(SQLite::Database &db, const core::SessionRecord &session);
void writeJournalEntry(SQLite::Database &db, const std::string &id, const core::JournalEntry &entry,
                       core::WallTime at);
/// Gives the session its outcome and its sums; `refused` if it has an outcome.
void endSession(SQLite::Database &db, const std::string &id, core::Outcome outcome,
                core::WallTime endedAt);
/// A whole session that is over, as it stands.
void insertEnded(SQLite::Database &db, const core::SessionRecord &ended);
/// The same, with what follows from it: a check is filed, pain closes the routine.
void fileSession(SQLite::Database &db, const core::SessionRecord &ended);
/// Ends one that nobody ended: as it stands, at the time of its last journal entry.
void endInterrupted(SQLite::Database &db, const std::string &id);
/// The newest line of the session's journal; nothing if it has none.
[[nodiscard]] std::optional<core::JournalMark> lastMark(SQLite::Database &db,
                                                        const std::string &id);
void annotateSession(SQLite::Database &db, const std::string &id, const core::Annotation &now,
                     const std::optional<core::WallTime> &editedAt);
void insertCheck(SQLite::Database &db, const core::FiledCheck &check);
void insertDayAnswer(SQLite::Database &db, const core::DayAnswer &answer);
void insertPainStop(SQLite::Database &db, const core::PainStop &stop);
void writeScreening(SQLite::Database &db, core::Screening question,
                    const core::ScreeningRecord &record);
/// Moves the newest stored time forward to `at`, never back.
void noteStored(SQLite::Database &db, core::WallTime at);

/// Whether there is any session or safety answer, or the deletion of one.
[[nodiscard]] bool holdsAnything(SQLite::Database &db);

/// Id of the newest check that was filed here; empty: none was.
[[nodiscard]] std::string newestCheck(SQLite::Database &db);

[[nodiscard]] core::SafetyFacts readFacts(SQLite::Database &db);

}  // namespace psoas::storage
