#pragma once

#include "cli/paths.h"

#include <iosfwd>
#include <string>
#include <vector>

namespace psoas::cli {

// The verbs that read routines. Each writes its answer to `out` and what stood in its way to
// `err`, and returns the exit code: 0 good, 1 an error in a file, 2 used wrongly or unreadable.

/// Every routine: id, title, kind, seconds of all timed steps, and file; tabs between them.
[[nodiscard]] int list(const Paths &paths, bool json, std::ostream &out, std::ostream &err);

/// The problems of routine and adjustment files, one a line; nothing for a good file.
[[nodiscard]] int validate(const Paths &paths, const std::vector<std::string> &files, bool json,
                           std::ostream &out, std::ostream &err);

/// The flat session of a routine, by id with the person's own times, or by file.
[[nodiscard]] int plan(const Paths &paths, const std::string &idOrFile, bool json,
                       std::ostream &out, std::ostream &err);

/// The JSON Schema of routine files.
[[nodiscard]] int schema(const Paths &paths, std::ostream &out, std::ostream &err);

}  // namespace psoas::cli
