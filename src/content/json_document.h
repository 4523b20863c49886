#pragma once

#include "content/problem_list.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace psoas::content {

// A file beyond one of these is refused before it is understood, so that no file, however it came
// to be, can take the program's memory or stack.
inline constexpr std::size_t kMostBytes = std::size_t{1024} * 1024;
inline constexpr std::size_t kDeepest = 16;
inline constexpr std::size_t kMostNodes = 20'000;
inline constexpr std::size_t kLongestText = 4096;  ///< bytes of UTF-8
inline constexpr std::size_t kLongestKey = 256;    ///< a longer one is cut to this, with a `…`

/// A place in a text: both from 1, columns in code points, a byte-order mark not counted.
struct Place {
    std::size_t line = 1;
    std::size_t column = 1;
};

struct Member;

/// A JSON value that knows where it stands. Numbers keep the letters they were written with:
/// whether `45.0` is a whole number is for the reader of the field to say.
struct Node {
    enum class Kind { Null, Boolean, Number, Text, Array, Object };
    Kind kind = Kind::Null;
    Place place;                  ///< of the first character
    std::size_t begin = 0;        ///< the offset in the text of its first byte, and …
    std::size_t end = 0;          ///< … of the first byte behind it
    std::string text;             ///< a text's value; a number, `true` or `null` as written
    std::vector<Node> items;      ///< of an array
    std::vector<Member> members;  ///< of an object, in file order

    /// The first member with this key, or null.
    [[nodiscard]] const Member *find(std::string_view key) const noexcept;
};

struct Member {
    std::string key;
    Place place;            ///< of the key
    std::size_t begin = 0;  ///< the offset of the key's quotation mark
    Node value;
    bool repeated = false;  ///< an earlier member has this key, and counts
};

/// What came of reading a text. The tree is there wherever the syntax is whole and no limit ended
/// the reading, even if there are problems: then its fields can be looked at for more, so that all
/// faults of a file are told at once. A file with an error among its problems is refused all the
/// same.
struct Document {
    std::optional<Node> root;
    ProblemList problems;  ///< all errors
};

/// The JSON pointer (RFC 6901) of `node`, which is a part of `root`; empty for `root` itself. It is
/// worked out only when it is asked for: ready in every node, the keys above would stand there
/// twenty thousand times.
[[nodiscard]] std::string pointerTo(const Node &root, const Node &node);

/// `pointer` with one more step, escaped as RFC 6901 wants it.
[[nodiscard]] std::string childPointer(std::string pointer, std::string_view key);

/// Reads any JSON document; `file` only names the file in the problems.
///
/// The reading ends at broken syntax, at a byte that is no UTF-8 or NUL, and at a limit of bytes,
/// depth or nodes. A repeated key, a key or text that is too long, and an escaped NUL are errors
/// that it goes on from. How large a number may be is for the reader of its field to say: the tree
/// has its letters, and `1e999` is a number like any other here.
[[nodiscard]] Document readJson(std::string_view text, const std::string &file);

}  // namespace psoas::content
