#include "storage/sqlite_error.h"

#include <sqlite3.h>

#include <system_error>

namespace psoas::storage {

namespace {

StoreError::Code codeOf(int result) {
    switch (result) {
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            return StoreError::Code::Busy;
        case SQLITE_FULL:
            return StoreError::Code::Full;
        case SQLITE_READONLY:
        case SQLITE_PERM:
        case SQLITE_AUTH:
            return StoreError::Code::ReadOnly;
        case SQLITE_CORRUPT:
        case SQLITE_NOTADB:
            return StoreError::Code::Damaged;
        case SQLITE_CONSTRAINT:
            return StoreError::Code::Refused;
        case SQLITE_NOTFOUND:
            return StoreError::Code::Missing;
        default:
            return StoreError::Code::Io;
    }
}

}  // namespace

StoreError storeError(const SQLite::Exception &failure) {
    return {.code = codeOf(failure.getErrorCode()), .detail = failure.what()};
}

StoreError storeError(const std::filesystem::filesystem_error &failure) {
    const std::error_code code = failure.code();
    StoreError error{.code = StoreError::Code::Io, .detail = failure.what()};
    if (code == std::errc::no_space_on_device) {
        error.code = StoreError::Code::Full;
    } else if (code == std::errc::permission_denied || code == std::errc::operation_not_permitted ||
               code == std::errc::read_only_file_system) {
        error.code = StoreError::Code::ReadOnly;
    }
    return error;
}

// The library uses neither of these codes for anything else that reaches us: `NOTFOUND` it keeps to
// itself, and a constraint means the same whether the tables or we have found it broken.
SQLite::Exception missing(const std::string &what) { return {what, SQLITE_NOTFOUND}; }

SQLite::Exception refused(const std::string &what) { return {what, SQLITE_CONSTRAINT}; }

}  // namespace psoas::storage
