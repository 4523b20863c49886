#include "content/small_file.h"

#include "content/json_document.h"

#include <fstream>
#include <system_error>

namespace psoas::content {

std::string pathText(const std::filesystem::path &path) {
    const std::u8string text = path.u8string();
    return {text.begin(), text.end()};
}

core::Result<std::string, FileRefusal> readSmallFile(const std::filesystem::path &path) {
    const auto refused = [&](FileRefusal::Cause cause, std::string reason) {
        return FileRefusal{.cause = cause,
                           .problem = {.severity = core::Problem::Severity::Error,
                                       .file = pathText(path),
                                       .line = 1,
                                       .column = 1,
                                       .pointer = "",
                                       .reason = std::move(reason)}};
    };
    using Cause = FileRefusal::Cause;
    std::error_code error;
    const auto status = std::filesystem::status(path, error);
    if (status.type() == std::filesystem::file_type::not_found) {
        return refused(Cause::Unreadable, "there is no such file");
    }
    if (!std::filesystem::status_known(status)) {
        return refused(Cause::Unreadable, "the file cannot be reached");
    }
    if (!std::filesystem::is_regular_file(status)) {
        return refused(Cause::Unreadable, "this is no regular file");
    }
    const auto size = std::filesystem::file_size(path, error);
    if (!error && size > kMostBytes) {
        return refused(Cause::TooLarge, "the file is larger than 1 MiB");
    }
    std::ifstream stream(path, std::ios::binary);
    // One byte more than allowed, in case the file grew in between.
    std::string bytes(kMostBytes + 1, '\0');
    if (!stream.read(bytes.data(), static_cast<std::streamsize>(bytes.size())) && !stream.eof()) {
        return refused(Cause::Unreadable, "the file cannot be read");
    }
    bytes.resize(static_cast<std::size_t>(stream.gcount()));
    if (bytes.size() > kMostBytes) {
        return refused(Cause::TooLarge, "the file is larger than 1 MiB");
    }
    return bytes;
}

}  // namespace psoas::content
