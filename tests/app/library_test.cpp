#include "app/library.h"

#include "app/sequence.h"
#include "core/adjustment.h"
#include "core/sequence.h"
#include "support/catch.h"
#include "support/temp_folder.h"

using namespace psoas;
using namespace psoas::app;

namespace fs = std::filesystem;

namespace {

constexpr auto kTimes = R"({"format":1,"adjusts":"kneeling-hip-flexor-stretch",)"
                        R"("seconds":{"hold":60}})";
constexpr auto kMine = R"({"format":1,"id":"mine","title":"Mine","kind":"technique","summary":"S",)"
                       R"("steps":[{"id":"a","do":"hold","title":"A","seconds":5}]})";
constexpr auto kAsk = R"({"format":1,"id":"ask","title":"Ask","kind":"safety-check","summary":"S",)"
                      R"("steps":[{"id":"q","do":"question","title":"Q?","urgency":"stop"}]})";

constexpr auto kMineTimes = R"({"format":1,"adjusts":"mine","seconds":{"a":7}})";

/// The shipped content and a folder of one's own, read again and again as the program does it.
struct Files {
    TempFolder folder;
    Library library;

    Files() {
        fs::copy(fs::path(PSOAS_SOURCE_DIR) / "content", folder / "content",
                 fs::copy_options::recursive);
        write(folder / "own/times.json", kTimes);
        write(folder / "own/mine.json", kMine);
        write(folder / "own/ask.json", kAsk);
        read();
    }
    void read() {
        library = withLastGood(loadLibrary(QString::fromStdString((folder / "content").string()),
                                           QString::fromStdString((folder / "own").string())),
                               library);
    }
    core::Seconds hold() const {
        const auto plan = core::planSession(library.find("kneeling-hip-flexor-stretch")->routine);
        const auto step =
            std::ranges::find(plan.steps, core::StepKind::Hold, &core::PlannedStep::kind);
        return step->seconds.value();
    }
};

}  // namespace

TEST_CASE("library: times that have become faulty stay as they were, and are marked so") {
    using namespace std::chrono_literals;
    Files files;
    REQUIRE(files.hold() == 60s);
    for (const char *bad : {"{", R"({"format":1,"adjusts":"kneeling-hip-flexor-stretch",)"
                                 R"("seconds":{"hold":"long"}})"}) {
        write(files.folder / "own/times.json", bad);
        files.read();
        const LibraryRoutine *stretch = files.library.find("kneeling-hip-flexor-stretch");
        CHECK(files.hold() == 60s);
        CHECK(stretch->isLastGood);
        CHECK(core::hasErrors(stretch->problems));
        CHECK(files.library.otherProblems.empty());
    }
    SECTION("until they are good again") {
        write(files.folder / "own/times.json", R"({"format":1,"seconds":{"hold":50},)"
                                               R"("adjusts":"kneeling-hip-flexor-stretch"})");
        files.read();
        CHECK(files.hold() == 50s);
        CHECK_FALSE(files.library.find("kneeling-hip-flexor-stretch")->isLastGood);
    }
    SECTION("or until they are deleted") {
        fs::remove(files.folder / "own/times.json");
        files.read();
        CHECK(files.hold() == 45s);
        CHECK_FALSE(files.library.find("kneeling-hip-flexor-stretch")->isLastGood);
    }
}

TEST_CASE("library: a routine of one's own that has become faulty stays, a deleted one goes") {
    Files files;
    const auto ids = [&] {
        std::vector<std::string> found;
        for (const LibraryRoutine &each : files.library.routines) {
            found.push_back(each.routine.id);
        }
        return found;
    };
    const auto before = ids();
    write(files.folder / "own/mine.json", "[");
    files.read();
    CHECK(ids() == before);
    REQUIRE(files.library.find("mine") != nullptr);
    CHECK(files.library.find("mine")->isLastGood);
    fs::remove(files.folder / "own/mine.json");
    files.read();
    CHECK(files.library.find("mine") == nullptr);
}

TEST_CASE("library: one's own question does not fall away with a slip in an editor") {
    Files files;
    REQUIRE(core::allSteps(files.library.fullCheck.routine).size() == 10);
    write(files.folder / "own/ask.json", "[");
    files.read();
    CHECK(core::allSteps(files.library.fullCheck.routine).size() == 10);
}

TEST_CASE("library: a faulty check of one's own keeps no new question out") {
    Files files;
    write(files.folder / "own/ask.json", "[");
    std::string other = kAsk;
    other.replace(other.find("\"ask\""), 5, "\"other\"");
    write(files.folder / "own/other.json", other);
    files.read();
    CHECK(core::allSteps(files.library.fullCheck.routine).size() == 11);
}

