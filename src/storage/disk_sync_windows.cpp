#include "storage/disk_sync.h"

#include <io.h>
#include <cerrno>
#include <cstdio>
#include <system_error>

namespace psoas::storage {

namespace fs = std::filesystem;

void syncFile(const fs::path &file) {
    // For changing, because only such a file can be written out here.
    std::FILE *open = _wfopen(file.c_str(), L"r+b");
    const int failed = open == nullptr || _commit(_fileno(open)) != 0 ? errno : 0;
    if (open != nullptr) {
        std::fclose(open);
    }
    if (failed != 0) {
        throw fs::filesystem_error("the file cannot be written out", file,
                                   std::error_code(failed, std::generic_category()));
    }
}

// The file system keeps its names in a journal of its own, and knows no order to write one out.
void syncFolder(const fs::path & /*folder*/) noexcept {}

}  // namespace psoas::storage
