#include "content/json_document.h"

#include "content/json_number.h"
#include "content/syntax_fault.h"
#include "content/text_position.h"

#include <algorithm>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <utility>

namespace psoas::content {

namespace {

constexpr std::string_view kBlank = " \t\r\n";

core::Problem errorAt(const std::string &file, Place place, std::string pointer,
                      std::string reason) {
    return {.severity = core::Problem::Severity::Error,
            .file = file,
            .line = place.line,
            .column = place.column,
            .pointer = std::move(pointer),
            .reason = std::move(reason)};
}

/// Builds the tree while the parser reads. The parser tells what it has read but not where; since
/// it only tells of tokens that are well formed, walking along the same text finds their places.
class TreeBuilder {
public:
    /// `skipped`: how many bytes of the file stand before `text`.
    TreeBuilder(std::string_view text, std::size_t skipped, const std::string &file)
        : m_text(text), m_skipped(skipped), m_file(file), m_position(text) {}

    // The names are those that the parser calls.
    // NOLINTBEGIN(readability-identifier-naming)
    bool null() { return scalar(Node::Kind::Null); }
    bool boolean(bool) { return scalar(Node::Kind::Boolean); }
    bool number_integer(std::int64_t) { return scalar(Node::Kind::Number); }
    bool number_unsigned(std::uint64_t) { return scalar(Node::Kind::Number); }
    bool number_float(double, const std::string &) { return scalar(Node::Kind::Number); }
    bool binary(nlohmann::json::binary_t &) { return false; }  // never in text

    bool string(std::string &value) {
        const Place place = beginToken();
        if (isWrongText(value, kLongestText) && tells(place)) {
            problem(place, pendingPointer(), wrongText("text", value, kLongestText));
        }
        Node *const node = add(Node::Kind::Text, place);
        if (node == nullptr) {
            return false;
        }
        node->text = std::move(value);
        takeText();
        node->end = m_skipped + m_cursor;
        return true;
    }

    bool key(std::string &value) {
        const Place place = beginToken();
        if (isWrongText(value, kLongestKey) && tells(place)) {
            problem(place, pointerToOpen(m_open.size()), wrongText("key", value, kLongestKey));
        }
        if (value.size() > kLongestKey) {
            value = std::string(cutAt(value, kLongestKey)) + std::string(kCut);
        }
        m_key = Member{.key = std::move(value),
                       .place = place,
                       .begin = m_skipped + m_cursor,
                       .value = {},
                       .repeated = false};
        m_keyRead = true;
        takeText();
        return true;
    }

    bool start_object(std::size_t) { return open(Node::Kind::Object); }
    bool start_array(std::size_t) { return open(Node::Kind::Array); }
    bool end_object() { return close(); }
    bool end_array() { return close(); }

    bool parse_error(std::size_t readBytes, const std::string &,
                     const nlohmann::detail::exception &error) {
        std::size_t begin = skipBlank(m_cursor);
        // Of the commas and colons since the last value only the last can be the offender.
        while (begin < m_text.size() && isSeparator(m_text[begin]) && begin + 1 < readBytes) {
            begin = skipBlank(begin + 1);
        }
        problem(m_position.at(begin), "", syntaxReason(faultAt(begin, error.what())));
        return false;
    }
    // NOLINTEND(readability-identifier-naming)

    /// `whole` is what the parser said at the end.
    [[nodiscard]] Document document(bool whole) && {
        // What broken syntax left open has keys too.
        for (; !m_open.empty(); m_open.pop_back()) {
            markRepeated(*m_open.back());
        }
        return {.root = whole ? std::optional(std::move(m_root)) : std::nullopt,
                .problems = std::move(m_problems)};
    }

private:
    static constexpr std::string_view kCut = "\xE2\x80\xA6";  // …

    /// Of a well-formed token. What is glued on behind it is the next token, and the offender.
    static std::size_t scalarLength(Node::Kind kind, std::string_view token) {
        switch (kind) {
            case Node::Kind::Number:
                return numberLength(token);
            case Node::Kind::Boolean:
                return token.starts_with('t') ? 4 : 5;
            default:
                return 4;  // null
        }
    }

    static bool isDigit(char character) { return character >= '0' && character <= '9'; }

    static bool isSeparator(char character) { return character == ',' || character == ':'; }

