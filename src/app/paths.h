#pragma once

#include <QString>

#include <filesystem>

namespace psoas::app {

// Qt's paths and the standard library's, without a detour by the code page of the machine.

[[nodiscard]] inline std::filesystem::path pathOf(const QString &path) {
    return std::filesystem::path(path.toStdU16String());
}

[[nodiscard]] inline QString textOf(const std::filesystem::path &path) {
    return QString::fromStdU16String(path.u16string());
}

}  // namespace psoas::app
