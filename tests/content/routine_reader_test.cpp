#include "content/routine_reader.h"

#include "content/adjustment_reader.h"
#include "content/catalog.h"
#include "content/field_reader.h"
#include "support/catch.h"
#include "support/temp_folder.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <vector>

using namespace psoas;
using namespace psoas::content;

namespace fs = std::filesystem;

namespace {

const fs::path kTests = fs::path(PSOAS_SOURCE_DIR) / "tests" / "content";

/// What stands beside a bad file: the place, the pointer, and the whole reason.
struct Expected {
    std::string place;
    std::string pointer;
    std::string reason;
};

Expected expectedFor(const fs::path &file) {
    fs::path beside = file;
    beside.replace_extension(".expected");
    std::ifstream in(beside);
    Expected expected;
    std::getline(in, expected.place);
    std::getline(in, expected.pointer);
    std::getline(in, expected.reason);
    return expected;
}

/// One line a problem, without the file's name.
std::string linesOf(const core::Problems &problems) {
    std::string lines;
    for (core::Problem problem : problems) {
        problem.file.clear();
        lines += core::toLine(problem).substr(1) + '\n';
    }
    return lines;
}

/// A file with one fault is told of that one, and of nothing that only follows from it.
template <class Value> void checkRefused(const fs::path &file, const Reading<Value> &reading) {
    const Expected expected = expectedFor(file);
    CAPTURE(file, linesOf(reading.problems));
    CHECK_FALSE(reading.value.has_value());
    CHECK(reading.problems.size() == 1);
    if (reading.problems.empty()) {
        return;
    }
    const core::Problem &first = reading.problems.front();
    CHECK(first.severity == core::Problem::Severity::Error);
    CHECK(std::to_string(first.line) + ':' + std::to_string(first.column) == expected.place);
    CHECK(first.pointer == expected.pointer);
    CHECK(first.reason == expected.reason);
    CHECK_FALSE(first.reason.empty());
}

std::string routine(const std::string &steps) {
    return R"({"format":1,"id":"r","title":"T","kind":"technique","summary":"S","steps":[)" +
           steps + "]}";
}

Reading<core::Routine> readSteps(const std::string &steps) {
    return readRoutine(routine(steps), "r.json");
}

std::string hold(const std::string &more) {
    return R"({"id":"h","do":"hold","title":"H","seconds":30)" + more + "}";
}

}  // namespace

TEST_CASE("every shipped routine is read without a problem") {
    const auto files = jsonFilesIn(fs::path(PSOAS_SOURCE_DIR) / "content" / "routines");
    CHECK(files.size() == 4);
    for (const fs::path &file : files) {
        CAPTURE(file);
        const auto reading = readRoutine(bytesOf(file), file.string());
        CHECK(reading.problems.empty());
        CHECK(reading.value.has_value());
    }
}

TEST_CASE("every bad file is refused at its fault") {
    const auto files = jsonFilesIn(kTests / "bad");
    CHECK(files.size() >= 319);
    for (const fs::path &file : files) {
        checkRefused(file, readRoutine(bytesOf(file), file.string()));
    }
}

TEST_CASE("every bad file of times is refused at its fault") {
    const Catalog catalog = loadCatalog(fs::path(PSOAS_SOURCE_DIR) / "content", std::nullopt);
    const auto files = jsonFilesIn(kTests / "bad_times");
    CHECK(files.size() >= 73);
    for (const fs::path &file : files) {
        checkRefused(file,
                     readAdjustment(bytesOf(file), file.string(), catalog.unadjustedRoutines()));
    }
}

TEST_CASE("every fault of a file with several is told in one pass") {
    const Catalog catalog = loadCatalog(fs::path(PSOAS_SOURCE_DIR) / "content", std::nullopt);
    const auto files = jsonFilesIn(kTests / "bad_several");
    CHECK(files.size() >= 5);
    for (const fs::path &file : files) {
        CAPTURE(file);
        const std::string text = bytesOf(file);
        const core::Problems problems =
            isAdjustment(text)
                ? readAdjustment(text, file.string(), catalog.unadjustedRoutines()).problems
                : readRoutine(text, file.string()).problems;
        CHECK(linesOf(problems) == bytesOf(fs::path(file).replace_extension(".expected")));
        CHECK(core::hasErrors(problems));
    }
}

TEST_CASE("of very many faults the first are told and the rest is counted") {
    std::string steps;
    for (int i = 0; i < 300; ++i) {
        steps += "null,\n";
    }
    const auto reading = readSteps(steps + "null");
    REQUIRE(reading.problems.size() == kMostTold + 1);
    CHECK(reading.problems[kMostTold - 1].line == kMostTold);
    CHECK(reading.problems.back().line == kMostTold + 1);
    CHECK_THAT(reading.problems.back().reason, ContainsSubstring("201 more"));
}

TEST_CASE("a fault behind a hundred warnings still refuses the file and is told of") {
    std::string cues;
    for (int i = 0; i < 150; ++i) {
        cues += R"({"at":31,"say":"x"},)";
    }
    const auto reading = readSteps(hold(R"(,"cues":[)" + cues + R"({"at":0,"say":"x"}])"));
    CHECK_FALSE(reading.value);
    CHECK(core::hasErrors(reading.problems));
    CHECK(reading.problems.back().severity == core::Problem::Severity::Error);
}

