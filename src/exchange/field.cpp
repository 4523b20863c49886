#include "exchange/field.h"

#include <algorithm>
#include <charconv>
#include <system_error>
#include <utility>

namespace psoas::exchange {

namespace {

using Kind = JsonNode::Kind;

// As the store has them: 1970, where a computer begins that has lost its clock's battery, to 2199.
constexpr core::Milliseconds kFirstTime{0};
constexpr core::Milliseconds kLastTime{7'258'118'399'999};

}  // namespace

std::string inTicks(const std::string &text) {
    constexpr std::size_t kLongest = 80;
    if (text.size() <= kLongest) {
        return '`' + text + '`';
    }
    std::size_t end = kLongest;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) {
        --end;  // no letter is cut in two
    }
    return '`' + text.substr(0, end) + "\xE2\x80\xA6`";
}

std::string shown(const JsonNode &node) {
    switch (node.kind) {
        case Kind::Null:
            return "null";
        case Kind::Boolean:
            return inTicks(node.text);
        case Kind::Number:
            return "the number " + inTicks(node.text);
        case Kind::Text:
            return node.text.empty() ? "an empty text" : "the text " + inTicks(node.text);
        case Kind::Array:
            return "a list in `[ ]`";
        case Kind::Object:
            break;
    }
    return "a group in `{ }`";
}

void FirstFault::tell(JsonPlace place, const JsonNode &node, std::string reason) {
    if (!m_found) {
        m_found = {
            .place = place, .pointer = pointerTo(*m_root, node), .reason = std::move(reason)};
    }
}

std::string Value::name() const { return m_node->key.empty() ? "this" : inTicks(m_node->key); }

bool Value::expect(Kind kind, std::string_view what) const {
    if (m_node->kind == kind) {
        return true;
    }
    refuse(name() + " must be " + std::string(what) + ", not " + shown(*m_node));
    return false;
}

void Value::refuseName(const std::string &given, std::string_view allowed) const {
    refuse(name() + " must be " + std::string(allowed) + ", not " + inTicks(given));
}

std::string Value::text(std::size_t longest) const {
    if (!expect(Kind::Text, "a text")) {
        return {};
    }
    if (m_node->text.size() > longest) {
        refuse(name() + " may be " + std::to_string(longest) + " bytes long, this one has " +
               std::to_string(m_node->text.size()));
    } else if (m_node->text.find('\0') != std::string::npos) {
        refuse("this text holds a NUL character");
    }
    return m_node->text;
}

std::int64_t Value::whole(std::int64_t least, std::int64_t most) const {
    const std::string wanted =
        "a whole number from " + std::to_string(least) + " to " + std::to_string(most);
    if (!expect(Kind::Number, wanted)) {
        return least;
    }
    std::int64_t value = 0;
    const std::string &text = m_node->text;
    const char *const end = text.data() + text.size();
    const auto [stopped, failed] = std::from_chars(text.data(), end, value);
    if (failed != std::errc() || stopped != end || value < least || value > most) {
        refuse(name() + " must be " + wanted + ", not " + inTicks(text));
        return least;
    }
    return value;
}

core::Milliseconds Value::span(core::Milliseconds most) const {
    return core::Milliseconds(whole(0, most.count()));
}

bool Value::flag() const {
    return expect(Kind::Boolean, "true or false") && m_node->text == "true";
}

core::WallTime Value::time() const {
    const std::string wanted = "a time such as 2026-11-24T08:05:09.120+01:00";
    if (!expect(Kind::Text, wanted)) {
        return {};
    }
    const auto time = core::WallTime::fromRfc3339(m_node->text);
    if (!time) {
        refuse(name() + " must be " + wanted + ", not " + inTicks(m_node->text));
        return {};
    }
    const core::Milliseconds utc = time->utc.time_since_epoch();
    if (utc < kFirstTime || utc > kLastTime) {
        refuse(name() + " must lie in the years 1970 to 2199 (UTC)");
    }
    return *time;
}

std::optional<core::WallTime> Value::timeOrNull() const {
    return isNull() ? std::nullopt : std::optional(time());
}

std::optional<int> Value::wholeOrNull(int least, int most) const {
    return isNull() ? std::nullopt : std::optional(static_cast<int>(whole(least, most)));
}

std::span<const JsonNode> Value::list(std::size_t most) const {
    if (!expect(Kind::Array, "a list in `[ ]`")) {
        return {};
    }
    if (m_node->children.size() > most) {
        m_fault->at(m_node->children[most],
                    name() + " may hold " + std::to_string(most) + " entries, this is one more");
        return {};
    }
    return m_node->children;
}

bool hasExactly(const Value &object, std::string_view what,
                std::span<const std::string_view> keys) {
    const JsonNode &node = object.node();
    if (node.kind != Kind::Object) {
        object.refuse(std::string(what) + " must be a group in `{ }`, not " + shown(node));
        return false;
    }
    std::vector<std::string_view> seen;
    for (const JsonNode &child : node.children) {
        if (std::ranges::find(keys, child.key) == keys.end()) {
            object.fault().atKey(child, std::string(what) + " has no key " + inTicks(child.key));
            return false;
        }
        if (std::ranges::find(seen, child.key) != seen.end()) {
            object.fault().atKey(child, "the key " + inTicks(child.key) + " is here a second time");
            return false;
        }
        seen.push_back(child.key);
    }
    const auto missing =
        std::ranges::find_if(keys, [&](std::string_view key) { return node.find(key) == nullptr; });
    if (missing != keys.end()) {
        object.refuse(std::string(what) + " needs the key `" + std::string(*missing) + '`');
        return false;
    }
    return true;
}

}  // namespace psoas::exchange
