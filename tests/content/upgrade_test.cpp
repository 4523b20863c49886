// What people have written must go on working in every later version. `released/` holds files of
// every format that was ever released; nothing in it is changed, things are only added.

#include "content/adjustment_reader.h"
#include "content/catalog.h"
#include "content/catalog_json.h"
#include "content/routine_reader.h"
#include "content/shipped_steps.h"
#include "core/plan.h"
#include "support/catch.h"
#include "support/temp_folder.h"

#include <algorithm>

using namespace psoas;
using namespace psoas::content;

namespace fs = std::filesystem;

namespace {

const fs::path kContent = fs::path(PSOAS_SOURCE_DIR) / "content";
const fs::path kReleased = fs::path(PSOAS_SOURCE_DIR) / "tests" / "content" / "released";
constexpr auto kStretch = "kneeling-hip-flexor-stretch";

std::vector<fs::path> released(const std::string &kind) {
    std::vector<fs::path> files;
    for (const auto &format : fs::directory_iterator(kReleased)) {
        for (const auto &file : fs::directory_iterator(format.path() / kind)) {
            if (file.path().extension() == ".json") {
                files.push_back(file.path());
            }
        }
    }
    return files;
}

/// Every id that an adjustment of the routine could have named must be in the tables for good.
void checkKnown(const core::Routine &routine) {
    for (const core::Step *step : core::allSteps(routine)) {
        CAPTURE(routine.id, step->id);
        CHECK(everTimed(routine.id, step->id) == step->seconds.has_value());
    }
    for (const core::RoutineStep &each : routine.steps) {
        if (const auto *repeat = std::get_if<core::Repeat>(&each)) {
            CAPTURE(routine.id, repeat->id);
            CHECK(everRepeated(routine.id, repeat->id));
        }
    }
}

bool isShippedTechnique(const core::Routine &routine) {
    return routine.kind == core::RoutineKind::Technique &&
           std::ranges::find(kShippedIds, routine.id) != kShippedIds.end();
}

/// The shipped content as a later version could have it, and a person's own files beside it.
struct Later {
    TempFolder folder;

    Later() { fs::copy(kContent, folder / "content", fs::copy_options::recursive); }
    void change(const std::string &from, const std::string &to) const {
        const fs::path file = folder / ("content/routines/" + std::string(kStretch) + ".json");
        std::string text = bytesOf(file);
        const auto at = text.find(from);
        REQUIRE(at != std::string::npos);
        write(file, text.replace(at, from.size(), to));
    }
    Catalog load(const std::string &adjustment) const {
        write(folder / "own/times.json", adjustment);
        return loadCatalog(folder / "content", folder / "own");
    }
};

std::string times(const std::string &seconds, const std::string &rounds = "") {
    return R"({"format": 1, "adjusts": ")" + std::string(kStretch) + R"(", "seconds": {)" +
           seconds + R"(}, "times": {)" + rounds + "}}";
}

std::string warning(const Catalog &catalog) {
    REQUIRE(catalog.problems.size() == 1);
    CHECK(catalog.problems[0].severity == core::Problem::Severity::Warning);
    return catalog.problems[0].pointer + ": " + catalog.problems[0].reason;
}

core::Seconds secondsOf(const Catalog &catalog, const std::string &id) {
    const auto steps = core::allSteps(catalog.find(kStretch)->routine);
    return (*std::ranges::find(steps, id, &core::Step::id))->seconds.value();
}

}  // namespace

TEST_CASE("upgrade: routines of every released format are read as they were") {
    const auto files = released("routines");
    CHECK(files.size() >= 6);
    for (const fs::path &file : files) {
        CAPTURE(file);
        const auto reading = readRoutine(bytesOf(file), file.string());
        CHECK_FALSE(core::hasErrors(reading.problems));
        REQUIRE(reading.value.has_value());
        const std::string plan = bytesOf(fs::path(file).replace_extension(".plan"));
        CHECK(planJson(core::planSession(*reading.value)) + '\n' == plan);
    }
}

