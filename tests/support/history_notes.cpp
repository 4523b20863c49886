#include "support/history_notes.h"

#include <algorithm>
#include <iterator>
#include <variant>

namespace psoas {
namespace {

using Ids = HistoryNotes::Ids;

Ids idsOf(const HistoryStand &stand) {
    Ids ids;
    for (const auto &[id, session] : stand.shown) {
        ids.insert(id);
    }
    return ids;
}

Ids without(const Ids &all, const Ids &some) {
    Ids rest;
    std::ranges::set_difference(all, some, std::inserter(rest, rest.end()));
    return rest;
}

/// All of a session but what may be corrected.
core::SessionRecord done(core::SessionRecord session) {
    session.tightnessBefore.reset();
    session.tightnessAfter.reset();
    session.note.clear();
    session.editedAt.reset();
    return session;
}

}  // namespace

HistoryStand standOf(storage::Store &store) {
    HistoryStand stand;
    const auto sessions = store.sessions({.limit = 10000, .after = {}});
    for (const core::SessionRecord &each : sessions.value()) {
        stand.shown.emplace(each.id, each);
    }
    const auto tombstones = store.tombstones();
    for (const core::Tombstone &each : tombstones.value()) {
        stand.deleted.insert(each.id);
    }
    return stand;
}

void HistoryNotes::startOver(const HistoryStand &now) {
    const std::lock_guard lock(m_mutex);
    m_last = now;
    m_mixed = true;
    compareWithFirst(now);
}

void HistoryNotes::ended(const std::string &id, const HistoryStand &before,
                         const HistoryStand &after) {
    const std::lock_guard lock(m_mutex);
    ++m_counts.ended;
    Ids shown = idsOf(before);
    shown.insert(id);
    expect("the end of " + id, shown, before, after);
}

void HistoryNotes::edited(const storage::Edit &edit, const HistoryStand &before,
                          const HistoryStand &after) {
    const std::lock_guard lock(m_mutex);
    Ids shown = idsOf(before);
    if (const auto *deletion = std::get_if<storage::edit::Delete>(&edit)) {
        for (const std::string &id : deletion->ids) {
            m_counts.deleted += shown.erase(id);
        }
    } else {
        ++m_counts.annotated;
    }
    m_mixed = false;
    expect("an edit", shown, before, after);
}

void HistoryNotes::turned(const storage::EditInReach *edit, const HistoryStand &before,
                          const HistoryStand &after) {
    const std::lock_guard lock(m_mutex);
    const Ids was = idsOf(before);
    const Ids is = idsOf(after);
    const Ids back = without(is, was);
    const Ids gone = without(was, is);
    const bool deletes = edit != nullptr && edit->kind == storage::EditInReach::Kind::Delete;
    const std::size_t moved = back.size() + gone.size();
    m_counts.broughtBack += back.size();
    m_counts.deleted += gone.size();
    const bool oneWay = back.empty() || gone.empty();
    const bool right =
        deletes ? moved == edit->sessions || (m_mixed && moved < edit->sessions) : moved == 0;
    if (!oneWay || !right || !without(back, before.deleted).empty()) {
        fault("undo or redo moved " + std::to_string(moved) + " sessions");
    }
    expect("undo or redo", is, before, after);
}

void HistoryNotes::merged(const std::vector<core::Telling> &others,
                          const std::vector<core::MergeStep> &steps, const HistoryStand &before,
                          const HistoryStand &after) {
    using Step = core::MergeStep;
    const std::lock_guard lock(m_mutex);
    Ids shown = idsOf(before);
    for (std::size_t i = 0; i < others.size(); ++i) {
        const std::string &id = core::idOf(others[i]);
        if (steps.at(i) == Step::New || steps.at(i) == Step::Restores) {
            shown.insert(id);
        } else if (steps.at(i) == Step::Deletes) {
            shown.erase(id);
        }
        m_counts.takenIn += core::changes(steps.at(i)) ? 1U : 0U;
        m_mixed = m_mixed || core::changes(steps.at(i));
    }
    expect("an import", shown, before, after);
}

void HistoryNotes::nothing(const std::string &what, const HistoryStand &before,
                           const HistoryStand &after) {
    const std::lock_guard lock(m_mutex);
    expect(what, idsOf(before), before, after);
}

void HistoryNotes::found(const HistoryStand &now) {
    const std::lock_guard lock(m_mutex);
    if (idsOf(now) != idsOf(m_last) || now.deleted != m_last.deleted) {
        fault("shown and deleted " + std::to_string(now.shown.size()) + " and " +
              std::to_string(now.deleted.size()) + ", acknowledged " +
              std::to_string(m_last.shown.size()) + " and " +
              std::to_string(m_last.deleted.size()));
    }
    compareWithFirst(now);
}

/// `shown`: the ids that should be seen.
void HistoryNotes::expect(const std::string &what, const Ids &shown, const HistoryStand &before,
                          const HistoryStand &after) {
    const Ids is = idsOf(after);
    if (is != shown) {
        fault(what + " left " + std::to_string(is.size()) + " sessions, not " +
              std::to_string(shown.size()));
    }
    // Whatever is not seen any more was deleted, and stays known as that.
    Ids known = before.deleted;
    known.merge(idsOf(before));
    for (const std::string &id : known) {
        if (is.contains(id) == after.deleted.contains(id)) {
            fault(what + " left " + id + " neither there nor deleted, or both");
        }
    }
    compareWithFirst(after);
    m_last = after;
}

void HistoryNotes::compareWithFirst(const HistoryStand &now) {
    for (const auto &[id, session] : now.shown) {
        const auto first = m_first.emplace(id, done(session)).first;
        if (first->second != done(session)) {
            fault("what was done is rewritten: " + id);
        }
    }
}

HistoryNotes::Counts HistoryNotes::counts() const {
    const std::lock_guard lock(m_mutex);
    return m_counts;
}

HistoryNotes::Ids HistoryNotes::deleted() const {
    const std::lock_guard lock(m_mutex);
    return m_last.deleted;
}

std::vector<std::string> HistoryNotes::faults() const {
    const std::lock_guard lock(m_mutex);
    return m_faults;
}

}  // namespace psoas
