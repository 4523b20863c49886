#include "app/routine_files.h"

#include "support/catch.h"
#include "support/small_files_only.h"
#include "support/temp_folder.h"

#include <QDir>
#include <QFile>

using namespace psoas;
using namespace psoas::app;
using core::Seconds;

namespace fs = std::filesystem;

namespace {

const std::string kStretch = "kneeling-hip-flexor-stretch";
const fs::path kContent = fs::path(PSOAS_SOURCE_DIR) / "content";

QString q(const fs::path &path) { return QString::fromStdString(path.string()); }

std::string bytes(const QString &file) { return bytesOf(file.toStdString()); }

/// A person's data folder, read as the program does it.
struct Home {
    TempFolder folder;
    RoutineFiles files{q(folder / "data/routines"), q(kContent)};

    Library library() const { return loadLibrary(q(kContent), files.folder()); }
    LibraryRoutine routine(const std::string &id) const {
        const Library read = library();
        REQUIRE(read.find(id) != nullptr);
        return *read.find(id);
    }
    void own(const std::string &name, const std::string &text) const {
        write(folder / ("data/routines/" + name), text);
    }
    std::string inOwn(const std::string &name) const {
        return bytesOf(folder / ("data/routines/" + name));
    }
    bool has(const std::string &name) const { return fs::exists(folder / ("data/" + name)); }
};

core::Adjustment hold(int seconds) {
    return {.adjusts = kStretch, .seconds = {{"hold", Seconds(seconds)}}, .times = {}};
}

Seconds holdOf(const core::Routine &routine) { return core::timesOf(routine).seconds.at("hold"); }

FileFault::Cause causeOf(const Written &written) {
    REQUIRE_FALSE(written.ok());
    return written.error().cause;
}

const std::string kOwnTimes = "{ \"format\": 1,\n  \"adjusts\": \"" + kStretch +
                              "\",\n\n  \"seconds\": { \"switch\": 12, \"hold\": 50 } }";

std::string mine(const std::string &id, const std::string &title) {
    return R"({"format":1,"id":")" + id + R"(","title":")" + title +
           R"(","kind":"technique","summary":"S","steps":[)"
           R"({"id":"hold","do":"hold","title":"H","pose":"sitting","seconds":30}]})";
}

}  // namespace

TEST_CASE("routine files: the first change makes a file with just that, and it is in use") {
    const Home home;
    const Written written = home.files.saveTimes(home.routine(kStretch), hold(60));
    REQUIRE(written.ok());
    CHECK(written.value() == home.files.folder() + "/kneeling-hip-flexor-stretch-times.json");
    const LibraryRoutine now = home.routine(kStretch);
    CHECK(holdOf(now.routine) == Seconds(60));
    CHECK(holdOf(now.unadjusted) == Seconds(45));
    CHECK(bytes(written.value()).find("tilt") == std::string::npos);
    CHECK(home.library().otherProblems.empty());
}

TEST_CASE("routine files: a later change leaves the rest of the person's file as it is") {
    const Home home;
    home.own("mine times.json", kOwnTimes);
    core::Adjustment changes = hold(60);
    changes.times["rounds"] = 3;
    REQUIRE(home.files.saveTimes(home.routine(kStretch), changes).ok());
    CHECK(home.inOwn("mine times.json") ==
          "{ \"format\": 1,\n  \"adjusts\": \"" + kStretch +
              "\",\n\n  \"seconds\": { \"switch\": 12, \"hold\": 60 }, \"times\": { \"rounds\": "
              "3 } }");
    CHECK(home.library().routines.size() == 4);
    CHECK(core::timesOf(home.routine(kStretch).routine).times.at("rounds") == 3);
}

TEST_CASE("routine files: a faulty file of times is not touched, and its fault is told") {
    const Home home;
    const LibraryRoutine before = home.routine(kStretch);
    const std::string faults =
        GENERATE(as<std::string>{}, "{", R"({"format":1,"seconds":{"hold":9}})",
                 R"({"format":1,"adjusts":"kneeling-hip-flexor-stretch","seconds":{"hodl":9}})");
    home.own(kStretch + "-times.json", faults);
    const Written written = home.files.saveTimes(before, hold(60));
    CHECK(causeOf(written) == FileFault::Cause::Faulty);
    REQUIRE_FALSE(written.error().problems.empty());
    CHECK_FALSE(written.error().problems.front().source.empty());
    CHECK(home.inOwn(kStretch + "-times.json") == faults);
}

