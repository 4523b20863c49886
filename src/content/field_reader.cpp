#include "content/field_reader.h"

#include "content/text_position.h"

#include <algorithm>
#include <charconv>
#include <numeric>

namespace psoas::content {

namespace {

/// Only the beginning of what is no name at all, but a page of text.
std::string inTicks(std::string_view name) {
    constexpr std::size_t kLongest = 80;
    const std::string_view shown = cutAt(name, kLongest);
    return '`' + std::string(shown) + (shown.size() < name.size() ? "\xE2\x80\xA6`" : "`");
}

std::string_view kindWord(Node::Kind kind) {
    switch (kind) {
        case Node::Kind::Null:
            return "null";
        case Node::Kind::Boolean:
            return "true or false";
        case Node::Kind::Number:
            return "a number";
        case Node::Kind::Text:
            return "a text";
        case Node::Kind::Array:
            return "an array";
        case Node::Kind::Object:
            return "an object";
    }
    return {};
}

/// A value as it is told that it is the wrong one: `the number 30`, `an array`.
std::string shown(const Node &node) {
    switch (node.kind) {
        case Node::Kind::Boolean:
            return inTicks(node.text);
        case Node::Kind::Number:
            return "the number " + inTicks(node.text);
        case Node::Kind::Text:
            return node.text.empty() ? "an empty text" : "the text " + inTicks(node.text);
        default:
            return std::string(kindWord(node.kind));
    }
}

/// How many letters must be added, left out or changed to get from one name to the other.
std::size_t distance(std::string_view from, std::string_view to) {
    std::vector<std::size_t> row(to.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 0; i < from.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i + 1;
        for (std::size_t j = 0; j < to.size(); ++j) {
            const std::size_t changed = diagonal + (from[i] == to[j] ? 0 : 1);
            diagonal = row[j + 1];
            row[j + 1] = std::min({changed, row[j] + 1, row[j + 1] + 1});
        }
    }
    return row.back();
}

bool isId(std::string_view text) {
    const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); };
    char before = '-';
    for (const char character : text) {
        if (!letter(character) && !(character == '-' && before != '-')) {
            return false;
        }
        before = character;
    }
    return before != '-';
}

}  // namespace

Findings::Findings(std::string file, Document &document)
    : m_file(std::move(file)),
      m_root(document.root ? &*document.root : nullptr),
      m_problems(std::move(document.problems)),
      m_known(m_problems.places()) {}

void Findings::add(core::Problem::Severity severity, Place place, std::string pointer,
                   std::string reason) {
    if (!m_known.contains({place.line, place.column})) {
        m_problems.add({.severity = severity,
                        .file = m_file,
                        .line = place.line,
                        .column = place.column,
                        .pointer = std::move(pointer),
                        .reason = std::move(reason)});
    }
}

void Findings::error(const Node &at, std::string reason) {
    add(core::Problem::Severity::Error, at.place, pointerTo(*m_root, at), std::move(reason));
}

void Findings::errorAtKey(const Node &object, const Member &at, std::string reason) {
    add(core::Problem::Severity::Error, at.place, childPointer(pointerTo(*m_root, object), at.key),
        std::move(reason));
}

void Findings::warning(const Node &at, std::string reason) {
    add(core::Problem::Severity::Warning, at.place, pointerTo(*m_root, at), std::move(reason));
}

void Findings::warningAtKey(const Node &object, const Member &at, std::string reason) {
    add(core::Problem::Severity::Warning, at.place,
        childPointer(pointerTo(*m_root, object), at.key), std::move(reason));
}

std::optional<std::string_view> nearest(std::string_view name,
                                        std::span<const std::string_view> names) {
    constexpr std::size_t kLongestCompared = 64;  // nobody mistypes more than that
    if (name.size() > kLongestCompared) {
        return std::nullopt;
    }
    std::optional<std::string_view> best;
    std::size_t fewest = std::max<std::size_t>(2, name.size() / 3) + 1;
    for (const std::string_view candidate : names) {
        const std::size_t steps = distance(name, candidate);
        if (steps < fewest && steps < candidate.size()) {
            fewest = steps;
            best = candidate;
        }
    }
    return best;
}

