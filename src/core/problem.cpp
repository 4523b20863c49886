#include "core/problem.h"

#include <algorithm>
#include <string_view>

namespace psoas::core {

std::string printable(const std::string &text) {
    std::string out;
    for (const char character : text) {
        const auto byte = static_cast<unsigned char>(character);
        if (byte >= 0x20 && byte != 0x7F) {
            out += character;
            continue;
        }
        constexpr std::string_view kDigits = "0123456789abcdef";
        out += "\\u00";
        out += kDigits[byte >> 4U];
        out += kDigits[byte & 0xFU];
    }
    return out;
}

bool hasErrors(const Problems &problems) noexcept {
    return std::ranges::any_of(problems, [](const Problem &problem) {
        return problem.severity == Problem::Severity::Error;
    });
}

std::string toLine(const Problem &problem) {
    const bool error = problem.severity == Problem::Severity::Error;
    return printable(problem.file) + ':' + std::to_string(problem.line) + ':' +
           std::to_string(problem.column) + (error ? ": error: " : ": warning: ") +
           printable(problem.pointer) + ": " + printable(problem.reason);
}

}  // namespace psoas::core
