#include "content/catalog.h"

#include "content/safety_texts.h"
#include "core/plan.h"
#include "support/catch.h"
#include "support/temp_folder.h"

#include <algorithm>

using namespace psoas;
using namespace psoas::content;

namespace fs = std::filesystem;

namespace {

const fs::path kShipped = fs::path(PSOAS_SOURCE_DIR) / "content";

std::string routine(const std::string &id, int seconds = 30) {
    return R"({"format":1,"id":")" + id +
           R"(","title":"Mine","kind":"technique","summary":"S","steps":[)"
           R"({"id":"h","do":"hold","title":"H","pose":"sitting","seconds":)" +
           std::to_string(seconds) + "}]}";
}

std::string adjustment(const std::string &id, const std::string &seconds) {
    return R"({"format":1,"adjusts":")" + id + R"(","seconds":{)" + seconds + "}}";
}

struct Files {
    TempFolder folder;
    void put(const std::string &name, const std::string &text) { write(folder / name, text); }
    Catalog load() const { return loadCatalog(kShipped, folder.path()); }
};

std::vector<std::string> errors(const Catalog &catalog) {
    std::vector<std::string> files;
    for (const core::Problem &problem : catalog.problems) {
        if (problem.severity == core::Problem::Severity::Error) {
            files.push_back(fs::path(problem.file).filename().string());
        }
    }
    return files;
}

using Names = std::vector<std::string>;

}  // namespace

TEST_CASE("the shipped content is whole") {
    const Catalog catalog = loadCatalog(kShipped, std::nullopt);
    CHECK(catalog.entries.size() == 4);
    CHECK(catalog.problems.empty());
    CHECK(catalog.fatal.empty());
    REQUIRE(catalog.safetyTexts);
    CHECK(catalog.safetyTexts->screening.size() == core::allScreenings().size());
    CHECK(core::planSession(fullCheck(catalog).routine).steps.size() == 9);
}

TEST_CASE("a missing content folder is told and gives nothing to practise") {
    const TempFolder folder;
    const Catalog catalog = loadCatalog(folder / "nowhere", std::nullopt);
    CHECK(catalog.entries.empty());
    REQUIRE_FALSE(catalog.fatal.empty());
    CHECK_THAT(catalog.fatal.front().file + catalog.fatal.front().reason,
               ContainsSubstring("nowhere"));
}

TEST_CASE("a safety text that is missing is fatal") {
    const TempFolder folder;
    fs::copy(kShipped, folder.path(), fs::copy_options::recursive);
    std::string texts = bytesOf(folder / "safety/safety.json");
    const auto first = texts.find("\"C3\"");
    REQUIRE(first != std::string::npos);
    texts.replace(first, 4, "\"C4\"");
    write(folder / "safety/safety.json", texts);
    CHECK_FALSE(loadCatalog(folder.path(), std::nullopt).fatal.empty());
}

TEST_CASE("a routine of one's own stands beside the shipped ones") {
    Files files;
    files.put("mine.json", routine("mine"));
    const Catalog catalog = files.load();
    REQUIRE(catalog.find("mine") != nullptr);
    CHECK_FALSE(catalog.find("mine")->shipped);
    CHECK(catalog.entries.size() == 5);
}

TEST_CASE("a bad file never hides a good one") {
    Files files;
    files.put("a.json", "{");
    files.put("mine.json", routine("mine"));
    files.put("z.json", routine("other"));
    fs::create_directories(files.folder / "folder.json");
    const Catalog catalog = files.load();
    CHECK(catalog.find("mine") != nullptr);
    CHECK(catalog.find("other") == nullptr);
    const Names told = errors(catalog);
    for (const char *file : {"a.json", "z.json", "folder.json"}) {
        CHECK(std::ranges::count(told, file) == 1);
    }
}

