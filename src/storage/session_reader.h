#pragma once

#include "core/record.h"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>

#include <optional>
#include <string>
#include <vector>

namespace psoas::storage {

/// Reads whole sessions out of the tables. Its statements are prepared once and used for every
/// session, which is what makes a history of many years quick to read. Everything throws what the
/// library throws; a row that breaks its own rules is `SQLite::Exception` with SQLITE_CORRUPT.
class SessionReader {
public:
    /// `db` must outlive the reader.
    explicit SessionReader(SQLite::Database &db);

    /// The session with this id, if there is one.
    [[nodiscard]] std::optional<core::SessionRecord> one(const std::string &id);

    /// All sessions that `heads` finds, in its order. It must select `kHead` from `sessions`.
    [[nodiscard]] std::vector<core::SessionRecord> all(SQLite::Statement &heads);

    /// The columns of a session's own row.
    static constexpr const char *kHead =
        "SELECT id, routine_id, routine_title, content_digest, started_utc, started_offset, "
        "ended_utc, ended_offset, outcome, tightness_before, tightness_after, note, edited_utc, "
        "edited_offset, app_version FROM sessions ";

private:
    core::SessionRecord whole(const SQLite::Statement &head);
    void readSteps(core::SessionRecord &session);
    void readAnswers(core::SessionRecord &session);
    void readHurts(core::SessionRecord &session);

    SQLite::Statement m_head;
    SQLite::Statement m_steps;
    SQLite::Statement m_answers;
    SQLite::Statement m_hurts;
};

}  // namespace psoas::storage
