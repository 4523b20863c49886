#include "exchange/json_bytes.h"

#include <string_view>
#include <utility>

namespace psoas::exchange {

namespace {

constexpr std::size_t kChunk = 65'536;
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
/// Stands for what the parser would pass over. This character is no part of any JSON.
constexpr char kNotJson = '\x01';

bool isBlank(char byte) { return std::string_view(" \t\r\n").find(byte) != std::string_view::npos; }
bool isBetween(char byte) { return isBlank(byte) || byte == ',' || byte == ':'; }

bool continuesLetter(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U; }

}  // namespace

JsonBytes::JsonBytes(Source source, std::size_t longest)
    : m_source(std::move(source)), m_longest(longest), m_chunk(kChunk) {}

bool JsonBytes::atEnd() {
    if (m_next == m_filled && !m_tooLong) {
        refill();
    }
    m_ended = m_next == m_filled || m_tooLong;
    return m_ended;
}

void JsonBytes::refill() {
    m_next = 0;
    m_filled = m_source(m_chunk.data(), m_chunk.size());
    if (m_first && std::string_view(m_chunk.data(), m_filled).starts_with(kByteOrderMark)) {
        m_next = kByteOrderMark.size();
    }
}

char JsonBytes::peek() const {
    const char byte = m_chunk[m_next];
    const bool secondMark = m_first && byte == kByteOrderMark.front();
    return byte == '\0' || secondMark ? kNotJson : byte;
}

void JsonBytes::advance() {
    const char byte = m_chunk[m_next++];
    m_lastPlace = m_place;
    if (!m_inToken && !isBetween(byte)) {
        begin(byte, m_place);
    }
    ++m_tokenLength;
    m_tooLong = ++m_sinceToken > m_longest;
    count(byte);
}

void JsonBytes::begin(char byte, JsonPlace place) {
    m_inToken = true;
    m_tokenLength = 0;
    m_tokenByte = byte;
    m_token = place;
}

void JsonBytes::count(char byte) {
    const bool secondHalf = byte == '\n' && m_last == '\r';
    if ((byte == '\n' || byte == '\r') && !secondHalf) {
        ++m_place.line;
        m_place.column = 1;
    } else if (!secondHalf && !continuesLetter(byte)) {
        ++m_place.column;
    }
    m_first = false;
    m_hasContent = m_hasContent || !isBlank(byte);
    m_last = byte;
}

void JsonBytes::endToken() {
    m_inToken = false;
    m_sinceToken = 0;
}

void JsonBytes::endNumber(std::size_t length) {
    const bool readOn = m_tokenLength > length;
    endToken();
    if (readOn && !isBetween(m_last)) {
        begin(m_last, m_lastPlace);
        m_tokenLength = 1;
    }
}

JsonPlace JsonBytes::here() const {
    if (m_inToken) {
        return m_token;
    }
    return m_ended ? m_place : m_lastPlace;
}

}  // namespace psoas::exchange
