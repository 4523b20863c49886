#include "content/syntax_fault.h"

#include <algorithm>
#include <array>
#include <utility>

namespace psoas::content {

namespace {

constexpr std::string_view kBlank = " \t\r\n";
constexpr std::array<std::string_view, 10> kCurlyQuotes{
    "\xE2\x80\x98", "\xE2\x80\x99", "\xE2\x80\x9A", "\xE2\x80\x9C", "\xE2\x80\x9D",
    "\xE2\x80\x9E", "\xE2\x80\x9F", "\xC2\xAB",     "\xC2\xBB",     "\xEF\xBC\x82"};
constexpr std::array<std::pair<std::string_view, std::string_view>, 8> kInvisible{
    {{"\xC2\xA0", "U+00A0"},
     {"\xC2\xAD", "U+00AD"},
     {"\xE2\x80\x8B", "U+200B"},
     {"\xE2\x80\x8C", "U+200C"},
     {"\xE2\x80\x8D", "U+200D"},
     {"\xE2\x80\xAF", "U+202F"},
     {"\xE3\x80\x80", "U+3000"},
     {"\xEF\xBB\xBF", "U+FEFF"}}};
/// How other languages write what JSON writes in small letters.
constexpr std::array<std::pair<std::string_view, std::string_view>, 9> kWords{
    {{"True", "true"},
     {"TRUE", "true"},
     {"False", "false"},
     {"FALSE", "false"},
     {"None", "null"},
     {"NULL", "null"},
     {"Null", "null"},
     {"nil", "null"},
     {"undefined", "null"}}};

bool isDigit(char c) { return c >= '0' && c <= '9'; }
bool isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '$';
}
bool isSeparator(char c) { return c == ',' || c == ':'; }

std::string ticked(char c) { return std::string("`") + c + '`'; }

/// In ticks, all of its bytes.
std::string firstCharacter(std::string_view text) {
    std::size_t end = 1;
    while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) {
        ++end;
    }
    return '`' + std::string(text.substr(0, end)) + '`';
}

/// Of a text that has begun and holds what no text can hold.
std::string textReason(std::string_view text) {
    for (std::size_t i = 1; i < text.size() && text[i] != '"'; ++i) {
        const char c = text[i];
        if (c == '\n' || c == '\r') {
            return "the closing quotation mark is missing in this line";
        }
        if (c == '\t') {
            return "this text holds a tab, which is written `\\t`";
        }
        if (static_cast<unsigned char>(c) < 0x20) {
            return "this text holds a control character; delete it";
        }
        if (c != '\\') {
            continue;
        }
        const char escaped = i + 1 < text.size() ? text[i + 1] : ' ';
        if (escaped == 'u') {
            const std::string_view digits = text.substr(i + 2, 4);
            if (digits.size() < 4 ||
                digits.find_first_not_of("0123456789abcdefABCDEF") != std::string_view::npos) {
                return "`\\u` in this text wants four digits, 0 to f, behind it";
            }
        } else if (std::string_view("\"\\/bfnrt").find(escaped) == std::string_view::npos) {
            return std::string("`\\") + (escaped >= ' ' ? std::string(1, escaped) : "") +
                   "` in this text means nothing; a backslash is written `\\\\`";
        }
        ++i;
    }
    return "this text has no closing quotation mark";
}

class Reason {
public:
    explicit Reason(const SyntaxFault &fault)
        : m_fault(fault), m_rest(fault.text.substr(fault.begin)), m_here(m_rest.front()) {
        const std::size_t last = fault.begin == 0
                                     ? std::string_view::npos
                                     : fault.text.find_last_not_of(kBlank, fault.begin - 1);
        m_before = last == std::string_view::npos ? '\0' : fault.text[last];
    }

    [[nodiscard]] std::string words() const {
        for (const auto reason :
             {&Reason::ofText, &Reason::ofStranger, &Reason::ofEnd, &Reason::ofSeparator,
              &Reason::ofBracket, &Reason::ofMissing, &Reason::ofNumber, &Reason::ofWord}) {
            if (std::string found = (this->*reason)(); !found.empty()) {
                return found;
            }
        }
        return "unexpected " + firstCharacter(m_rest) +
               "; look for a missing or surplus comma, colon or bracket";
    }

private:
    [[nodiscard]] bool says(std::string_view part) const {
        return m_fault.parserSays.find(part) != std::string_view::npos;
    }

    [[nodiscard]] std::string ofText() const {
        if (m_here != '"' || !says("invalid string")) {
            return {};
        }
        return says("surrogate") ? "an emoji or another letter of this text is cut in two: this is "
                                   "half of a surrogate pair"
                                 : textReason(m_rest);
    }

