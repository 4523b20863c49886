#pragma once

#include "core/clock.h"
#include "core/record.h"
#include "core/safety.h"
#include "storage/history.h"
#include "storage/stored.h"

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace psoas::storage {

/// Which sessions to read, newest start first.
struct SessionQuery {
    std::size_t limit = 1000;
    /// Only sessions that come after this one in the order; the last id of the page before.
    std::optional<std::string> after;
};

/// What a full look at the store found. Empty: nothing wrong.
struct Integrity {
    std::vector<std::string> faults;
};

/// Where sessions and safety answers are kept. Every writing function is one transaction: when it
/// returns without an error, what it was given is on the disk. One thread at a time.
class Store : public History {
public:
    /// A session begins: its head, the rating before, and all its planned steps, untouched.
    /// `Refused` if one with this id has begun.
    virtual Stored<core::Done> begin(const core::SessionRecord &started) = 0;

    /// One journal entry of the session `id`: the entry itself, its step as it now stands, its
    /// answer and its hurt if it has them. Pain named sharp or numb closes the routine for the day
    /// from here on (`painStops` of the facts), whatever becomes of the session. `Missing` if no
    /// such session or no step at that position was begun, `Refused` if an entry has that number
    /// or the session is over.
    virtual Stored<core::Done> append(const std::string &id, const core::JournalEntry &entry,
                                      core::WallTime at) = 0;

    /// The session is over. One with a check's outcome is filed as a check in the same
    /// transaction; a clinician has looked if the question `clinician` was answered yes. `Missing`
    /// if no such session was begun, `Refused` if it is over already.
    virtual Stored<core::Done> finish(const std::string &id, core::Outcome outcome,
                                      core::WallTime endedAt) = 0;

    /// A whole session that is over and that this store knows nothing of: it was begun in another
    /// one, which was replaced. A check is filed and pain closes the routine, as the writes above
    /// would have done. `Refused` if there is a session with this id.
    virtual Stored<core::Done> file(const core::SessionRecord &ended) = 0;

    /// A session that nobody ended is over as it stands (`core::outcomeAsItStands`), at the wall
    /// time of its last journal entry, or of its start if there is none. Errors as `finish`.
    virtual Stored<core::Done> interrupt(const std::string &id) = 0;

    /// The rating and the note given at the end of a session, before anybody could want to undo
    /// them; later corrections are edits. `tightnessAfter` is 0 to 10. `Missing` if there is no
    /// such session, `Refused` if this can be no note (`core::canBeNote`).
    virtual Stored<core::Done> annotate(const std::string &id, std::optional<int> tightnessAfter,
                                        const std::string &note, core::WallTime editedAt) = 0;

    /// One that is there already, to the millisecond, stays one: it may be told a second time by
    /// whoever could not know that the first had reached the disk.
    virtual Stored<core::Done> addDayAnswer(const core::DayAnswer &answer) = 0;
    virtual Stored<core::Done> setScreening(core::Screening question,
                                            const core::ScreeningRecord &record) = 0;

    /// Sessions that are over and not deleted, whole, newest first. `Missing` if the one that they
    /// are to come after is not there: it may have gone with a restore, and what would come next
    /// cannot be told.
    virtual Stored<std::vector<core::SessionRecord>> sessions(const SessionQuery &query) = 0;

    /// Sessions without an outcome, newest first: at start-up, those that were interrupted.
    virtual Stored<std::vector<core::UnfinishedSession>> unfinished() = 0;

    virtual Stored<core::SafetyFacts> safetyFacts() = 0;

    /// A full check of integrity, foreign keys and ranges. It reads every row: about 0.1 s for a
    /// thousand sessions. That something cannot even be read is a fault, too.
    virtual Stored<Integrity> check() = 0;
};

/// Opens a store when it is called, on whatever thread that is.
using StoreOpener = std::function<Stored<std::unique_ptr<Store>>()>;

}  // namespace psoas::storage
