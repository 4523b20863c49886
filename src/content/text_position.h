#pragma once

#include "content/json_document.h"

#include <cstddef>
#include <optional>
#include <string_view>

namespace psoas::content {

inline constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

/// Whether a line ends with the byte at `offset`: at LF, at CR and at CR LF, as editors count.
[[nodiscard]] bool endsLine(std::string_view text, std::size_t offset) noexcept;

/// Turns byte offsets, asked for in rising order, into places; one pass over the text in all.
class TextPosition {
public:
    explicit TextPosition(std::string_view text) : m_text(text) {}

    /// The place of the byte at `offset`; an offset below the last one asked for counts as that.
    [[nodiscard]] Place at(std::size_t offset) noexcept;

private:
    std::string_view m_text;
    std::size_t m_offset = 0;
    Place m_place;
};

/// The bytes of the character that begins at `offset`; 0 if none does: NUL, or no UTF-8.
[[nodiscard]] std::size_t characterLength(std::string_view text, std::size_t offset) noexcept;

/// The offset of the first byte that is NUL or no part of well-formed UTF-8, if there is one.
[[nodiscard]] std::optional<std::size_t> firstBadByte(std::string_view text) noexcept;

/// The first bytes of well-formed UTF-8, at most `longest`, no character cut in two.
[[nodiscard]] std::string_view cutAt(std::string_view text, std::size_t longest) noexcept;

}  // namespace psoas::content
