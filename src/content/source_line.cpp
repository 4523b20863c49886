#include "content/source_line.h"

#include "content/text_position.h"

#include <algorithm>
#include <string>

namespace psoas::content {

namespace {

constexpr std::string_view kCut = "\xE2\x80\xA6";  // …
constexpr std::size_t kMostBefore = 60;            ///< characters before the place
constexpr std::size_t kMostAfter = 40;

/// The offset of the character so many behind `offset`, or the end. A byte that is no part of one
/// counts as one: a file of nothing else must not become a line as long as itself.
std::size_t after(std::string_view line, std::size_t offset, std::size_t characters) {
    for (; characters > 0 && offset < line.size(); --characters) {
        offset += std::max<std::size_t>(1, characterLength(line, offset));
    }
    return offset;
}

/// The offset of the byte with which the first line ends, or the end.
std::size_t lineEnd(std::string_view text) {
    std::size_t end = 0;
    while (end < text.size() && !endsLine(text, end)) {
        ++end;
    }
    return end;
}

std::string withoutControls(std::string_view text) {
    std::string shown(text);
    std::ranges::replace_if(
        shown, [](char c) { return (c >= 0 && c < ' ') || c == '\x7F'; }, ' ');
    return shown;
}

void quoteLine(core::Problem &problem, std::string_view line) {
    const std::size_t caret = problem.column - 1;
    const std::size_t skipped = caret > kMostBefore ? caret - kMostBefore : 0;
    const std::size_t begin = after(line, 0, skipped);
    const std::size_t end = after(line, begin, caret - skipped + kMostAfter);
    problem.source = (skipped > 0 ? std::string(kCut) : std::string()) +
                     withoutControls(line.substr(begin, end - begin)) +
                     (end < line.size() ? std::string(kCut) : std::string());
    problem.caret = caret - skipped + (skipped > 0 ? 1 : 0);
}

}  // namespace

void quoteSource(core::Problems &problems, std::string_view text) {
    if (text.starts_with(kByteOrderMark)) {
        text.remove_prefix(kByteOrderMark.size());
    }
    std::size_t number = 1;
    for (core::Problem &problem : problems) {
        for (; number < problem.line && !text.empty(); ++number) {
            text.remove_prefix(std::min(lineEnd(text) + 1, text.size()));
        }
        std::string_view line = text.substr(0, lineEnd(text));
        if (line.ends_with('\r')) {
            line.remove_suffix(1);
        }
        quoteLine(problem, line);
    }
}

}  // namespace psoas::content