TEST_CASE("an adjustment changes the times of its routine and its digest") {
    Files files;
    const std::string id = "kneeling-hip-flexor-stretch";
    const std::string before = files.load().find(id)->contentDigest;
    files.put("any-name.json", adjustment(id, "\"hold\":60"));
    const Catalog catalog = files.load();
    const CatalogEntry &entry = *catalog.find(id);
    CHECK(catalog.problems.empty());
    CHECK(core::planSession(entry.routine).held() == std::chrono::seconds{240});
    CHECK(core::planSession(entry.unadjusted).held() == std::chrono::seconds{180});
    CHECK(entry.adjustmentFile == files.folder / "any-name.json");
    CHECK(entry.contentDigest != before);
}

TEST_CASE("a bad adjustment leaves the shipped times") {
    Files files;
    const std::string id = "ball-release";
    const std::string seconds = GENERATE("\"first-spot\":301", "\"hold\":5", "\"set-up\":5",
                                         "\"first-spot\":4.5", "\"first-spot\":true");
    files.put("times.json", adjustment(id, seconds));
    const Catalog catalog = files.load();
    CHECK(errors(catalog) == Names{"times.json"});
    CHECK(catalog.find(id)->routine == catalog.find(id)->unadjusted);
}

TEST_CASE("of two adjustments of a routine the second is an error") {
    Files files;
    const std::string id = "constructive-rest";
    files.put("a.json", adjustment(id, "\"rest\":300"));
    files.put("b.json", adjustment(id, "\"rest\":900"));
    const Catalog catalog = files.load();
    CHECK(errors(catalog) == Names{"b.json"});
    CHECK(core::planSession(catalog.find(id)->routine).held() == std::chrono::seconds{300});
}

TEST_CASE("a full routine with a shipped id is an error that names both ways out") {
    Files files;
    files.put("ball-release.json", routine("ball-release"));
    const Catalog catalog = files.load();
    REQUIRE(errors(catalog) == Names{"ball-release.json"});
    CHECK_THAT(catalog.problems.front().reason, ContainsSubstring("adjusts"));
    CHECK(catalog.find("ball-release")->shipped);
}

TEST_CASE("questions of one's own are added to the full check and it cannot be replaced") {
    Files files;
    files.put("my-check.json",
              R"({"format":1,"id":"my-check","title":"Mine","kind":"safety-check","summary":"S",)"
              R"("steps":[{"id":"e1","do":"question","title":"Q?","urgency":"stop",)"
              R"("if_yes":"Stop."}]})");
    files.put("red-flag-check.json", routine("red-flag-check"));
    const Catalog catalog = files.load();
    CHECK(errors(catalog) == Names{"red-flag-check.json"});
    const core::Plan plan = core::planSession(fullCheck(catalog).routine);
    REQUIRE(plan.steps.size() == 10);
    CHECK(plan.steps.front().step == "e1");
    CHECK(plan.steps.back().step == "my-check/e1");
}

TEST_CASE("someone's own check of that name is no substitute for a missing shipped one") {
    const TempFolder folder;
    fs::copy(kShipped, folder / "content", fs::copy_options::recursive);
    fs::remove(folder / "content/routines/red-flag-check.json");
    write(folder / "own/red-flag-check.json",
          R"({"format":1,"id":"red-flag-check","title":"Mine","kind":"safety-check",)"
          R"("summary":"S","steps":[{"id":"q","do":"question","title":"Q?",)"
          R"("urgency":"therapist"}]})");
    const Catalog catalog = loadCatalog(folder / "content", folder / "own");
    CHECK_FALSE(catalog.fatal.empty());
    CHECK(catalog.find("red-flag-check") == nullptr);
    CHECK(fullCheck(catalog).routine.steps.empty());
    REQUIRE(catalog.problems.size() == 1);
    CHECK(catalog.problems.front().pointer == "/id");
}

TEST_CASE("a safety check cannot be adjusted") {
    Files files;
    files.put("times.json", adjustment("red-flag-check", ""));
    CHECK(errors(files.load()) == Names{"times.json"});
}