TEST_CASE("routine files: a time that is not allowed is not written") {
    const Home home;
    home.own("t.json", kOwnTimes);
    const Written written = home.files.saveTimes(home.routine(kStretch), hold(3601));
    CHECK(causeOf(written) == FileFault::Cause::Refused);
    CHECK(home.inOwn("t.json") == kOwnTimes);
}

TEST_CASE("routine files: reset brings the shipped times back and keeps the person's file") {
    const Home home;
    for (const char *kept : {"old/t.json", "old/t-2.json"}) {
        home.own("t.json", kOwnTimes);
        REQUIRE(home.files.resetTimes(home.routine(kStretch)).ok());
        CHECK_FALSE(home.has("routines/t.json"));
        CHECK(home.inOwn(kept) == kOwnTimes);
        CHECK(holdOf(home.routine(kStretch).routine) == Seconds(45));
    }
    CHECK(home.library().otherProblems.empty());
}

TEST_CASE("routine files: the file to edit has every time in it, and is made once") {
    const Home home;
    const Written made = home.files.fileToEdit(home.routine(kStretch));
    REQUIRE(made.ok());
    const LibraryRoutine now = home.routine(kStretch);
    CHECK(now.adjustmentFile == made.value());
    CHECK(now.routine == now.unadjusted);
    for (const char *word : {"\"tilt\": 10", "\"hold\": 45", "\"switch\": 10", "\"rounds\": 2"}) {
        CHECK(bytes(made.value()).find(word) != std::string::npos);
    }
    write(made.value().toStdString(), "{");
    CHECK(home.files.fileToEdit(now).value() == made.value());
    CHECK(bytes(made.value()) == "{");
    CHECK(home.files.fileToEdit(home.routine("red-flag-check")).value() ==
          q(kContent / "routines/red-flag-check.json"));
}

TEST_CASE("routine files: an editor finds the schema that a new file names") {
    const Home home;
    const QString made = home.files.fileToEdit(home.routine(kStretch)).value();
    CHECK(bytes(made).find("\"../schema/adjustment.schema.json\"") != std::string::npos);
    for (const char *name : {"schema/adjustment.schema.json", "schema/routine.schema.json"}) {
        CHECK(bytesOf(home.folder / ("data/" + std::string(name))) == bytesOf(kContent / name));
    }
    // One of an older version is renewed.
    write(home.folder / "data/schema/routine.schema.json", "{}");
    REQUIRE(home.files.saveTimes(home.routine(kStretch), hold(50)).ok());
    CHECK(bytesOf(home.folder / "data/schema/routine.schema.json") ==
          bytesOf(kContent / "schema/routine.schema.json"));
}

TEST_CASE("routine files: a routine made from another is the person's own, times included") {
    const Home home;
    home.own("t.json", kOwnTimes);
    const Written made = home.files.makeFrom(home.routine(kStretch), "slow-stretch", "Slow one");
    REQUIRE(made.ok());
    const LibraryRoutine copy = home.routine("slow-stretch");
    CHECK_FALSE(copy.shipped);
    CHECK(copy.routine.title == "Slow one");
    CHECK(holdOf(copy.routine) == Seconds(50));
    CHECK(copy.adjustmentFile.isEmpty());
    core::Routine same = home.routine(kStretch).routine;
    same.id = "slow-stretch";
    same.title = "Slow one";
    CHECK(copy.routine == same);
}

TEST_CASE("routine files: what exists is never made again") {
    const Home home;
    home.own("taken.json", "not even JSON");
    const LibraryRoutine stretch = home.routine(kStretch);
    CHECK(causeOf(home.files.makeFrom(stretch, "taken", "T")) == FileFault::Cause::Taken);
    CHECK(home.inOwn("taken.json") == "not even JSON");
    CHECK(causeOf(home.files.makeFrom(stretch, "ball-release", "T")) == FileFault::Cause::Taken);
    const Written bad = home.files.makeFrom(stretch, "No Id", "T");
    CHECK(causeOf(bad) == FileFault::Cause::Faulty);
    CHECK(bad.error().problems.front().pointer == "/id");
    CHECK_FALSE(home.has("routines/No Id.json"));
}

