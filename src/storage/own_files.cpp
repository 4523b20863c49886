#include "storage/own_files.h"

#include "storage/backups.h"
#include "storage/damage.h"

#include <algorithm>
#include <array>
#include <string>
#include <system_error>

namespace psoas::storage {

namespace fs = std::filesystem;

namespace {

fs::path resolved(const fs::path &path) {
    std::error_code failed;
    fs::path real = fs::weakly_canonical(path, failed);
    return failed ? fs::absolute(path, failed).lexically_normal() : real;
}

/// The names may differ in capitals where that makes no other file.
bool isSame(const fs::path &a, const fs::path &b) {
    std::error_code ignored;
    return a == b || fs::equivalent(a, b, ignored);
}

/// Whether `target` is `own`, or would come to lie below it.
bool isAmong(const fs::path &own, fs::path target) {
    for (; target.has_relative_path(); target = target.parent_path()) {
        if (isSame(own, target)) {
            return true;
        }
    }
    return false;
}

/// What the library keeps beside the store, and stores that were set aside.
bool hasNameOfOwn(const fs::path &store, const fs::path &target) {
    const std::u8string name = target.filename().u8string();
    return name.starts_with(store.filename().u8string() + u8"-") ||
           name.starts_with(fs::path(kSetAsidePrefix).u8string());
}

}  // namespace

bool isOwnFile(const fs::path &store, const fs::path &file) {
    const fs::path target = resolved(file);
    const fs::path folder = resolved(store).parent_path();
    const std::array own{resolved(store), resolved(folder / "settings.ini"),
                         resolved(folder / ".lock"), resolved(backupFolder(store)),
                         resolved(folder / "routines")};
    return std::ranges::any_of(own, [&](const fs::path &each) { return isAmong(each, target); }) ||
           (isSame(folder, target.parent_path()) && hasNameOfOwn(store, target));
}

}  // namespace psoas::storage
