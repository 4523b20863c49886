#pragma once

#include "core/clock.h"
#include "exchange/json_node.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace psoas::exchange {

/// In ticks, and no more than the beginning of what is a page long.
[[nodiscard]] std::string inTicks(const std::string &text);

/// A value as it is told that it is the wrong one: `the number 30`, `a list in [ ]`.
[[nodiscard]] std::string shown(const JsonNode &node);

/// The first fault found in a tree. Whatever is read after it is of no use to anyone.
class FirstFault {
public:
    explicit FirstFault(const JsonNode &root) : m_root(&root) {}

    void at(const JsonNode &node, std::string reason) { tell(node.place, node, std::move(reason)); }
    void atKey(const JsonNode &node, std::string reason) {
        tell(node.keyPlace, node, std::move(reason));
    }
    [[nodiscard]] const std::optional<NodeFault> &found() const { return m_found; }

private:
    void tell(JsonPlace place, const JsonNode &node, std::string reason);

    const JsonNode *m_root;
    std::optional<NodeFault> m_found;
};

/// A value that is to be of one kind, and the reading of it. What is wrong goes to the fault, and
/// then what is returned means nothing.
class Value {
public:
    Value(const JsonNode &node, FirstFault &fault) : m_node(&node), m_fault(&fault) {}

    [[nodiscard]] const JsonNode &node() const { return *m_node; }
    [[nodiscard]] FirstFault &fault() const { return *m_fault; }
    [[nodiscard]] bool isNull() const { return m_node->kind == JsonNode::Kind::Null; }
    void refuse(std::string reason) const { m_fault->at(*m_node, std::move(reason)); }

    /// At most so many bytes, and none of them NUL.
    [[nodiscard]] std::string text(std::size_t longest) const;
    [[nodiscard]] std::int64_t whole(std::int64_t least, std::int64_t most) const;
    /// Whole milliseconds from nothing to `most`.
    [[nodiscard]] core::Milliseconds span(core::Milliseconds most) const;
    [[nodiscard]] bool flag() const;
    /// From 1970 to 2199.
    [[nodiscard]] core::WallTime time() const;
    [[nodiscard]] std::optional<core::WallTime> timeOrNull() const;
    [[nodiscard]] std::optional<int> wholeOrNull(int least, int most) const;

    template <class Enum>
    [[nodiscard]] Enum named(std::optional<Enum> (*fromName)(std::string_view) noexcept,
                             std::string_view allowed) const {
        const std::string name = text(kLongestName);
        const std::optional<Enum> value = fromName(name);
        if (!value) {
            refuseName(name, allowed);
        }
        return value.value_or(Enum{});
    }
    template <class Enum>
    [[nodiscard]] std::optional<Enum> namedOrNull(
        std::optional<Enum> (*fromName)(std::string_view) noexcept,
        std::string_view allowed) const {
        return isNull() ? std::nullopt : std::optional(named(fromName, allowed));
    }
    /// The values of a list of at most so many.
    [[nodiscard]] std::span<const JsonNode> list(std::size_t most) const;

private:
    static constexpr std::size_t kLongestName = 256;

    [[nodiscard]] bool expect(JsonNode::Kind kind, std::string_view what) const;
    void refuseName(const std::string &name, std::string_view allowed) const;
    [[nodiscard]] std::string name() const;

    const JsonNode *m_node;
    FirstFault *m_fault;
};

/// One row of an object's table of fields. Each of them must be there, and no other.
template <class Record> struct Field {
    std::string_view key;
    void (*read)(const Value &, Record &);
};

/// False, with a fault, unless the value is an object with exactly these keys, each once. `what`
/// names the object in words, such as "a session".
[[nodiscard]] bool hasExactly(const Value &object, std::string_view what,
                              std::span<const std::string_view> keys);

/// Reads an object by its table, in the order of the file.
template <class Record>
[[nodiscard]] Record readFields(const Value &object, std::string_view what,
                                std::span<const Field<Record>> fields) {
    std::vector<std::string_view> keys;
    for (const Field<Record> &field : fields) {
        keys.push_back(field.key);
    }
    Record record;
    if (!hasExactly(object, what, keys)) {
        return record;
    }
    for (const JsonNode &child : object.node().children) {
        for (const Field<Record> &field : fields) {
            if (field.key == child.key) {
                field.read(Value(child, object.fault()), record);
            }
        }
    }
    return record;
}

}  // namespace psoas::exchange