TEST_CASE("routine files: an id is made free by a number") {
    const Home home;
    CHECK(home.files.freeId("My rest", home.library()) == "my-rest");
    home.own("my-rest.json", "{");
    CHECK(home.files.freeId("My rest", home.library()) == "my-rest-2");
    CHECK(home.files.freeId("Ball release", home.library()) == "ball-release-2");
    CHECK(home.files.freeId("\xE4\xBC\xB8", home.library()) == "my-routine");
}

TEST_CASE("share: an exported routine comes in elsewhere as it was") {
    const Home here;
    here.own("mine.json", mine("mine", "Mine"));
    const QString file = q(here.folder / "shared.json");
    REQUIRE(here.files.exportTo(here.routine("mine"), file).ok());
    CHECK(bytes(file) == mine("mine", "Mine"));

    const Home there;
    const IncomingFile incoming = RoutineFiles::look(file, there.library());
    REQUIRE(incoming.routine.has_value());
    CHECK(incoming.problems.empty());
    CHECK_FALSE(there.has("routines"));
    REQUIRE(there.files.takeIn(incoming, "mine", "Mine", there.library(), false).ok());
    CHECK(there.inOwn("mine.json") == mine("mine", "Mine"));
    CHECK(there.routine("mine").routine == here.routine("mine").routine);
}

TEST_CASE("share: a shipped routine with other times comes in as times") {
    const Home here;
    here.own("t.json", kOwnTimes);
    const QString file = q(here.folder / "shared.json");
    REQUIRE(here.files.exportTo(here.routine(kStretch), file).ok());

    const Home there;
    const IncomingFile incoming = RoutineFiles::look(file, there.library());
    CHECK_FALSE(incoming.routine.has_value());
    REQUIRE(incoming.times.has_value());
    REQUIRE(there.files.takeInTimes(incoming, there.library(), false).ok());
    CHECK(there.routine(kStretch).routine == here.routine(kStretch).routine);
    CHECK(there.library().routines.size() == 4);
}

TEST_CASE("share: a shipped routine with other words comes in under another id only") {
    const Home home;
    std::string text = bytesOf(kContent / "routines/ball-release.json");
    text.replace(text.find("Ball release"), 4, "Sack");
    write(home.folder / "sack.json", text);
    const IncomingFile incoming = RoutineFiles::look(q(home.folder / "sack.json"), home.library());
    REQUIRE(incoming.routine.has_value());
    const auto take = [&](const std::string &id) {
        return home.files.takeIn(incoming, id, "Sack release", home.library(), true);
    };
    CHECK(causeOf(take("ball-release")) == FileFault::Cause::Taken);
    REQUIRE(take("sack-release").ok());
    CHECK(home.routine("sack-release").routine.title == "Sack release");
}

TEST_CASE("share: nothing of one's own is replaced unasked, and then it is kept aside") {
    const Home home;
    home.own("mine.json", mine("mine", "Mine"));
    write(home.folder / "theirs.json", mine("mine", "Theirs"));
    const IncomingFile incoming =
        RoutineFiles::look(q(home.folder / "theirs.json"), home.library());
    const auto take = [&](bool replaces) {
        return home.files.takeIn(incoming, "mine", "Theirs", home.library(), replaces);
    };
    CHECK(causeOf(take(false)) == FileFault::Cause::Taken);
    CHECK(home.inOwn("mine.json") == mine("mine", "Mine"));
    REQUIRE(take(true).ok());
    CHECK(home.inOwn("mine.json") == mine("mine", "Theirs"));
    CHECK(home.inOwn("old/mine.json") == mine("mine", "Mine"));
    // A file that gave no routine may hold anything.
    home.own("mine.json", "{");
    CHECK(causeOf(take(true)) == FileFault::Cause::Taken);
}

