#pragma once

#include "storage/store.h"

#include <SQLiteCpp/Exception.h>

namespace psoas::storage {

/// What a failure of the library means for us.
[[nodiscard]] StoreError storeError(const SQLite::Exception &failure);

/// Calls `job` and turns what the library throws into an error: exceptions end here.
template <class Value, class Job> Stored<Value> guarded(Job job) {
    try {
        return job();
    } catch (const SQLite::Exception &failure) {
        return storeError(failure);
    } catch (const std::exception &failure) {
        return StoreError{.code = StoreError::Code::Io, .detail = failure.what()};
    }
}

}  // namespace psoas::storage
