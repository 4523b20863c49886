#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace psoas::content {

/// Where the parser could not go on.
struct SyntaxFault {
    std::string_view text;        ///< the whole file
    std::size_t begin = 0;        ///< the first byte of the offending token; the end: it is missing
    std::string_view parserSays;  ///< which tells what kind of fault it is
    bool keyRead = false;         ///< a key stands before this, and its value does not
    bool ended = false;           ///< the document was whole before this
    bool isStructured = true;     ///< whether the document begins as an object or a list
    char open = '\0';             ///< the innermost bracket that is not closed, …
    std::size_t openLine = 0;     ///< … and its line
};

/// What is wrong, in words that somebody can act on who has never read of JSON.
[[nodiscard]] std::string syntaxReason(const SyntaxFault &fault);

/// The same of a text that is not UTF-8, or has a NUL in it, at this offset.
[[nodiscard]] std::string encodingReason(std::string_view text, std::size_t offset);

}  // namespace psoas::content
