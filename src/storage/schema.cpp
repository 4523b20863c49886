#include "storage/schema.h"

#include <array>

namespace psoas::storage {

namespace {

// Times: UTC in milliseconds and local offset in minutes. Durations: milliseconds.
constexpr std::string_view kVersion1 = R"sql(
CREATE TABLE sessions (
    id               TEXT NOT NULL PRIMARY KEY CHECK (length(id) BETWEEN 1 AND 64),
    routine_id       TEXT NOT NULL,
    routine_title    TEXT NOT NULL,
    content_digest   TEXT NOT NULL,
    started_utc      INTEGER NOT NULL,
    started_offset   INTEGER NOT NULL CHECK (started_offset BETWEEN -1080 AND 1080),
    ended_utc        INTEGER,
    ended_offset     INTEGER CHECK (ended_offset BETWEEN -1080 AND 1080),
    outcome          TEXT CHECK (outcome IN ('completed', 'ended_early', 'stopped_for_pain',
                         'interrupted', 'clear', 'therapist', 'advice', 'stop', 'emergency')),
    tightness_before INTEGER CHECK (tightness_before BETWEEN 0 AND 10),
    tightness_after  INTEGER CHECK (tightness_after BETWEEN 0 AND 10),
    note             TEXT NOT NULL DEFAULT '',
    edited_utc       INTEGER,
    edited_offset    INTEGER CHECK (edited_offset BETWEEN -1080 AND 1080),
    app_version      TEXT NOT NULL,
    CHECK ((outcome IS NULL) = (ended_utc IS NULL))
) STRICT;
CREATE INDEX sessions_by_start ON sessions (started_utc DESC, id DESC);

CREATE TABLE session_steps (
    session_id  TEXT NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
    position    INTEGER NOT NULL CHECK (position >= 0),
    step        TEXT NOT NULL,
    title       TEXT NOT NULL,
    kind        TEXT NOT NULL CHECK (kind IN ('prepare', 'hold', 'rest', 'question')),
    side        TEXT CHECK (side IN ('left', 'right')),
    round       INTEGER NOT NULL CHECK (round >= 1),
    planned_ms  INTEGER NOT NULL CHECK (planned_ms >= 0),
    held_ms     INTEGER NOT NULL CHECK (held_ms >= 0),
    paused_ms   INTEGER NOT NULL CHECK (paused_ms >= 0),
    extended_ms INTEGER NOT NULL CHECK (extended_ms >= 0),
    skipped     INTEGER NOT NULL CHECK (skipped IN (0, 1)),
    PRIMARY KEY (session_id, position),
    CHECK (held_ms <= planned_ms + extended_ms)
) STRICT, WITHOUT ROWID;

CREATE TABLE journal (
    session_id  TEXT NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
    sequence    INTEGER NOT NULL CHECK (sequence >= 1),
    at_ms       INTEGER NOT NULL CHECK (at_ms >= 0),
    wall_utc    INTEGER NOT NULL,
    wall_offset INTEGER NOT NULL CHECK (wall_offset BETWEEN -1080 AND 1080),
    transition  TEXT NOT NULL CHECK (transition IN ('began', 'beat', 'paused', 'count_in',
                    'resumed', 'extended', 'done', 'skipped', 'went_back', 'hurt', 'hurt_named',
                    'hurt_answered', 'answered', 'ended', 'suspended')),
    position    INTEGER NOT NULL CHECK (position >= 0),
    PRIMARY KEY (session_id, sequence)
) STRICT, WITHOUT ROWID;

CREATE TABLE answers (
    session_id TEXT NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
    question   TEXT NOT NULL,
    yes        INTEGER NOT NULL CHECK (yes IN (0, 1)),
    PRIMARY KEY (session_id, question)
) STRICT;

CREATE TABLE hurts (
    session_id TEXT NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
    number     INTEGER NOT NULL CHECK (number >= 0),
    kind       TEXT CHECK (kind IN ('sharp', 'numb', 'dull')),
    step       TEXT NOT NULL,
    side       TEXT CHECK (side IN ('left', 'right')),
    at_ms      INTEGER NOT NULL CHECK (at_ms >= 0),
    choice     TEXT CHECK (choice IN ('ease_off', 'finish_hold', 'skip_hold', 'end_session')),
    PRIMARY KEY (session_id, number)
) STRICT, WITHOUT ROWID;

-- Safety facts stand for themselves: they outlive whatever becomes of the session they came from.
CREATE TABLE safety_checks (
    number           INTEGER PRIMARY KEY,
    id               TEXT NOT NULL UNIQUE,
    utc              INTEGER NOT NULL,
    offset           INTEGER NOT NULL CHECK (offset BETWEEN -1080 AND 1080),
    urgency          TEXT CHECK (urgency IN ('therapist', 'advice', 'stop', 'emergency')),
    clinician_looked INTEGER NOT NULL CHECK (clinician_looked IN (0, 1))
) STRICT;

CREATE TABLE day_answers (
    number      INTEGER PRIMARY KEY,
    utc         INTEGER NOT NULL,
    offset      INTEGER NOT NULL CHECK (offset BETWEEN -1080 AND 1080),
    nothing_new INTEGER NOT NULL CHECK (nothing_new IN (0, 1))
) STRICT;

CREATE TABLE screenings (
    question TEXT NOT NULL PRIMARY KEY
             CHECK (question IN ('C1', 'C2', 'C3', 'C4', 'C5', 'C6', 'C7')),
    utc      INTEGER NOT NULL,
    offset   INTEGER NOT NULL CHECK (offset BETWEEN -1080 AND 1080),
    answer   TEXT NOT NULL CHECK (answer IN ('no', 'yes', 'yes_agreed'))
) STRICT;

CREATE TABLE pain_stops (
    number     INTEGER PRIMARY KEY,
    utc        INTEGER NOT NULL,
    offset     INTEGER NOT NULL CHECK (offset BETWEEN -1080 AND 1080),
    routine_id TEXT NOT NULL
) STRICT;

-- The newest wall time of anything stored. It only ever moves forward.
CREATE TABLE newest_stored (
    one    INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
    utc    INTEGER NOT NULL,
    offset INTEGER NOT NULL CHECK (offset BETWEEN -1080 AND 1080)
) STRICT;
)sql";

// How far into its step a session was: an interrupted one goes on from there.
constexpr std::string_view kVersion2 = R"sql(
ALTER TABLE journal ADD COLUMN elapsed_ms INTEGER NOT NULL DEFAULT 0 CHECK (elapsed_ms >= 0);
)sql";

