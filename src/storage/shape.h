#pragma once

#include "storage/store.h"

#include <SQLiteCpp/Database.h>

#include <optional>
#include <span>
#include <string_view>

namespace psoas::storage {

/// `Damaged` if the tables, columns, keys and indexes are not those that the store's version has,
/// though the library may find every page whole. Compared with a model that the migrations make, by
/// what the library understood and not by its wording, which another release of it may change.
[[nodiscard]] std::optional<StoreError> lostShape(SQLite::Database &db,
                                                  std::span<const std::string_view> migrations);

}  // namespace psoas::storage
