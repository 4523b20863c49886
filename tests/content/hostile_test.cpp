// Texts that are made against the program, by hand or by a program that is broken itself.

#include "content/adjustment_reader.h"
#include "content/catalog.h"
#include "content/routine_reader.h"
#include "support/catch.h"
#include "support/hostile_texts.h"

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

using namespace psoas;
using namespace psoas::content;

namespace fs = std::filesystem;

namespace {

using Lines = std::vector<std::string>;

Lines linesOf(const core::Problems &problems) {
    Lines lines;
    std::ranges::transform(problems, std::back_inserter(lines), core::toLine);
    return lines;
}

/// What is said of a text that is read as JSON alone.
Lines said(const std::string &text) { return linesOf(readJson(text, "x").problems.sorted()); }

std::string repeated(const std::string &part, std::size_t count) {
    std::string out;
    for (std::size_t i = 0; i < count; ++i) {
        out += part;
    }
    return out;
}

constexpr const char *kRoutine =
    R"({"format":1,"id":"r","title":"T","kind":"technique","summary":"S",)";
constexpr std::size_t kValuesOfRoutine = 6;

/// How much there is to read.
std::size_t lengthOf(const core::Problems &problems) {
    std::size_t length = 0;
    for (const core::Problem &problem : problems) {
        length += problem.pointer.size() + problem.reason.size();
    }
    return length;
}

}  // namespace

