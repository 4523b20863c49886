#include "content/json_document.h"

#include "support/catch.h"

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

using namespace psoas;
using namespace psoas::content;

namespace {

bool refused(const std::string &text) {
    const Document document = readJson(text, "x.json");
    CHECK((document.root || document.problems.hasErrors()));
    return document.problems.hasErrors();
}

std::vector<std::string> problemsOf(const std::string &text) {
    std::vector<std::string> lines;
    for (const core::Problem &problem : readJson(text, "x").problems.sorted()) {
        lines.push_back(core::toLine(problem));
    }
    return lines;
}

using Lines = std::vector<std::string>;

std::string repeated(const std::string &part, std::size_t count) {
    std::string out;
    for (std::size_t i = 0; i < count; ++i) {
        out += part;
    }
    return out;
}

}  // namespace

TEST_CASE("values know where they begin and end") {
    const std::string text = "\xEF\xBB\xBF{ \"ä\": [1,\n  -2.50, \"x\\n\",null ],\r\n\"b\":{}}";
    const Document document = readJson(text, "x");
    const auto written = [&](const Node &node) {
        return text.substr(node.begin, node.end - node.begin);
    };
    REQUIRE(document.root);
    const Member *list = document.root->find("ä");
    REQUIRE(list != nullptr);
    CHECK(list->place.column == 3);
    CHECK(list->value.place.column == 8);
    REQUIRE(list->value.items.size() == 4);
    const Node &number = list->value.items[1];
    CHECK(number.text == "-2.50");
    CHECK(number.place.line == 2);
    CHECK(number.place.column == 3);
    CHECK(pointerTo(*document.root, number) == "/ä/1");
    CHECK(pointerTo(*document.root, document.root->find("b")->value) == "/b");
    CHECK(pointerTo(*document.root, *document.root).empty());
    CHECK(list->value.items[3].place.column == 16);
    CHECK(written(number) == "-2.50");
    CHECK(written(list->value.items[2]) == "\"x\\n\"");
    CHECK(written(list->value.items[3]) == "null");
    CHECK(written(list->value) == "[1,\n  -2.50, \"x\\n\",null ]");
    CHECK(written(document.root->find("b")->value) == "{}");
    CHECK(written(*document.root) == text.substr(3));
    CHECK(text.substr(list->begin, 4) == "\"ä\"");
    CHECK(document.root->find("b")->place.line == 3);
    CHECK(document.root->find("b")->place.column == 1);
}

TEST_CASE("pointers escape what they must") { CHECK(childPointer("/a", "b/c~d") == "/a/b~1c~0d"); }

TEST_CASE("a limit is refused one step beyond it") {
    CHECK_FALSE(refused(repeated("[", kDeepest) + repeated("]", kDeepest)));
    CHECK(refused(repeated("[", kDeepest + 1) + repeated("]", kDeepest + 1)));
    CHECK_FALSE(refused("[" + repeated("1,", kMostNodes - 2) + "1]"));
    CHECK(refused("[" + repeated("1,", kMostNodes - 1) + "1]"));
    CHECK_FALSE(refused('"' + std::string(kLongestText, 'x') + '"'));
    CHECK(refused('"' + std::string(kLongestText + 1, 'x') + '"'));
    CHECK_FALSE(refused(std::string(kMostBytes - 2, ' ') + "[]"));
    CHECK(refused(std::string(kMostBytes - 1, ' ') + "[]"));
}

