#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace psoas::fuzz {

/// The bytes of the UTF-8 character that `text` begins with; 0 if it begins with none. It decodes
/// where the reader compares bytes, so that the two do not share their faults.
inline std::size_t characterBytes(std::string_view text) {
    if (text.empty()) {
        return 0;
    }
    const auto lead = static_cast<unsigned char>(text.front());
    const auto ones = static_cast<std::size_t>(std::countl_one(lead));
    if (ones == 0) {
        return 1;
    }
    constexpr std::array<std::uint32_t, 5> kLeast{0, 0, 0x80, 0x800, 0x10000};
    if (ones == 1 || ones >= kLeast.size() || ones > text.size()) {
        return 0;
    }
    std::uint32_t codePoint = lead & (0x7FU >> ones);
    for (const char character : text.substr(1, ones - 1)) {
        const auto byte = static_cast<unsigned char>(character);
        if (std::countl_one(byte) != 1) {
            return 0;
        }
        codePoint = (codePoint << 6U) | (byte & 0x3FU);
    }
    const bool surrogate = codePoint >= 0xD800 && codePoint <= 0xDFFF;
    return codePoint < kLeast[ones] || codePoint > 0x10FFFF || surrogate ? 0 : ones;
}

/// As much of the beginning as is UTF-8 without NUL.
inline std::string_view readablePart(std::string_view text) {
    const std::size_t end = std::min(text.find('\0'), text.size());
    std::size_t offset = 0;
    while (const std::size_t bytes = characterBytes(text.substr(offset, end - offset))) {
        offset += bytes;
    }
    return text.substr(0, offset);
}

/// Goes along a readable text, counting lines and the code points in them, both from 1.
class PlaceWalk {
public:
    explicit PlaceWalk(std::string_view text) : m_text(text) {}

    /// Whether the text has this place, at or behind the last one asked for. The end of a line has
    /// one, and so has the end of the text.
    bool reaches(std::size_t line, std::size_t column) {
        while (!atEnd() && (m_line < line || (m_line == line && m_column < column))) {
            step();
        }
        return m_line == line && m_column == column;
    }

    [[nodiscard]] bool atEnd() const { return m_offset == m_text.size(); }
    [[nodiscard]] bool atBlank() const { return at(" \t\r\n"); }
    /// Whether a key or value of JSON can begin here.
    [[nodiscard]] bool atValue() const { return at("\"{[-0123456789tfn"); }

private:
    [[nodiscard]] bool at(std::string_view characters) const {
        return !atEnd() && characters.find(m_text[m_offset]) != std::string_view::npos;
    }

    void step() {
        // A carriage return ends a line too, but together with a line feed only once.
        const bool lineEnds =
            m_text[m_offset] == '\n' ||
            (m_text[m_offset] == '\r' && !m_text.substr(m_offset + 1).starts_with('\n'));
        m_offset += characterBytes(m_text.substr(m_offset));
        m_line += lineEnds ? 1 : 0;
        m_column = lineEnds ? 1 : m_column + 1;
    }

    std::string_view m_text;
    std::size_t m_offset = 0;
    std::size_t m_line = 1;
    std::size_t m_column = 1;
};

}  // namespace psoas::fuzz
