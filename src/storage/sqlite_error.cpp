#include "storage/sqlite_error.h"

#include <sqlite3.h>

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

// The library uses neither of these codes for anything else that reaches us: `NOTFOUND` it keeps to
// itself, and a constraint means the same whether the tables or we have found it broken.
SQLite::Exception missing(const std::string &what) { return {what, SQLITE_NOTFOUND}; }

SQLite::Exception refused(const std::string &what) { return {what, SQLITE_CONSTRAINT}; }

}  // namespace psoas::storage
