#pragma once

#include "storage/store.h"
#include "support/sessions.h"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>

#include <algorithm>
#include <filesystem>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace psoas::storage {

/// All sessions that a store has, those that are not over among them.
inline std::vector<core::SessionRecord> everySession(Store &store) {
    auto all = store.sessions({}).value();
    const auto open = unfinishedRecords(store);
    all.insert(all.end(), open.begin(), open.end());
    return all;
}

/// The one with this id; nothing if it is not there, or there twice.
inline std::optional<core::SessionRecord> onlySession(Store &store, const std::string &id) {
    const auto all = everySession(store);
    const auto found = std::ranges::find(all, id, &core::SessionRecord::id);
    return std::ranges::count(all, id, &core::SessionRecord::id) == 1 ? std::optional(*found)
                                                                      : std::nullopt;
}

/// The numbers of a session's journal entries that are in the store.
inline std::set<int> journalOf(const std::filesystem::path &file, const std::string &id) {
    const SQLite::Database db(file.string());
    SQLite::Statement journal(db, "SELECT sequence FROM journal WHERE session_id = ?");
    journal.bind(1, id);
    std::set<int> sequences;
    while (journal.executeStep()) {
        sequences.insert(journal.getColumn(0).getInt());
    }
    return sequences;
}

/// What a session is after one more entry of its journal. It asks nothing, so it has no answers.
inline core::SessionRecord applied(core::SessionRecord session, const core::JournalEntry &entry) {
    session.steps[entry.position] = entry.step;
    if (entry.hurt) {
        session.hurts.resize(std::max(session.hurts.size(), entry.hurt->index + 1));
        session.hurts[entry.hurt->index] = entry.hurt->hurt;
    }
    return session;
}

}  // namespace psoas::storage
