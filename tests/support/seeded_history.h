#pragma once

#include "core/history.h"
#include "core/record.h"

#include <cstdint>
#include <functional>

namespace psoas {

/// What a made history is like.
struct HistoryKind {
    std::uint32_t seed = 1;
    std::size_t sessions = 100;
    core::WallTime newest;         ///< when the last one began
    double perWeek = 5;            ///< sessions, on average
    bool travels = true;           ///< over time zones, and with daylight saving
    std::size_t noteLetters = 40;  ///< of the notes, where there is one
};

/// Makes a history as a person might have it, the newest session first: three routines, most
/// sessions completed, some ended early or for pain, skipped and extended holds, pauses, ratings
/// that fall slowly, notes, checks now and then. The same for the same kind, on every machine.
/// `take` gets one session after the other; it is over.
void makeHistory(const HistoryKind &kind,
                 const std::function<void(const core::SessionRecord &)> &take);

}  // namespace psoas
