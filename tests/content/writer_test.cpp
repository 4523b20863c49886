// What the program writes into a person's files: only what was asked for, all else byte for byte.

#include "content/adjustment_reader.h"
#include "content/adjustment_writer.h"
#include "content/catalog.h"
#include "content/routine_reader.h"
#include "content/routine_writer.h"
#include "core/plan.h"
#include "support/catch.h"
#include "support/temp_folder.h"

#include <algorithm>

using namespace psoas;
using namespace psoas::content;
using core::Seconds;

namespace fs = std::filesystem;

namespace {

const fs::path kRoutines = fs::path(PSOAS_SOURCE_DIR) / "content" / "routines";

const Catalog &shipped() {
    static const Catalog catalog = loadCatalog(kRoutines.parent_path(), std::nullopt);
    return catalog;
}

const core::Routine &stretch() { return shipped().find("kneeling-hip-flexor-stretch")->routine; }

core::Adjustment read(const std::string &text) {
    auto reading = readAdjustment(text, "times.json", shipped().unadjustedRoutines());
    REQUIRE(reading.value.has_value());
    return *reading.value;
}

core::Adjustment seconds(const std::string &step, int count) {
    return {.adjusts = "", .seconds = {{step, Seconds(count)}}, .times = {}};
}

const core::Adjustment kRounds{.adjusts = "", .seconds = {}, .times = {{"rounds", 3}}};

std::string replaced(std::string text, const std::string &from, const std::string &to) {
    const auto at = text.find(from);
    REQUIRE(at != std::string::npos);
    return text.replace(at, from.size(), to);
}

}  // namespace

TEST_CASE("adjustment writer: what it writes is read back without a word and changes nothing") {
    const auto routines = shipped().unadjustedRoutines();
    REQUIRE(routines.size() == 4);
    for (const core::Routine *routine : routines) {
        INFO(routine->id);
        if (routine->kind == core::RoutineKind::SafetyCheck) {
            continue;  // it has no times
        }
        const auto all = readAdjustment(adjustmentText(*routine), "times.json", routines);
        CHECK(all.problems.empty());
        REQUIRE(all.value.has_value());
        CHECK(all.value->adjusts == routine->id);
        CHECK(core::adjusted(*routine, *all.value) == *routine);
        const auto timed =
            std::ranges::count_if(core::allSteps(*routine),
                                  [](const core::Step *step) { return step->seconds.has_value(); });
        CHECK(all.value->seconds.size() == static_cast<std::size_t>(timed));
    }
}

TEST_CASE("adjustment writer: of some times only those are written") {
    core::Adjustment times = kRounds;
    times.seconds["hold"] = Seconds(60);
    times.adjusts = stretch().id;
    CHECK(read(adjustmentText(stretch(), times)) == times);
}

TEST_CASE("adjustment writer: a changed time takes the old one's place and nothing else moves") {
    const std::string text =
        "\xEF\xBB\xBF{ \"times\" : {\"rounds\":2},\r\n\t\"adjusts\": "
        "\"kneeling-hip-flexor-stretch\" ,\r\n\"seconds\": {\"switch\":10,   \"hold\":\t45 } , "
        "\"format\":1}\r\n\r\n";
    const auto changed = withTimes(text, seconds("hold", 60));
    REQUIRE(changed);
    CHECK(*changed == replaced(text, "\t45 ", "\t60 "));
    CHECK(*withTimes(text, kRounds) == replaced(text, "\"rounds\":2", "\"rounds\":3"));
    CHECK(*withTimes(text, {}) == text);
}

TEST_CASE("adjustment writer: what is added is written as its neighbours are") {
    const std::string head = R"({"format": 1, "adjusts": "kneeling-hip-flexor-stretch")";
    struct Case {
        std::string before;
        core::Adjustment change;
        std::string after;
    };
    const std::string lines =
        "{\n    \"format\": 1,\n    \"adjusts\": \"kneeling-hip-flexor-stretch\"";
    const auto now = GENERATE_COPY(values<Case>({
        {head + "}", seconds("hold", 60), head + R"(, "seconds": { "hold": 60 }})"},
        {head + R"(, "seconds": { "tilt": 9 } })", seconds("hold", 60),
         head + R"(, "seconds": { "tilt": 9, "hold": 60 } })"},
        {head + R"(,"seconds":{"tilt":9}})", seconds("hold", 60),
         head + R"(,"seconds":{"tilt":9, "hold": 60}})"},
        {lines + "\n}\n", seconds("hold", 60),
         lines + ",\n    \"seconds\": {\n        \"hold\": 60\n    }\n}\n"},
        {lines + ",\n    \"seconds\": {}\n}", seconds("hold", 60),
         lines + ",\n    \"seconds\": {\n        \"hold\": 60\n    }\n}"},
        {"{\r\n\t\"adjusts\": \"kneeling-hip-flexor-stretch\",\r\n\t\"format\": 1\r\n}", kRounds,
         "{\r\n\t\"adjusts\": \"kneeling-hip-flexor-stretch\",\r\n\t\"format\": 1,\r\n"
         "\t\"times\": {\r\n\t\t\"rounds\": 3\r\n\t}\r\n}"},
    }));
    const auto changed = withTimes(now.before, now.change);
    REQUIRE(changed);
    CHECK(*changed == now.after);
    const core::Adjustment is = read(*changed);
    CHECK(std::ranges::includes(is.seconds, now.change.seconds));
    CHECK(std::ranges::includes(is.times, now.change.times));
}