// The history of many years is summed without its steps; what was deleted or corrected can be taken
// back for a while, and deletions are remembered for other machines.
constexpr std::string_view kVersion3 = R"sql(
ALTER TABLE sessions ADD COLUMN planned_ms INTEGER NOT NULL DEFAULT 0 CHECK (planned_ms >= 0);
ALTER TABLE sessions ADD COLUMN held_ms INTEGER NOT NULL DEFAULT 0 CHECK (held_ms >= 0);
ALTER TABLE sessions ADD COLUMN paused_ms INTEGER NOT NULL DEFAULT 0 CHECK (paused_ms >= 0);
ALTER TABLE sessions ADD COLUMN planned_left_ms INTEGER NOT NULL DEFAULT 0
    CHECK (planned_left_ms >= 0);
ALTER TABLE sessions ADD COLUMN held_left_ms INTEGER NOT NULL DEFAULT 0 CHECK (held_left_ms >= 0);
ALTER TABLE sessions ADD COLUMN planned_right_ms INTEGER NOT NULL DEFAULT 0
    CHECK (planned_right_ms >= 0);
ALTER TABLE sessions ADD COLUMN held_right_ms INTEGER NOT NULL DEFAULT 0
    CHECK (held_right_ms >= 0);
UPDATE sessions SET (planned_ms, held_ms, paused_ms, planned_left_ms, held_left_ms,
                     planned_right_ms, held_right_ms) =
    (SELECT coalesce(sum(planned_ms), 0), coalesce(sum(held_ms), 0), coalesce(sum(paused_ms), 0),
            coalesce(sum(iif(side = 'left', planned_ms, 0)), 0),
            coalesce(sum(iif(side = 'left', held_ms, 0)), 0),
            coalesce(sum(iif(side = 'right', planned_ms, 0)), 0),
            coalesce(sum(iif(side = 'right', held_ms, 0)), 0)
       FROM session_steps WHERE session_id = id)
 WHERE outcome IS NOT NULL;

-- Checks of other machines, and the newest check filed here ('': none) when each came in.
CREATE TABLE merged_checks (
    id               TEXT NOT NULL PRIMARY KEY,
    utc              INTEGER NOT NULL,
    offset           INTEGER NOT NULL CHECK (offset BETWEEN -1080 AND 1080),
    urgency          TEXT CHECK (urgency IN ('therapist', 'advice', 'stop', 'emergency')),
    clinician_looked INTEGER NOT NULL CHECK (clinician_looked IN (0, 1)),
    after_check      TEXT NOT NULL
) STRICT;

-- The newest check filed here ('': none) when another history last changed this one.
CREATE TABLE last_merge (
    one         INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
    after_check TEXT NOT NULL
) STRICT;

-- A session with a row here was deleted; its own row is kept until that can no longer be undone.
CREATE TABLE tombstones (
    id     TEXT NOT NULL PRIMARY KEY CHECK (length(id) BETWEEN 1 AND 64),
    utc    INTEGER NOT NULL,
    offset INTEGER NOT NULL CHECK (offset BETWEEN -1080 AND 1080)
) STRICT;

CREATE TABLE edits (
    number INTEGER PRIMARY KEY,
    utc    INTEGER NOT NULL,
    offset INTEGER NOT NULL CHECK (offset BETWEEN -1080 AND 1080),
    kind   TEXT NOT NULL CHECK (kind IN ('annotate', 'delete')),
    undone INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1)),
    press  INTEGER  -- by which it was taken back, or done again, last
) STRICT;

-- What undoing the edit, or doing it again, gives back to each of its sessions, but those that
-- another history has changed since.
CREATE TABLE edited_sessions (
    edit             INTEGER NOT NULL REFERENCES edits (number) ON DELETE CASCADE,
    session_id       TEXT NOT NULL,
    tightness_before INTEGER CHECK (tightness_before BETWEEN 0 AND 10),
    tightness_after  INTEGER CHECK (tightness_after BETWEEN 0 AND 10),
    note             TEXT NOT NULL,
    PRIMARY KEY (edit, session_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX edits_by_session ON edited_sessions (session_id);
)sql";

constexpr std::array kMigrations{kVersion1, kVersion2, kVersion3};

}  // namespace

std::span<const std::string_view> migrations() noexcept { return kMigrations; }

}  // namespace psoas::storage
