#include "storage/session_reader.h"

#include "storage/columns.h"

#include <utility>

namespace psoas::storage {

namespace {

/// Makes the statement ready for the next session.
void ask(SQLite::Statement &statement, const std::string &id) {
    statement.reset();
    // The id lives as long as its session is being read: no copy is needed.
    statement.bindNoCopy(1, id);
}

}  // namespace

SessionReader::SessionReader(SQLite::Database &db)
    : m_head(db, std::string(kHead) + "WHERE id = ?"),
      m_steps(db,
              "SELECT step, title, kind, side, round, planned_ms, held_ms, paused_ms, "
              "extended_ms, skipped FROM session_steps WHERE session_id = ? ORDER BY position"),
      m_answers(db, "SELECT question, yes FROM answers WHERE session_id = ? ORDER BY rowid"),
      m_hurts(db,
              "SELECT kind, step, side, at_ms, choice FROM hurts WHERE session_id = ? "
              "ORDER BY number") {}

std::optional<core::SessionRecord> SessionReader::one(const std::string &id) {
    m_head.reset();
    m_head.bind(1, id);
    auto found = all(m_head);
    return found.empty() ? std::nullopt : std::optional(std::move(found.front()));
}

std::vector<core::SessionRecord> SessionReader::all(SQLite::Statement &heads) {
    std::vector<core::SessionRecord> found;
    while (heads.executeStep()) {
        found.push_back(whole(heads));
    }
    return found;
}

core::SessionRecord SessionReader::whole(const SQLite::Statement &head) {
    core::SessionRecord session;
    session.id = head.getColumn(0).getString();
    session.routineId = head.getColumn(1).getString();
    session.routineTitle = head.getColumn(2).getString();
    session.contentDigest = head.getColumn(3).getString();
    session.startedAt = timeAt(head, 4);
    session.endedAt = timeOrNone(head, 6);
    session.outcome = namedOrNone(head, 8, core::outcomeNamed);
    session.tightnessBefore = numberOrNone(head, 9);
    session.tightnessAfter = numberOrNone(head, 10);
    session.note = head.getColumn(11).getString();
    session.editedAt = timeOrNone(head, 12);
    session.appVersion = head.getColumn(14).getString();
    readSteps(session);
    readAnswers(session);
    readHurts(session);
    return session;
}

void SessionReader::readSteps(core::SessionRecord &session) {
    ask(m_steps, session.id);
    while (m_steps.executeStep()) {
        session.steps.push_back({.step = m_steps.getColumn(0),
                                 .title = m_steps.getColumn(1),
                                 .kind = named(m_steps, 2, core::stepKindNamed),
                                 .side = namedOrNone(m_steps, 3, core::sideNamed),
                                 .round = m_steps.getColumn(4),
                                 .planned = spanAt(m_steps, 5),
                                 .held = spanAt(m_steps, 6),
                                 .paused = spanAt(m_steps, 7),
                                 .extended = spanAt(m_steps, 8),
                                 .skipped = m_steps.getColumn(9).getInt() != 0});
    }
}

void SessionReader::readAnswers(core::SessionRecord &session) {
    ask(m_answers, session.id);
    while (m_answers.executeStep()) {
        session.answers.push_back(
            {.question = m_answers.getColumn(0), .yes = m_answers.getColumn(1).getInt() != 0});
    }
}

void SessionReader::readHurts(core::SessionRecord &session) {
    ask(m_hurts, session.id);
    while (m_hurts.executeStep()) {
        session.hurts.push_back({.kind = namedOrNone(m_hurts, 0, core::hurtNamed),
                                 .step = m_hurts.getColumn(1),
                                 .side = namedOrNone(m_hurts, 2, core::sideNamed),
                                 .at = spanAt(m_hurts, 3),
                                 .choice = namedOrNone(m_hurts, 4, core::choiceNamed)});
    }
}

}  // namespace psoas::storage
