#include "storage/damage_seen.h"

#include "storage/sqlite_store.h"
#include "support/catch.h"

namespace psoas {

using namespace psoas::storage;

Found seenAtStart(const std::filesystem::path &file) {
    const auto opened = openSqliteStore(file, OpenMode::ReadWrite);
    if (!opened) {
        const StoreError::Code code = opened.error().code;
        CAPTURE(opened.error().detail);
        REQUIRE((code == StoreError::Code::Damaged || code == StoreError::Code::NotOurs ||
                 code == StoreError::Code::Newer));
        return code == StoreError::Code::Damaged ? Found::Damaged : Found::Strange;
    }
    const auto checked = opened.value()->check();
    if (!checked) {
        CAPTURE(checked.error().detail);
        REQUIRE(checked.error().code == StoreError::Code::Damaged);
        return Found::Damaged;
    }
    return checked.value().faults.empty() ? Found::Nothing : Found::Damaged;
}

}  // namespace psoas
