#pragma once

#include "storage/sqlite_store.h"
#include "support/window_walk.h"

#include <QString>

#include <filesystem>

namespace psoas {

inline std::filesystem::path storeIn(const QString &data) {
    return std::filesystem::path(data.toStdString()) / "history.db";
}

/// A machine whose store is a file in this data folder, so that the program can be ended and
/// started again on it.
inline WindowWalk::Machine machineOn(const QString &data) {
    return {.data = data,
            .open =
                [file = storeIn(data)] {
                    return storage::openSqliteStore(file, storage::OpenMode::ReadWrite);
                },
            .store = storeIn(data)};
}

}  // namespace psoas
