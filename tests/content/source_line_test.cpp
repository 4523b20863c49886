#include "content/source_line.h"

#include "support/catch.h"

#include <algorithm>

using namespace psoas;
using namespace psoas::content;

namespace {

core::Problem quoted(const std::string &text, std::size_t line, std::size_t column) {
    core::Problems problems(1);
    problems.front().line = line;
    problems.front().column = column;
    quoteSource(problems, text);
    return problems.front();
}

std::size_t charactersIn(const std::string &text) {
    return static_cast<std::size_t>(
        std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

}  // namespace

TEST_CASE("source line: the line of the problem, and the caret at its column") {
    const std::string text = "\xEF\xBB\xBF{\r\n\t\"a\": 1\r\n}";
    CHECK(quoted(text, 1, 1).source == "{");
    CHECK(quoted(text, 2, 2).source == " \"a\": 1");
    CHECK(quoted(text, 2, 2).caret == 1);
    CHECK(quoted(text, 3, 1).source == "}");
    CHECK(quoted(text, 4, 1).source.empty());
    CHECK(quoted("", 1, 1).source.empty());
}

TEST_CASE("source line: problems of the same and of later lines are found in one pass") {
    core::Problems problems(3);
    problems[0].line = problems[1].line = 2;
    problems[1].column = 3;
    problems[2].line = 4;
    quoteSource(problems, "a\nbcd\n\ne");
    CHECK(problems[0].source == "bcd");
    CHECK(problems[1].source == "bcd");
    CHECK(problems[1].caret == 2);
    CHECK(problems[2].source == "e");
}

TEST_CASE("source line: of a long line only what is around the place") {
    std::string text;
    for (int i = 0; i < 1000; ++i) {
        text += i == 700 ? "!" : "\xC3\xA4";
    }
    const core::Problem problem = quoted(text, 1, 701);
    CHECK(charactersIn(problem.source) == 1 + 60 + 40 + 1);
    CHECK(problem.source.starts_with("\xE2\x80\xA6\xC3\xA4"));
    CHECK(problem.source.ends_with("\xC3\xA4\xE2\x80\xA6"));
    CHECK(problem.caret == 61);
    CHECK(charactersIn(problem.source.substr(0, problem.source.find('!'))) == problem.caret);
    // Behind the last character too.
    CHECK(quoted(text, 1, 1001).source.ends_with("\xC3\xA4"));
}

TEST_CASE("source line: what would move a cursor is a blank") {
    CHECK(quoted(std::string("a\x1B[2J\0b\x7F", 8), 1, 1).source == "a [2J b ");
}
