#include "core/problem.h"

#include <algorithm>
#include <cstddef>
#include <string_view>

namespace psoas::core {

namespace {

std::string escaped(unsigned code) {
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::string out = "\\u";
    for (const unsigned shift : {12U, 8U, 4U, 0U}) {
        out += kDigits[(code >> shift) & 0xFU];
    }
    return out;
}

/// The code point of two or three bytes that begin at `offset`; 0 for anything else.
unsigned codeAt(std::string_view text, std::size_t offset) {
    const auto byte = [&](std::size_t i) -> unsigned {
        return offset + i < text.size() ? static_cast<unsigned char>(text[offset + i]) : 0U;
    };
    if ((byte(1) & 0xC0U) != 0x80) {
        return 0;
    }
    if (byte(0) >= 0xC2 && byte(0) < 0xE0) {
        return (byte(0) & 0x1FU) << 6U | (byte(1) & 0x3FU);
    }
    if (byte(0) >= 0xE0 && byte(0) < 0xF0 && (byte(2) & 0xC0U) == 0x80) {
        return (byte(0) & 0xFU) << 12U | (byte(1) & 0x3FU) << 6U | (byte(2) & 0x3FU);
    }
    return 0;
}

/// What commands a terminal (the C1 controls) or turns the order of what it shows.
bool steers(unsigned code) {
    return (code >= 0x80 && code < 0xA0) || code == 0x61C || code == 0x200E || code == 0x200F ||
           (code >= 0x2028 && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069);
}

}  // namespace

std::string printable(const std::string &text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        const unsigned code = codeAt(text, i);
        if (byte < 0x20 || byte == 0x7F) {
            out += escaped(byte);
        } else if (steers(code)) {
            out += escaped(code);
            i += code < 0x800 ? 1 : 2;
        } else {
            out += text[i];
        }
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
