#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace psoas::exchange {

/// Appends `text` to `out` as a JSON string. Broken UTF-8 becomes U+FFFD: one bad note must not
/// stop the export of everything else.
void appendJsonString(std::string &out, std::string_view text);

/// Writes one JSON object field by field, in the order of the calls. Building a document first and
/// then writing it takes several times as long, and years of history show it.
class JsonObjectText {
public:
    /// Begins the object at the end of `out`, which must outlive this.
    explicit JsonObjectText(std::string &out) : m_out(out) {}

    JsonObjectText &text(std::string_view key, std::string_view value);
    JsonObjectText &number(std::string_view key, std::int64_t value);
    JsonObjectText &flag(std::string_view key, bool value);
    JsonObjectText &null(std::string_view key);
    /// Begins the field; its value is for the caller to append.
    std::string &field(std::string_view key);
    /// Ends the object. Nothing may be added after it.
    void end() { m_out += m_empty ? "{}" : "}"; }

private:
    std::string &m_out;
    bool m_empty = true;
};

}  // namespace psoas::exchange
