#include "content/field_reader.h"

#include "content/text_position.h"
#include "core/routine.h"

#include <algorithm>
#include <charconv>
#include <iterator>
#include <numeric>

namespace psoas::content {

namespace {

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
            return "a list in `[ ]`";
        case Node::Kind::Object:
            return "a group in `{ }`";
    }
    return {};
}

/// The beginning of a number that may be a page long.
std::string plain(const std::string &number) {
    constexpr std::size_t kLongest = 40;
    return number.size() <= kLongest ? number : number.substr(0, kLongest) + "\xE2\x80\xA6";
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

char small(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

/// How many letters must be added, left out or changed, or have changed places, to get from one
/// name to the other; `limit` if it is that many or more.
std::size_t distance(std::string_view from, std::string_view to, std::size_t limit) {
    const std::size_t difference =
        std::max(from.size(), to.size()) - std::min(from.size(), to.size());
    if (difference >= limit) {
        return limit;
    }
    std::vector<std::size_t> before(to.size() + 1);  // the row before the last one
    std::vector<std::size_t> last(to.size() + 1);
    std::vector<std::size_t> row(to.size() + 1);
    std::iota(last.begin(), last.end(), std::size_t{0});
    for (std::size_t i = 0; i < from.size(); ++i) {
        row[0] = i + 1;
        for (std::size_t j = 0; j < to.size(); ++j) {
            const bool same = small(from[i]) == small(to[j]);
            row[j + 1] = std::min({last[j] + (same ? 0 : 1), row[j] + 1, last[j + 1] + 1});
            if (i > 0 && j > 0 && small(from[i]) == small(to[j - 1]) &&
                small(from[i - 1]) == small(to[j])) {
                row[j + 1] = std::min(row[j + 1], before[j - 1] + 1);
            }
        }
        if (*std::ranges::min_element(row) >= limit) {
            return limit;
        }
        std::swap(before, last);
        std::swap(last, row);
    }
    return std::min(last.back(), limit);
}

/// How many slips of the pen a name of this length can have and still be told.
std::size_t mostSlips(std::size_t length) {
    constexpr std::size_t kShort = 4;
    return length <= kShort ? 1 : std::max<std::size_t>(2, length / 3);
}

/// "; allowed: `a`, `b`", or nothing if there are too many to be read.
std::string allowedNames(std::span<const std::string_view> allowed) {
    constexpr std::size_t kMostListed = 16;
    std::string list;
    if (allowed.size() <= kMostListed) {
        for (const std::string_view each : allowed) {
            list += (list.empty() ? "; allowed: " : ", ") + inTicks(each);
        }
    }
    return list;
}

}  // namespace

Findings::Findings(std::string file, Document &document)
    : m_file(std::move(file)),
      m_root(document.root ? &*document.root : nullptr),
      m_problems(std::move(document.problems)),
      m_known(m_problems.places()) {}

void Findings::add(core::Problem::Severity severity, Place place, const Reason &pointer,
                   const Reason &reason) {
    if (m_known.contains({place.line, place.column})) {
        return;
    }
    if (!m_problems.tells(place.line, place.column)) {
        m_problems.leaveOut(severity, place.line, place.column);
        return;
    }
    m_problems.add({.severity = severity,
                    .file = m_file,
                    .line = place.line,
                    .column = place.column,
                    .pointer = pointer(),
                    .reason = reason()});
}

void Findings::error(const Node &at, std::string reason) {
    error(at, [&] { return std::move(reason); });
}

void Findings::error(const Node &at, const Reason &reason) {
    add(
        core::Problem::Severity::Error, at.place, [&] { return pointerTo(*m_root, at); }, reason);
}

void Findings::errorAtKey(const Node &object, const Member &at, std::string reason) {
    errorAtKey(object, at, [&] { return std::move(reason); });
}

void Findings::errorAtKey(const Node &object, const Member &at, const Reason &reason) {
    add(
        core::Problem::Severity::Error, at.place,
        [&] { return childPointer(pointerTo(*m_root, object), at.key); }, reason);
}

void Findings::warning(const Node &at, std::string reason) {
    add(
        core::Problem::Severity::Warning, at.place, [&] { return pointerTo(*m_root, at); },
        [&] { return std::move(reason); });
}

void Findings::warningAtKey(const Node &object, const Member &at, std::string reason) {
    add(
        core::Problem::Severity::Warning, at.place,
        [&] { return childPointer(pointerTo(*m_root, object), at.key); },
        [&] { return std::move(reason); });
}

std::string inTicks(std::string_view name) {
    constexpr std::size_t kLongest = 80;
    const std::string_view shown = cutAt(name, kLongest);
    return '`' + std::string(shown) + (shown.size() < name.size() ? "\xE2\x80\xA6`" : "`");
}

std::optional<std::string_view> nearest(std::string_view name,
                                        std::span<const std::string_view> names) {
    // Nobody mistypes more than that, and nobody chooses among so many names.
    constexpr std::size_t kLongestCompared = 64;
    constexpr std::size_t kMostCompared = 256;
    if (name.size() > kLongestCompared || names.size() > kMostCompared) {
        return std::nullopt;
    }
    std::optional<std::string_view> best;
    std::size_t fewest = mostSlips(name.size()) + 1;
    for (const std::string_view candidate : names) {
        const std::size_t slips = distance(name, candidate, fewest);
        if (slips < fewest && slips < candidate.size()) {
            fewest = slips;
            best = candidate;
        }
    }
    return best;
}

void tellOfUnknownKey(Findings &findings, const Node &object, const Member &member,
                      std::string_view what, const std::vector<std::string_view> &keys) {
    findings.errorAtKey(object, member, [&] {
        std::string reason = std::string(what) + " has no key " + inTicks(member.key);
        // What is there already is not meant.
        std::vector<std::string_view> missing;
        std::ranges::copy_if(keys, std::back_inserter(missing),
                             [&](std::string_view key) { return object.find(key) == nullptr; });
        if (const auto near = nearest(member.key, missing)) {
            return reason + "; did you mean " + inTicks(*near) + '?';
        }
        const auto there = nearest(member.key, keys);
        return reason + (there ? "; " + inTicks(*there) + " is there already" : allowedNames(keys));
    });
}

bool isMisspelt(std::string_view key, const Node &object,
                const std::vector<std::string_view> &keys) {
    // Of an object with very many keys none is the one that is missing.
    constexpr std::size_t kMostKeys = 64;
    return object.members.size() <= kMostKeys &&
           std::ranges::any_of(object.members, [&](const Member &member) {
               const bool known = std::ranges::find(keys, member.key) != keys.end();
               return !known && nearest(member.key, std::span(&key, 1)).has_value();
           });
}

std::string_view likeliestSuccessor(std::string_view name,
                                    std::span<const std::string_view> names) {
    // A name that has grown or shrunk (`hold`, `main-hold`) is nearer than one that has changed.
    const auto unlikeness = [name](std::string_view candidate) {
        const auto longer = std::max(name.size(), candidate.size());
        const auto shorter = std::min(name.size(), candidate.size());
        return 2 * distance(name, candidate, longer + 1) - (longer - shorter);
    };
    const auto best = std::ranges::min_element(names, {}, unlikeness);
    return best == names.end() ? std::string_view() : *best;
}

std::string unknownName(std::string_view what, std::string_view name,
                        std::span<const std::string_view> allowed) {
    const std::string reason = "unknown " + std::string(what) + ' ' + inTicks(name);
    if (const auto near = nearest(name, allowed)) {
        return reason + "; did you mean " + inTicks(*near) + '?';
    }
    return reason + allowedNames(allowed);
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
    if (text && !core::isId(*text)) {
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
                                 ", written without point or exponent, not " + plain(node.text));
        return std::nullopt;
    }
    int value = 0;
    const char *const end = node.text.data() + node.text.size();
    const auto [stopped, error] = std::from_chars(node.text.data(), end, value);
    if (error != std::errc{} || stopped != end || value < least || value > most) {
        findings.error(node,
                       std::string(what) + " must be from " + range + ", not " + plain(node.text));
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
    if (node.kind == Node::Kind::Number && node.text == "1") {
        return;
    }
    const bool newer = node.kind == Node::Kind::Number &&
                       node.text.find_first_not_of("0123456789") == std::string::npos &&
                       !node.text.starts_with('0');
    findings.error(node, "the format must be 1, not " +
                             (node.kind == Node::Kind::Number ? plain(node.text) : shown(node)) +
                             (newer ? ", which only a newer version of Psoas Ease can read" : ""));
}

}  // namespace psoas::content
