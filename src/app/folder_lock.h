#pragma once

#include "core/result.h"

#include <cstdint>
#include <filesystem>
#include <utility>

namespace psoas::app {

/// The right to write to a data folder, of which there is one. It is the system's lock on the open
/// file `.lock` in the folder, not the file: the system takes it back when the process ends,
/// however it ends, and a file left behind by a kill or brought along on a memory stick is no lock.
class FolderLock {
public:
    enum class Refusal {
        Taken,       ///< another process has it
        Impossible,  ///< no file is there nor may be made, or its file system knows no locks
    };

    /// Takes it or tells at once why not. Makes the folder and the file if they are not there; that
    /// they may not be written does not matter.
    [[nodiscard]] static core::Result<FolderLock, Refusal> take(
        const std::filesystem::path &folder);

    FolderLock(FolderLock &&other) noexcept : m_file(std::exchange(other.m_file, kNone)) {}
    FolderLock &operator=(FolderLock &&) = delete;
    /// Gives it back.
    ~FolderLock();

private:
    /// What the system opened: a descriptor or a handle.
    using File = std::intptr_t;
    static constexpr File kNone = -1;

    explicit FolderLock(File file) : m_file(file) {}

    File m_file;
};

}  // namespace psoas::app