TEST_CASE("upgrade: times of every released format still work") {
    const Catalog shipped = loadCatalog(kContent, std::nullopt);
    const auto files = released("adjustments");
    CHECK(files.size() >= 3);
    for (const fs::path &file : files) {
        CAPTURE(file);
        const auto reading =
            readAdjustment(bytesOf(file), file.string(), shipped.unadjustedRoutines());
        CHECK_FALSE(core::hasErrors(reading.problems));
        REQUIRE(reading.value.has_value());
        CHECK_FALSE(reading.value->seconds.empty());
    }
}

TEST_CASE("upgrade: every step that was ever shipped is known for good") {
    for (const CatalogEntry &entry : loadCatalog(kContent, std::nullopt).entries) {
        if (isShippedTechnique(entry.routine)) {
            checkKnown(entry.routine);
        }
    }
    for (const fs::path &file : released("routines")) {
        const auto routine = readRoutine(bytesOf(file), file.string()).value;
        REQUIRE(routine.has_value());
        if (isShippedTechnique(*routine)) {
            checkKnown(*routine);
        }
    }
}

TEST_CASE("upgrade: a renamed step is a warning with its successor, and the other times work") {
    using namespace std::chrono_literals;
    const Later later;
    later.change("\"id\": \"hold\"", "\"id\": \"main-hold\"");
    const Catalog catalog = later.load(times("\"tilt\": 12, \"hold\": 60, \"switch\": 9"));
    CHECK(warning(catalog) ==
          "/seconds/hold: the routine no longer has the timed step `hold`, so "
          "this time is not used; the nearest to it now is `main-hold`");
    CHECK(secondsOf(catalog, "tilt") == 12s);
    CHECK(secondsOf(catalog, "switch") == 9s);
    CHECK(secondsOf(catalog, "main-hold") == 45s);
    CHECK(warning(later.load(times("\"hold\": 60"))).ends_with("now is `main-hold`"));
    // What the file sets itself is not what the old name has become, however alike they are.
    const Later other;
    other.change("\"id\": \"hold\"", "\"id\": \"stretch-forward\"");
    CHECK(warning(other.load(times("\"tilt\": 12, \"hold\": 60, \"switch\": 9")))
              .ends_with("now is `stretch-forward`"));
}

TEST_CASE("upgrade: a step that has come to wait, and a renamed repeat, are warnings too") {
    using namespace std::chrono_literals;
    const Later later;
    later.change("\"pose\": \"half-kneeling-tilted\",\n          \"seconds\": 10,",
                 "\"pose\": \"half-kneeling-tilted\",");
    CHECK(warning(later.load(times("\"tilt\": 12"))).find("timed step `tilt`") !=
          std::string::npos);
    const Later other;
    other.change("\"id\": \"rounds\"", "\"id\": \"both-sides\"");
    const Catalog catalog = other.load(times("\"hold\": 60", "\"rounds\": 3"));
    CHECK(warning(catalog) ==
          "/times/rounds: the routine no longer has the repeat `rounds`, so "
          "this time is not used; the nearest to it now is `both-sides`");
    CHECK(secondsOf(catalog, "hold") == 60s);
}

TEST_CASE("upgrade: a slip of the pen is an error all the same") {
    const Later later;
    const Catalog catalog = later.load(times("\"hodl\": 60"));
    REQUIRE(catalog.problems.size() == 1);
    CHECK(catalog.problems[0].severity == core::Problem::Severity::Error);
    CHECK(catalog.problems[0].reason == "unknown step `hodl`; did you mean `hold`?");
}

TEST_CASE("upgrade: a file of a later format is refused and says so") {
    const auto reading = readRoutine(R"({"format": 2, "id": "r"})", "r.json");
    REQUIRE_FALSE(reading.value.has_value());
    CHECK(std::ranges::any_of(reading.problems, [](const core::Problem &problem) {
        return problem.pointer == "/format" &&
               problem.reason.find("a newer version") != std::string::npos;
    }));
}
