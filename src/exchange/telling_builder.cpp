#include "exchange/telling_builder.h"

#include "exchange/field.h"
#include "exchange/telling_reader.h"

#include <algorithm>
#include <array>
#include <utility>

namespace psoas::exchange {

namespace {

using Kind = JsonNode::Kind;

constexpr std::array<std::string_view, 3> kRootKeys{"format", "sessions", "deleted"};
constexpr std::size_t kLongestKey = 256;
constexpr std::size_t kDeepest = 8;  // a step in its session is 4 deep
// Of one session. Its steps, answers and hurts with all their values are about half as many.
constexpr std::size_t kMostValues = 64'000;
constexpr std::size_t kMostTextBytes = std::size_t{32} << 20U;

}  // namespace

bool TellingBuilder::refuse(JsonPlace place, std::string pointer, std::string reason) {
    m_fault = {.place = place, .pointer = std::move(pointer), .reason = std::move(reason)};
    return false;
}

JsonNode TellingBuilder::nodeHere(Kind kind) const {
    return {.kind = kind, .place = m_bytes.token(), .key = m_key, .keyPlace = m_keyPlace};
}

bool TellingBuilder::number(std::string written) {
    JsonNode node = nodeHere(Kind::Number);
    m_bytes.endNumber(written.size());
    node.text = std::move(written);
    return add(std::move(node));
}

bool TellingBuilder::scalar(Kind kind, std::string text) {
    JsonNode node = nodeHere(kind);
    m_bytes.endToken();
    node.text = std::move(text);
    return add(std::move(node));
}

bool TellingBuilder::start_object(std::size_t) {
    JsonNode node = nodeHere(Kind::Object);
    m_bytes.endToken();
    if (m_where == Where::Before) {
        m_where = Where::Root;
        m_rootPlace = node.place;
        return true;
    }
    return m_where == Where::Root ? refuseAtRoot(node) : open(std::move(node));
}

bool TellingBuilder::start_array(std::size_t) {
    JsonNode node = nodeHere(Kind::Array);
    m_bytes.endToken();
    if (m_where == Where::Root && m_key != "format") {
        m_where = m_key == "sessions" ? Where::Sessions : Where::Deleted;
        m_index = 0;
        m_key.clear();
        return true;
    }
    const bool inList = m_where == Where::Sessions || m_where == Where::Deleted;
    return inList ? open(std::move(node)) : refuseAtRoot(node);
}

bool TellingBuilder::key(std::string &text) {
    m_key = std::move(text);
    m_keyPlace = m_bytes.token();
    m_bytes.endToken();
    if (m_key.size() > kLongestKey) {
        return refuse(m_keyPlace, m_where == Where::Root ? "" : entryPointer(),
                      "no key of an exported history is as long as this");
    }
    if (m_where != Where::Root) {
        return true;
    }
    if (std::ranges::find(kRootKeys, m_key) == kRootKeys.end()) {
        return refuse(m_keyPlace, pointerStep(m_key), "a history has no key " + inTicks(m_key));
    }
    return m_rootKeys.insert(m_key).second ||
           refuse(m_keyPlace, pointerStep(m_key),
                  "the key " + inTicks(m_key) + " is here a second time");
}

bool TellingBuilder::add(JsonNode node) {
    if (m_where == Where::Root && m_key == "format") {
        return takeFormat(node);
    }
    if (m_where == Where::Before || m_where == Where::Root) {
        return refuseAtRoot(node);
    }
    return grow(std::move(node)) != nullptr && (!m_open.empty() || deliver());
}

bool TellingBuilder::refuseAtRoot(const JsonNode &node) {
    if (m_where == Where::Before) {
        return refuse(node.place, "",
                      "an exported history is a group in `{ }`, not " + shown(node));
    }
    const std::string wanted = m_key == "format" ? "the number 1" : "a list in `[ ]`";
    return refuse(node.place, pointerStep(m_key),
                  inTicks(m_key) + " must be " + wanted + ", not " + shown(node));
}

bool TellingBuilder::takeFormat(const JsonNode &node) {
    const bool isCount =
        node.kind == Kind::Number && node.text.find_first_not_of("0123456789") == std::string::npos;
    if (!isCount || node.text == "0") {
        return refuseAtRoot(node);
    }
    return node.text == "1" ||
           refuse(node.place, "/format",
                  "this history has format " + inTicks(node.text) +
                      ": it was written by a newer version of Psoas Ease, and only such a one can "
                      "read it");
}

/// The node where it belongs in the entry; null once the entry is too large.
JsonNode *TellingBuilder::grow(JsonNode node) {
    m_textBytes += node.text.size() + node.key.size();
    if (++m_values > kMostValues || m_textBytes > kMostTextBytes) {
        refuse(node.place, entryPointer(), "this is larger than any session is");
        return nullptr;
    }
    if (m_open.empty()) {
        return &m_entry.emplace(std::move(node));
    }
    return &m_open.back()->children.emplace_back(std::move(node));
}

bool TellingBuilder::open(JsonNode node) {
    if (m_open.size() == kDeepest) {
        return refuse(node.place, entryPointer(), "no session has so many brackets within others");
    }
    // A node that is open never moves: its siblings come only after it is closed.
    JsonNode *const opened = grow(std::move(node));
    m_open.push_back(opened);
    // What stands in a list has no key.
    m_key.clear();
    return opened != nullptr;
}

bool TellingBuilder::close() {
    m_bytes.endToken();
    m_key.clear();
    if (!m_open.empty()) {
        m_open.pop_back();
        return !m_open.empty() || deliver();
    }
    if (m_where == Where::Root) {
        return endRoot();
    }
    m_where = Where::Root;
    return true;
}

bool TellingBuilder::endRoot() {
    m_where = Where::Behind;
    for (const std::string_view key : kRootKeys) {
        if (!m_rootKeys.contains(std::string(key))) {
            return refuse(m_rootPlace, "", "a history needs the key `" + std::string(key) + '`');
        }
    }
    return true;
}

std::string TellingBuilder::entryPointer() const {
    return (m_where == Where::Sessions ? "/sessions/" : "/deleted/") + std::to_string(m_index);
}

bool TellingBuilder::deliver() {
    const bool isSession = m_where == Where::Sessions;
    auto telling = isSession ? readSession(*m_entry) : readTombstone(*m_entry);
    if (!telling) {
        NodeFault fault = std::move(telling).error();
        return refuse(fault.place, entryPointer() + fault.pointer, std::move(fault.reason));
    }
    if (!m_ids.insert(core::idOf(telling.value())).second) {
        return refuse(m_entry->find("id")->place, entryPointer() + "/id",
                      "there was a session or a deletion with this id before");
    }
    if (m_ids.size() > kMostTellings) {
        return refuse(m_entry->place, entryPointer(),
                      "more than " + std::to_string(kMostTellings) + " sessions and deletions");
    }
    ++(isSession ? m_content.sessions : m_content.deletions);
    ++m_index;
    m_values = 0;
    m_textBytes = 0;
    return m_take(std::move(telling).value());
}

bool TellingBuilder::parse_error(std::size_t, const std::string &,
                                 const nlohmann::detail::exception &error) {
    // What follows is quoted from the file, which could say anything.
    const std::string_view said = error.what();
    return refuse(m_bytes.here(), "", syntaxReason(said.substr(0, said.find("; last read:"))));
}

std::string TellingBuilder::syntaxReason(std::string_view parserSays) {
    const auto says = [&](std::string_view part) {
        return parserSays.find(part) != std::string_view::npos;
    };
    if (m_bytes.tooLong()) {
        return "this is longer than any text of an exported history";
    }
    if (!m_bytes.hasContent()) {
        return "the file is empty";
    }
    if (m_where == Where::Behind) {
        return "nothing may follow the end of the history";
    }
    if (m_bytes.ended()) {
        return "the file ends in the middle of the history; it was not copied whole";
    }
    if (says("surrogate")) {
        return "an emoji or another letter of this text is cut in two: this is half of a "
               "surrogate pair";
    }
    if (says("ill-formed UTF-8")) {
        return "a letter of this text is not in UTF-8";
    }
    if (says("control character")) {
        return "this text holds a control character or the end of a line as it is";
    }
    if (says("forbidden character")) {
        return "a backslash in this text has something behind it that means nothing there";
    }
    if (says("invalid number") || says("number overflow")) {
        return "this is no number that an exported history holds";
    }
    const char byte = m_bytes.byteHere();
    return byte > ' ' && byte <= '~'
               ? "unexpected " + inTicks(std::string(1, byte)) +
                     "; the file was changed by hand or is damaged"
               : "this is no part of an exported history; the file is damaged or something else";
}

}  // namespace psoas::exchange
