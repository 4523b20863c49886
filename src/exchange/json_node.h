#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace psoas::exchange {

/// A place in a file.
struct JsonPlace {
    std::size_t line = 1;    ///< from 1; ends at LF, at CR and at CR LF
    std::size_t column = 1;  ///< from 1, in code points; a byte-order mark does not count
    friend bool operator==(const JsonPlace &, const JsonPlace &) = default;
};

/// A JSON value that knows where it stood.
struct JsonNode {
    enum class Kind { Null, Boolean, Number, Text, Array, Object };
    Kind kind = Kind::Null;
    JsonPlace place;
    std::string text{};  ///< of a text what it says; of a number or a boolean how it is written
    std::string key{};   ///< in an object
    JsonPlace keyPlace;
    std::vector<JsonNode> children{};  ///< of an array or an object, in the order of the file

    /// The value under this key, the first if there are several; null if there is none.
    [[nodiscard]] const JsonNode *find(std::string_view wanted) const noexcept;
};

/// The step of a pointer (RFC 6901) that leads to the value under this key.
[[nodiscard]] std::string pointerStep(std::string_view key);

/// The pointer from `root` to `node`, which is in it.
[[nodiscard]] std::string pointerTo(const JsonNode &root, const JsonNode &node);

/// Something wrong within a tree.
struct NodeFault {
    JsonPlace place;
    std::string pointer;  ///< from the root of the tree
    std::string reason;   ///< one sentence without a full stop
};

}  // namespace psoas::exchange
