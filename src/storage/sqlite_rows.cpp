#include "storage/sqlite_rows.h"

#include "core/sequence.h"
#include "storage/binding.h"
#include "storage/columns.h"
#include "storage/session_reader.h"
#include "storage/sqlite_error.h"
#include "storage/sqlite_sums.h"

#include <SQLiteCpp/Statement.h>

#include <string_view>

namespace psoas::storage {

namespace {

void insertStep(SQLite::Database &db, const std::string &id, std::size_t position,
                const core::StepRecord &step) {
    SQLite::Statement insert(
        db,
        "INSERT INTO session_steps (session_id, position, step, title, kind, side, round, "
        "planned_ms, held_ms, paused_ms, extended_ms, skipped) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    insert.bind(1, id);
    insert.bind(2, static_cast<std::int64_t>(position));
    insert.bind(3, step.step);
    insert.bind(4, step.title);
    insert.bind(5, word(core::kindName(step.kind)));
    bindName<core::Side>(insert, 6, step.side, core::sideName);
    insert.bind(7, step.round);
    bindSpan(insert, 8, step.planned);
    bindSpan(insert, 9, step.held);
    bindSpan(insert, 10, step.paused);
    bindSpan(insert, 11, step.extended);
    insert.bind(12, step.skipped ? 1 : 0);
    insert.exec();
}

void updateStep(SQLite::Database &db, const std::string &id, std::size_t position,
                const core::StepRecord &step) {
    SQLite::Statement update(db,
                             "UPDATE session_steps SET held_ms = ?, paused_ms = ?, "
                             "extended_ms = ?, skipped = ? WHERE session_id = ? AND position = ? "
                             "AND (SELECT outcome FROM sessions WHERE id = session_id) IS NULL");
    bindSpan(update, 1, step.held);
    bindSpan(update, 2, step.paused);
    bindSpan(update, 3, step.extended);
    update.bind(4, step.skipped ? 1 : 0);
    update.bind(5, id);
    update.bind(6, static_cast<std::int64_t>(position));
    if (update.exec() == 1) {
        return;
    }
    if (const auto session = SessionReader(db).one(id); session && session->outcome) {
        throw refused("session " + id + " is over");
    }
    throw missing("no step " + std::to_string(position) + " in session " + id);
}

void insertJournalRow(SQLite::Database &db, const std::string &id, const core::JournalEntry &entry,
                      core::WallTime at) {
    SQLite::Statement insert(db,
                             "INSERT INTO journal (session_id, sequence, at_ms, wall_utc, "
                             "wall_offset, transition, position, elapsed_ms) "
                             "VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
    insert.bind(1, id);
    insert.bind(2, entry.sequence);
    bindSpan(insert, 3, entry.at);
    bindTime(insert, 4, at);
    insert.bind(6, word(core::transitionName(entry.transition)));
    insert.bind(7, static_cast<std::int64_t>(entry.position));
    bindSpan(insert, 8, entry.elapsed);
    insert.exec();
}

void writeAnswer(SQLite::Database &db, const std::string &id, const core::AnswerRecord &answer) {
    SQLite::Statement write(db,
                            "INSERT INTO answers (session_id, question, yes) VALUES (?, ?, ?) "
                            "ON CONFLICT DO UPDATE SET yes = excluded.yes");
    write.bind(1, id);
    write.bind(2, answer.question);
    write.bind(3, answer.yes ? 1 : 0);
    write.exec();
}

void writeHurt(SQLite::Database &db, const std::string &id, const core::NumberedHurt &numbered) {
    const core::HurtRecord &hurt = numbered.hurt;
    SQLite::Statement write(db,
                            "INSERT INTO hurts (session_id, number, kind, step, side, at_ms, "
                            "choice) VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET "
                            "kind = excluded.kind, choice = excluded.choice");
    write.bind(1, id);
    write.bind(2, static_cast<std::int64_t>(numbered.index));
    bindName<core::HurtKind>(write, 3, hurt.kind, core::hurtName);
    write.bind(4, hurt.step);
    bindName<core::Side>(write, 5, hurt.side, core::sideName);
    bindSpan(write, 6, hurt.at);
    bindName<core::HurtChoice>(write, 7, hurt.choice, core::choiceName);
    write.exec();
}

core::FiledCheck checkAt(SQLite::Statement &row) {
    return {.id = row.getColumn(2),
            .at = timeAt(row, 0),
            .urgency = namedOrNone(row, 3, core::urgencyNamed),
            .clinicianLooked = row.getColumn(4).getInt() != 0};
}

void readMerged(SQLite::Database &db, core::SafetyFacts &facts) {
    SQLite::Statement check(db,
                            "SELECT utc, offset, id, urgency, clinician_looked, after_check FROM "
                            "merged_checks ORDER BY utc, id");
    while (check.executeStep()) {
        facts.mergedChecks.push_back({.check = checkAt(check), .after = check.getColumn(5)});
    }
    SQLite::Statement last(db, "SELECT after_check FROM last_merge");
    if (last.executeStep()) {
        facts.mergedAfter = last.getColumn(0).getString();
    }
}

}  // namespace

void insertSession(SQLite::Database &db, const core::SessionRecord &session) {
    SQLite::Statement insert(
        db,
        "INSERT INTO sessions (id, routine_id, routine_title, content_digest, started_utc, "
        "started_offset, tightness_before, note, app_version) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");
    insert.bind(1, session.id);
    insert.bind(2, session.routineId);
    insert.bind(3, session.routineTitle);
    insert.bind(4, session.contentDigest);
    bindTime(insert, 5, session.startedAt);
    bindNumber(insert, 7, session.tightnessBefore);
    insert.bind(8, session.note);
    insert.bind(9, session.appVersion);
    insert.exec();
    for (std::size_t i = 0; i < session.steps.size(); ++i) {
        insertStep(db, session.id, i, session.steps[i]);
    }
}

void writeJournalEntry(SQLite::Database &db, const std::string &id, const core::JournalEntry &entry,
                       core::WallTime at) {
    // First the step: without it there is no such session or no such place in its plan.
    updateStep(db, id, entry.position, entry.step);
    insertJournalRow(db, id, entry, at);
    if (entry.answer) {
        writeAnswer(db, id, *entry.answer);
    }
    if (entry.hurt) {
        writeHurt(db, id, *entry.hurt);
    }
}

void endSession(SQLite::Database &db, const std::string &id, core::Outcome outcome,
                core::WallTime endedAt) {
    SQLite::Statement update(db,
                             "UPDATE sessions SET outcome = ?, ended_utc = ?, ended_offset = ? "
                             "WHERE id = ? AND outcome IS NULL");
    update.bind(1, word(core::outcomeName(outcome)));
    bindTime(update, 2, endedAt);
    update.bind(4, id);
    if (update.exec() == 1) {
        writeSums(db, id);
        return;
    }
    if (SessionReader(db).one(id)) {
        throw refused("session " + id + " has ended before");
    }
    throw missing("no session " + id);
}

void insertEnded(SQLite::Database &db, const core::SessionRecord &ended) {
    insertSession(db, ended);
    for (const core::AnswerRecord &answer : ended.answers) {
        writeAnswer(db, ended.id, answer);
    }
    for (std::size_t i = 0; i < ended.hurts.size(); ++i) {
        writeHurt(db, ended.id, {.index = i, .hurt = ended.hurts[i]});
    }
    endSession(db, ended.id, *ended.outcome, *ended.endedAt);
    annotateSession(db, ended.id, core::annotationOf(ended), ended.editedAt);
}

void fileSession(SQLite::Database &db, const core::SessionRecord &ended) {
    insertEnded(db, ended);
    if (core::isCheckOutcome(*ended.outcome)) {
        insertCheck(db, core::filedCheck(ended));
    }
    if (ended.outcome == core::Outcome::StoppedForPain) {
        insertPainStop(db, {.at = *ended.endedAt, .routineId = core::routineStopped(ended)});
    }
    noteStored(db, *ended.endedAt);
}

void endInterrupted(SQLite::Database &db, const std::string &id) {
    auto record = SessionReader(db).one(id);
    if (!record) {
        throw missing("no session " + id);
    }
    const core::UnfinishedSession session{.record = std::move(*record), .last = lastMark(db, id)};
    endSession(db, id, core::outcomeAsItStands(session), session.lastSeen());
}

std::optional<core::JournalMark> lastMark(SQLite::Database &db, const std::string &id) {
    SQLite::Statement last(db,
                           "SELECT sequence, at_ms, transition, position, elapsed_ms, wall_utc, "
                           "wall_offset FROM journal WHERE session_id = ? "
                           "ORDER BY sequence DESC LIMIT 1");
    last.bind(1, id);
    if (!last.executeStep()) {
        return std::nullopt;
    }
    return core::JournalMark{.sequence = last.getColumn(0),
                             .at = spanAt(last, 1),
                             .transition = named(last, 2, core::transitionNamed),
                             .position = static_cast<std::size_t>(last.getColumn(3).getInt64()),
                             .elapsed = spanAt(last, 4),
                             .wall = timeAt(last, 5)};
}

void annotateSession(SQLite::Database &db, const std::string &id, const core::Annotation &now,
                     const std::optional<core::WallTime> &editedAt) {
    SQLite::Statement update(db,
                             "UPDATE sessions SET tightness_before = ?, tightness_after = ?, "
                             "note = ?, edited_utc = ?, edited_offset = ? WHERE id = ?");
    bindNumber(update, 1, now.tightnessBefore);
    bindNumber(update, 2, now.tightnessAfter);
    update.bind(3, now.note);
    bindTime(update, 4, editedAt);
    update.bind(6, id);
    if (update.exec() != 1) {
        throw missing("no session " + id);
    }
}

void insertCheck(SQLite::Database &db, const core::FiledCheck &check) {
    SQLite::Statement insert(db,
                             "INSERT INTO safety_checks (id, utc, offset, urgency, "
                             "clinician_looked) VALUES (?, ?, ?, ?, ?)");
    insert.bind(1, check.id);
    bindTime(insert, 2, check.at);
    bindName<core::Urgency>(insert, 4, check.urgency, core::urgencyName);
    insert.bind(5, check.clinicianLooked ? 1 : 0);
    insert.exec();
}

void insertDayAnswer(SQLite::Database &db, const core::DayAnswer &answer) {
    SQLite::Statement insert(db,
                             "INSERT INTO day_answers (utc, offset, nothing_new) "
                             "SELECT ?1, ?2, ?3 WHERE NOT EXISTS (SELECT 1 FROM day_answers "
                             "WHERE utc = ?1 AND offset = ?2 AND nothing_new = ?3)");
    bindTime(insert, 1, answer.at);
    insert.bind(3, answer.nothingNew ? 1 : 0);
    insert.exec();
}

void insertPainStop(SQLite::Database &db, const core::PainStop &stop) {
    SQLite::Statement insert(db,
                             "INSERT INTO pain_stops (utc, offset, routine_id) VALUES (?, ?, ?)");
    bindTime(insert, 1, stop.at);
    insert.bind(3, stop.routineId);
    insert.exec();
}

void writeScreening(SQLite::Database &db, core::Screening question,
                    const core::ScreeningRecord &record) {
    SQLite::Statement write(db,
                            "INSERT INTO screenings (question, utc, offset, answer) "
                            "VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET utc = excluded.utc, "
                            "offset = excluded.offset, answer = excluded.answer");
    write.bind(1, word(core::screeningName(question)));
    bindTime(write, 2, record.at);
    write.bind(4, word(core::answerName(record.answer)));
    write.exec();
}

void noteStored(SQLite::Database &db, core::WallTime at) {
    SQLite::Statement write(db,
                            "INSERT INTO newest_stored (one, utc, offset) VALUES (1, ?, ?) "
                            "ON CONFLICT DO UPDATE SET utc = excluded.utc, "
                            "offset = excluded.offset WHERE excluded.utc > utc");
    bindTime(write, 1, at);
    write.exec();
}

bool holdsAnything(SQLite::Database &db) {
    // Whoever has deleted all that there was has lost nothing. Earlier versions had no such tables.
    std::string some = "SELECT EXISTS (SELECT 1 FROM sessions)";
    for (const char *table : {"safety_checks", "day_answers", "screenings", "pain_stops",
                              "tombstones", "merged_checks"}) {
        if (db.tableExists(table)) {
            some += std::string(" OR EXISTS (SELECT 1 FROM ") + table + ")";
        }
    }
    return db.execAndGet(some).getInt() != 0;
}

std::string newestCheck(SQLite::Database &db) {
    SQLite::Statement newest(db, "SELECT id FROM safety_checks ORDER BY number DESC LIMIT 1");
    return newest.executeStep() ? newest.getColumn(0).getString() : std::string();
}

core::SafetyFacts readFacts(SQLite::Database &db) {
    core::SafetyFacts facts;
    // As they were filed, whatever the clock said.
    SQLite::Statement check(db,
                            "SELECT utc, offset, id, urgency, clinician_looked FROM safety_checks "
                            "ORDER BY number");
    while (check.executeStep()) {
        facts.checks.push_back(checkAt(check));
    }
    readMerged(db, facts);
    SQLite::Statement day(db, "SELECT utc, offset, nothing_new FROM day_answers ORDER BY number");
    while (day.executeStep()) {
        facts.days.push_back({.at = timeAt(day, 0), .nothingNew = day.getColumn(2).getInt() != 0});
    }
    SQLite::Statement screening(db, "SELECT utc, offset, question, answer FROM screenings");
    while (screening.executeStep()) {
        facts.screenings[named(screening, 2, core::screeningNamed)] = {
            .at = timeAt(screening, 0), .answer = named(screening, 3, core::screeningAnswerNamed)};
    }
    SQLite::Statement stop(db, "SELECT utc, offset, routine_id FROM pain_stops ORDER BY number");
    while (stop.executeStep()) {
        facts.painStops.push_back({.at = timeAt(stop, 0), .routineId = stop.getColumn(2)});
    }
    SQLite::Statement newest(db, "SELECT utc, offset FROM newest_stored");
    if (newest.executeStep()) {
        facts.newestStored = timeAt(newest, 0);
    }
    return facts;
}

}  // namespace psoas::storage
