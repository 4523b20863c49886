#pragma once

#include "content/small_file.h"

#include <QString>

#include <filesystem>

namespace psoas::app {

// Qt's paths and the standard library's, without a detour by the code page of the machine.

[[nodiscard]] inline std::filesystem::path pathOf(const QString &path) {
    return std::filesystem::path(path.toStdU16String());
}

/// What is no UTF-8 in the name of a file comes out as U+FFFD; the standard library's own way would
/// throw.
[[nodiscard]] inline QString textOf(const std::filesystem::path &path) {
    return QString::fromStdString(content::pathText(path));
}

}  // namespace psoas::app
