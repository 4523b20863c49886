#include "storage/sqlite_merge.h"

#include "core/sequence.h"
#include "storage/binding.h"
#include "storage/columns.h"
#include "storage/session_reader.h"
#include "storage/sqlite_edits.h"
#include "storage/sqlite_rows.h"

#include <SQLiteCpp/Statement.h>

#include <optional>

namespace psoas::storage {

namespace {

using core::MergeStep;
using core::SessionRecord;
using core::Telling;
using core::Tombstone;

/// What stands here. Its statements serve for all of another history.
class Here {
public:
    explicit Here(SQLite::Database &db)
        : m_sessions(db), m_deleted(db, "SELECT utc, offset FROM tombstones WHERE id = ?") {}

    std::optional<Telling> telling(const std::string &id) {
        m_deleted.reset();
        m_deleted.bind(1, id);
        if (m_deleted.executeStep()) {
            return Tombstone{.id = id, .deletedAt = timeAt(m_deleted, 0)};
        }
        auto session = m_sessions.one(id);
        return session ? std::optional<Telling>(std::move(*session)) : std::nullopt;
    }

    /// What this other one would do, and what it would do it to.
    MergeStep step(const Telling &other) {
        m_here = telling(core::idOf(other));
        const auto *session = m_here ? std::get_if<SessionRecord>(&*m_here) : nullptr;
        // One that is not over yet knows more of itself than any copy of it.
        return session != nullptr && !session->outcome ? MergeStep::KeptHere
                                                       : core::mergeStep(m_here, other);
    }

    [[nodiscard]] const std::optional<Telling> &last() const { return m_here; }

private:
    SessionReader m_sessions;
    SQLite::Statement m_deleted;
    std::optional<Telling> m_here;
};

/// Apart from those that were filed here: none of these is ever the check that is good.
void noteCheck(SQLite::Database &db, const core::FiledCheck &check) {
    SQLite::Statement insert(db,
                             "INSERT OR IGNORE INTO merged_checks (id, utc, offset, urgency, "
                             "clinician_looked, after_check) SELECT ?1, ?2, ?3, ?4, ?5, ?6 "
                             "WHERE NOT EXISTS (SELECT 1 FROM safety_checks WHERE id = ?1)");
    insert.bind(1, check.id);
    bindTime(insert, 2, check.at);
    bindName<core::Urgency>(insert, 4, check.urgency, core::urgencyName);
    insert.bind(5, check.clinicianLooked ? 1 : 0);
    insert.bind(6, newestCheck(db));
    insert.exec();
}

/// In the transaction of whatever was merged: a merge that is cut off leaves the check due as well.
void noteMerge(SQLite::Database &db) {
    SQLite::Statement write(db,
                            "INSERT OR REPLACE INTO last_merge (one, after_check) VALUES (1, ?)");
    write.bind(1, newestCheck(db));
    write.exec();
}

void notePain(SQLite::Database &db, const core::PainStop &stop) {
    SQLite::Statement known(db, "SELECT 1 FROM pain_stops WHERE utc = ? AND routine_id = ?");
    known.bind(1, utcOf(stop.at));
    known.bind(2, stop.routineId);
    if (!known.executeStep()) {
        insertPainStop(db, stop);
    }
}

void noteSafety(SQLite::Database &db, const SessionRecord &session) {
    if (core::isCheckOutcome(*session.outcome)) {
        noteCheck(db, core::filedCheck(session));
    }
    if (session.outcome == core::Outcome::StoppedForPain) {
        notePain(db, {.at = *session.endedAt, .routineId = core::routineStopped(session)});
    }
}

bool sameButForWords(SessionRecord a, const SessionRecord &b) {
    a.tightnessBefore = b.tightnessBefore;
    a.tightnessAfter = b.tightnessAfter;
    a.note = b.note;
    a.editedAt = b.editedAt;
    return a == b;
}

void removeRows(SQLite::Database &db, const std::string &id) {
    SQLite::Statement remove(db, "DELETE FROM sessions WHERE id = ?");
    remove.bind(1, id);
    remove.exec();
}

void put(SQLite::Database &db, const SessionRecord &session, const std::optional<Telling> &here) {
    removeTombstone(db, session.id);
    const auto *known = here ? std::get_if<SessionRecord>(&*here) : nullptr;
    if (known != nullptr && sameButForWords(*known, session)) {
        annotateSession(db, session.id, core::annotationOf(session), session.editedAt);
        return;
    }
    removeRows(db, session.id);
    insertEnded(db, session);
    noteSafety(db, session);
}

}  // namespace

std::vector<Tombstone> readTombstones(SQLite::Database &db) {
    std::vector<Tombstone> found;
    SQLite::Statement rows(db, "SELECT id, utc, offset FROM tombstones ORDER BY utc DESC, id DESC");
    while (rows.executeStep()) {
        found.push_back({.id = rows.getColumn(0), .deletedAt = timeAt(rows, 1)});
    }
    return found;
}

std::vector<MergeStep> compareTellings(SQLite::Database &db, const std::vector<Telling> &others) {
    Here here(db);
    std::vector<MergeStep> steps;
    steps.reserve(others.size());
    for (const Telling &other : others) {
        steps.push_back(here.step(other));
    }
    return steps;
}

std::vector<MergeStep> mergeTellings(SQLite::Database &db, const std::vector<Telling> &others) {
    Here here(db);
    SQLite::Statement outOfReach(db, "DELETE FROM edited_sessions WHERE session_id = ?");
    bool changed = false;
    std::vector<MergeStep> steps;
    steps.reserve(others.size());
    for (const Telling &other : others) {
        steps.push_back(here.step(other));
        if (!core::changes(steps.back())) {
            continue;
        }
        changed = true;
        outOfReach.reset();
        outOfReach.bind(1, core::idOf(other));
        outOfReach.exec();
        if (const auto *tombstone = std::get_if<Tombstone>(&other)) {
            writeTombstone(db, *tombstone);
        } else {
            put(db, std::get<SessionRecord>(other), here.last());
        }
    }
    if (changed) {
        forgetEmptyEdits(db);
        noteMerge(db);
    }
    return steps;
}

}  // namespace psoas::storage
