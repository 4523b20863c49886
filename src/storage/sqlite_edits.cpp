#include "storage/sqlite_edits.h"

#include "core/overloaded.h"
#include "storage/binding.h"
#include "storage/columns.h"
#include "storage/edit_time.h"
#include "storage/session_reader.h"
#include "storage/sqlite_history.h"
#include "storage/sqlite_rows.h"

#include <SQLiteCpp/Statement.h>

#include <algorithm>
#include <utility>

namespace psoas::storage {

namespace {

using core::Annotation;
using core::SessionRecord;

std::int64_t insertEditRow(SQLite::Database &db, const char *kind, core::WallTime at) {
    // What was taken back and not done again is left behind by a new edit.
    db.exec("DELETE FROM edits WHERE undone");
    SQLite::Statement insert(db, "INSERT INTO edits (utc, offset, kind) VALUES (?, ?, ?)");
    bindTime(insert, 1, at);
    insert.bind(3, kind);
    insert.exec();
    return db.getLastInsertRowid();
}

/// What the edit gives back to this session when it is taken back, or done again.
void keepOther(SQLite::Database &db, std::int64_t edit, const std::string &id,
               const Annotation &other) {
    SQLite::Statement write(db,
                            "INSERT OR REPLACE INTO edited_sessions (edit, session_id, "
                            "tightness_before, tightness_after, note) VALUES (?, ?, ?, ?, ?)");
    write.bind(1, edit);
    write.bind(2, id);
    bindNumber(write, 3, other.tightnessBefore);
    bindNumber(write, 4, other.tightnessAfter);
    write.bind(5, other.note);
    write.exec();
}

void annotate(SQLite::Database &db, const edit::Annotate &edit, core::WallTime at) {
    const auto session = shownSession(db, edit.id);
    if (!session || core::annotationOf(*session) == edit.now) {
        return;
    }
    keepOther(db, insertEditRow(db, "annotate", at), edit.id, core::annotationOf(*session));
    annotateSession(db, edit.id, edit.now, editTime(*session, at));
}

void removeSessions(SQLite::Database &db, const edit::Delete &edit, core::WallTime at) {
    std::vector<SessionRecord> there;
    for (const std::string &id : edit.ids) {
        if (auto session = shownSession(db, id)) {
            there.push_back(std::move(*session));
        }
    }
    if (there.empty()) {
        return;
    }
    const std::int64_t number = insertEditRow(db, "delete", at);
    for (const SessionRecord &session : there) {
        keepOther(db, number, session.id, core::annotationOf(session));
        writeTombstone(db, {.id = session.id, .deletedAt = editTime(session, at)});
    }
}

struct EditRow {
    std::int64_t number = 0;
    EditInReach::Kind kind = EditInReach::Kind::Annotate;
    std::vector<std::pair<std::string, Annotation>> others;
};

/// The edit with this number if it is as `turn` wants to find it.
std::optional<EditRow> editRow(SQLite::Database &db, std::int64_t number, Turn turn) {
    SQLite::Statement row(db, "SELECT kind FROM edits WHERE number = ? AND undone = ?");
    row.bind(1, number);
    row.bind(2, turn == Turn::Redo ? 1 : 0);
    if (!row.executeStep()) {
        return std::nullopt;
    }
    EditRow found{.number = number,
                  .kind = row.getColumn(0).getString() == "delete" ? EditInReach::Kind::Delete
                                                                   : EditInReach::Kind::Annotate,
                  .others = {}};
    SQLite::Statement sessions(db,
                               "SELECT session_id, tightness_before, tightness_after, note FROM "
                               "edited_sessions WHERE edit = ?");
    sessions.bind(1, found.number);
    while (sessions.executeStep()) {
        found.others.emplace_back(sessions.getColumn(0).getString(),
                                  Annotation{.tightnessBefore = numberOrNone(sessions, 1),
                                             .tightnessAfter = numberOrNone(sessions, 2),
                                             .note = sessions.getColumn(3)});
    }
    return found;
}

/// The session as it was, and edited now: other machines must see that it came back later than it
/// went.
void bringBack(SQLite::Database &db, const std::string &id, core::WallTime at) {
    SQLite::Statement deleted(db, "SELECT utc, offset FROM tombstones WHERE id = ?");
    deleted.bind(1, id);
    const auto session = SessionReader(db).one(id);
    if (!deleted.executeStep() || !session) {
        return;
    }
    const core::WallTime deletedAt = timeAt(deleted, 0);
    at.utc = std::max(at.utc, deletedAt.utc + core::Milliseconds{1});
    removeTombstone(db, id);
    annotateSession(db, id, core::annotationOf(*session), editTime(*session, at));
}

/// Gives the session its other rating and note, and keeps those it had.
void exchange(SQLite::Database &db, std::int64_t edit, const std::string &id,
              const Annotation &other, core::WallTime at) {
    if (const auto session = shownSession(db, id)) {
        keepOther(db, edit, id, core::annotationOf(*session));
        annotateSession(db, id, other, editTime(*session, at));
    }
}

void deleteAgain(SQLite::Database &db, const std::string &id, core::WallTime at) {
    if (const auto session = shownSession(db, id)) {
        writeTombstone(db, {.id = id, .deletedAt = editTime(*session, at)});
    }
}

std::optional<EditInReach> inReach(SQLite::Database &db, Turn turn, core::WallTime now) {
    const auto number = editInReach(db, turn, now);
    const auto edit = number ? editRow(db, *number, turn) : std::nullopt;
    return edit ? std::optional(EditInReach{.kind = edit->kind, .sessions = edit->others.size()})
                : std::nullopt;
}

}  // namespace

void applyEdit(SQLite::Database &db, const Edit &edit, core::WallTime at) {
    std::visit(core::Overloaded{
                   [&](const edit::Annotate &each) { annotate(db, each, at); },
                   [&](const edit::Delete &each) { removeSessions(db, each, at); },
               },
               edit);
}

std::optional<std::int64_t> editInReach(SQLite::Database &db, Turn turn, core::WallTime now) {
    // The last one done is taken back first, the last one taken back is done again first. What lies
    // ahead of a clock that was set back is in reach, too.
    SQLite::Statement row(db, std::string("SELECT number FROM edits WHERE utc > ? AND undone = ? "
                                          "ORDER BY number ") +
                                  (turn == Turn::Redo ? "LIMIT 1" : "DESC LIMIT 1"));
    row.bind(1, utcOf(now) - core::Milliseconds(kUndoTime).count());
    row.bind(2, turn == Turn::Redo ? 1 : 0);
    return row.executeStep() ? std::optional(row.getColumn(0).getInt64()) : std::nullopt;
}

void turnEdit(SQLite::Database &db, std::int64_t number, Turn turn, core::WallTime at) {
    const auto edit = editRow(db, number, turn);
    if (!edit) {
        return;
    }
    for (const auto &[id, other] : edit->others) {
        if (edit->kind == EditInReach::Kind::Annotate) {
            exchange(db, number, id, other, at);
        } else if (turn == Turn::Redo) {
            deleteAgain(db, id, at);
        } else {
            bringBack(db, id, at);
        }
    }
    SQLite::Statement mark(db, "UPDATE edits SET undone = ? WHERE number = ?");
    mark.bind(1, turn == Turn::Redo ? 0 : 1);
    mark.bind(2, number);
    mark.exec();
}

EditsInReach readEditsInReach(SQLite::Database &db, core::WallTime now) {
    return {.undo = inReach(db, Turn::Undo, now), .redo = inReach(db, Turn::Redo, now)};
}

void forgetOldEdits(SQLite::Database &db, core::WallTime now) {
    const std::int64_t last = utcOf(now) - core::Milliseconds(kUndoTime).count();
    SQLite::Statement forget(db, "DELETE FROM edits WHERE utc <= ?");
    forget.bind(1, last);
    forget.exec();
    // By the edits and not by the tombstones' own times: what some edit may still bring back stays.
    db.exec(
        "DELETE FROM sessions WHERE outcome IS NOT NULL AND id IN (SELECT id FROM tombstones) "
        "AND id NOT IN (SELECT session_id FROM edited_sessions)");
}

void writeTombstone(SQLite::Database &db, const core::Tombstone &tombstone) {
    SQLite::Statement write(db,
                            "INSERT OR REPLACE INTO tombstones (id, utc, offset) VALUES (?, ?, ?)");
    write.bind(1, tombstone.id);
    bindTime(write, 2, tombstone.deletedAt);
    write.exec();
}

void removeTombstone(SQLite::Database &db, const std::string &id) {
    SQLite::Statement remove(db, "DELETE FROM tombstones WHERE id = ?");
    remove.bind(1, id);
    remove.exec();
}

}  // namespace psoas::storage