std::string_view likeliestSuccessor(std::string_view name,
                                    std::span<const std::string_view> names) {
    // A name that has grown or shrunk (`hold`, `main-hold`) is nearer than one that has changed.
    const auto unlikeness = [name](std::string_view candidate) {
        const auto longer = std::max(name.size(), candidate.size());
        return 2 * distance(name, candidate) - (longer - std::min(name.size(), candidate.size()));
    };
    const auto best = std::ranges::min_element(names, {}, unlikeness);
    return best == names.end() ? std::string_view() : *best;
}

std::string unknownName(std::string_view what, std::string_view name,
                        std::span<const std::string_view> allowed) {
    std::string reason = "unknown " + std::string(what) + ' ' + inTicks(name);
    if (const auto near = nearest(name, allowed)) {
        return reason + "; did you mean " + inTicks(*near) + '?';
    }
    constexpr std::size_t kMostListed = 16;
    if (allowed.empty() || allowed.size() > kMostListed) {
        return reason;
    }
    reason += "; allowed:";
    for (const std::string_view each : allowed) {
        reason += (each == allowed.front() ? " " : ", ") + inTicks(each);
    }
    return reason;
}

bool expectKind(Findings &findings, const Node &node, Node::Kind kind, std::string_view what) {
    if (node.kind == kind) {
        return true;
    }
    findings.error(node, std::string(what) + " must be " + std::string(kindWord(kind)) + ", not " +
                             shown(node));
    return false;
}

std::optional<std::string> readText(Findings &findings, const Node &node, std::string_view what) {
    if (!expectKind(findings, node, Node::Kind::Text, what)) {
        return std::nullopt;
    }
    if (node.text.find_first_not_of(" \t\r\n") == std::string::npos) {
        findings.error(node, std::string(what) + " must not be empty");
        return std::nullopt;
    }
    return node.text;
}

std::vector<std::string> readTexts(Findings &findings, const Node &node, std::string_view what) {
    std::vector<std::string> texts;
    if (expectKind(findings, node, Node::Kind::Array, what)) {
        for (const Node &each : node.items) {
            if (auto text = readText(findings, each, "each text in " + std::string(what))) {
                texts.push_back(std::move(*text));
            }
        }
    }
    return texts;
}

std::optional<std::string> readId(Findings &findings, const Node &node, std::string_view what) {
    auto text = readText(findings, node, what);
    if (text && !isId(*text)) {
        findings.error(node, std::string(what) + ' ' + inTicks(*text) +
                                 " may hold only lower-case letters a to z, digits, and single "
                                 "hyphens between them");
        return std::nullopt;
    }
    return text;
}

std::optional<int> readWhole(Findings &findings, const Node &node, std::string_view what, int least,
                             int most) {
    const std::string range = std::to_string(least) + " to " + std::to_string(most);
    if (node.kind != Node::Kind::Number) {
        findings.error(node, std::string(what) + " must be a whole number from " + range +
                                 ", not " + shown(node));
        return std::nullopt;
    }
    if (node.text.find_first_of(".eE") != std::string::npos) {
        findings.error(node, std::string(what) + " must be a whole number from " + range +
                                 ", written without point or exponent, not " + node.text);
        return std::nullopt;
    }
    int value = 0;
    const char *const end = node.text.data() + node.text.size();
    const auto [stopped, error] = std::from_chars(node.text.data(), end, value);
    if (error != std::errc{} || stopped != end || value < least || value > most) {
        findings.error(node, std::string(what) + " must be from " + range + ", not " + node.text);
        return std::nullopt;
    }
    return value;
}

std::optional<core::Seconds> readSeconds(Findings &findings, const Node &node,
                                         std::string_view what, core::Seconds least,
                                         core::Seconds most) {
    const auto whole = readWhole(findings, node, what, static_cast<int>(least.count()),
                                 static_cast<int>(most.count()));
    return whole ? std::optional<core::Seconds>(*whole) : std::nullopt;
}

void readFormat(Findings &findings, const Node &node) {
    if (!expectKind(findings, node, Node::Kind::Number, "the format") || node.text == "1") {
        return;
    }
    const bool newer = node.text.find_first_not_of("0123456789") == std::string::npos &&
                       !node.text.starts_with('0');
    findings.error(node, "the format must be 1, not " + node.text +
                             (newer ? ", which only a newer version of Psoas Ease can read" : ""));
}

}  // namespace psoas::content