TEST_CASE("of a hundred thousand brackets the seventeenth is refused") {
    const std::string tooDeep = "brackets are nested more than 16 deep";
    CHECK(said(repeated("[", 100'000)) ==
          Lines{"x:1:17: error: " + repeated("/0", 16) + ": " + tooDeep});
    CHECK(said(repeated("{\"a\":", 100'000)) ==
          Lines{"x:1:81: error: " + repeated("/a", 16) + ": " + tooDeep});
    CHECK(said(repeated("[{\"a\":", 100'000)) ==
          Lines{"x:1:49: error: " + repeated("/0/a", 8) + ": " + tooDeep});
    CHECK(said(repeated("{\"a\":[\n", 50'000) + repeated("]}", 50'000)) ==
          Lines{"x:9:1: error: " + repeated("/a/0", 8) + ": " + tooDeep});
    CHECK(said(repeated("]", 100'000)).size() == 1);
}

TEST_CASE("a mebibyte of blanks ends before the document begins") {
    const std::string blanks(kMostBytes, ' ');
    CHECK(said(blanks) == Lines{"x:1:1048577: error: : the file is empty"});
    CHECK(said(std::string(kMostBytes, '\n')) == Lines{"x:1048577:1: error: : the file is empty"});
    CHECK(said(blanks + ' ') == Lines{"x:1:1: error: : the file is larger than 1 MiB"});
}

TEST_CASE("the value beyond the last allowed one is named") {
    const std::string tooMany = "the file holds more than 20000 values";
    CHECK(said('[' + repeated("1,", 20'000) + "1]") ==
          Lines{"x:1:40000: error: /19999: " + tooMany});
    CHECK(said('[' + repeated("[],\n", 30'000) + "1]") ==
          Lines{"x:20000:1: error: /19999: " + tooMany});
    CHECK(said("{\"a\":[" + repeated("{\"b\":\"\"},", 10'000) + "1]}") ==
          Lines{"x:1:89998: error: /a/9999: " + tooMany});
}

TEST_CASE("half a surrogate pair and a NUL are refused wherever they stand") {
    const std::string half =
        "an emoji or another letter of this text is cut in two: "
        "this is half of a surrogate pair";
    CHECK(said(R"({"a": "\ud83e"})") == Lines{"x:1:7: error: : " + half});
    CHECK(said(R"({"\udd7a": 1})") == Lines{"x:1:2: error: : " + half});
    CHECK(said(R"(["x\ud83e\n\udd7a"])") == Lines{"x:1:2: error: : " + half});
    CHECK(said(R"(["\ud83e\ud83e"])") == Lines{"x:1:2: error: : " + half});
    CHECK(said(R"(["\ud83e\udd7a"])").empty());
    CHECK(said(R"({"a": ["\u0000"]})") ==
          Lines{"x:1:8: error: /a/0: this text holds a NUL character"});
    CHECK(said({'[', '1', ',', '\n', '\0', ']'}) ==
          Lines{"x:2:1: error: : the file holds a NUL byte"});
    CHECK(said(std::string(kMostBytes, '\0')) ==
          Lines{"x:1:1: error: : the file holds a NUL byte"});
}

TEST_CASE("of twenty thousand faults the first hundred are told and the rest is counted") {
    const std::size_t faults = kMostNodes - kValuesOfRoutine - 1;
    const auto reading = readRoutine(
        kRoutine + ("\"steps\":[\n" + repeated("null,\n", faults - 1)) + "null]}", "r.json");
    REQUIRE(reading.problems.size() == kMostTold + 1);
    CHECK(core::toLine(reading.problems[kMostTold - 1]) ==
          "r.json:101:1: error: /steps/99: a step must be a group in `{ }`, not null");
    CHECK(core::toLine(reading.problems.back()) ==
          "r.json:102:1: error: : from here on there are " + std::to_string(faults - kMostTold) +
              " more");

    const std::size_t keys = kMostNodes - 2;
    const Lines repeatedKeys = said("{\"a\":0,\n" + repeated("\"a\":0,\n", keys - 1) + "\"a\":0}");
    REQUIRE(repeatedKeys.size() == kMostTold + 1);
    CHECK(repeatedKeys.front() == "x:2:1: error: /a: the key `a` is here a second time");
    CHECK(repeatedKeys.back() ==
          "x:102:1: error: : from here on there are " + std::to_string(keys - kMostTold) + " more");
}

TEST_CASE("of an adjustment's twenty thousand faults the first hundred are told") {
    const Catalog catalog = loadCatalog(fs::path(PSOAS_SOURCE_DIR) / "content", std::nullopt);
    const std::size_t faults = kMostNodes - 4;
    std::string text = R"({"format":1,"adjusts":"ball-release","seconds":{)";
    for (std::size_t i = 0; i < faults; ++i) {
        text += "\n\"" + std::to_string(i) + "\":5" + (i + 1 < faults ? "," : "}}");
    }
    const auto reading = readAdjustment(text, "x", catalog.unadjustedRoutines());
    CHECK_FALSE(reading.value);
    REQUIRE(reading.problems.size() == kMostTold + 1);
    CHECK(core::toLine(reading.problems.front()) ==
          "x:2:1: error: /seconds/0: unknown step `0`; allowed: `first-spot`, `move-on`, "
          "`second-spot`, `switch`");
    CHECK(core::toLine(reading.problems.back()) == "x:102:1: error: : from here on there are " +
                                                       std::to_string(faults - kMostTold) +
                                                       " more");
}

TEST_CASE("values at fault below fifteen long keys have their whole pointers") {
    const std::string key = std::string(kLongestKey - 1, 'k') + '~';
    const std::string values = repeated("\"\\u0000\",\n", 19'000) + "\"\\u0000\"";
    const std::string text =
        repeated("{\"" + key + "\":", 15) + "[\n" + values + ']' + repeated("}", 15);
    const core::Problems problems = readJson(text, "x").problems.sorted();
    REQUIRE(problems.size() == kMostTold + 1);
    const std::string above = repeated('/' + std::string(kLongestKey - 1, 'k') + "~0", 15);
    CHECK(problems[0].pointer == above + "/0");
    CHECK(problems[99].pointer == above + "/99");
    CHECK(problems[99].line == 101);
    CHECK(problems[100].reason == "from here on there are 18901 more");
    CHECK(problems[100].pointer.empty());
}

TEST_CASE("a number in an adjustment is never rounded or cut to one that is allowed") {
    const Catalog catalog = loadCatalog(fs::path(PSOAS_SOURCE_DIR) / "content", std::nullopt);
    const std::string number =
        GENERATE(as<std::string>{}, "7.7", "7.0", "1e1", "0.7e1", "-7", "-0", "0", "1e999",
                 "-1e999", "4294967303", "18446744073709551623", "70e-1", "7.", "07", "+7", "NaN",
                 "Infinity", "-Infinity", "nan", "0x7", "7_0", "\"7\"", "null", "[7]");
    CAPTURE(number);
    const std::string before = R"({"format":1,"adjusts":"kneeling-hip-flexor-stretch",)";
    for (const std::string part : {"\"seconds\":{\"tilt\":", "\"times\":{\"rounds\":"}) {
        const auto reading =
            readAdjustment(before + part + number + "}}", "x", catalog.unadjustedRoutines());
        CHECK_FALSE(reading.value);
        CHECK(reading.problems.size() == 1);
    }
}

TEST_CASE("a hostile text is refused in few words") {
    constexpr std::size_t kBytes = std::size_t{16} * 1024;
    constexpr std::size_t kFewWords = 1000;
    const auto own = readRoutine(longRoutine(kBytes), "long.json");
    REQUIRE(own.value);
    const std::vector<const core::Routine *> routines{&*own.value};
    for (const HostileText &each : hostileTexts(kBytes)) {
        CAPTURE(each.name);
        CHECK(each.text.size() <= kBytes);
        Document document = readJson(each.text, "hostile.json");
        core::Problems problems;
        if (isAdjustment(document)) {
            auto reading = readAdjustment(std::move(document), "hostile.json", routines);
            CHECK_FALSE(reading.value);
            problems = std::move(reading.problems);
        } else {
            auto reading = readRoutine(std::move(document), "hostile.json");
            CHECK_FALSE(reading.value);
            problems = std::move(reading.problems);
        }
        CHECK(core::hasErrors(problems));
        CHECK(problems.size() <= kMostTold + 1);
        CHECK(std::ranges::all_of(problems, [](const core::Problem &problem) {
            return problem.reason.size() < kFewWords;
        }));
        CHECK(lengthOf(problems) < std::size_t{1024} * 1024);
    }
}
