#pragma once

#include "storage/store.h"

#include <SQLiteCpp/Exception.h>

#include <filesystem>
#include <string>

namespace psoas::storage {

/// What a failure of the library means for us.
[[nodiscard]] StoreError storeError(const SQLite::Exception &failure);

/// What a failure of the file system means: `Full`, `ReadOnly` where something may not be done,
/// else `Io`.
[[nodiscard]] StoreError storeError(const std::filesystem::filesystem_error &failure);

/// What our own functions throw when a row that they were told of is not there (`Missing`), and
/// when they were asked for what can happen only once (`Refused`).
[[nodiscard]] SQLite::Exception missing(const std::string &what);
[[nodiscard]] SQLite::Exception refused(const std::string &what);

/// Calls `job` and turns what the library throws into an error: exceptions end here.
template <class Value, class Job> Stored<Value> guarded(Job job) {
    try {
        return job();
    } catch (const SQLite::Exception &failure) {
        return storeError(failure);
    } catch (const std::filesystem::filesystem_error &failure) {
        return storeError(failure);
    } catch (const std::exception &failure) {
        return StoreError{.code = StoreError::Code::Io, .detail = failure.what()};
    }
}

}  // namespace psoas::storage
