#pragma once

#include "support/history_notes.h"
#include "support/passing_store.h"

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

namespace psoas {

/// A session as the writes that a store has acknowledged make it.
struct NotedSession {
    core::SessionRecord record;
    int entries = 0;    ///< its journal is 1 to this, without a gap
    bool over = false;  ///< `record.outcome` says how, unless it was filed as it stood
};

/// What stores have acknowledged, over all the lives of a program. Any thread.
class StoreNotes {
public:
    [[nodiscard]] std::map<std::string, NotedSession> sessions() const {
        const std::lock_guard lock(m_mutex);
        return m_sessions;
    }
    /// What no store should have been given: entries that leave a gap or belong to no session.
    [[nodiscard]] std::vector<std::string> faults() const {
        const std::lock_guard lock(m_mutex);
        std::vector<std::string> all = m_history.faults();
        all.insert(all.end(), m_faults.begin(), m_faults.end());
        return all;
    }
    /// What edits and imports make of the sessions that are over.
    [[nodiscard]] HistoryNotes &history() { return m_history; }

    /// What a store holds is not what it was, and rightly so: from here on what it holds counts.
    void startOver(storage::Store &store) {
        const std::lock_guard lock(m_mutex);
        m_sessions.clear();
        const auto over = store.sessions({.limit = 10000, .after = {}});
        for (const core::SessionRecord &each : over.value()) {
            m_sessions[each.id] = {.record = each, .entries = 0, .over = true};
        }
        const auto unfinished = store.unfinished();
        for (const core::UnfinishedSession &each : unfinished.value()) {
            m_sessions[each.record.id] = {.record = each.record,
                                          .entries = each.last ? each.last->sequence : 0};
        }
        m_history.startOver(standOf(store));
    }

    void begun(const core::SessionRecord &started) {
        const std::lock_guard lock(m_mutex);
        m_sessions.try_emplace(started.id, NotedSession{.record = started});
    }
    void appended(const std::string &id, const core::JournalEntry &entry) {
        const std::lock_guard lock(m_mutex);
        const auto found = m_sessions.find(id);
        if (found == m_sessions.end() || entry.sequence != found->second.entries + 1) {
            m_faults.push_back("journal entry " + std::to_string(entry.sequence) + " of " + id);
            return;
        }
        found->second.entries = entry.sequence;
        found->second.record.steps.at(entry.position) = entry.step;
    }
    void over(const std::string &id, std::optional<core::Outcome> outcome) {
        const std::lock_guard lock(m_mutex);
        NotedSession &session = m_sessions[id];
        session.over = true;
        session.record.outcome = outcome;
    }

private:
    mutable std::mutex m_mutex;
    std::map<std::string, NotedSession> m_sessions;
    std::vector<std::string> m_faults;
    HistoryNotes m_history;
};

/// Another store, and notes of what it acknowledges.
class NotedStore final : public PassingStore {
public:
    NotedStore(std::unique_ptr<storage::Store> store, StoreNotes &notes)
        : PassingStore(*store), m_store(std::move(store)), m_notes(notes) {}

    Stored<core::Done> begin(const core::SessionRecord &started) override {
        return noted(m_store->begin(started), [&] { m_notes.begun(started); });
    }
    Stored<core::Done> append(const std::string &id, const core::JournalEntry &entry,
                              core::WallTime at) override {
        return noted(m_store->append(id, entry, at), [&] { m_notes.appended(id, entry); });
    }
    Stored<core::Done> finish(const std::string &id, core::Outcome outcome,
                              core::WallTime endedAt) override {
        return ended(id, outcome, [&] { return m_store->finish(id, outcome, endedAt); });
    }
    Stored<core::Done> file(const core::SessionRecord &over) override {
        return ended(over.id, over.outcome, [&] { return m_store->file(over); });
    }
    Stored<core::Done> interrupt(const std::string &id) override {
        return ended(id, std::nullopt, [&] { return m_store->interrupt(id); });
    }
    Stored<core::Done> annotate(const std::string &id, std::optional<int> tightnessAfter,
                                const std::string &note, core::WallTime editedAt) override {
        return compared([&] { return m_store->annotate(id, tightnessAfter, note, editedAt); },
                        [&](const auto &before, const auto &after) {
                            m_notes.history().nothing("a rating", before, after);
                        });
    }
    Stored<core::Done> apply(const storage::Edit &edit, core::WallTime at) override {
        return compared([&] { return m_store->apply(edit, at); },
                        [&](const auto &before, const auto &after) {
                            m_notes.history().edited(edit, before, after);
                        });
    }
    Stored<core::Done> undo(const storage::Turn &turn) override {
        const auto edit = m_store->editsInReach(turn.at).value().undo;
        return turned(edit, [&] { return m_store->undo(turn); });
    }
    Stored<core::Done> redo(const storage::Turn &turn) override {
        const auto edit = m_store->editsInReach(turn.at).value().redo;
        return turned(edit, [&] { return m_store->redo(turn); });
    }
    Stored<core::Done> forgetEdits(core::WallTime now) override {
        return compared([&] { return m_store->forgetEdits(now); },
                        [&](const auto &before, const auto &after) {
                            m_notes.history().nothing("forgetting", before, after);
                        });
    }
    Stored<std::vector<core::MergeStep>> merge(const std::vector<core::Telling> &others,
                                               core::WallTime at) override {
        const HistoryStand before = standOf(*m_store);
        auto steps = m_store->merge(others, at);
        steps ? m_notes.history().merged(others, steps.value(), before, standOf(*m_store))
              : m_notes.history().nothing("a failed import", before, standOf(*m_store));
        return steps;
    }

private:
    template <class Note> static Stored<core::Done> noted(Stored<core::Done> written, Note note) {
        if (written) {
            note();
        }
        return written;
    }

    /// Does `job`, and has what it made of the history noted by `note`, if it did anything.
    template <class Job, class Note> Stored<core::Done> compared(Job job, Note note) {
        const HistoryStand before = standOf(*m_store);
        Stored<core::Done> written = job();
        const HistoryStand after = standOf(*m_store);
        if (written) {
            note(before, after);
        } else {
            m_notes.history().nothing("what failed", before, after);
        }
        return written;
    }
    template <class Job>
    Stored<core::Done> ended(const std::string &id, std::optional<core::Outcome> outcome, Job job) {
        return compared(job, [&](const auto &before, const auto &after) {
            m_notes.over(id, outcome);
            m_notes.history().ended(id, before, after);
        });
    }
    template <class Job>
    Stored<core::Done> turned(const std::optional<storage::EditInReach> &edit, Job job) {
        return compared(job, [&](const auto &before, const auto &after) {
            m_notes.history().turned(edit ? &*edit : nullptr, before, after);
        });
    }

    std::unique_ptr<storage::Store> m_store;
    StoreNotes &m_notes;
};

}  // namespace psoas
