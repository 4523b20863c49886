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
        case SQLITE_CONSTRAINT:
            return StoreError::Code::Damaged;
        default:
            return StoreError::Code::Io;
    }
}

}  // namespace

StoreError storeError(const SQLite::Exception &failure) {
    return {.code = codeOf(failure.getErrorCode()), .detail = failure.what()};
}

}  // namespace psoas::storage
