#pragma once

#include <filesystem>

namespace psoas::storage {

/// Whether the app itself keeps something there, now or at times: the store with its journals, the
/// damaged ones that were set aside, `backups/`, and, in the folder that they share, the settings,
/// the lock and `routines/`. Nothing that a person saves may come to lie there: it would replace
/// their history, or the answers that keep a routine closed. Links are followed, and a file need
/// not be there yet. What else lies in that folder is the person's.
[[nodiscard]] bool isOwnFile(const std::filesystem::path &store, const std::filesystem::path &file);

}  // namespace psoas::storage
