#pragma once

#include <filesystem>

namespace psoas::storage {

/// Puts the list of tables of a new store into the place of the file's own. For a copy of a store
/// of which only that list is lost: without it the library finds nothing, though all the rows are
/// there, and a new store always has the same list on the same pages. The rest of the file stays as
/// it is. Throws what the library and the file system throw.
void giveTableList(const std::filesystem::path &file);

}  // namespace psoas::storage
