#include "storage/ownership.h"

#include "storage/schema.h"
#include "storage/shape.h"
#include "storage/sqlite_base.h"

#include <cstddef>
#include <cstdint>
#include <fstream>
#include <string>

namespace psoas::storage {

namespace fs = std::filesystem;

namespace {

// Where the header has what is asked for here.
constexpr std::size_t kHeaderSize = 100;
constexpr std::size_t kSmallestPage = 512;
constexpr std::size_t kWriteVersion = 18;  ///< 1: rollback journal, 2: write-ahead log
constexpr std::size_t kUserVersion = 60;
constexpr std::size_t kApplication = 68;

StoreError notOurs() {
    return {.code = StoreError::Code::NotOurs, .detail = "another application_id"};
}

StoreError newer(std::uint32_t version) {
    return {.code = StoreError::Code::Newer, .detail = "version " + std::to_string(version)};
}

StoreError damaged(const char *how) { return {.code = StoreError::Code::Damaged, .detail = how}; }

/// A big-endian number of four bytes.
std::uint32_t numberAt(std::string_view bytes, std::size_t offset) {
    std::uint32_t number = 0;
    for (const char byte : bytes.substr(offset, 4)) {
        number = number << 8U | static_cast<unsigned char>(byte);
    }
    return number;
}

bool isEmpty(SQLite::Database &db) {
    return db.execAndGet("SELECT count(*) FROM sqlite_schema").getInt() == 0;
}

}  // namespace

std::optional<StoreError> refusedByHeader(const fs::path &file,
                                          std::span<const std::string_view> migrations) {
    if (!fs::is_regular_file(file)) {
        return std::nullopt;
    }
    const std::uintmax_t size = fs::file_size(file);
    if (size > 0 && size < kSmallestPage) {
        return damaged("less than a page");  // which the library would take for a new database
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
    if (ours && version > migrations.size()) {
        return newer(version);
    }
    // The library would take the file for one that may only be read, and not say why.
    const auto writeVersion = static_cast<unsigned char>(header[kWriteVersion]);
    return writeVersion > 2 ? std::optional(damaged("unknown format of file")) : std::nullopt;
}

std::optional<StoreError> refusedByContent(SQLite::Database &db, bool mayBecomeStore,
                                           std::span<const std::string_view> migrations) {
    const int application = pragma(db, "application_id");
    const auto version = static_cast<std::uint32_t>(pragma(db, "user_version"));
    if (application == 0 && version == 0 && isEmpty(db)) {
        // What SQLite sees in an empty file. It may become a store, and until then it is none.
        return mayBecomeStore ? std::nullopt
                              : std::optional(StoreError{.code = StoreError::Code::Missing,
                                                         .detail = "no store yet"});
    }
    if (application != kApplicationId) {
        return notOurs();
    }
    if (version == 0) {
        return damaged("a store of no version");
    }
    return version > migrations.size() ? std::optional(newer(version)) : lostShape(db, migrations);
}

}  // namespace psoas::storage
