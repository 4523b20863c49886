#include "content/json_document.h"

#include "support/catch.h"

using namespace psoas;
using namespace psoas::content;

namespace {

bool refused(const std::string &text) {
    const auto reading = readJson(text, "x.json");
    CHECK(reading.value.has_value() == !core::hasErrors(reading.problems));
    return !reading.value;
}

std::string repeated(const std::string &part, std::size_t count) {
    std::string out;
    for (std::size_t i = 0; i < count; ++i) {
        out += part;
    }
    return out;
}

}  // namespace

TEST_CASE("values know where they begin") {
    const auto reading =
        readJson("\xEF\xBB\xBF{ \"ä\": [1,\n  -2.50, \"x\",null ],\r\n\"b\":{}}", "x");
    REQUIRE(reading.value);
    const Member *list = reading.value->find("ä");
    REQUIRE(list != nullptr);
    CHECK(list->place.column == 3);
    CHECK(list->value.place.column == 8);
    REQUIRE(list->value.items.size() == 4);
    const Node &number = list->value.items[1];
    CHECK(number.text == "-2.50");
    CHECK(number.place.line == 2);
    CHECK(number.place.column == 3);
    CHECK(number.pointer == "/ä/1");
    CHECK(list->value.items[3].place.column == 14);
    CHECK(reading.value->find("b")->place.line == 3);
    CHECK(reading.value->find("b")->place.column == 1);
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
    CHECK(refused("[1e999]"));
    CHECK(refused("[NaN]"));
    CHECK(refused("[\"\\ud800\"]"));
    CHECK(refused("[\"\xC3\x28\"]"));
    CHECK(refused(std::string("[\"a\0b\"]", 7)));
    CHECK(refused("{\"a\":1,\"a\":1}"));
    CHECK(refused("[] []"));
}