TEST_CASE("a text that is too long is told once") {
    const std::string pose(kLongestText + 1, 'x');
    const auto reading = readSteps(hold(R"(,"pose":")" + pose + R"(","seconds":0)"));
    std::vector<std::string> pointers;
    for (const auto &problem : reading.problems) {
        pointers.push_back(problem.pointer);
    }
    CHECK(pointers == std::vector<std::string>{"/steps/0/pose", "/steps/0/seconds"});
}

TEST_CASE("all problems of a file are reported in one pass and in order") {
    const auto reading = readSteps(R"({"id":"a","do":"hold","title":"","seconds":0},
{"id":"b","do":"rest","title":"B","seconds":true,"pose":"standing"})");
    std::vector<std::string> pointers;
    for (const auto &problem : reading.problems) {
        pointers.push_back(problem.pointer);
    }
    CHECK(pointers == std::vector<std::string>{"/steps/0/title", "/steps/0/seconds",
                                               "/steps/1/seconds", "/steps/1/pose"});
}

TEST_CASE("a number is never rounded or cut to one that is allowed") {
    const std::string number =
        GENERATE(as<std::string>{}, "30.7", "30.0", "3e1", "0.3e2", "-30", "-0", "0", "1e999",
                 "-1e999", "4294967326", "18446744073709551646", "30e-1", "30.",
                 "9223372036854775808", "030", "+30", "\"30\"", "null", "[30]");
    CAPTURE(number);
    CHECK_FALSE(readSteps(R"({"id":"h","do":"hold","title":"H","seconds":)" + number + "}").value);
    CHECK_FALSE(readSteps(hold(R"(,"cues":[{"at":)" + number + R"(,"say":"x"}])")).value);
    CHECK_FALSE(readSteps(hold(R"(,"recommended":[)" + number + ",3600]")).value);
}

TEST_CASE("a name that is a page long is told by its beginning") {
    const auto reading = readSteps(hold(R"(,"pose":")" + std::string(4000, 'x') + '"'));
    REQUIRE(reading.problems.size() == 1);
    CHECK(reading.problems[0].reason.size() < 300);
    CHECK_THAT(reading.problems[0].reason, ContainsSubstring("xxx\xE2\x80\xA6`"));
}

TEST_CASE("a step without a pose keeps that of the step before it") {
    const auto reading =
        readSteps(R"({"id":"a","do":"prepare","title":"A","pose":"prone-on-ball"},)" + hold(""));
    REQUIRE(reading.value);
    CHECK(std::get<core::Step>(reading.value->steps[1]).pose == core::Pose::ProneOnBall);
    const auto tooLong =
        readSteps(R"({"id":"a","do":"prepare","title":"A","pose":"prone-on-ball"},)"
                  R"({"id":"h","do":"hold","title":"H","seconds":301})");
    CHECK_FALSE(tooLong.value);
}

TEST_CASE("a time outside the recommended range and a cue beyond its hold are warnings") {
    const auto outside = readSteps(hold(R"(,"recommended":[40,60])"));
    REQUIRE(outside.value);
    REQUIRE(outside.problems.size() == 1);
    CHECK(outside.problems[0].severity == core::Problem::Severity::Warning);
    CHECK(outside.problems[0].pointer == "/steps/0/seconds");
    CHECK(readSteps(hold(R"(,"recommended":[30,60])")).problems.empty());

    const auto beyond = readSteps(hold(R"(,"cues":[{"at":30,"say":"x"}])"));
    REQUIRE(beyond.value);
    REQUIRE(beyond.problems.size() == 1);
    CHECK(beyond.problems[0].severity == core::Problem::Severity::Warning);
}

TEST_CASE("a cue has either a start or an end to count from") {
    CHECK_FALSE(readSteps(hold(R"(,"cues":[{"say":"x"}])")).value);
    CHECK_FALSE(readSteps(hold(R"(,"cues":[{"at":1,"left":1,"say":"x"}])")).value);
    CHECK(readSteps(hold(R"(,"cues":[{"left":1,"say":"x"}])")).value);
}

TEST_CASE("a session of more than two hours is refused") {
    const std::string hour = R"("do":"hold","title":"H","seconds":3600})";
    CHECK(readSteps(R"({"id":"a",)" + hour + R"(,{"id":"b",)" + hour).value);
    CHECK_FALSE(readSteps(R"({"id":"a",)" + hour + R"(,{"id":"b",)" + hour +
                          R"(,{"id":"c","do":"rest","title":"R","seconds":1})")
                    .value);
}

TEST_CASE("a session of more steps than anyone can follow is refused, though they only wait") {
    const auto waits = [](int count) {
        std::string steps;
        for (int i = 0; i < count; ++i) {
            steps += (i > 0 ? "," : "") + std::string(R"({"id":"w)") + std::to_string(i) +
                     R"(","do":"prepare","title":"W"})";
        }
        return R"({"id":"r","do":"repeat","times":20,"sides":["left","right"],"steps":[)" + steps +
               "]}";
    };
    CHECK(readSteps(waits(50)).value.has_value());
    const auto refused = readSteps(waits(51));
    REQUIRE(refused.problems.size() == 1);
    CHECK(refused.problems[0].pointer == "/steps");
    CHECK_THAT(refused.problems[0].reason,
               ContainsSubstring("2000 steps") && ContainsSubstring("this one has 2040"));
}

TEST_CASE("the file must be named after its routine") {
    CHECK_FALSE(readRoutine(routine(hold("")), "other.json").value);
    CHECK(readRoutine(routine(hold("")), "other.json", FileName::Any).value);
}
