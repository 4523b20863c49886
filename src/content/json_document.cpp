#include "content/json_document.h"

#include "content/json_number.h"
#include "content/text_position.h"

#include <algorithm>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <tuple>
#include <utility>

namespace psoas::content {

namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
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
    TreeBuilder(std::string_view text, const std::string &file)
        : m_text(text), m_file(file), m_position(text) {}

    // The names are those that the parser calls.
    // NOLINTBEGIN(readability-identifier-naming)
    bool null() { return scalar(Node::Kind::Null); }
    bool boolean(bool) { return scalar(Node::Kind::Boolean); }
    bool number_integer(std::int64_t) { return scalar(Node::Kind::Number); }
    bool number_unsigned(std::uint64_t) { return scalar(Node::Kind::Number); }
    bool number_float(double, const std::string &) { return scalar(Node::Kind::Number); }
    bool binary(nlohmann::json::binary_t &) { return false; }  // never in text

    bool string(std::string &value) {
        const Place place = takeText();
        checkText(value, kLongestText, place, pendingPointer());
        Node *const node = add(Node::Kind::Text, place);
        if (node == nullptr) {
            return false;
        }
        node->text = std::move(value);
        return true;
    }

    bool key(std::string &value) {
        const Place place = takeText();
        checkText(value, kLongestKey, place, m_open.back()->pointer);
        if (value.size() > kLongestKey) {
            value = std::string(cutAt(value, kLongestKey)) + std::string(kCut);
        }
        m_key = Member{.key = std::move(value), .place = place, .value = {}, .repeated = false};
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
        problem(m_position.at(begin), "", syntaxReason(begin, error.what()));
        return false;
    }
    // NOLINTEND(readability-identifier-naming)

    /// `whole` is what the parser said at the end.
    [[nodiscard]] Document document(bool whole) && {
        // What broken syntax left open has keys too.
        for (Node *const object : m_open) {
            markRepeated(*object);
        }
        std::ranges::stable_sort(m_problems, {}, [](const core::Problem &problem) {
            return std::tuple(problem.line, problem.column);
        });
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

    /// In our words; the parser's own only tell which kind of fault it is.
    [[nodiscard]] std::string syntaxReason(std::size_t begin, std::string_view what) const {
        const auto says = [&](std::string_view part) {
            return what.find(part) != std::string_view::npos;
        };
        if (begin >= m_text.size()) {
            return "the file ends before the document does";
        }
        if (says("surrogate")) {
            return "this text holds half of a surrogate pair";
        }
        if (says("missing closing quote")) {
            return "this text has no closing quotation mark";
        }
        if (says("invalid string")) {
            return "this text holds a line break, a control character or an unknown escape";
        }
        if (says("invalid number") || says("number overflow")) {
            return "this is no number as JSON writes them";
        }
        if (says("invalid literal")) {
            return "this is no part of JSON; texts stand in quotation marks";
        }
        if (m_hasRoot && m_open.empty()) {
            return "nothing may follow the end of the document";
        }
        return std::string("unexpected `") + m_text[begin] +
               "`; look for a missing or surplus comma, colon or bracket";
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

    Place takeText() {
        const Place place = beginToken();
        for (++m_cursor; m_cursor < m_text.size() && m_text[m_cursor] != '"'; ++m_cursor) {
            if (m_text[m_cursor] == '\\') {
                ++m_cursor;
            }
        }
        ++m_cursor;
        return place;
    }

    bool scalar(Node::Kind kind) {
        const Place place = beginToken();
        const std::size_t end = m_cursor + scalarLength(kind, m_text.substr(m_cursor));
        Node *const node = add(kind, place);
        if (node == nullptr) {
            return false;
        }
        node->text = m_text.substr(m_cursor, end - m_cursor);
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
        ++m_cursor;
        if (m_open.size() == kDeepest) {
            problem(place, pendingPointer(),
                    "brackets are nested more than " + std::to_string(kDeepest) + " deep");
            return false;
        }
        Node *const node = add(kind, place);
        if (node == nullptr) {
            return false;
        }
        m_open.push_back(node);
        return true;
    }

    bool close() {
        beginToken();
        ++m_cursor;
        markRepeated(*m_open.back());
        m_open.pop_back();
        return true;
    }

    /// Only when the object is whole: sorting its keys once costs less than looking each of them
    /// up among thousands as it comes.
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
                problem(member.place, childPointer(object.pointer, member.key),
                        "the key `" + member.key + "` is here a second time");
            }
        }
    }

    /// Where the value that comes now belongs.
    [[nodiscard]] std::string pendingPointer() const {
        if (m_open.empty()) {
            return {};
        }
        const Node &parent = *m_open.back();
        return parent.kind == Node::Kind::Object
                   ? childPointer(parent.pointer, m_key.key)
                   : childPointer(parent.pointer, std::to_string(parent.items.size()));
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
        node.pointer = pendingPointer();
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
        return &parent.members.emplace_back(std::move(m_key)).value;
    }

    void checkText(const std::string &value, std::size_t longest, Place place,
                   const std::string &pointer) {
        if (value.size() > longest) {
            problem(place, pointer,
                    "a text may be " + std::to_string(longest) + " bytes long, this one has " +
                        std::to_string(value.size()));
        } else if (value.find('\0') != std::string::npos) {
            problem(place, pointer, "this text holds a NUL character");
        }
    }

    void problem(Place place, std::string pointer, std::string reason) {
        m_problems.push_back(errorAt(m_file, place, std::move(pointer), std::move(reason)));
    }

    std::string_view m_text;
    const std::string &m_file;
    TextPosition m_position;
    std::size_t m_cursor = 0;  ///< just behind the last token told of
    std::size_t m_count = 0;
    Node m_root;
    bool m_hasRoot = false;
    Member m_key;                ///< read, and waiting for its value
    std::vector<Node *> m_open;  ///< objects and arrays not yet closed, outermost first
    core::Problems m_problems;
};

}  // namespace

const Member *Node::find(std::string_view key) const noexcept {
    const auto found = std::ranges::find(members, key, &Member::key);
    return found == members.end() ? nullptr : &*found;
}

std::string childPointer(const std::string &pointer, std::string_view key) {
    std::string child = pointer + '/';
    for (const char character : key) {
        if (character == '~') {
            child += "~0";
        } else if (character == '/') {
            child += "~1";
        } else {
            child += character;
        }
    }
    return child;
}

Document readJson(std::string_view text, const std::string &file) {
    const auto refused = [&](Place place, std::string reason) {
        return Document{.root = std::nullopt,
                        .problems = {errorAt(file, place, "", std::move(reason))}};
    };
    if (text.size() > kMostBytes) {
        return refused({}, "the file is larger than 1 MiB");
    }
    if (text.starts_with(kByteOrderMark)) {
        text.remove_prefix(kByteOrderMark.size());
    }
    // Before parsing: the parser would pass over another mark, which is then out of step with the
    // walk along the text, and would take a NUL between two values for the end of the file.
    if (text.starts_with(kByteOrderMark)) {
        return refused({}, "the file begins with a second byte-order mark");
    }
    if (const auto bad = firstBadByte(text)) {
        return refused(TextPosition(text).at(*bad), text[*bad] == '\0'
                                                        ? "the file holds a NUL byte"
                                                        : "the file is no UTF-8 here");
    }
    TreeBuilder builder(text, file);
    const std::string readable = withoutLargeNumbers(text);
    const bool whole = nlohmann::json::sax_parse(readable, &builder);
    return std::move(builder).document(whole);
}

}  // namespace psoas::content
