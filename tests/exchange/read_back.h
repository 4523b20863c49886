#pragma once

#include "exchange/history_json.h"
#include "exchange/history_json_reader.h"

#include <sstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace psoas {

/// The text of an exported history.
inline std::string exported(const std::vector<core::SessionRecord> &sessions,
                            const std::vector<core::Tombstone> &deleted = {}) {
    std::ostringstream out;
    exchange::HistoryJsonWriter writer(out);
    for (const core::SessionRecord &session : sessions) {
        writer.add(session);
    }
    writer.end(deleted);
    return out.str();
}

/// What was read of a text, and what came of it.
struct ReadBack {
    exchange::ReadHistory outcome;
    std::vector<core::SessionRecord> sessions{};
    std::vector<core::Tombstone> deleted{};

    [[nodiscard]] const core::Problem &problem() const { return outcome.error().problem; }
};

inline ReadBack readBack(std::string_view text) {
    std::vector<core::SessionRecord> sessions;
    std::vector<core::Tombstone> deleted;
    auto outcome = exchange::readHistory(text, "file", [&](core::Telling telling) {
        if (auto *session = std::get_if<core::SessionRecord>(&telling)) {
            sessions.push_back(std::move(*session));
        } else {
            deleted.push_back(std::get<core::Tombstone>(std::move(telling)));
        }
        return true;
    });
    return {std::move(outcome), std::move(sessions), std::move(deleted)};
}

}  // namespace psoas
