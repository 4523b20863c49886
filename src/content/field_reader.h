#pragma once

#include "content/json_document.h"
#include "content/reading.h"
#include "core/clock.h"

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace psoas::content {

/// Collects what is wrong in one file while its tree is read.
class Findings {
public:
    /// What was wrong with the document itself comes first. One fault is told once: what would be
    /// said of the same place is dropped, since a text that is far too long need not also be told
    /// to be no pose. `document` must outlive this; its problems are taken from it.
    Findings(std::string file, Document &document);

    /// A reason that is dear to work out; asked for only if it will be told.
    using Reason = std::function<std::string()>;

    void error(const Node &at, std::string reason);
    void error(const Node &at, const Reason &reason);
    /// At the key: it is unknown or out of place here. `object` is what it stands in.
    void errorAtKey(const Node &object, const Member &at, std::string reason);
    void errorAtKey(const Node &object, const Member &at, const Reason &reason);
    void warning(const Node &at, std::string reason);
    void warningAtKey(const Node &object, const Member &at, std::string reason);

    [[nodiscard]] bool hasErrors() const noexcept { return m_problems.hasErrors(); }
    [[nodiscard]] std::size_t errorCount() const noexcept { return m_problems.errorCount(); }

    /// What came of the reading: `value`, if nothing is an error, and all problems in order.
    template <class Value> [[nodiscard]] Reading<Value> reading(Value value) && {
        const bool good = !hasErrors();
        return {.value = good ? std::optional(std::move(value)) : std::nullopt,
                .problems = std::move(m_problems).sorted()};
    }

private:
    void add(core::Problem::Severity severity, Place place, const Reason &pointer,
             const Reason &reason);

    std::string m_file;
    const Node *m_root;
    ProblemList m_problems;
    ProblemList::Places m_known;  ///< of what was wrong with the document itself
};

/// One row of an object's table of fields. The tables are all there is to know about which keys
/// an object has: unknown and missing keys are found by them, not by code of each object.
template <class Value> struct Field {
    std::string_view key;
    bool required;
    void (*read)(Findings &, const Node &, Value &);  ///< null: another hand reads this field
};

/// The beginning of a name or a number, in ticks: nobody reads one that is a page long.
[[nodiscard]] std::string inTicks(std::string_view name);

/// The name nearest to `name` in writing, if one is near enough to be meant. Capitals do not
/// matter, and two letters that have changed places are one slip.
[[nodiscard]] std::optional<std::string_view> nearest(std::string_view name,
                                                      std::span<const std::string_view> names);

/// The name that `name` has most likely become, however little the two resemble each other; empty
/// if there are no names.
[[nodiscard]] std::string_view likeliestSuccessor(std::string_view name,
                                                  std::span<const std::string_view> names);

/// "unknown pose `half-kneling`; did you mean `half-kneeling`?", or the list of what is allowed.
[[nodiscard]] std::string unknownName(std::string_view what, std::string_view name,
                                      std::span<const std::string_view> allowed);

/// False, with an error, if the node is of another kind. `what` names the field in words.
[[nodiscard]] bool expectKind(Findings &findings, const Node &node, Node::Kind kind,
                              std::string_view what);

/// A text that is not empty and not blank.
[[nodiscard]] std::optional<std::string> readText(Findings &findings, const Node &node,
                                                  std::string_view what);
/// An array of such texts.
[[nodiscard]] std::vector<std::string> readTexts(Findings &findings, const Node &node,
                                                 std::string_view what);
/// Lower-case words and digits joined by single hyphens.
[[nodiscard]] std::optional<std::string> readId(Findings &findings, const Node &node,
                                                std::string_view what);
/// A whole number, written as one, from `least` to `most`.
[[nodiscard]] std::optional<int> readWhole(Findings &findings, const Node &node,
                                           std::string_view what, int least, int most);
/// The same as a time in seconds.
[[nodiscard]] std::optional<core::Seconds> readSeconds(Findings &findings, const Node &node,
                                                       std::string_view what, core::Seconds least,
                                                       core::Seconds most);
/// The version of the format: 1 is the only one so far.
void readFormat(Findings &findings, const Node &node);

/// The value of an enumeration named by a text. `named` is the enumeration's own function, `all`
/// its names.
template <class Enum>
[[nodiscard]] std::optional<Enum> readName(Findings &findings, const Node &node,
                                           std::string_view what,
                                           std::optional<Enum> (*named)(std::string_view) noexcept,
                                           std::span<const std::string_view> all) {
    const auto text = readText(findings, node, "the " + std::string(what));
    if (!text) {
        return std::nullopt;
    }
    const std::optional<Enum> value = named(*text);
    if (!value) {
        findings.error(node, [&] { return unknownName(what, node.text, all); });
    }
    return value;
}

/// An error at a key that no field has; `keys` are those that the object can have.
void tellOfUnknownKey(Findings &findings, const Node &object, const Member &member,
                      std::string_view what, const std::vector<std::string_view> &keys);

/// Whether a key of the object stands there for this one, by a slip of the pen: one fault, which is
/// told at the misspelt key.
[[nodiscard]] bool isMisspelt(std::string_view key, const Node &object,
                              const std::vector<std::string_view> &keys);

template <class Value>
[[nodiscard]] std::vector<std::string_view> keysOf(std::span<const Field<Value>> fields) {
    std::vector<std::string_view> keys;
    for (const auto &field : fields) {
        keys.push_back(field.key);
    }
    return keys;
}

/// Whether the object has neither this key nor one that can only be meant as it.
template <class Value>
[[nodiscard]] bool lacks(const Node &object, std::string_view key,
                         std::span<const Field<std::type_identity_t<Value>>> fields) {
    return object.find(key) == nullptr && !isMisspelt(key, object, keysOf<Value>(fields));
}

/// Reads an object by its table: each known member by its row, in file order.
/// `what` names the object in words, such as "a routine".
template <class Value>
void readFields(Findings &findings, const Node &node, std::string_view what,
                std::span<const Field<std::type_identity_t<Value>>> fields, Value &into) {
    if (!expectKind(findings, node, Node::Kind::Object, what)) {
        return;
    }
    for (const Member &member : node.members) {
        if (member.repeated) {
            continue;
        }
        bool known = false;
        for (const auto &field : fields) {
            if (field.key == member.key) {
                known = true;
                if (field.read != nullptr) {
                    field.read(findings, member.value, into);
                }
            }
        }
        if (!known) {
            tellOfUnknownKey(findings, node, member, what, keysOf<Value>(fields));
        }
    }
    for (const auto &field : fields) {
        if (field.required && lacks<Value>(node, field.key, fields)) {
            findings.error(node,
                           std::string(what) + " needs the key `" + std::string(field.key) + '`');
        }
    }
}

}  // namespace psoas::content