    [[nodiscard]] SyntaxFault faultAt(std::size_t begin, std::string_view parserSays) const {
        const Node *const open = m_open.empty() ? nullptr : m_open.back();
        return {.text = m_text,
                .begin = begin,
                .parserSays = parserSays,
                .keyRead = m_keyRead,
                .ended = m_hasRoot && m_open.empty(),
                .isStructured = !m_hasRoot || m_root.kind == Node::Kind::Object ||
                                m_root.kind == Node::Kind::Array,
                .open = open == nullptr                    ? '\0'
                        : open->kind == Node::Kind::Object ? '{'
                                                           : '[',
                .openLine = open == nullptr ? 0 : open->place.line};
    }

    [[nodiscard]] std::size_t skipBlank(std::size_t offset) const {
        return std::min(m_text.find_first_not_of(kBlank, offset), m_text.size());
    }

    /// Moves to the first character of the token that the parser has just read.
    Place beginToken() {
        m_cursor = skipBlank(m_cursor);
        while (m_cursor < m_text.size() && isSeparator(m_text[m_cursor])) {
            m_cursor = skipBlank(m_cursor + 1);
        }
        return m_position.at(m_cursor);
    }

    void takeText() {
        for (++m_cursor; m_cursor < m_text.size() && m_text[m_cursor] != '"'; ++m_cursor) {
            if (m_text[m_cursor] == '\\') {
                ++m_cursor;
            }
        }
        ++m_cursor;
    }

    bool scalar(Node::Kind kind) {
        const Place place = beginToken();
        const std::size_t end = m_cursor + scalarLength(kind, m_text.substr(m_cursor));
        Node *const node = add(kind, place);
        if (node == nullptr) {
            return false;
        }
        node->text = m_text.substr(m_cursor, end - m_cursor);
        node->end = m_skipped + end;
        m_cursor = end;
        if ((node->text == "0" || node->text == "-0") && end < m_text.size() &&
            isDigit(m_text[end])) {
            // The parser takes the zero for a whole number and would trip over the next digit.
            problem(place, "", "a number does not begin with a zero");
            return false;
        }
        return true;
    }

    bool open(Node::Kind kind) {
        const Place place = beginToken();
        if (m_open.size() == kDeepest) {
            problem(place, pendingPointer(),
                    "brackets are nested more than " + std::to_string(kDeepest) + " deep");
            return false;
        }
        Node *const node = add(kind, place);
        if (node == nullptr) {
            return false;
        }
        ++m_cursor;
        m_open.push_back(node);
        return true;
    }

    bool close() {
        beginToken();
        ++m_cursor;
        m_open.back()->end = m_skipped + m_cursor;
        markRepeated(*m_open.back());
        m_open.pop_back();
        return true;
    }

    /// Of the innermost open object. Only when it is whole: sorting its keys once costs less than
    /// looking each of them up among thousands as it comes.
    void markRepeated(Node &object) {
        std::vector<Member *> byKey;
        for (Member &member : object.members) {
            if (member.key.size() <= kLongestKey) {  // two keys that were cut may have differed
                byKey.push_back(&member);
            }
        }
        std::ranges::stable_sort(
            byKey, {}, [](const Member *member) -> const std::string & { return member->key; });
        for (std::size_t i = 1; i < byKey.size(); ++i) {
            Member &member = *byKey[i];
            if (member.key == byKey[i - 1]->key) {
                member.repeated = true;
                if (!tells(member.place)) {
                    continue;
                }
                problem(member.place, childPointer(pointerToOpen(m_open.size()), member.key),
                        "the key `" + member.key + "` is here a second time");
            }
        }
    }

    /// The pointer to the innermost of the first `count` open ones, each of which is the last value
    /// in the one around it.
    [[nodiscard]] std::string pointerToOpen(std::size_t count) const {
        std::string pointer;
        for (std::size_t i = 0; i + 1 < count; ++i) {
            const Node &parent = *m_open[i];
            pointer =
                parent.kind == Node::Kind::Object
                    ? childPointer(std::move(pointer), parent.members.back().key)
                    : childPointer(std::move(pointer), std::to_string(parent.items.size() - 1));
        }
        return pointer;
    }

    /// Where the value that comes now belongs.
    [[nodiscard]] std::string pendingPointer() const {
        if (m_open.empty()) {
            return {};
        }
        const Node &parent = *m_open.back();
        std::string pointer = pointerToOpen(m_open.size());
        return parent.kind == Node::Kind::Object
                   ? childPointer(std::move(pointer), m_key.key)
                   : childPointer(std::move(pointer), std::to_string(parent.items.size()));
    }

