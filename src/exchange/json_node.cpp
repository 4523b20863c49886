#include "exchange/json_node.h"

#include <algorithm>
#include <optional>

namespace psoas::exchange {

namespace {

/// Looked for in the whole tree: there is one fault in a file, and then nothing more to do.
std::optional<std::string> find(const JsonNode &from, const JsonNode &node) {
    if (&from == &node) {
        return std::string();
    }
    for (std::size_t i = 0; i < from.children.size(); ++i) {
        const JsonNode &child = from.children[i];
        if (const auto rest = find(child, node)) {
            const bool named = from.kind == JsonNode::Kind::Object;
            return pointerStep(named ? child.key : std::to_string(i)) + *rest;
        }
    }
    return std::nullopt;
}

}  // namespace

const JsonNode *JsonNode::find(std::string_view wanted) const noexcept {
    const auto found = std::ranges::find(children, wanted, &JsonNode::key);
    return found == children.end() ? nullptr : &*found;
}

std::string pointerStep(std::string_view key) {
    std::string out = "/";
    for (const char c : key) {
        c == '~' ? out += "~0" : c == '/' ? out += "~1" : out += c;
    }
    return out;
}

std::string pointerTo(const JsonNode &root, const JsonNode &node) {
    return find(root, node).value_or(std::string());
}

}  // namespace psoas::exchange
