#pragma once

#include "app/paths.h"
#include "storage/own_files.h"

#include <QString>

namespace psoas::app {

/// Whether the app, whose store is `store`, keeps something of its own in this file: then nothing
/// that a person saves may be written there. See `storage::isOwnFile`.
[[nodiscard]] inline bool isOwnFile(const std::filesystem::path &store, const QString &file) {
    return storage::isOwnFile(store, pathOf(file));
}

}  // namespace psoas::app
