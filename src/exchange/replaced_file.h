#pragma once

#include <filesystem>
#include <memory>
#include <ostream>
#include <system_error>

namespace psoas::exchange {

/// A file that is replaced whole or not at all. What is written goes to a new file beside it, under
/// a name that nobody has, and takes its place in `commit`. Without a commit, or if that fails, the
/// new file is gone and the old one as it was.
///
/// A link is followed: the file behind it is replaced, and the link stays. What is no ordinary file
/// (a device, a pipe) cannot be replaced and is written as it comes. An old file's permissions pass
/// on to the new one.
class ReplacedFile {
public:
    explicit ReplacedFile(const std::filesystem::path &target);
    ReplacedFile(const ReplacedFile &) = delete;
    ReplacedFile &operator=(const ReplacedFile &) = delete;
    ~ReplacedFile();

    /// Where to write. It fails as soon as something could not be written.
    [[nodiscard]] std::ostream &out() noexcept { return m_out; }

    /// Puts what was written on the disk and in place; or the first thing that went wrong, from the
    /// opening on. To be called once.
    [[nodiscard]] std::error_code commit();

private:
    class Buffer;

    void openBeside();

    std::filesystem::path m_target;
    std::filesystem::path m_part;  ///< empty: `m_target` itself is written
    std::unique_ptr<Buffer> m_buffer;
    std::ostream m_out;
};

}  // namespace psoas::exchange