TEST_CASE("share: times replace one's own only when asked for") {
    const Home home;
    home.own("t.json", kOwnTimes);
    const std::string theirs =
        R"({"format":1,"adjusts":"kneeling-hip-flexor-stretch","seconds":{"hold":35}})";
    write(home.folder / "theirs.json", theirs);
    const IncomingFile incoming =
        RoutineFiles::look(q(home.folder / "theirs.json"), home.library());
    REQUIRE(incoming.times.has_value());
    CHECK(causeOf(home.files.takeInTimes(incoming, home.library(), false)) ==
          FileFault::Cause::Taken);
    CHECK(home.inOwn("t.json") == kOwnTimes);
    REQUIRE(home.files.takeInTimes(incoming, home.library(), true).ok());
    CHECK(home.inOwn("t.json") == theirs);
    CHECK(home.inOwn("old/t.json") == kOwnTimes);
    CHECK(holdOf(home.routine(kStretch).routine) == Seconds(35));
}

TEST_CASE("share: times never take the place of a file that could not be read") {
    const Home home;
    home.own(kStretch + "-times.json", "{");
    write(home.folder / "theirs.json", kOwnTimes);
    const IncomingFile incoming =
        RoutineFiles::look(q(home.folder / "theirs.json"), home.library());
    const Written written = home.files.takeInTimes(incoming, home.library(), true);
    CHECK(causeOf(written) == FileFault::Cause::Faulty);
    CHECK_FALSE(written.error().problems.empty());
    CHECK(home.inOwn(kStretch + "-times.json") == "{");
}

TEST_CASE("share: a faulty file is told of with its line and nothing is written") {
    const Home home;
    write(home.folder / "bad.json", "{\n  \"format\": 1,\n  \"titel\": \"x\"\n}");
    const IncomingFile incoming = RoutineFiles::look(q(home.folder / "bad.json"), home.library());
    CHECK_FALSE(incoming.usable());
    const auto titel = std::ranges::find(incoming.problems, 3U, &core::Problem::line);
    REQUIRE(titel != incoming.problems.end());
    CHECK(titel->source == "  \"titel\": \"x\"");
    CHECK(titel->caret == 2);
    CHECK_FALSE(RoutineFiles::look(q(home.folder / "no.json"), home.library()).usable());
    CHECK_FALSE(home.has("routines"));
}

TEST_CASE("routine files: where nothing can be written, that is told and nothing is lost") {
    const Home home;
    // A file where the folder should be refuses everyone, root too.
    write(home.folder / "data/routines", "in the way");
    const LibraryRoutine stretch = *loadLibrary(q(kContent), q(home.folder / "no")).find(kStretch);
    CHECK(causeOf(home.files.saveTimes(stretch, hold(60))) == FileFault::Cause::NotWritable);
    CHECK(causeOf(home.files.fileToEdit(stretch)) == FileFault::Cause::NotWritable);
    CHECK(causeOf(home.files.makeFrom(stretch, "mine", "Mine")) == FileFault::Cause::NotWritable);
    CHECK(causeOf(home.files.exportTo(stretch, q(home.folder / "no/such/folder.json"))) ==
          FileFault::Cause::NotWritable);
    CHECK(bytesOf(home.folder / "data/routines") == "in the way");
}

#ifdef __linux__
TEST_CASE("routine files: a full disk is noticed, and everything is as it was") {
    const Home home;
    const LibraryRoutine stretch = home.routine(kStretch);
    {
        const SmallFilesOnly full;
        CHECK(causeOf(home.files.saveTimes(stretch, hold(60))) == FileFault::Cause::NotWritable);
        CHECK(causeOf(home.files.fileToEdit(stretch)) == FileFault::Cause::NotWritable);
        CHECK(causeOf(home.files.makeFrom(stretch, "mine", "M")) == FileFault::Cause::NotWritable);
        CHECK(causeOf(home.files.exportTo(stretch, q(home.folder / "s.json"))) ==
              FileFault::Cause::NotWritable);
    }
    CHECK(QDir(home.files.folder()).entryList(QDir::AllEntries | QDir::NoDotAndDotDot).isEmpty());
    CHECK_FALSE(fs::exists(home.folder / "s.json"));
    home.own("t.json", kOwnTimes);
    const LibraryRoutine own = home.routine(kStretch);
    {
        const SmallFilesOnly full;
        CHECK(causeOf(home.files.saveTimes(own, hold(60))) == FileFault::Cause::NotWritable);
    }
    CHECK(home.inOwn("t.json") == kOwnTimes);
}
#endif