TEST_CASE("adjustment writer: both kinds of times are added at once") {
    core::Adjustment change = kRounds;
    change.seconds = {{"hold", Seconds(60)}, {"tilt", Seconds(9)}};
    const auto changed =
        withTimes(R"({"format":1,"adjusts":"kneeling-hip-flexor-stretch"})", change);
    REQUIRE(changed);
    change.adjusts = "kneeling-hip-flexor-stretch";
    CHECK(read(*changed) == change);
    // Whichever stands first in the file.
    const auto turned = withTimes(R"({"format":1,"adjusts":"kneeling-hip-flexor-stretch",)"
                                  R"("times":{"rounds":2},"seconds":{"tilt":1,"hold":1}})",
                                  change);
    REQUIRE(turned);
    CHECK(read(*turned) == change);
}

TEST_CASE("adjustment writer: a faulty file is not touched") {
    const std::string text =
        GENERATE(as<std::string>{}, "", "{", "[]", "3", R"({"format":1,"format":1})",
                 R"({"format":1,"seconds":3})", R"({"format":1,"seconds":[]})");
    CHECK_FALSE(withTimes(text, seconds("hold", 60)));
}

TEST_CASE("routine writer: as it was, it stays, byte for byte") {
    for (const CatalogEntry &entry : shipped().entries) {
        const std::string text = bytesOf(entry.file);
        CHECK(rewrittenRoutine(text, entry.routine) == text);
    }
}

TEST_CASE("routine writer: a copy has its own id, title and times, and every other byte") {
    const std::string text = bytesOf(kRoutines / "kneeling-hip-flexor-stretch.json");
    core::Adjustment times = kRounds;
    times.seconds = {{"hold", Seconds(60)}, {"tilt", Seconds(9)}};
    core::Routine mine = core::adjusted(stretch(), times);
    mine.id = "mine";
    mine.title = "Mine \"and\" \\ \xC3\xA4";
    const auto copy = rewrittenRoutine(text, mine);
    REQUIRE(copy);
    std::string expected = replaced(text, "\"kneeling-hip-flexor-stretch\"", "\"mine\"");
    expected =
        replaced(expected, "\"Kneeling hip-flexor stretch\"", "\"Mine \\\"and\\\" \\\\ \xC3\xA4\"");
    expected = replaced(expected, "\"times\": 2", "\"times\": 3");
    expected = replaced(expected, "\"seconds\": 45", "\"seconds\": 60");
    expected = replaced(expected, "\"seconds\": 10", "\"seconds\": 9");
    CHECK(*copy == expected);
    const auto read = readRoutine(*copy, "mine.json");
    CHECK(read.problems.empty());
    CHECK(read.value == mine);
}

TEST_CASE("routine writer: rounds that the file leaves to the default are written down") {
    core::Routine ball = shipped().find("ball-release")->routine;
    for (core::RoutineStep &step : ball.steps) {
        if (auto *repeat = std::get_if<core::Repeat>(&step)) {
            repeat->times = 2;
        }
    }
    const auto copy = rewrittenRoutine(bytesOf(kRoutines / "ball-release.json"), ball);
    REQUIRE(copy);
    CHECK(readRoutine(*copy, "ball-release.json").value == ball);
}

TEST_CASE("routine writer: what is no routine is not rewritten") {
    CHECK_FALSE(rewrittenRoutine("{", stretch()));
    CHECK_FALSE(rewrittenRoutine("{\"format\": 1}", stretch()));
}

TEST_CASE("routine writer: a title makes an id") {
    CHECK(idFromTitle("My rest, longer") == "my-rest-longer");
    CHECK(idFromTitle("  -- 10 Minutes! ") == "10-minutes");
    CHECK(idFromTitle("\xC3\x9C"
                      "bung") == "bung");
    CHECK(idFromTitle("\xE4\xBC\xB8").empty());
}
