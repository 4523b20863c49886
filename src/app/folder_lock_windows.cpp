#include "app/folder_lock.h"

#include <system_error>

#include <windows.h>

namespace psoas::app {

core::Result<FolderLock, FolderLock::Refusal> FolderLock::take(
    const std::filesystem::path &folder) {
    std::error_code toldByOpen;
    std::filesystem::create_directories(folder, toldByOpen);
    // Shared with nobody, which is the lock; to read is enough, and may be all that is allowed. Not
    // deleted on closing: while a file is being deleted it can be neither opened nor told from one
    // in a folder that may not be written.
    const HANDLE file = CreateFileW((folder / ".lock").c_str(), GENERIC_READ, 0, nullptr,
                                    OPEN_ALWAYS, FILE_ATTRIBUTE_HIDDEN, nullptr);
    if (file == INVALID_HANDLE_VALUE) {
        return GetLastError() == ERROR_SHARING_VIOLATION ? Refusal::Taken : Refusal::Impossible;
    }
    return FolderLock(reinterpret_cast<File>(file));
}

FolderLock::~FolderLock() {
    if (m_file != kNone) {
        CloseHandle(reinterpret_cast<HANDLE>(m_file));
    }
}

}  // namespace psoas::app
