#pragma once

#include "exchange/json_node.h"

#include <cstddef>
#include <functional>
#include <iterator>
#include <vector>

namespace psoas::exchange {

/// The bytes of a JSON file as its parser takes them, one after the other, and where they stand:
/// the parser itself tells of values and not of places.
class JsonBytes {
public:
    /// Puts at most so many bytes at this address and returns how many; 0 at the end.
    using Source = std::function<std::size_t(char *, std::size_t)>;

    /// No token and no blank between two of them may be longer than `longest` bytes: the parser
    /// keeps a token in memory. What is longer ends the bytes (`tooLong`).
    JsonBytes(Source source, std::size_t longest);

    [[nodiscard]] bool atEnd();
    /// The next byte. A NUL, which the parser would take for the end, and a second byte-order mark,
    /// which it would pass over, are told as another character that has no place in JSON.
    [[nodiscard]] char peek() const;
    void advance();

    /// The parser has told of a token: the next one begins behind it.
    void endToken();
    /// The same of a number of so many bytes. The parser knows where one ends only when it has read
    /// on, and then the next token may have begun.
    void endNumber(std::size_t length);
    /// Where the token began that is being read or was read last.
    [[nodiscard]] JsonPlace token() const { return m_token; }

    /// Where the parser stands: at the token that it is reading, at the comma or colon that it has
    /// just read, or at the end.
    [[nodiscard]] JsonPlace here() const;
    /// The byte that stands there, if it is not at the end.
    [[nodiscard]] char byteHere() const { return m_inToken ? m_tokenByte : m_last; }

    /// Whether the parser has asked for more than there is.
    [[nodiscard]] bool ended() const { return m_ended; }
    [[nodiscard]] bool tooLong() const { return m_tooLong; }
    /// Whether anything but blanks was read.
    [[nodiscard]] bool hasContent() const { return m_hasContent; }

private:
    void refill();
    void count(char byte);
    void begin(char byte, JsonPlace place);

    Source m_source;
    std::size_t m_longest;
    std::vector<char> m_chunk;
    std::size_t m_next = 0;
    std::size_t m_filled = 0;
    bool m_first = true;  ///< nothing was read yet
    JsonPlace m_place;    ///< of the next byte
    JsonPlace m_lastPlace;
    char m_last = '\0';
    bool m_inToken = false;
    char m_tokenByte = '\0';
    JsonPlace m_token;
    std::size_t m_tokenLength = 0;  ///< as far as it was read
    std::size_t m_sinceToken = 0;
    bool m_ended = false;
    bool m_tooLong = false;
    bool m_hasContent = false;
};

/// What the parser reads through. All copies of one read on together.
class JsonByteIterator {
public:
    using iterator_category = std::input_iterator_tag;
    using value_type = char;
    using difference_type = std::ptrdiff_t;
    using pointer = const char *;
    using reference = char;

    JsonByteIterator() = default;  ///< the end
    explicit JsonByteIterator(JsonBytes &bytes) : m_bytes(&bytes) {}

    char operator*() const { return m_bytes->peek(); }
    JsonByteIterator &operator++() {
        m_bytes->advance();
        return *this;
    }
    JsonByteIterator operator++(int) {
        m_bytes->advance();
        return *this;
    }
    friend bool operator==(const JsonByteIterator &a, const JsonByteIterator &b) {
        return a.ended() == b.ended();
    }

private:
    [[nodiscard]] bool ended() const { return m_bytes == nullptr || m_bytes->atEnd(); }

    JsonBytes *m_bytes = nullptr;
};

}  // namespace psoas::exchange
