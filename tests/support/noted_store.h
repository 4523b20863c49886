#pragma once

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
        return m_faults;
    }

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
        return noted(m_store->finish(id, outcome, endedAt), [&] { m_notes.over(id, outcome); });
    }
    Stored<core::Done> file(const core::SessionRecord &ended) override {
        return noted(m_store->file(ended), [&] { m_notes.over(ended.id, ended.outcome); });
    }
    Stored<core::Done> interrupt(const std::string &id) override {
        return noted(m_store->interrupt(id), [&] { m_notes.over(id, std::nullopt); });
    }

private:
    template <class Note> static Stored<core::Done> noted(Stored<core::Done> written, Note note) {
        if (written) {
            note();
        }
        return written;
    }

    std::unique_ptr<storage::Store> m_store;
    StoreNotes &m_notes;
};

}  // namespace psoas
