#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace psoas::core {

/// Something wrong in a file that a person wrote, and where.
struct Problem {
    enum class Severity { Error, Warning };
    Severity severity = Severity::Error;
    std::string file;        ///< as it was given to the reader
    std::size_t line = 1;    ///< from 1
    std::size_t column = 1;  ///< from 1, in code points; a byte-order mark does not count
    std::string pointer;     ///< RFC 6901; empty for the whole document and for syntax errors
    std::string reason;      ///< one sentence without a full stop
    /// The line itself, or the part of it around the place; empty where nobody has looked it up.
    std::string source{};
    std::size_t caret = 0;  ///< the character of `source` that is meant, from 0, in code points
    friend bool operator==(const Problem &, const Problem &) = default;
};

using Problems = std::vector<Problem>;

/// A file can put any character into its texts. What commands a terminal, ends the line or turns
/// the order of what is shown comes out as `\u001b`, `\u202e` and the like.
[[nodiscard]] std::string printable(const std::string &text);

[[nodiscard]] bool hasErrors(const Problems &problems) noexcept;

/// `FILE:LINE:COL: error: /json/pointer: reason`, the form that editors and compilers share. One
/// line whatever the file holds.
[[nodiscard]] std::string toLine(const Problem &problem);

}  // namespace psoas::core