TEST_CASE("library: faulty times do not keep the routine itself from changing") {
    using namespace std::chrono_literals;
    Files files;
    write(files.folder / "own/mine-times.json", kMineTimes);
    files.read();
    REQUIRE(core::timesOf(files.library.find("mine")->routine).seconds.at("a") == 7s);
    write(files.folder / "own/mine-times.json", "{");
    std::string renamed = kMine;
    renamed.replace(renamed.find("\"Mine\""), 6, "\"Ours\"");
    write(files.folder / "own/mine.json", renamed);
    files.read();
    const LibraryRoutine *mine = files.library.find("mine");
    CHECK(mine->routine.title == "Ours");
    CHECK(core::timesOf(mine->routine).seconds.at("a") == 7s);
    CHECK(mine->isLastGood);
    CHECK(core::hasErrors(mine->problems));
}

TEST_CASE("library: a faulty routine takes nothing away from its times") {
    using namespace std::chrono_literals;
    Files files;
    write(files.folder / "own/mine-times.json", kMineTimes);
    files.read();
    write(files.folder / "own/mine.json", "{");
    files.read();
    CHECK(files.library.otherProblems.empty());
    CHECK(core::timesOf(files.library.find("mine")->routine).seconds.at("a") == 7s);
    std::string longer = kMineTimes;
    longer.replace(longer.find(":7"), 2, ":9");
    write(files.folder / "own/mine-times.json", longer);
    files.read();
    CHECK(files.library.otherProblems.empty());
    CHECK(core::timesOf(files.library.find("mine")->routine).seconds.at("a") == 9s);
}

TEST_CASE("library: files in a folder that cannot be read are not deleted ones") {
    Files files;
    Library fresh = files.library;
    std::erase_if(fresh.routines, [](const LibraryRoutine &each) { return !each.shipped; });
    fresh.otherProblems = {{.severity = core::Problem::Severity::Error,
                            .file = (files.folder / "own").string(),
                            .line = 1,
                            .column = 1,
                            .pointer = "",
                            .reason = "this folder cannot be read"}};
    const Library kept = withLastGood(fresh, files.library);
    REQUIRE(kept.find("mine") != nullptr);
    CHECK(kept.find("mine")->isLastGood);
    CHECK(core::hasErrors(kept.otherProblems));
}

TEST_CASE("library: a file whose name is not UTF-8 is told of and stops nothing") {
    Files files;
    write(files.folder / "own/zeiten-f\xFCr.json", kTimes);
    fs::remove(files.folder / "own/times.json");
    files.read();
    CHECK(files.library.find("mine") != nullptr);
    REQUIRE(files.library.otherProblems.size() == 1);
    CHECK(files.library.otherProblems[0].reason.find("is not UTF-8") != std::string::npos);
}

TEST_CASE("library: shipped content that has become unusable stays in use") {
    Files files;
    write(files.folder / "content/safety/safety.json", "{");
    files.read();
    CHECK(files.library.usable());
    CHECK(core::hasErrors(files.library.otherProblems));
    CHECK_FALSE(files.library.texts.screening.empty());
}

TEST_CASE("library: what was never good is not made good") {
    Files files;
    write(files.folder / "own/other.json", "{");
    files.read();
    CHECK(core::hasErrors(files.library.otherProblems));
    files.library = {};
    fs::remove_all(files.folder / "content");
    files.read();
    CHECK_FALSE(files.library.usable());
}

TEST_CASE("library: the sequence is left out, and why, where one's times make it too long") {
    Files files;
    CHECK(files.library.find(core::kSequenceId) != nullptr);
    const auto rests = [&](int seconds) {
        write(files.folder / "own/rest-times.json",
              R"({"format":1,"adjusts":"constructive-rest","seconds":{"rest":)" +
                  std::to_string(seconds) + "}}");
        files.read();
    };
    // Each is far below two hours.
    write(files.folder / "own/times.json", R"({"format":1,"seconds":{"hold":900},)"
                                           R"("adjusts":"kneeling-hip-flexor-stretch"})");
    rests(3600);
    REQUIRE_FALSE(files.library.sequence);
    CHECK(files.library.sequence.error() == SequenceLack::TooLong);
    CHECK(files.library.find(core::kSequenceId) == nullptr);
    CHECK(files.library.find("constructive-rest") != nullptr);

    rests(600);
    REQUIRE(files.library.sequence);
    CHECK(files.library.find(core::kSequenceId) != nullptr);

    std::erase_if(files.library.routines,
                  [](const LibraryRoutine &each) { return each.routine.id == "ball-release"; });
    const auto without = sequenceOf(files.library.routines);
    REQUIRE_FALSE(without);
    CHECK(without.error() == SequenceLack::PartMissing);
}
