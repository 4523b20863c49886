#pragma once

#include "core/merge.h"
#include "core/record.h"

#include <cstdint>
#include <random>
#include <string>
#include <vector>

namespace psoas {

/// Makes sessions that are over and deletions, as odd as a store may hold them: texts in every
/// script and with everything that steers a terminal or a spreadsheet, times from 1970 to 2199 in
/// every offset, steps that were skipped, added to and paused. The same seed gives the same ones.
class SeededTellings {
public:
    explicit SeededTellings(std::uint32_t seed) : m_random(seed) {}

    [[nodiscard]] core::SessionRecord session();
    [[nodiscard]] core::Tombstone tombstone();
    /// So many of them, newest first.
    [[nodiscard]] std::vector<core::SessionRecord> sessions(std::size_t count);
    [[nodiscard]] std::vector<core::Tombstone> tombstones(std::size_t count);
    /// Any text of at most a few dozen letters.
    [[nodiscard]] std::string text();
    /// From `least` to `most`.
    [[nodiscard]] std::int64_t number(std::int64_t least, std::int64_t most);

private:
    [[nodiscard]] bool chance(int percent) { return number(1, 100) <= percent; }
    [[nodiscard]] core::WallTime time();
    [[nodiscard]] core::StepRecord step();
    [[nodiscard]] core::HurtRecord hurt();
    [[nodiscard]] std::optional<core::Side> side();
    [[nodiscard]] std::optional<int> rating();

    std::mt19937_64 m_random;
    int m_made = 0;
};

}  // namespace psoas
