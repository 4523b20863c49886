#pragma once

#include "content/json_document.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace psoas::content {

/// Changes some values of a JSON text and leaves every other byte as it is: order, blanks, line
/// ends, and what the program does not understand. What is added is written in the way of what
/// stands beside it.
///
/// All nodes are those of the text's own document, read by `readJson` without errors. No part of
/// the text may be changed twice.
class JsonEdit {
public:
    /// A key and the JSON text of its value.
    using Member = std::pair<std::string, std::string>;

    /// `text` must outlive this.
    explicit JsonEdit(std::string_view text) : m_text(text) {}

    /// Puts `json` in the place of a value.
    void replace(const Node &value, std::string json);

    /// Adds members at the end of an object, in this order.
    void append(const Node &object, const std::vector<Member> &members);

    /// Adds a member whose value is an object of these members.
    void appendObject(const Node &object, const std::string &key,
                      const std::vector<Member> &members);

    /// Replaces the value of a key, or appends it.
    void set(const Node &object, const std::string &key, std::string json);

    [[nodiscard]] std::string result() &&;

private:
    struct Splice {
        std::size_t begin;
        std::size_t end;
        std::string text;
    };

    [[nodiscard]] std::string blankBefore(const Node &object) const;
    [[nodiscard]] std::string lineBefore(const Node &object) const;

    std::string_view m_text;
    std::vector<Splice> m_splices;
};

/// The text as a JSON string, quotation marks included.
[[nodiscard]] std::string quoted(const std::string &text);

}  // namespace psoas::content
