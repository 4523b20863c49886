#pragma once

#include "core/result.h"

#include <string>

namespace psoas::storage {

/// Why the store could not do as asked.
struct StoreError {
    enum class Code {
        Missing,      ///< no such store (reading only), session or planned step
        NotOurs,      ///< a database of something else
        Newer,        ///< written by a newer version; left untouched
        Damaged,      ///< not a database, or its content breaks its own rules
        HalfWritten,  ///< a change was cut off, and undoing it is not allowed (reading only)
        Refused,      ///< what was given breaks the store's rules: a programmer's error
        Busy,         ///< somebody else held it for longer than 5 s
        Full,         ///< no room on the disk
        ReadOnly,     ///< may not be written
        Io,           ///< any other failure of the system underneath
    };
    Code code = Code::Io;
    std::string detail;  ///< in the library's words; for a log, not for a page
};

template <class Value> using Stored = core::Result<Value, StoreError>;

}  // namespace psoas::storage
