#pragma once

#include "core/clock.h"
#include "core/history.h"
#include "core/merge.h"
#include "core/record.h"
#include "storage/stored.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace psoas::storage {

/// Which session of this store, for as long as the store is open and nothing was merged into it.
using SessionKey = std::int64_t;

// What a person may change of what is over. What was done cannot be rewritten.
namespace edit {
struct Annotate {
    std::string id;
    core::Annotation now;
};
struct Delete {
    std::vector<std::string> ids;
};
}  // namespace edit

using Edit = std::variant<edit::Annotate, edit::Delete>;

/// An edit that can be taken back, or done again.
struct EditInReach {
    enum class Kind { Annotate, Delete };
    Kind kind = Kind::Annotate;
    std::size_t sessions = 1;
    friend bool operator==(const EditInReach &, const EditInReach &) = default;
};

struct EditsInReach {
    std::optional<EditInReach> undo;
    std::optional<EditInReach> redo;
    friend bool operator==(const EditsInReach &, const EditsInReach &) = default;
};

/// One press of *Undo* or *Redo*, made `at`.
struct Turn {
    Turn(core::WallTime when, std::int64_t name = 0) : at(when), press(name) {}
    core::WallTime at;
    /// Names the press, so that it may be told a second time by whoever could not know that the
    /// first had reached the disk. 0: it is told once only.
    std::int64_t press;
};

/// How long an edit can be taken back, over restarts too. What was deleted is gone for good then.
inline constexpr std::chrono::hours kUndoTime{24};

/// What was done, to be looked through, corrected and merged. Only sessions that are over, and none
/// that was deleted. Every writing function is one transaction.
class History {
public:
    History() = default;
    History(const History &) = delete;
    History &operator=(const History &) = delete;
    virtual ~History() = default;

    /// All sessions that the filter leaves, in this order.
    virtual Stored<std::vector<SessionKey>> find(const core::HistoryFilter &filter,
                                                 core::HistoryOrder order) = 0;
    /// These sessions, in the order of the keys, without those that are gone meanwhile.
    virtual Stored<std::vector<core::SessionSummary>> summaries(
        const std::vector<SessionKey> &keys) = 0;

    using Visit = std::function<void(const core::SessionSummary &)>;
    /// Calls `visit` for each session that began on `from` or later, or for all of them; in no
    /// order to be relied on. The summary is good during the call only.
    virtual Stored<core::Done> visitSince(std::optional<core::LocalDay> from,
                                          const Visit &visit) = 0;
    /// The number of sessions.
    virtual Stored<std::size_t> count() = 0;
    /// One, whole; `Missing` if it is gone.
    virtual Stored<core::SessionRecord> session(const std::string &id) = 0;

    /// Edits of sessions that are gone meanwhile do nothing. An edit is dated a moment after the
    /// one before it even if the clock was set back, so that other machines see which came last.
    /// `Refused` if the new note can be none (`core::canBeNote`).
    virtual Stored<core::Done> apply(const Edit &edit, core::WallTime at) = 0;
    /// Takes back the newest edit of the last `kUndoTime`, which is an edit itself; or does the one
    /// again that was taken back last. Nothing where there is none, nor where this press has turned
    /// an edit already. What another history has changed since the edit stays as that one has it.
    virtual Stored<core::Done> undo(const Turn &turn) = 0;
    virtual Stored<core::Done> redo(const Turn &turn) = 0;
    virtual Stored<EditsInReach> editsInReach(core::WallTime now) = 0;
    /// Forgets edits that can no longer be taken back, and what was deleted by them.
    virtual Stored<core::Done> forgetEdits(core::WallTime now) = 0;

    /// The deletions, newest first.
    virtual Stored<std::vector<core::Tombstone>> tombstones() = 0;
    /// What merging each of these would do. Sessions that are not over here are told as
    /// `KeptHere`.
    virtual Stored<std::vector<core::MergeStep>> compare(
        const std::vector<core::Telling> &others) = 0;
    /// Merges these and tells what became of each; their sessions are over. Checks and stops for
    /// pain among them can close routines here and never open any; and once anything was changed, a
    /// full check is due (`core::SafetyFacts::mergedAfter`).
    virtual Stored<std::vector<core::MergeStep>> merge(const std::vector<core::Telling> &others,
                                                       core::WallTime at) = 0;
};

}  // namespace psoas::storage
