#pragma once

#include "storage/history.h"

#include <SQLiteCpp/Database.h>

#include <optional>
#include <string>
#include <vector>

namespace psoas::storage {

// Looking through what is over. See `History`; all of these throw what the library throws.

/// The condition of a session that is over and not deleted, in a query of `sessions`.
inline constexpr const char *kShown =
    "outcome IS NOT NULL AND NOT EXISTS (SELECT 1 FROM tombstones t WHERE t.id = sessions.id)";

[[nodiscard]] std::vector<SessionKey> findSessions(SQLite::Database &db,
                                                   const core::HistoryFilter &filter,
                                                   core::HistoryOrder order);
[[nodiscard]] std::vector<core::SessionSummary> readSummaries(SQLite::Database &db,
                                                              const std::vector<SessionKey> &keys);
void visitSummaries(SQLite::Database &db, std::optional<core::LocalDay> from,
                    const History::Visit &visit);
[[nodiscard]] std::size_t countSessions(SQLite::Database &db);
/// The session if it is over and was not deleted.
[[nodiscard]] std::optional<core::SessionRecord> shownSession(SQLite::Database &db,
                                                              const std::string &id);

}  // namespace psoas::storage
