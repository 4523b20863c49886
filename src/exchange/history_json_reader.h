#pragma once

#include "core/merge.h"
#include "core/problem.h"
#include "core/result.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace psoas::exchange {

/// What an exported history held.
struct HistoryContent {
    std::size_t sessions = 0;
    std::size_t deletions = 0;
    friend bool operator==(const HistoryContent &, const HistoryContent &) = default;
};

/// Why a file was not read to its end.
struct HistoryRefusal {
    enum class Cause {
        Unreadable,  ///< not there, no regular file, or no permission
        Faulty,      ///< not an exported history, or one that is damaged or of a newer version
        Stopped,     ///< by whoever took the tellings
    };
    Cause cause = Cause::Faulty;
    core::Problem problem{};  ///< the first fault; of an unreadable file at 1:1
};

inline constexpr std::uintmax_t kMostHistoryBytes = std::uintmax_t{1} << 30U;
/// Sessions and deletions together: one every hour for a hundred years.
inline constexpr std::size_t kMostTellings = 1'000'000;

/// Gets one session or deletion after the other and says whether to go on.
using TakeTelling = std::function<bool(core::Telling)>;

using ReadHistory = core::Result<HistoryContent, HistoryRefusal>;

/// Reads a history that `HistoryJsonWriter` has written, its keys in any order, and hands over what
/// is in it in the order of the file. No more than one session is in memory, but for the ids.
///
/// What is handed over the store will take; but that the file is good is known only at its end. It
/// stops at the first fault: a file that a program has written has been damaged at one place, or
/// is something else altogether.
[[nodiscard]] ReadHistory readHistory(const std::filesystem::path &file, const TakeTelling &take);

/// The same, some tellings at a time: `size` of them, and the rest at the end. Of a file with a
/// fault some may have been handed over before it is found.
using TakeTellings = std::function<bool(std::vector<core::Telling>)>;
[[nodiscard]] ReadHistory readHistoryInBatches(const std::filesystem::path &file, std::size_t size,
                                               const TakeTellings &take);

/// Whether a file is meant to be an exported history: it begins as one, whole or not. Reads no
/// further than to its first session or deletion.
[[nodiscard]] bool beginsAsHistory(const std::filesystem::path &file);

/// As `readHistory`, of a text; `file` stands in the problem.
[[nodiscard]] ReadHistory readHistory(std::string_view text, const std::string &file,
                                      const TakeTelling &take);

}  // namespace psoas::exchange
