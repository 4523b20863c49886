#include "core/overloaded.h"
#include "core/sequence.h"
#include "storage/edit_time.h"
#include "storage/memory_store.h"
#include "storage/note_refusal.h"

#include <algorithm>
#include <functional>
#include <tuple>

namespace psoas::storage {

namespace {

using core::SessionRecord;
using core::SessionSummary;

bool passes(const core::HistoryFilter &filter, const SessionRecord &session) {
    const core::LocalDay day = core::localDay(session.startedAt);
    return (!filter.routineId || session.routineId == *filter.routineId) &&
           (!filter.outcome || session.outcome == *filter.outcome) &&
           (!filter.onlyWithPain || !session.hurts.empty()) &&
           (!filter.from || day >= *filter.from) && (!filter.until || day <= *filter.until) &&
           (!filter.noteMatches || (!session.note.empty() && filter.noteMatches(session.note)));
}

/// Whether one comes before another in this order.
bool comesBefore(core::HistoryOrder order, const SessionSummary &a, const SessionSummary &b) {
    const auto place = [](const SessionSummary &each) {
        return std::pair(each.startedAt.utc, each.id);
    };
    const auto by = [&](const auto &ofA, const auto &ofB) {
        return std::pair(ofA, place(a)) > std::pair(ofB, place(b));
    };
    switch (order) {
        case core::HistoryOrder::OldestFirst:
            return place(a) < place(b);
        case core::HistoryOrder::LongestHeld:
            return by(a.held, b.held);
        case core::HistoryOrder::LargestDrop:
            return by(a.drop(), b.drop());
        case core::HistoryOrder::TightestBefore:
            return by(a.tightnessBefore, b.tightnessBefore);
        case core::HistoryOrder::NewestFirst:
            break;
    }
    return place(a) > place(b);
}

}  // namespace

bool MemoryStore::isShown(const SessionRecord &session) const {
    return session.outcome && !m_tombstones.contains(session.id);
}

SessionRecord *MemoryStore::findShown(const std::string &id) {
    SessionRecord *found = find(id);
    return found != nullptr && isShown(*found) ? found : nullptr;
}

// Looking through

Stored<std::vector<SessionKey>> MemoryStore::find(const core::HistoryFilter &filter,
                                                  core::HistoryOrder order) {
    std::vector<std::pair<SessionSummary, SessionKey>> found;
    for (std::size_t i = 0; i < m_sessions.size(); ++i) {
        if (isShown(m_sessions[i]) && passes(filter, m_sessions[i])) {
            found.emplace_back(core::summaryOf(m_sessions[i]), static_cast<SessionKey>(i));
        }
    }
    std::ranges::sort(
        found, [&](const auto &a, const auto &b) { return comesBefore(order, a.first, b.first); });
    std::vector<SessionKey> keys;
    keys.reserve(found.size());
    for (const auto &[summary, key] : found) {
        keys.push_back(key);
    }
    return keys;
}

Stored<std::vector<SessionSummary>> MemoryStore::summaries(const std::vector<SessionKey> &keys) {
    std::vector<SessionSummary> found;
    for (const SessionKey key : keys) {
        const auto place = static_cast<std::size_t>(key);
        if (place < m_sessions.size() && isShown(m_sessions[place])) {
            found.push_back(core::summaryOf(m_sessions[place]));
        }
    }
    return found;
}

Stored<core::Done> MemoryStore::visitSince(std::optional<core::LocalDay> from, const Visit &visit) {
    for (const SessionRecord &session : m_sessions) {
        if (isShown(session) && (!from || core::localDay(session.startedAt) >= *from)) {
            visit(core::summaryOf(session));
        }
    }
    return core::Done{};
}

Stored<std::size_t> MemoryStore::count() {
    return static_cast<std::size_t>(std::ranges::count_if(
        m_sessions, [this](const SessionRecord &session) { return isShown(session); }));
}

Stored<SessionRecord> MemoryStore::session(const std::string &id) {
    if (const SessionRecord *found = findShown(id)) {
        return *found;
    }
    return StoreError{.code = StoreError::Code::Missing, .detail = "no session " + id};
}

// Edits

void MemoryStore::annotateNow(SessionRecord &session, const core::Annotation &now,
                              core::WallTime at) {
    session.tightnessBefore = now.tightnessBefore;
    session.tightnessAfter = now.tightnessAfter;
    session.note = now.note;
    session.editedAt = editTime(session, at);
}

void MemoryStore::keepEdit(KeptEdit edit) {
    std::erase_if(m_edits, [](const KeptEdit &each) { return each.undone; });
    m_edits.push_back(std::move(edit));
}

Stored<core::Done> MemoryStore::apply(const Edit &edit, core::WallTime at) {
    if (auto refusal = noteRefusal(edit)) {
        return std::move(*refusal);
    }
    KeptEdit kept{.at = at, .others = {}};
    const auto annotate = [&](const edit::Annotate &each) {
        SessionRecord *session = findShown(each.id);
        if (session != nullptr && core::annotationOf(*session) != each.now) {
            kept.others.emplace_back(each.id, core::annotationOf(*session));
            annotateNow(*session, each.now, at);
        }
    };
    const auto remove = [&](const edit::Delete &each) {
        kept.kind = EditInReach::Kind::Delete;
        for (const std::string &id : each.ids) {
            if (const SessionRecord *session = findShown(id)) {
                kept.others.emplace_back(id, core::annotationOf(*session));
                m_tombstones[id] = editTime(*session, at);
            }
        }
    };
    std::visit(core::Overloaded{annotate, remove}, edit);
    if (!kept.others.empty()) {
        keepEdit(std::move(kept));
    }
    note(at);
    return core::Done{};
}

MemoryStore::KeptEdit *MemoryStore::editInReach(bool undone, core::WallTime now) {
    const auto inReach = [&](const KeptEdit &edit) {
        return edit.undone == undone && edit.at.utc > now.utc - kUndoTime;
    };
    if (undone) {
        const auto first = std::ranges::find_if(m_edits, inReach);
        return first == m_edits.end() ? nullptr : &*first;
    }
    const auto last = std::find_if(m_edits.rbegin(), m_edits.rend(), inReach);
    return last == m_edits.rend() ? nullptr : &*last;
}

void MemoryStore::turnOne(KeptEdit &edit, std::size_t which, core::WallTime at) {
    auto &[id, other] = edit.others[which];
    SessionRecord *session = find(id);
    const auto deleted = m_tombstones.find(id);
    if (session == nullptr) {
        return;
    }
    if (edit.kind == EditInReach::Kind::Annotate) {
        if (deleted == m_tombstones.end()) {
            const core::Annotation had = core::annotationOf(*session);
            annotateNow(*session, other, at);
            other = had;
        }
    } else if (edit.undone && deleted == m_tombstones.end()) {
        m_tombstones[id] = editTime(*session, at);
    } else if (!edit.undone && deleted != m_tombstones.end()) {
        at.utc = std::max(at.utc, deleted->second.utc + core::Milliseconds{1});
        m_tombstones.erase(deleted);
        annotateNow(*session, core::annotationOf(*session), at);
    }
}

void MemoryStore::turn(bool undone, const Turn &by) {
    const bool isRepeat =
        by.press != 0 && std::ranges::find(m_edits, by.press, &KeptEdit::press) != m_edits.end();
    KeptEdit *edit = isRepeat ? nullptr : editInReach(undone, by.at);
    if (edit != nullptr) {
        for (std::size_t i = 0; i < edit->others.size(); ++i) {
            turnOne(*edit, i, by.at);
        }
        edit->undone = !undone;
        edit->press = by.press;
    }
    note(by.at);
}

Stored<core::Done> MemoryStore::undo(const Turn &by) {
    turn(false, by);
    return core::Done{};
}

Stored<core::Done> MemoryStore::redo(const Turn &by) {
    turn(true, by);
    return core::Done{};
}

Stored<EditsInReach> MemoryStore::editsInReach(core::WallTime now) {
    const auto told = [&](bool undone) {
        const KeptEdit *edit = editInReach(undone, now);
        return edit == nullptr ? std::nullopt
                               : std::optional(EditInReach{.kind = edit->kind,
                                                           .sessions = edit->others.size()});
    };
    return EditsInReach{.undo = told(false), .redo = told(true)};
}

/// What was deleted goes with the store itself.
Stored<core::Done> MemoryStore::forgetEdits(core::WallTime now) {
    std::erase_if(m_edits,
                  [&](const KeptEdit &edit) { return edit.at.utc <= now.utc - kUndoTime; });
    return core::Done{};
}

// Merging

Stored<std::vector<core::Tombstone>> MemoryStore::tombstones() {
    std::vector<core::Tombstone> found;
    for (const auto &[id, at] : m_tombstones) {
        found.push_back({.id = id, .deletedAt = at});
    }
    std::ranges::sort(found, std::greater<>(), [](const core::Tombstone &each) {
        return std::pair(each.deletedAt.utc, each.id);
    });
    return found;
}

core::MergeStep MemoryStore::stepOf(const core::Telling &other) {
    const SessionRecord *session = find(core::idOf(other));
    const auto deleted = m_tombstones.find(core::idOf(other));
    if (deleted != m_tombstones.end()) {
        return core::mergeStep(core::Tombstone{.id = deleted->first, .deletedAt = deleted->second},
                               other);
    }
    if (session == nullptr) {
        return core::mergeStep(std::nullopt, other);
    }
    return session->outcome ? core::mergeStep(*session, other) : core::MergeStep::KeptHere;
}

Stored<std::vector<core::MergeStep>> MemoryStore::compare(
    const std::vector<core::Telling> &others) {
    std::vector<core::MergeStep> steps;
    steps.reserve(others.size());
    for (const core::Telling &other : others) {
        steps.push_back(stepOf(other));
    }
    return steps;
}

void MemoryStore::put(const SessionRecord &other) {
    m_tombstones.erase(other.id);
    if (SessionRecord *here = find(other.id)) {
        *here = other;
    } else {
        m_sessions.push_back(other);
    }
    noteSafety(other);
}

/// What is known already, of a session that was deleted here, is not told a second time.
void MemoryStore::noteSafety(const SessionRecord &other) {
    if (core::isCheckOutcome(*other.outcome)) {
        noteCheck(core::filedCheck(other));
    }
    if (other.outcome == core::Outcome::StoppedForPain) {
        const core::PainStop stop{.at = *other.endedAt, .routineId = core::routineStopped(other)};
        if (std::ranges::find(m_facts.painStops, stop) == m_facts.painStops.end()) {
            m_facts.painStops.push_back(stop);
        }
    }
}

/// Apart from those that were filed here: none of these is ever the check that is good.
void MemoryStore::noteCheck(const core::FiledCheck &check) {
    auto &merged = m_facts.mergedChecks;
    const auto id = [](const core::MergedCheck &each) { return each.check.id; };
    if (std::ranges::find(m_facts.checks, check.id, &core::FiledCheck::id) !=
            m_facts.checks.end() ||
        std::ranges::find(merged, check.id, id) != merged.end()) {
        return;
    }
    merged.push_back({.check = check, .after = newestCheck()});
    std::ranges::sort(merged, {}, [](const core::MergedCheck &each) {
        return std::pair(each.check.at.utc, each.check.id);
    });
}

std::string MemoryStore::newestCheck() const {
    return m_facts.checks.empty() ? std::string() : m_facts.checks.back().id;
}

/// What another history has changed is no longer as the edits left it.
void MemoryStore::takeOutOfReach(const std::string &id) {
    for (KeptEdit &edit : m_edits) {
        std::erase_if(edit.others, [&](const auto &each) { return each.first == id; });
    }
    std::erase_if(m_edits, [](const KeptEdit &edit) { return edit.others.empty(); });
}

Stored<std::vector<core::MergeStep>> MemoryStore::merge(const std::vector<core::Telling> &others,
                                                        core::WallTime at) {
    std::vector<core::MergeStep> steps;
    steps.reserve(others.size());
    for (const core::Telling &other : others) {
        steps.push_back(stepOf(other));
        if (!core::changes(steps.back())) {
            continue;
        }
        takeOutOfReach(core::idOf(other));
        m_facts.mergedAfter = newestCheck();
        if (const auto *tombstone = std::get_if<core::Tombstone>(&other)) {
            m_tombstones[tombstone->id] = tombstone->deletedAt;
        } else {
            put(std::get<SessionRecord>(other));
        }
    }
    note(at);
    return steps;
}

}  // namespace psoas::storage