TEST_CASE("routine files: the name for times is left to a routine that has it") {
    const Home home;
    home.own("ball-release-times.json", mine("ball-release-times", "Ball release times"));
    const LibraryRoutine ball = home.routine("ball-release");
    const Written made = home.files.fileToEdit(ball);
    REQUIRE(made.ok());
    CHECK(made.value() == home.files.folder() + "/ball-release-times-2.json");
    CHECK(home.routine("ball-release").adjustmentFile == made.value());
    CHECK(home.routine("ball-release-times").routine.title == "Ball release times");
}

TEST_CASE("routine files: times that would be refused are not written, in a new file either") {
    const Home home;
    core::Adjustment far{.adjusts = kStretch, .seconds = {{"hold", Seconds(3600)}}, .times = {}};
    CHECK(causeOf(home.files.saveTimes(home.routine(kStretch), far)) == FileFault::Cause::Refused);
    CHECK_FALSE(home.has("routines"));
}

TEST_CASE("routine files: the file to edit is the faulty one, else the person's own") {
    const Home home;
    home.own("mine.json", mine("mine", "Mine"));
    home.own("mine-times.json", R"({"format":1,"adjusts":"mine","seconds":{"hold":9}})");
    LibraryRoutine own = home.routine("mine");
    CHECK(home.files.fileToEdit(own).value() == home.files.folder() + "/mine.json");
    own.problems = {{.severity = core::Problem::Severity::Error,
                     .file = (home.files.folder() + "/mine-times.json").toStdString(),
                     .line = 1,
                     .column = 1,
                     .pointer = "",
                     .reason = "r"}};
    CHECK(home.files.fileToEdit(own).value() == home.files.folder() + "/mine-times.json");
}

TEST_CASE("routine files: a step that came in meanwhile does not get another one's time") {
    const Home home;
    home.own("mine.json", mine("mine", "Mine"));
    LibraryRoutine before = home.routine("mine");
    std::string longer = mine("mine", "Mine");
    longer.insert(longer.find("{\"id\":\"hold\""),
                  R"({"id":"intro","do":"rest","title":"I","seconds":99},)");
    home.own("mine.json", longer);
    std::get<core::Step>(before.routine.steps[0]).seconds = Seconds(5);
    REQUIRE(home.files.makeFrom(before, "copy", "Copy").ok());
    const auto times = core::timesOf(home.routine("copy").routine).seconds;
    CHECK(times.at("intro") == Seconds(99));
    CHECK(times.at("hold") == Seconds(5));
}

TEST_CASE("share: nothing is exported over the app's own files") {
    const Home home;
    home.own("mine.json", mine("mine", "Mine"));
    home.own("t.json", kOwnTimes);
    for (const QString &file : {home.files.folder() + "/t.json", home.files.folder() + "/new.json",
                                q(kContent / "routines/mine.json")}) {
        CHECK(causeOf(home.files.exportTo(home.routine("mine"), file)) ==
              FileFault::Cause::OwnFolder);
    }
    CHECK(home.inOwn("t.json") == kOwnTimes);
    CHECK(home.files.exportTo(home.routine("mine"), home.files.folder() + "-too.json").ok());
}

TEST_CASE("share: what is here already is not taken in a second time") {
    const Home home;
    for (const std::string id : {"ball-release", "red-flag-check"}) {
        const QString file = q(home.folder / (id + ".json"));
        REQUIRE(home.files.exportTo(home.routine(id), file).ok());
        const IncomingFile incoming = RoutineFiles::look(file, home.library());
        CHECK(incoming.hereAlready);
        CHECK_FALSE(incoming.usable());
    }
}

TEST_CASE("routine files: an id is short enough for a number and an ending") {
    const Home home;
    const std::string id =
        home.files.freeId(std::string(59, 'a') + " " + std::string(300, 'b'), home.library());
    CHECK(id == std::string(59, 'a'));
}
