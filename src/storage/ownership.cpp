#include "storage/ownership.h"

#include "storage/schema.h"
#include "storage/sqlite_base.h"

#include <SQLiteCpp/Statement.h>

#include <cstddef>
#include <cstdint>
#include <fstream>
#include <set>
#include <string>

namespace psoas::storage {

namespace fs = std::filesystem;

namespace {

// Where the header has what is asked for here.
constexpr std::size_t kHeaderSize = 100;
constexpr std::size_t kWriteVersion = 18;  ///< 2: write-ahead log
constexpr std::size_t kUserVersion = 60;
constexpr std::size_t kApplication = 68;

StoreError notOurs() {
    return {.code = StoreError::Code::NotOurs, .detail = "another application_id"};
}

StoreError newer(std::uint32_t version) {
    return {.code = StoreError::Code::Newer, .detail = "version " + std::to_string(version)};
}

/// A big-endian number of four bytes.
std::uint32_t numberAt(std::string_view bytes, std::size_t offset) {
    std::uint32_t number = 0;
    for (const char byte : bytes.substr(offset, 4)) {
        number = number << 8U | static_cast<unsigned char>(byte);
    }
    return number;
}

std::set<std::string> tablesOf(SQLite::Database &db) {
    std::set<std::string> names;
    SQLite::Statement tables(db, "SELECT name FROM sqlite_schema WHERE type = 'table'");
    while (tables.executeStep()) {
        names.insert(tables.getColumn(0).getString());
    }
    return names;
}

/// A store that has lost a table is damaged, though the library finds every page of it whole.
std::optional<StoreError> lostTable(SQLite::Database &db,
                                    std::span<const std::string_view> migrations) {
    SQLite::Database model(":memory:", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    for (const std::string_view each :
         migrations.first(static_cast<std::size_t>(pragma(db, "user_version")))) {
        model.exec(std::string(each));
    }
    const std::set<std::string> there = tablesOf(db);
    for (const std::string &wanted : tablesOf(model)) {
        if (!there.contains(wanted)) {
            return StoreError{.code = StoreError::Code::Damaged,
                              .detail = "the table " + wanted + " is missing"};
        }
    }
    return std::nullopt;
}

}  // namespace

std::optional<StoreError> refusedByHeader(const fs::path &file,
                                          std::span<const std::string_view> migrations) {
    if (!fs::is_regular_file(file)) {
        return std::nullopt;
    }
    std::string header(kHeaderSize, '\0');
    std::ifstream in(file, std::ios::binary);
    if (!in.read(header.data(), kHeaderSize) || !header.starts_with("SQLite format 3")) {
        return std::nullopt;
    }
    const std::uint32_t application = numberAt(header, kApplication);
    const std::uint32_t version = numberAt(header, kUserVersion);
    const bool ours = application == static_cast<std::uint32_t>(kApplicationId);
    // A store of ours that is still to be filled has no id, but no write-ahead log either.
    if (!ours && (application != 0 || header[kWriteVersion] == 2)) {
        return notOurs();
    }
    return ours && version > migrations.size() ? std::optional(newer(version)) : std::nullopt;
}

std::optional<StoreError> refusedByContent(SQLite::Database &db, bool mayBecomeStore,
                                           std::span<const std::string_view> migrations) {
    const int application = pragma(db, "application_id");
    const auto version = static_cast<std::uint32_t>(pragma(db, "user_version"));
    if (application == 0 && version == 0 && tablesOf(db).empty()) {
        // What SQLite sees in an empty file. It may become a store, and until then it is none.
        return mayBecomeStore ? std::nullopt
                              : std::optional(StoreError{.code = StoreError::Code::Missing,
                                                         .detail = "no store yet"});
    }
    if (application != kApplicationId) {
        return notOurs();
    }
    return version > migrations.size() ? std::optional(newer(version)) : lostTable(db, migrations);
}

}  // namespace psoas::storage
