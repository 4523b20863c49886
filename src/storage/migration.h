#pragma once

#include <SQLiteCpp/Database.h>

#include <functional>
#include <span>
#include <string_view>

namespace psoas::storage {

/// Brings the store up to the last of `migrations`, in one transaction. `backUp` is called before
/// the first change of a store that was in use, while nobody else can write to it. Where nothing is
/// to be done it still tries whether the store can be written. Throws what the library and `backUp`
/// throw; then nothing has changed.
void migrate(SQLite::Database &db, std::span<const std::string_view> migrations,
             const std::function<void()> &backUp);

}  // namespace psoas::storage
