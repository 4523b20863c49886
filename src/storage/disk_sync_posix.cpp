#include "storage/disk_sync.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

namespace psoas::storage {

namespace fs = std::filesystem;

namespace {

/// On macOS `fsync` leaves the content in the drive's own memory.
int syncToDisk(int descriptor) noexcept {
#ifdef F_FULLFSYNC
    if (fcntl(descriptor, F_FULLFSYNC) == 0) {
        return 0;
    }
#endif
    return fsync(descriptor);
}

/// 0, or the number of the error.
int sync(const fs::path &path) noexcept {
    const int descriptor = open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) {
        return errno;
    }
    const int failed = syncToDisk(descriptor) == 0 ? 0 : errno;
    close(descriptor);
    return failed;
}

}  // namespace

void syncFile(const fs::path &file) {
    if (const int failed = sync(file); failed != 0) {
        throw fs::filesystem_error("the file cannot be written out", file,
                                   std::error_code(failed, std::generic_category()));
    }
}

void syncFolder(const fs::path &folder) noexcept { sync(folder); }

}  // namespace psoas::storage
