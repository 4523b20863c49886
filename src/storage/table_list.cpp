#include "storage/table_list.h"

#include "storage/schema.h"
#include "storage/sqlite_base.h"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>
#include <sqlite3.h>

#include <algorithm>
#include <cstdint>
#include <fstream>
#include <memory>
#include <new>
#include <set>
#include <string>
#include <system_error>

namespace psoas::storage {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kPageCount = 28;  ///< where the header has it
                                        ///< (https://www.sqlite.org/fileformat2.html, 1.3)

/// A store in which nothing was ever written, as it lies in a file.
std::string bytesOf(SQLite::Database &db) {
    sqlite3_int64 size = 0;
    const std::unique_ptr<unsigned char, decltype(&sqlite3_free)> bytes(
        sqlite3_serialize(db.getHandle(), "main", &size, 0), sqlite3_free);
    if (bytes == nullptr) {
        throw std::bad_alloc();
    }
    return {bytes.get(), bytes.get() + size};
}

void makeStore(SQLite::Database &db) {
    for (const std::string_view each : migrations()) {
        db.exec(std::string(each));
    }
    db.exec("PRAGMA application_id = " + std::to_string(kApplicationId));
    db.exec("PRAGMA user_version = " + std::to_string(migrations().size()));
}

/// The pages on which tables and indexes begin, from 1; all others of a new store are the list.
std::set<std::size_t> roots(SQLite::Database &db) {
    std::set<std::size_t> found;
    SQLite::Statement rows(db, "SELECT rootpage FROM sqlite_schema WHERE rootpage > 0");
    while (rows.executeStep()) {
        found.insert(rows.getColumn(0).getUInt());
    }
    return found;
}

void putNumber(std::string &bytes, std::size_t offset, std::uint32_t number) {
    for (std::size_t i = 4; i-- > 0; number >>= 8U) {
        bytes[offset + i] = static_cast<char>(number & 0xFFU);
    }
}

}  // namespace

void giveTableList(const fs::path &file) {
    SQLite::Database model(":memory:", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    makeStore(model);
    const auto pageSize = static_cast<std::size_t>(pragma(model, "page_size"));
    const std::set<std::size_t> others = roots(model);
    std::string fresh = bytesOf(model);
    const std::size_t pages = fresh.size() / pageSize;
    const std::uintmax_t size = std::max<std::uintmax_t>(fs::file_size(file), fresh.size());
    fs::resize_file(file, size);
    putNumber(fresh, kPageCount, static_cast<std::uint32_t>(size / pageSize));
    std::fstream out(file, std::ios::binary | std::ios::in | std::ios::out);
    for (std::size_t page = 0; page < pages; ++page) {
        if (!others.contains(page + 1)) {
            out.seekp(static_cast<std::streamoff>(page * pageSize));
            out.write(fresh.data() + page * pageSize, static_cast<std::streamsize>(pageSize));
        }
    }
    if (!out.flush()) {
        throw fs::filesystem_error("the copy cannot be written", file,
                                   std::make_error_code(std::errc::io_error));
    }
}

}  // namespace psoas::storage
