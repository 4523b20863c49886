#pragma once

#include "storage/store.h"

#include <SQLiteCpp/Database.h>

#include <optional>
#include <span>
#include <string_view>

namespace psoas::storage {

/// `Damaged` if a table, column, key or index that the store's version has is missing or different,
/// though the library may find every page whole; or if something stands on a table of ours that may
/// refuse or change what we write: a trigger, a unique index. Other indexes, views and tables that
/// the person has added for themselves are no damage. Compared with a model that the migrations
/// make, by what the library understood and not by its wording, which another release of it may
/// change.
[[nodiscard]] std::optional<StoreError> lostShape(SQLite::Database &db,
                                                  std::span<const std::string_view> migrations);

}  // namespace psoas::storage