    /// What has no place anywhere in JSON.
    [[nodiscard]] std::string ofStranger() const {
        const auto begins = [this](std::string_view part) { return m_rest.starts_with(part); };
        if (std::ranges::any_of(kCurlyQuotes, begins)) {
            return "this is a curly quotation mark; type the straight one, `\"`";
        }
        for (const auto &[character, name] : kInvisible) {
            if (begins(character)) {
                return "an invisible character (" + std::string(name) + ") stands here; delete it";
            }
        }
        if (begins("//") || begins("/*") || m_here == '#') {
            return "JSON has no comments";
        }
        if (begins("<<<<<<<") || begins("=======") || begins(">>>>>>>")) {
            return "this is left from a merge; keep one of the two versions";
        }
        if (m_here == '<' && m_before == '\0') {
            return "this is a web page or the like, not JSON";
        }
        return m_here == '\'' ? "texts stand in straight double quotation marks, `\"`" : "";
    }

    [[nodiscard]] std::string ofEnd() const {
        if (!m_fault.ended) {
            return {};
        }
        return m_fault.isStructured ? "nothing may follow the end of the document"
                                    : "the file must begin with `{`";
    }

    [[nodiscard]] std::string ofSeparator() const {
        if (std::string_view(",:;=").find(m_here) == std::string_view::npos) {
            return {};
        }
        if (m_before == m_here || m_before == '{' || m_before == '[' || m_before == '\0') {
            return "this " + ticked(m_here) + " is one too many";
        }
        if (isSeparator(m_before)) {
            return "a value is missing before this " + ticked(m_here);
        }
        return std::string(m_fault.keyRead ? "a colon" : "a comma") + " belongs here, not " +
               ticked(m_here);
    }

    [[nodiscard]] std::string ofBracket() const {
        if (m_here != '}' && m_here != ']') {
            return {};
        }
        if (m_before == ',') {
            return "the comma before this " + ticked(m_here) + " is one too many";
        }
        if (m_fault.keyRead) {
            return "a value is missing before this " + ticked(m_here);
        }
        const bool closes = (m_fault.open == '{') == (m_here == '}');
        return closes || m_fault.open == '\0' ? ""
                                              : "the " + ticked(m_fault.open) + " of line " +
                                                    std::to_string(m_fault.openLine) +
                                                    " is not closed before this " + ticked(m_here);
    }

    /// Where a value or a key begins right behind another.
    [[nodiscard]] std::string ofMissing() const {
        const bool opens = m_here == '"' || m_here == '{' || m_here == '[' || isDigit(m_here) ||
                           m_here == '-' || m_rest.starts_with("true") ||
                           m_rest.starts_with("false") || m_rest.starts_with("null");
        const bool behind = m_before == '"' || m_before == '}' || m_before == ']' ||
                            isDigit(m_before) || isLetter(m_before);
        if (!opens || !behind || says("invalid number")) {
            return {};
        }
        return m_fault.keyRead ? "a colon is missing before this"
                               : "a comma is missing before this";
    }

    [[nodiscard]] std::string ofNumber() const {
        if (says("invalid number") || m_here == '+' || m_here == '.') {
            return "this is no number as JSON writes them: digits, perhaps a minus before them";
        }
        return {};
    }

    [[nodiscard]] std::string ofWord() const {
        if (m_fault.open == '{' && !m_fault.keyRead && (m_before == '{' || m_before == ',')) {
            return "a key stands in quotation marks";
        }
        if (isDigit(m_before) && m_fault.text[m_fault.begin - 1] != '\n' && isLetter(m_here)) {
            return "a time is written as a number of seconds alone: 60, not 60s";
        }
        for (const auto &[word, json] : kWords) {
            if (m_rest.starts_with(word)) {
                return "this is written `" + std::string(json) + '`';
            }
        }
        return says("invalid literal") || says("invalid BOM") || isLetter(m_here)
                   ? "this is no part of JSON; texts stand in quotation marks"
                   : "";
    }

    const SyntaxFault &m_fault;
    std::string_view m_rest;
    char m_here;
    char m_before = '\0';  ///< the last character that is no blank; NUL: none
};

}  // namespace

std::string syntaxReason(const SyntaxFault &fault) {
    if (fault.begin < fault.text.size()) {
        return Reason(fault).words();
    }
    if (fault.text.find_first_not_of(kBlank) == std::string_view::npos) {
        return "the file is empty";
    }
    return fault.open == '\0' ? "the file ends before the document does"
                              : "the file ends, but the " + ticked(fault.open) + " of line " +
                                    std::to_string(fault.openLine) + " is not closed";
}

std::string encodingReason(std::string_view text, std::size_t offset) {
    const bool everySecond =
        text.size() > 1 && (text[0] == '\0') != (text[1] == '\0') && offset < 2;
    if (text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF") || everySecond) {
        return "the file is in UTF-16; save it as UTF-8";
    }
    return text[offset] == '\0' ? "the file holds a NUL byte"
                                : "this letter is not in UTF-8; save the file as UTF-8";
}

}  // namespace psoas::content
