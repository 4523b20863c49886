#pragma once

#include "support/faulty_vfs.h"

#include <sqlite3.h>

#include <vector>

namespace psoas {

/// The kinds of fault; which call of the kind, and for how long, each test varies.
inline std::vector<FaultyVfs::Fault> faultKinds() {
    using Call = FaultyVfs::Call;
    const auto fault = [](Call call, int result, bool halfDone = false) {
        return FaultyVfs::Fault{
            .call = call, .nth = 1, .forEver = false, .result = result, .halfDone = halfDone};
    };
    return {fault(Call::Open, SQLITE_CANTOPEN),           fault(Call::Write, SQLITE_IOERR_WRITE),
            fault(Call::Write, SQLITE_FULL, true),        fault(Call::Sync, SQLITE_IOERR_FSYNC),
            fault(Call::Truncate, SQLITE_IOERR_TRUNCATE), fault(Call::Delete, SQLITE_IOERR_DELETE)};
}

}  // namespace psoas
