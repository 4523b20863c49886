#pragma once

#include "storage/store.h"
#include "support/catch.h"
#include "support/sessions.h"

#include <string>
#include <utility>
#include <vector>

namespace psoas::storage {

using Ids = std::vector<std::string>;

/// A stretch of 20 s a side that is over; the left side was held for `left`.
inline core::SessionRecord endedSession(const std::string &id, std::chrono::milliseconds at = {},
                                        core::Milliseconds left = std::chrono::seconds{20}) {
    using namespace std::chrono_literals;
    core::SessionRecord session = startedSession(id, at);
    session.steps[0].held = left;
    session.steps[1].held = 20s;
    session.outcome = core::Outcome::Completed;
    session.endedAt = wallAt(at + 1min);
    return session;
}

/// The ids of what is found, in its order.
inline Ids found(Store &store, const core::HistoryFilter &filter = {},
                 core::HistoryOrder order = core::HistoryOrder::NewestFirst) {
    Ids ids;
    const auto keys = store.find(filter, order);
    for (const auto &summary : store.summaries(keys.value()).value()) {
        ids.push_back(summary.id);
    }
    return ids;
}

/// Merges at ten in the morning what comparing has foretold.
inline std::vector<core::MergeStep> merged(Store &store, const std::vector<core::Telling> &others) {
    const auto compared = store.compare(others);
    REQUIRE(compared);
    auto steps = store.merge(others, wallAt(std::chrono::hours{1}));
    REQUIRE(steps);
    CHECK(compared.value() == steps.value());
    return std::move(steps).value();
}

}  // namespace psoas::storage
