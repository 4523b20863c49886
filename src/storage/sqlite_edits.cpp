#include "storage/sqlite_edits.h"

#include "core/overloaded.h"
#include "storage/binding.h"
#include "storage/columns.h"
#include "storage/edit_time.h"
#include "storage/sqlite_history.h"
#include "storage/sqlite_rows.h"

#include <SQLiteCpp/Statement.h>

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace psoas::storage {

namespace {

using core::Annotation;

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

/// Takes sessions out of sight and brings them back. Its statements serve for all that one edit
/// deletes, which may be the history of many years.
class Deletions {
public:
    explicit Deletions(SQLite::Database &db)
        : m_shown(db, std::string("SELECT edited_utc, edited_offset FROM sessions WHERE id = ? "
                                  "AND ") +
                          kShown),
          m_deleted(db,
                    "SELECT t.utc, t.offset, s.edited_utc, s.edited_offset FROM tombstones t "
                    "JOIN sessions s ON s.id = t.id WHERE t.id = ?"),
          m_bury(db, "INSERT INTO tombstones (id, utc, offset) VALUES (?, ?, ?)"),
          m_unearth(db, "DELETE FROM tombstones WHERE id = ?"),
          m_date(db, "UPDATE sessions SET edited_utc = ?2, edited_offset = ?3 WHERE id = ?1") {}

    /// Whether the session was there.
    bool remove(const std::string &id, core::WallTime at) {
        ask(m_shown, id);
        if (!m_shown.executeStep()) {
            return false;
        }
        give(m_bury, id, editTime(timeOrNone(m_shown, 0), at));
        return true;
    }

    /// As it was, and edited now: other machines must see that it came back later than it went.
    void bringBack(const std::string &id, core::WallTime at) {
        ask(m_deleted, id);
        if (!m_deleted.executeStep()) {
            return;
        }
        const core::WallTime back = editTime(timeAt(m_deleted, 0), at);
        give(m_date, id, editTime(timeOrNone(m_deleted, 2), back));
        ask(m_unearth, id);
        m_unearth.exec();
    }

private:
    static void ask(SQLite::Statement &statement, const std::string &id) {
        statement.reset();
        statement.bind(1, id);
    }
    static void give(SQLite::Statement &statement, const std::string &id, core::WallTime at) {
        ask(statement, id);
        bindTime(statement, 2, at);
        statement.exec();
    }

    SQLite::Statement m_shown;
    SQLite::Statement m_deleted;
    SQLite::Statement m_bury;
    SQLite::Statement m_unearth;
    SQLite::Statement m_date;
};

void removeSessions(SQLite::Database &db, const edit::Delete &edit, core::WallTime at) {
    Deletions deletions(db);
    SQLite::Statement keep(
        db, "INSERT INTO edited_sessions (edit, session_id, note) VALUES (?, ?, '')");
    std::optional<std::int64_t> number;
    for (const std::string &id : edit.ids) {
        if (!deletions.remove(id, at)) {
            continue;
        }
        if (!number) {
            number = insertEditRow(db, "delete", at);
        }
        keep.reset();
        keep.bind(1, *number);
        keep.bind(2, id);
        keep.exec();
    }
}

struct EditRow {
    std::int64_t number = 0;
    EditInReach::Kind kind = EditInReach::Kind::Annotate;
};

/// The edits within reach at this time, newest last. What lies ahead of a clock that was set back
/// is in reach, too.
constexpr const char *kInReach = "FROM edits WHERE utc > ?1 AND undone = ?2 ORDER BY number ";

std::optional<EditRow> editRow(SQLite::Database &db, bool undone, core::WallTime now) {
    // The last one done is taken back first, the last one taken back is done again first.
    SQLite::Statement row(
        db, std::string("SELECT number, kind ") + kInReach + (undone ? "LIMIT 1" : "DESC LIMIT 1"));
    row.bind(1, utcOf(now) - core::Milliseconds(kUndoTime).count());
    row.bind(2, undone ? 1 : 0);
    if (!row.executeStep()) {
        return std::nullopt;
    }
    return EditRow{.number = row.getColumn(0).getInt64(),
                   .kind = row.getColumn(1).getString() == "delete" ? EditInReach::Kind::Delete
                                                                    : EditInReach::Kind::Annotate};
}

/// What the edit gives to each of its sessions.
std::vector<std::pair<std::string, Annotation>> othersOf(SQLite::Database &db, std::int64_t edit) {
    std::vector<std::pair<std::string, Annotation>> others;
    SQLite::Statement sessions(db,
                               "SELECT session_id, tightness_before, tightness_after, note FROM "
                               "edited_sessions WHERE edit = ?");
    sessions.bind(1, edit);
    while (sessions.executeStep()) {
        others.emplace_back(sessions.getColumn(0).getString(),
                            Annotation{.tightnessBefore = numberOrNone(sessions, 1),
                                       .tightnessAfter = numberOrNone(sessions, 2),
                                       .note = sessions.getColumn(3)});
    }
    return others;
}

/// Gives the session its other rating and note, and keeps those it had.
void exchange(SQLite::Database &db, std::int64_t edit, const std::string &id,
              const Annotation &other, core::WallTime at) {
    if (const auto session = shownSession(db, id)) {
        keepOther(db, edit, id, core::annotationOf(*session));
        annotateSession(db, id, other, editTime(*session, at));
    }
}

void turnSessions(SQLite::Database &db, const EditRow &edit, bool undone, core::WallTime at) {
    Deletions deletions(db);
    for (const auto &[id, other] : othersOf(db, edit.number)) {
        if (edit.kind == EditInReach::Kind::Annotate) {
            exchange(db, edit.number, id, other, at);
        } else if (undone) {
            deletions.remove(id, at);
        } else {
            deletions.bringBack(id, at);
        }
    }
}

/// Whether this press has reached the store before.
bool isKnown(SQLite::Database &db, std::int64_t press) {
    SQLite::Statement known(db, "SELECT 1 FROM edits WHERE press = ?");
    known.bind(1, press);
    return press != 0 && known.executeStep();
}

void turn(SQLite::Database &db, bool undone, const Turn &by) {
    const auto edit = isKnown(db, by.press) ? std::nullopt : editRow(db, undone, by.at);
    if (!edit) {
        return;
    }
    turnSessions(db, *edit, undone, by.at);
    SQLite::Statement mark(db, "UPDATE edits SET undone = ?, press = ? WHERE number = ?");
    mark.bind(1, undone ? 0 : 1);
    mark.bind(2, by.press);
    mark.bind(3, edit->number);
    mark.exec();
}

std::optional<EditInReach> inReach(SQLite::Database &db, const std::optional<EditRow> &edit) {
    if (!edit) {
        return std::nullopt;
    }
    SQLite::Statement sessions(db, "SELECT count(*) FROM edited_sessions WHERE edit = ?");
    sessions.bind(1, edit->number);
    sessions.executeStep();
    return EditInReach{.kind = edit->kind,
                       .sessions = static_cast<std::size_t>(sessions.getColumn(0).getInt64())};
}

}  // namespace

void applyEdit(SQLite::Database &db, const Edit &edit, core::WallTime at) {
    std::visit(core::Overloaded{
                   [&](const edit::Annotate &each) { annotate(db, each, at); },
                   [&](const edit::Delete &each) { removeSessions(db, each, at); },
               },
               edit);
}

void undoEdit(SQLite::Database &db, const Turn &by) { turn(db, false, by); }

void redoEdit(SQLite::Database &db, const Turn &by) { turn(db, true, by); }

EditsInReach readEditsInReach(SQLite::Database &db, core::WallTime now) {
    return {.undo = inReach(db, editRow(db, false, now)),
            .redo = inReach(db, editRow(db, true, now))};
}

void forgetEmptyEdits(SQLite::Database &db) {
    db.exec("DELETE FROM edits WHERE number NOT IN (SELECT edit FROM edited_sessions)");
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
