#include "storage/sqlite_base.h"

#include <sqlite3.h>

#include <system_error>

namespace psoas::storage {

namespace fs = std::filesystem;

std::string utf8(const fs::path &path) {
    const std::u8string text = path.u8string();
    return {text.begin(), text.end()};
}

int pragma(SQLite::Database &db, const char *name) {
    return db.execAndGet(std::string("PRAGMA ") + name).getInt();
}

bool mayWrite(const fs::path &path) {
    sqlite3_vfs *system = sqlite3_vfs_find(nullptr);
    int allowed = 0;
    const int asked =
        system->xAccess(system, utf8(path).c_str(), SQLITE_ACCESS_READWRITE, &allowed);
    return asked == SQLITE_OK && allowed != 0;
}

void ownerOnly(const fs::path &path, fs::perms perms) {
    std::error_code ignored;  // not every file system knows owners
    fs::permissions(path, perms, ignored);
}

}  // namespace psoas::storage
