#include "content/text_position.h"

#include <algorithm>

namespace psoas::content {

namespace {

constexpr unsigned byteAt(std::string_view text, std::size_t offset) noexcept {
    return static_cast<unsigned char>(text[offset]);
}

constexpr bool continues(unsigned byte) noexcept { return (byte & 0xC0U) == 0x80U; }

}  // namespace

std::size_t characterLength(std::string_view text, std::size_t offset) noexcept {
    const unsigned lead = byteAt(text, offset);
    if (lead == 0) {
        return 0;
    }
    if (lead < 0x80) {
        return 1;
    }
    const std::size_t length = lead >= 0xC2 && lead < 0xE0   ? 2
                               : lead >= 0xE0 && lead < 0xF0 ? 3
                               : lead >= 0xF0 && lead < 0xF5 ? 4
                                                             : 0;
    if (length == 0 || offset + length > text.size()) {
        return 0;
    }
    for (std::size_t i = 1; i < length; ++i) {
        if (!continues(byteAt(text, offset + i))) {
            return 0;
        }
    }
    // Longer than needed, half a surrogate pair, or beyond the last code point.
    const unsigned second = byteAt(text, offset + 1);
    const bool refused = (lead == 0xE0 && second < 0xA0) || (lead == 0xED && second >= 0xA0) ||
                         (lead == 0xF0 && second < 0x90) || (lead == 0xF4 && second >= 0x90);
    return refused ? 0 : length;
}

bool endsLine(std::string_view text, std::size_t offset) noexcept {
    const bool alone = offset + 1 >= text.size() || text[offset + 1] != '\n';
    return text[offset] == '\n' || (text[offset] == '\r' && alone);
}

Place TextPosition::at(std::size_t offset) noexcept {
    const std::size_t end = std::min(offset, m_text.size());
    for (; m_offset < end; ++m_offset) {
        const char character = m_text[m_offset];
        if (endsLine(m_text, m_offset)) {
            ++m_place.line;
            m_place.column = 1;
        } else if (!continues(static_cast<unsigned char>(character))) {
            ++m_place.column;
        }
    }
    return m_place;
}

std::optional<std::size_t> firstBadByte(std::string_view text) noexcept {
    for (std::size_t offset = 0; offset < text.size();) {
        const std::size_t length = characterLength(text, offset);
        if (length == 0) {
            return offset;
        }
        offset += length;
    }
    return std::nullopt;
}

std::string_view cutAt(std::string_view text, std::size_t longest) noexcept {
    std::size_t end = std::min(longest, text.size());
    while (end > 0 && end < text.size() && continues(byteAt(text, end))) {
        --end;
    }
    return text.substr(0, end);
}

}  // namespace psoas::content