    /// Null once the document has too many values. A node on the stack of open ones never moves:
    /// its siblings come only after it is closed.
    Node *add(Node::Kind kind, Place place) {
        if (++m_count > kMostNodes) {
            problem(place, pendingPointer(),
                    "the file holds more than " + std::to_string(kMostNodes) + " values");
            return nullptr;
        }
        Node node;
        node.kind = kind;
        node.place = place;
        node.begin = m_skipped + m_cursor;
        if (m_open.empty()) {
            m_root = std::move(node);
            m_hasRoot = true;
            return &m_root;
        }
        Node &parent = *m_open.back();
        if (parent.kind == Node::Kind::Array) {
            return &parent.items.emplace_back(std::move(node));
        }
        m_key.value = std::move(node);
        m_keyRead = false;
        return &parent.members.emplace_back(std::move(m_key)).value;
    }

    static bool isWrongText(const std::string &value, std::size_t longest) {
        return value.size() > longest || value.find('\0') != std::string::npos;
    }

    static std::string wrongText(const std::string &what, const std::string &value,
                                 std::size_t longest) {
        return value.size() > longest
                   ? "a " + what + " may be " + std::to_string(longest) +
                         " bytes long, this one has " + std::to_string(value.size())
                   : "this " + what + " holds a NUL character";
    }

    /// Whether a problem at this place is to be worked out; if not, it is counted.
    bool tells(Place place) {
        const bool told = m_problems.tells(place.line, place.column);
        if (!told) {
            m_problems.leaveOut(core::Problem::Severity::Error, place.line, place.column);
        }
        return told;
    }

    void problem(Place place, std::string pointer, std::string reason) {
        m_problems.add(errorAt(m_file, place, std::move(pointer), std::move(reason)));
    }

    std::string_view m_text;
    std::size_t m_skipped;
    const std::string &m_file;
    TextPosition m_position;
    std::size_t m_cursor = 0;  ///< just behind the last token told of
    std::size_t m_count = 0;
    Node m_root;
    bool m_hasRoot = false;
    Member m_key;                ///< read, and waiting for its value
    bool m_keyRead = false;      ///< whether there is such a key
    std::vector<Node *> m_open;  ///< objects and arrays not yet closed, outermost first
    ProblemList m_problems;
};

}  // namespace

const Member *Node::find(std::string_view key) const noexcept {
    const auto found = std::ranges::find(members, key, &Member::key);
    return found == members.end() ? nullptr : &*found;
}

std::string childPointer(std::string pointer, std::string_view key) {
    pointer += '/';
    for (const char character : key) {
        if (character == '~') {
            pointer += "~0";
        } else if (character == '/') {
            pointer += "~1";
        } else {
            pointer += character;
        }
    }
    return pointer;
}

std::string pointerTo(const Node &root, const Node &node) {
    std::string pointer;
    const Node *at = &root;
    while (at->begin < node.begin) {
        // The last child that begins no later is the one that has the node in it.
        if (at->kind == Node::Kind::Object) {
            const auto next = std::ranges::upper_bound(
                at->members, node.begin, {}, [](const Member &m) { return m.value.begin; });
            pointer = childPointer(std::move(pointer), std::prev(next)->key);
            at = &std::prev(next)->value;
        } else {
            const auto next = std::ranges::upper_bound(at->items, node.begin, {}, &Node::begin);
            const auto position = static_cast<std::size_t>(next - at->items.begin()) - 1;
            pointer = childPointer(std::move(pointer), std::to_string(position));
            at = &at->items[position];
        }
    }
    return pointer;
}

Document readJson(std::string_view text, const std::string &file) {
    const auto refused = [&](Place place, std::string reason) {
        Document document;
        document.problems.add(errorAt(file, place, "", std::move(reason)));
        return document;
    };
    if (text.size() > kMostBytes) {
        return refused({}, "the file is larger than 1 MiB");
    }
    const std::size_t skipped = text.starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0;
    text.remove_prefix(skipped);
    // Before parsing: the parser would pass over another mark, which is then out of step with the
    // walk along the text, and would take a NUL between two values for the end of the file.
    if (text.starts_with(kByteOrderMark)) {
        return refused({}, "the file begins with a second byte-order mark");
    }
    if (const auto bad = firstBadByte(text)) {
        return refused(TextPosition(text).at(*bad), encodingReason(text, *bad));
    }
    TreeBuilder builder(text, skipped, file);
    const std::string readable = withoutLargeNumbers(text);
    const bool whole = nlohmann::json::sax_parse(readable, &builder);
    return std::move(builder).document(whole);
}

}  // namespace psoas::content
