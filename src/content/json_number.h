#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace psoas::content {

/// How many characters at the beginning of `text` are a number as JSON writes them; 0 if none are.
[[nodiscard]] std::size_t numberLength(std::string_view text) noexcept;

/// The JSON text with a zero and blanks in the place of every number that might not fit a double.
/// The parser ends at such a number, and with it everything that could be told about the rest of
/// the file; we only take its letters anyway, and those from the text itself. All else stands
/// where it stood.
[[nodiscard]] std::string withoutLargeNumbers(std::string_view text);

}  // namespace psoas::content
