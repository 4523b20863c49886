#pragma once

#include "core/record.h"
#include "exchange/history_json_reader.h"
#include "exchange/json_bytes.h"
#include "exchange/json_node.h"

#include <cstddef>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace psoas::exchange {

/// No text that can be read has a longer token: a note of control characters, each as `\u001b`.
inline constexpr std::size_t kLongestToken = 6 * core::kLongestNote + 1'024;

/// Told of what is in an exported history by the parser, value by value. Builds the tree of one
/// session or deletion at a time and hands over what it says.
class TellingBuilder {
public:
    TellingBuilder(JsonBytes &bytes, const TakeTelling &take) : m_bytes(bytes), m_take(take) {}

    // The events of the parser; false ends it.
    // NOLINTBEGIN(readability-identifier-naming)
    bool null() { return scalar(JsonNode::Kind::Null, "null"); }
    bool boolean(bool yes) { return scalar(JsonNode::Kind::Boolean, yes ? "true" : "false"); }
    bool number_integer(std::int64_t whole) {
        return number(whole == 0 ? "-0" : std::to_string(whole));  // without a minus it is unsigned
    }
    bool number_unsigned(std::uint64_t whole) { return number(std::to_string(whole)); }
    bool number_float(double, const std::string &written) { return number(written); }
    bool string(std::string &text) { return scalar(JsonNode::Kind::Text, std::move(text)); }
    bool binary(nlohmann::json::binary_t &) { return false; }  // there is none in JSON
    bool start_object(std::size_t);
    bool start_array(std::size_t);
    bool key(std::string &text);
    bool end_object() { return close(); }
    bool end_array() { return close(); }
    bool parse_error(std::size_t, const std::string &, const nlohmann::detail::exception &error);
    // NOLINTEND(readability-identifier-naming)

    /// What is wrong with the file; nothing if it is good, or was not read to its end because
    /// whoever took the tellings had enough.
    [[nodiscard]] const std::optional<NodeFault> &fault() const { return m_fault; }
    [[nodiscard]] HistoryContent content() const { return m_content; }

private:
    enum class Where { Before, Root, Sessions, Deleted, Behind };

    bool number(std::string written);
    bool scalar(JsonNode::Kind kind, std::string text);
    [[nodiscard]] JsonNode nodeHere(JsonNode::Kind kind) const;
    bool add(JsonNode node);
    bool open(JsonNode node);
    bool close();
    JsonNode *grow(JsonNode node);
    bool refuseAtRoot(const JsonNode &node);
    bool takeFormat(const JsonNode &node);
    bool endRoot();
    bool deliver();
    [[nodiscard]] std::string entryPointer() const;
    [[nodiscard]] std::string syntaxReason(std::string_view parserSays);
    bool refuse(JsonPlace place, std::string pointer, std::string reason);

    JsonBytes &m_bytes;
    const TakeTelling &m_take;
    Where m_where = Where::Before;
    JsonPlace m_rootPlace;
    std::set<std::string> m_rootKeys;
    std::string m_key;
    JsonPlace m_keyPlace;
    std::size_t m_index = 0;          ///< of the entry in its list
    std::optional<JsonNode> m_entry;  ///< what is being read of the list
    std::vector<JsonNode *> m_open;   ///< in the entry, outermost first
    std::size_t m_values = 0;         ///< in the entry
    std::size_t m_textBytes = 0;      ///< in the entry
    std::unordered_set<std::string> m_ids;
    HistoryContent m_content;
    std::optional<NodeFault> m_fault;
};

}  // namespace psoas::exchange
