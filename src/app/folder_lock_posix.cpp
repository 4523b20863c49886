#include "app/folder_lock.h"

#include <cerrno>
#include <system_error>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

namespace psoas::app {

namespace {

/// For writing if that is allowed: over a network file system an exclusive lock needs it. On a disk
/// of the machine's own a file that may only be read locks as well. Closed on exec, or a program
/// that is started from here would keep the lock when this one has ended.
int opened(const std::filesystem::path &file) {
    const int writable = open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    const bool denied = writable < 0 && (errno == EACCES || errno == EPERM || errno == EROFS);
    return denied ? open(file.c_str(), O_RDONLY | O_CLOEXEC) : writable;
}

}  // namespace

core::Result<FolderLock, FolderLock::Refusal> FolderLock::take(
    const std::filesystem::path &folder) {
    std::error_code toldByOpen;
    std::filesystem::create_directories(folder, toldByOpen);
    const int file = opened(folder / ".lock");
    if (file < 0) {
        return Refusal::Impossible;
    }
    // Not fcntl's lock: that is lost as soon as anybody in the process closes the same file.
    if (flock(file, LOCK_EX | LOCK_NB) != 0) {
        const bool taken = errno == EWOULDBLOCK;
        close(file);
        return taken ? Refusal::Taken : Refusal::Impossible;
    }
    return FolderLock(file);
}

FolderLock::~FolderLock() {
    // The file stays: whoever removed it could take away what another has just locked.
    if (m_file != kNone) {
        close(static_cast<int>(m_file));
    }
}

}  // namespace psoas::app
