#include "content/json_edit.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace psoas::content {

namespace {

/// The same line break, one step further in. A step is what the outermost members are indented by;
/// nothing deeper is ever added to.
std::string indented(const std::string &blank) {
    const std::size_t line = blank.rfind('\n');
    if (line == std::string::npos) {
        return " ";
    }
    const std::string indentation = blank.substr(line + 1);
    return blank + (indentation.empty() ? "  " : indentation);
}

/// Members between two brackets, each after `blank`.
std::string joined(const std::vector<JsonEdit::Member> &members, const std::string &blank) {
    std::string text;
    for (const auto &[key, json] : members) {
        text.append(text.empty() ? "" : ",").append(blank);
        text.append(quoted(key)).append(": ").append(json);
    }
    return text;
}

/// An object whose last bracket stands after `blank`, and whose members one step further in.
std::string objectText(const std::vector<JsonEdit::Member> &members, const std::string &blank) {
    const bool lines = blank.find('\n') != std::string::npos;
    return '{' + joined(members, indented(blank)) + (lines ? blank : " ") + '}';
}

}  // namespace

std::string quoted(const std::string &text) {
    using Json = nlohmann::json;
    return Json(text).dump(-1, ' ', false, Json::error_handler_t::replace);
}

/// What stands before each member of the object: usually a line break and the indentation.
std::string JsonEdit::blankBefore(const Node &object) const {
    const std::size_t first = object.members.front().begin;
    const std::string_view blank = m_text.substr(object.begin + 1, first - object.begin - 1);
    return blank.empty() ? std::string(" ") : std::string(blank);
}

/// The line break and the indentation that the object's own line begins with; empty in the first.
std::string JsonEdit::lineBefore(const Node &object) const {
    const std::size_t line = m_text.rfind('\n', object.begin);
    if (line == std::string_view::npos) {
        return {};
    }
    const std::size_t begin = line > 0 && m_text[line - 1] == '\r' ? line - 1 : line;
    const std::size_t end = std::min(m_text.find_first_not_of(" \t", line + 1), object.begin);
    return std::string(m_text.substr(begin, end - begin));
}

void JsonEdit::replace(const Node &value, std::string json) {
    m_splices.push_back({.begin = value.begin, .end = value.end, .text = std::move(json)});
}

void JsonEdit::append(const Node &object, const std::vector<Member> &members) {
    if (object.members.empty()) {
        replace(object, objectText(members, lineBefore(object)));
        return;
    }
    const std::size_t end = object.members.back().value.end;
    m_splices.push_back(
        {.begin = end, .end = end, .text = ',' + joined(members, blankBefore(object))});
}

void JsonEdit::appendObject(const Node &object, const std::string &key,
                            const std::vector<Member> &members) {
    append(object, {{key, objectText(members, blankBefore(object))}});
}

void JsonEdit::set(const Node &object, const std::string &key, std::string json) {
    if (const auto *member = object.find(key)) {
        replace(member->value, std::move(json));
    } else {
        append(object, {{key, std::move(json)}});
    }
}

std::string JsonEdit::result() && {
    std::ranges::stable_sort(m_splices, {}, &Splice::begin);
    std::string result;
    std::size_t copied = 0;
    for (const Splice &splice : m_splices) {
        result += m_text.substr(copied, splice.begin - copied);
        result += splice.text;
        copied = splice.end;
    }
    result += m_text.substr(copied);
    return result;
}

}  // namespace psoas::content
