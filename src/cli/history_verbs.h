#pragma once

#include "cli/paths.h"
#include "core/clock.h"

#include <filesystem>
#include <iosfwd>
#include <optional>
#include <string>

namespace psoas::cli {

// The verbs of the history. Each writes its answer to `out` and what stood in its way to
// `err`, and returns the exit code: 0 good, 2 used wrongly or a file cannot be read or written, 3
// the store cannot be read or is not whole. No store yet, or an empty file in its place, is an
// empty history; none of them but the import makes one or changes anything, but for undoing a
// change of the store that was cut off when the program died. The session that is running now is
// left out.

enum class HistoryFormat { Csv, Json };

/// The sessions, newest first, for a person to read: when, routine, outcome, held of planned.
[[nodiscard]] int historyList(const Paths &paths, std::ostream &out, std::ostream &err);

/// All of the history. With `output` it goes to that file, which is replaced whole or not at all;
/// one of the app's own is refused. A history that could not be read to its end is left without the
/// end of its JSON.
[[nodiscard]] int historyExport(const Paths &paths, HistoryFormat format,
                                const std::optional<std::filesystem::path> &output,
                                std::ostream &out, std::ostream &err);

/// Merges an exported JSON into the history, which is backed up first, and tells how many of its
/// sessions were new, here already and so on. 1 if the file is faulty, 2 if it cannot be read: it
/// is read to its end before anything is changed. An import that was cut off left a part of the
/// file merged, and nothing else; it is simply begun again. `now` dates the backup and the merge.
[[nodiscard]] int historyImport(const Paths &paths, const std::filesystem::path &from,
                                core::WallTime now, std::ostream &out, std::ostream &err);

/// Looks through the store and the newest file in `backups/` for damage. A backup with no store in
/// it is damage too.
[[nodiscard]] int historyCheck(const Paths &paths, std::ostream &out, std::ostream &err);

}  // namespace psoas::cli
