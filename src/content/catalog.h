#pragma once

#include "core/adjustment.h"
#include "core/problem.h"
#include "core/routine.h"
#include "core/safety_texts.h"

#include <array>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace psoas::content {

inline constexpr std::string_view kRedFlagCheck = "red-flag-check";

/// The ids that are the program's own, whether or not their files can be read.
inline constexpr std::array<std::string_view, 4> kShippedIds{
    "constructive-rest", "kneeling-hip-flexor-stretch", "ball-release", kRedFlagCheck};

/// One routine that can be practised.
struct CatalogEntry {
    core::Routine routine;     ///< with the person's own times
    core::Routine unadjusted;  ///< as its file says it
    std::filesystem::path file;
    bool shipped = false;
    std::optional<std::filesystem::path> adjustmentFile;
    /// 64-bit FNV-1a, in hexadecimal, of the routine file's bytes and then the adjustment's. It
    /// tells one edit from another in the history; it is no protection against anyone.
    std::string contentDigest;
};

/// Everything that was found to practise, and everything that was wrong with it.
struct Catalog {
    std::vector<CatalogEntry> entries;  ///< shipped ones first, each group by file name
    core::Problems problems;            ///< of all files, warnings of the good ones included
    /// Why the program must not start a session: shipped content, the red-flag check or the safety
    /// texts are not there or not readable. Empty when all is well.
    core::Problems fatal;
    std::optional<core::SafetyTexts> safetyTexts;

    /// The entry of the routine with this id, or null.
    [[nodiscard]] const CatalogEntry *find(std::string_view id) const noexcept;
    /// All routines as their files say them: what an adjustment is read against.
    [[nodiscard]] std::vector<const core::Routine *> unadjustedRoutines() const;
};

/// Reads `routines/*.json` and `safety/safety.json` under `shippedContent`, then the person's own
/// routines and adjustments in `userRoutines`, a folder that need not exist. A bad file never
/// hides a good one. Nothing is written.
[[nodiscard]] Catalog loadCatalog(const std::filesystem::path &shippedContent,
                                  const std::optional<std::filesystem::path> &userRoutines);

/// The shipped red-flag check followed by the questions of the person's own safety checks, whose
/// step ids become `<routine id>/<step id>`; its digest is that of all these files. A routine
/// without steps of its own if the check is missing.
[[nodiscard]] CatalogEntry fullCheck(const Catalog &catalog);

/// The problem of a person's full routine that has the id of a shipped one, or nothing.
/// `text` is that of a routine file that was read without errors.
[[nodiscard]] std::optional<core::Problem> shippedIdTaken(std::string_view text,
                                                          const std::string &file,
                                                          const core::Routine &routine,
                                                          const Catalog &catalog);

/// The problem of an adjustment whose routine is adjusted by another file already, or nothing.
/// `text` is that of an adjustment of the routine `id` that was read without errors.
[[nodiscard]] std::optional<core::Problem> alreadyAdjusted(std::string_view text,
                                                           const std::string &file,
                                                           const std::string &id,
                                                           const Catalog &catalog);

}  // namespace psoas::content
