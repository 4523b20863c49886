#include "exchange/json_text.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace psoas::exchange {

namespace {

bool standsForItself(char c) { return c >= ' ' && c <= '~' && c != '"' && c != '\\'; }

}  // namespace

void appendJsonString(std::string &out, std::string_view text) {
    if (std::ranges::all_of(text, standsForItself)) {
        out += '"';
        out += text;
        out += '"';
        return;
    }
    using Json = nlohmann::json;
    out += Json(std::string(text)).dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string &JsonObjectText::field(std::string_view key) {
    m_out += m_empty ? '{' : ',';
    m_empty = false;
    appendJsonString(m_out, key);
    m_out += ':';
    return m_out;
}

JsonObjectText &JsonObjectText::text(std::string_view key, std::string_view value) {
    appendJsonString(field(key), value);
    return *this;
}

JsonObjectText &JsonObjectText::number(std::string_view key, std::int64_t value) {
    field(key) += std::to_string(value);
    return *this;
}

JsonObjectText &JsonObjectText::flag(std::string_view key, bool value) {
    field(key) += value ? "true" : "false";
    return *this;
}

JsonObjectText &JsonObjectText::null(std::string_view key) {
    field(key) += "null";
    return *this;
}

}  // namespace psoas::exchange
