#include "content/json_number.h"

#include <algorithm>

namespace psoas::content {

namespace {

constexpr std::string_view kDigits = "0123456789";
constexpr std::string_view kNumberLetters = "+-.0123456789eE";
/// Digits without exponent that a double is sure to hold.
constexpr std::size_t kSureToFit = 300;

std::size_t digitsAt(std::string_view text, std::size_t offset) noexcept {
    const std::size_t end = std::min(text.find_first_not_of(kDigits, offset), text.size());
    return end - std::min(offset, end);
}

char at(std::string_view text, std::size_t offset) noexcept {
    return offset < text.size() ? text[offset] : '\0';
}

bool isLarge(std::string_view number) noexcept {
    return number.size() > kSureToFit || number.find_first_of("eE") != std::string_view::npos;
}

/// The offset behind the string that begins at `offset`.
std::size_t afterText(std::string_view text, std::size_t offset) noexcept {
    for (++offset; offset < text.size() && text[offset] != '"'; ++offset) {
        if (text[offset] == '\\') {
            ++offset;
        }
    }
    return offset + 1;
}

}  // namespace

std::size_t numberLength(std::string_view text) noexcept {
    std::size_t end = at(text, 0) == '-' ? 1 : 0;
    const std::size_t whole = at(text, end) == '0' ? 1 : digitsAt(text, end);
    if (whole == 0) {
        return 0;
    }
    end += whole;
    if (at(text, end) == '.') {
        const std::size_t part = digitsAt(text, end + 1);
        if (part == 0) {
            return 0;
        }
        end += 1 + part;
    }
    if (at(text, end) == 'e' || at(text, end) == 'E') {
        const bool sign = at(text, end + 1) == '-' || at(text, end + 1) == '+';
        const std::size_t first = end + (sign ? 2 : 1);
        const std::size_t power = digitsAt(text, first);
        if (power == 0) {
            return 0;
        }
        end = first + power;
    }
    return end;
}

std::string withoutLargeNumbers(std::string_view text) {
    std::string out(text);
    for (std::size_t offset = 0; offset < text.size();) {
        if (text[offset] == '"') {
            offset = afterText(text, offset);
            continue;
        }
        if (kNumberLetters.find(text[offset]) == std::string_view::npos) {
            ++offset;
            continue;
        }
        const std::size_t length = numberLength(text.substr(offset));
        // What runs on behind it without a comma is as much a fault behind a zero.
        if (isLarge(text.substr(offset, length))) {
            std::fill_n(out.begin() + static_cast<std::ptrdiff_t>(offset), length, ' ');
            out[offset] = '0';
        }
        // What is glued on is no number of its own, and is looked at only once.
        offset = std::min(text.find_first_not_of(kNumberLetters, offset + length), text.size());
    }
    return out;
}

}  // namespace psoas::content
