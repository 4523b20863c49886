#include "exchange/replaced_file.h"

#include <cerrno>
#include <cstdint>
#include <cstdio>
#include <random>
#include <streambuf>
#include <string>

#ifdef _WIN32
#    include <io.h>
#else
#    include <unistd.h>
#endif

namespace psoas::exchange {

namespace fs = std::filesystem;

namespace {

constexpr int kNameTries = 16;

std::error_code systemError() { return {errno, std::generic_category()}; }

/// `exclusive`: a file that exists already is an error, and is left alone.
std::FILE *openForWriting(const fs::path &path, bool exclusive) {
#ifdef _WIN32
    return _wfopen(path.c_str(), exclusive ? L"wbx" : L"wb");
#else
    return std::fopen(path.c_str(), exclusive ? "wbx" : "wb");
#endif
}

bool syncToDisk(std::FILE *file) {
#ifdef _WIN32
    return _commit(_fileno(file)) == 0;
#else
    return fsync(fileno(file)) == 0;
#endif
}

fs::path nameBeside(const fs::path &target) {
    std::random_device random;
    char name[48];
    const int length =
        std::snprintf(name, sizeof name, ".psoas-ease-%08x%08x.part", random(), random());
    return target.parent_path() / std::string(name, static_cast<std::size_t>(length));
}

fs::path behindLinks(const fs::path &target) {
    std::error_code failed;
    const fs::path real = fs::canonical(target, failed);
    return failed ? target : real;
}

}  // namespace

/// A stream's way into a C file, which alone can be opened exclusively in C++20 and tells why
/// something failed.
class ReplacedFile::Buffer final : public std::streambuf {
public:
    Buffer() = default;
    Buffer(const Buffer &) = delete;
    Buffer &operator=(const Buffer &) = delete;
    ~Buffer() override { close(); }

    /// Whether it is open now; a failure is kept.
    bool open(const fs::path &path, bool exclusive) {
        m_file = openForWriting(path, exclusive);
        m_error = m_file == nullptr ? systemError() : std::error_code();
        return m_file != nullptr;
    }
    /// Writes what is still in memory, out to the disk itself if `durably`.
    void finish(bool durably) {
        if (m_file != nullptr) {
            keep(std::fflush(m_file) == 0 && (!durably || syncToDisk(m_file)));
        }
        close();
    }
    /// The first thing that went wrong.
    [[nodiscard]] std::error_code error() const { return m_error; }

private:
    int_type overflow(int_type c) override {
        const char one = traits_type::to_char_type(c);
        return xsputn(&one, 1) == 1 ? traits_type::not_eof(c) : traits_type::eof();
    }
    std::streamsize xsputn(const char *text, std::streamsize count) override {
        if (m_file == nullptr || m_error) {
            return 0;
        }
        const auto wanted = static_cast<std::size_t>(count);
        const std::size_t written = std::fwrite(text, 1, wanted, m_file);
        keep(written == wanted);
        return static_cast<std::streamsize>(written);
    }
    void close() {
        if (m_file != nullptr) {
            keep(std::fclose(m_file) == 0);
            m_file = nullptr;
        }
    }
    void keep(bool good) {
        if (!good && !m_error) {
            m_error = systemError();
        }
    }

    std::FILE *m_file = nullptr;
    std::error_code m_error;
};

ReplacedFile::ReplacedFile(const fs::path &target)
    : m_target(behindLinks(target)), m_buffer(std::make_unique<Buffer>()), m_out(m_buffer.get()) {
    std::error_code ignored;
    if (fs::is_other(m_target, ignored)) {
        m_buffer->open(m_target, false);
    } else {
        openBeside();
    }
    if (m_buffer->error()) {
        m_out.setstate(std::ios::failbit);
    }
}

void ReplacedFile::openBeside() {
    for (int i = 0; i < kNameTries; ++i) {
        const fs::path part = nameBeside(m_target);
        if (m_buffer->open(part, true)) {
            m_part = part;
            break;
        }
        if (m_buffer->error() != std::errc::file_exists) {
            return;
        }
    }
    std::error_code ignored;
    const fs::file_status old = fs::status(m_target, ignored);
    if (!m_part.empty() && fs::is_regular_file(old)) {
        fs::permissions(m_part, old.permissions(), ignored);
    }
}

ReplacedFile::~ReplacedFile() {
    m_buffer->finish(false);
    if (!m_part.empty()) {
        std::error_code ignored;
        fs::remove(m_part, ignored);
    }
}

std::error_code ReplacedFile::commit() {
    m_buffer->finish(!m_part.empty());
    std::error_code failed = m_buffer->error();
    if (!failed && !m_out) {
        failed = std::make_error_code(std::errc::io_error);
    }
    if (!failed && !m_part.empty()) {
        fs::rename(m_part, m_target, failed);
        if (!failed) {
            m_part.clear();
        }
    }
    return failed;
}

}  // namespace psoas::exchange