TEST_CASE("hostile texts are refused and nothing breaks") {
    CHECK(refused(""));
    CHECK(refused("   "));
    CHECK(refused(repeated("[", 100'000)));
    CHECK(refused(repeated("{\"a\":", 100'000)));
    CHECK(refused("[NaN]"));
    CHECK(refused("[\"\\ud800\"]"));
    CHECK(refused("[\"\\udc00\\ud800\"]"));
    CHECK(refused("[\"\\ud800\\u0041\"]"));
    CHECK(refused("[\"\xED\xA0\x80\"]"));
    CHECK(refused("[\"\xC0\x80\"]"));
    CHECK(refused("[\"\xF4\x90\x80\x80\"]"));
    CHECK(refused("[\"\\u0000\"]"));
    CHECK(refused("{\"\\u0000\": 1}"));
    CHECK(refused("[\"a\nb\"]"));
    CHECK(refused("[1]\x1A"));
    CHECK(
        refused("[1,\xC2\xA0"
                "2]"));
    CHECK(refused("[Infinity]"));
    CHECK(refused("[0x10]"));
    CHECK(refused("[+1]"));
    CHECK(refused(repeated("[[]", 100'000)));
    CHECK(refused(repeated("]", 100'000)));
    CHECK(refused(std::string(1, '\0')));
    CHECK(refused("[\"\xC3\x28\"]"));
    CHECK(refused(std::string("[\"a\0b\"]", 7)));
    CHECK(refused("{\"a\":1,\"a\":1}"));
    CHECK(refused("[] []"));
}

TEST_CASE("the reading goes on from every fault that leaves the syntax whole") {
    const std::string text = "{\"a\": 1, \"a\": \"\\u0000\",\n\"" + std::string(300, 'k') +
                             "\": 1e999,\n\"b\": {\"c\": [], \"c\": 2}, \"a\": \"" +
                             std::string(kLongestText + 1, 'x') + "\"}";
    CHECK(problemsOf(text) ==
          Lines{"x:1:10: error: /a: the key `a` is here a second time",
                "x:1:15: error: /a: this text holds a NUL character",
                "x:2:1: error: : a key may be 256 bytes long, this one has 300",
                "x:3:16: error: /b/c: the key `c` is here a second time",
                "x:3:25: error: /a: the key `a` is here a second time",
                "x:3:30: error: /a: a text may be 4096 bytes long, this one has 4097"});
    CHECK(readJson(text, "x").root.has_value());
}

TEST_CASE("broken syntax ends the reading and what came before it is told") {
    CHECK(problemsOf("{\"a\": 1, \"a\": 2, \"b\": [01]}") ==
          Lines{"x:1:10: error: /a: the key `a` is here a second time",
                "x:1:24: error: : a number does not begin with a zero"});
    CHECK_FALSE(readJson("{\"a\": 1, \"a\": 2, \"b\": [01]}", "x").root);
}

TEST_CASE("a number keeps its letters however large it is") {
    const std::string digits(400, '9');
    const std::string number = GENERATE_COPY(as<std::string>{}, "1e999", "-1E+999", "0e0", digits,
                                             "-" + digits + "." + digits, "2.5e-400", "7e5");
    const std::string text =
        "{\"1e999\": [" + number + "," + number + " ,\n\"\\\" 1e999 ,\"]\n,\"b\":" + number + "}";
    const Document document = readJson(text, "x");
    REQUIRE(document.root);
    CHECK(document.problems.empty());
    const Node &list = document.root->find("1e999")->value;
    CHECK(list.items[0].text == number);
    CHECK(list.items[1].text == number);
    CHECK(list.items[1].kind == Node::Kind::Number);
    CHECK(list.items[2].text == "\" 1e999 ,");
    CHECK(list.items[2].place.line == 2);
    CHECK(document.root->find("b")->value.text == number);
}

TEST_CASE("what only looks like a large number is no number") {
    const std::string text =
        GENERATE(as<std::string>{}, "1e999x", "01e5", "1e", "1e+", "-e5", "1.e5", "1e5e5", ".1e5",
                 "1e5.0", "1e999\"\"", "1e999:1", "5-1e2", "--1e5", "1.-1e5", "1e5-1e5");
    CHECK(refused("[" + text + "]"));
    CHECK(refused(text));
    CHECK_FALSE(readJson("[" + text + "]", "x").root);
}

TEST_CASE("of all short mixtures of the letters of numbers only numbers are read") {
    const std::string letters = "01-+.e,";
    constexpr std::size_t kLongest = 5;
    std::vector<std::string> mixtures{""};
    int good = 0;
    for (std::size_t i = 0; i < mixtures.size(); ++i) {
        const std::string text = '[' + mixtures[i] + ']';
        const Document document = readJson(text, "x");
        const bool expected = nlohmann::json::accept(text);
        if (document.root.has_value() != expected || document.problems.hasErrors() == expected) {
            FAIL_CHECK(text << (expected ? " is refused" : " is read"));
        }
        good += expected ? 1 : 0;
        if (mixtures[i].size() < kLongest) {
            for (const char letter : letters) {
                mixtures.push_back(mixtures[i] + letter);
            }
        }
    }
    CHECK(good > 300);
}

TEST_CASE("a second byte-order mark is refused") {
    // The parser would pass over it, and every place and number after it would be a wrong one.
    const std::string mark = "\xEF\xBB\xBF";
    CHECK_FALSE(refused(mark + "{\"a\": 1}"));
    CHECK(refused(mark + mark + "{\"a\": 1}"));
    CHECK(refused("{" + mark + "\"a\": 1}"));
    CHECK(refused("\xFF\xFE{"));
}

TEST_CASE("a key that is too long is cut between two characters") {
    const std::string key = std::string(kLongestKey - 1, 'k') + "\xC3\xA4 and more";
    const Document document = readJson("{\"" + key + "\": [1], \"" + key + "\": 2}", "x");
    REQUIRE(document.root);
    CHECK(document.problems.errorCount() == 2);
    CHECK(document.root->members[0].key == std::string(kLongestKey - 1, 'k') + "\xE2\x80\xA6");
    CHECK_FALSE(document.root->members[1].repeated);
}
