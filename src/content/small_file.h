#pragma once

#include "core/problem.h"
#include "core/result.h"

#include <filesystem>
#include <string>

namespace psoas::content {

/// Why a file has no text for us.
struct FileRefusal {
    enum class Cause {
        Unreadable,  ///< not there, no regular file, or no permission
        TooLarge,    ///< over 1 MiB
    };
    Cause cause = Cause::Unreadable;
    core::Problem problem;  ///< at 1:1
};

/// The path in UTF-8, as it stands in problems and is shown. On Windows `path::string()` is in the
/// code page of the machine, and throws where that cannot say it.
[[nodiscard]] std::string pathText(const std::filesystem::path &path);

/// The bytes of a regular file of at most 1 MiB. Anything else is refused before it is opened: a
/// pipe with the name of a routine must not make the program wait. A link is what it leads to.
[[nodiscard]] core::Result<std::string, FileRefusal> readSmallFile(
    const std::filesystem::path &path);

}  // namespace psoas::content
