#include "cli/content_verbs.h"

#include "support/catch.h"
#include "support/temp_folder.h"

#include <nlohmann/json.hpp>

#include <sstream>

using namespace psoas;
using namespace psoas::cli;

namespace fs = std::filesystem;

namespace {

struct Shell {
    TempFolder folder;
    Paths paths{fs::path(PSOAS_SOURCE_DIR) / "content", folder.path()};
    std::ostringstream out;
    std::ostringstream err;

    /// In the order of the text.
    nlohmann::ordered_json json() const { return nlohmann::ordered_json::parse(out.str()); }
};

std::vector<std::string> keysOf(const nlohmann::ordered_json &object) {
    std::vector<std::string> keys;
    for (const auto &[key, value] : object.items()) {
        keys.push_back(key);
    }
    return keys;
}

}  // namespace

TEST_CASE("list names every routine") {
    Shell shell;
    CHECK(list(shell.paths, true, shell.out, shell.err) == 0);
    REQUIRE(shell.json().size() == 4);
    CHECK(keysOf(shell.json()[0]) ==
          std::vector<std::string>{"id", "title", "kind", "seconds", "file"});
}

TEST_CASE("a good file validates in silence") {
    Shell shell;
    const auto file = shell.paths.content / "routines/ball-release.json";
    CHECK(validate(shell.paths, {file.string()}, false, shell.out, shell.err) == 0);
    CHECK(shell.out.str().empty());
    CHECK(shell.err.str().empty());
}

TEST_CASE("a bad file is told as editors parse it") {
    Shell shell;
    const auto file = (shell.folder / "r.json").string();
    write(file, "{\n  \"format\": 2\n}");
    CHECK(validate(shell.paths, {file}, false, shell.out, shell.err) == 1);
    CHECK_THAT(shell.out.str(), ContainsSubstring(file + ":2:13: error: /format: "));
}

TEST_CASE("an adjustment validates against its routine") {
    Shell shell;
    const auto file = (shell.folder / "routines/times.json").string();
    write(file, R"({"format":1,"adjusts":"ball-release","seconds":{"first-spot":301}})");
    CHECK(validate(shell.paths, {file}, false, shell.out, shell.err) == 1);
    write(file, R"({"format":1,"adjusts":"ball-release","seconds":{"first-spot":100}})");
    Shell warned;
    CHECK(validate(warned.paths, {file}, false, warned.out, warned.err) == 0);
    CHECK_THAT(warned.out.str(), ContainsSubstring(": warning: /seconds/first-spot: "));
}

TEST_CASE("of two adjustments of a routine the second is an error") {
    Shell shell;
    const auto first = (shell.folder / "routines/a.json").string();
    const auto second = (shell.folder / "routines/b.json").string();
    const auto elsewhere = (shell.folder / "c.json").string();
    for (const std::string &file : {first, second, elsewhere}) {
        write(file, R"({"format":1,"adjusts":"ball-release","seconds":{}})");
    }
    CHECK(validate(shell.paths, {first, elsewhere}, false, shell.out, shell.err) == 0);
    CHECK(validate(shell.paths, {second}, false, shell.out, shell.err) == 1);
    CHECK_THAT(shell.out.str(), ContainsSubstring("b.json:1:23: error: /adjusts: "));
    CHECK_THAT(shell.out.str(), ContainsSubstring("a.json"));
    // Whose times the plan has is not obvious either.
    Shell planned;
    planned.paths = shell.paths;
    CHECK(plan(planned.paths, "ball-release", false, planned.out, planned.err) == 0);
    CHECK_THAT(planned.err.str(), ContainsSubstring("b.json:1:23: error: /adjusts: "));
}

TEST_CASE("where the content is missing every verb says so") {
    Shell shell;
    shell.paths.content = shell.folder / "nowhere";
    CHECK(list(shell.paths, false, shell.out, shell.err) == 1);
    CHECK_THAT(shell.err.str(), ContainsSubstring("shipped routines is missing"));
    shell.err.str("");
    CHECK(plan(shell.paths, "ball-release", false, shell.out, shell.err) == 1);
    CHECK_THAT(shell.err.str(), ContainsSubstring("shipped routines is missing"));
    shell.err.str("");
    const auto times = (shell.folder / "times.json").string();
    write(times, R"({"format":1,"adjusts":"ball-release","seconds":{}})");
    CHECK(validate(shell.paths, {times}, false, shell.out, shell.err) == 1);
    CHECK_THAT(shell.err.str(), ContainsSubstring("shipped routines is missing"));
}

TEST_CASE("a title cannot write to the terminal") {
    Shell shell;
    write(shell.folder / "routines/sly.json",
          R"({"format":1,"id":"sly","title":"A\u001b[31m\nB","kind":"technique","summary":"S",)"
          R"("steps":[{"id":"a","do":"hold","title":"C\tD","seconds":5}]})");
    CHECK(list(shell.paths, false, shell.out, shell.err) == 0);
    CHECK(plan(shell.paths, "sly", false, shell.out, shell.err) == 0);
    CHECK_THAT(shell.out.str(), ContainsSubstring("A\\u001b[31m\\u000aB"));
    CHECK_THAT(shell.out.str(), ContainsSubstring("C\\u0009D"));
    CHECK(shell.out.str().find('\x1b') == std::string::npos);
}

TEST_CASE("a file that cannot be read is a wrong use and a huge one an error") {
    Shell shell;
    CHECK(validate(shell.paths, {(shell.folder / "none.json").string()}, false, shell.out,
                   shell.err) == 2);
    CHECK_FALSE(shell.err.str().empty());
    const auto file = (shell.folder / "huge.json").string();
    write(file, std::string(1024 * 1024 + 1, ' '));
    CHECK(validate(shell.paths, {file}, false, shell.out, shell.err) == 1);
    CHECK_THAT(shell.out.str(), ContainsSubstring(file + ":1:1: error: "));
}

TEST_CASE("a plan is the flat session with the person's own times") {
    Shell shell;
    write(shell.folder / "routines/t.json",
          R"({"format":1,"adjusts":"kneeling-hip-flexor-stretch","seconds":{"hold":60}})");
    CHECK(plan(shell.paths, "kneeling-hip-flexor-stretch", true, shell.out, shell.err) == 0);
    const auto steps = shell.json();
    REQUIRE(steps.size() == 12);
    CHECK(keysOf(steps[0]) == std::vector<std::string>{"order", "step", "title", "do", "side",
                                                       "round", "seconds", "waits"});
    CHECK(steps[0]["waits"] == true);
    CHECK(steps[0]["seconds"].is_null());
    CHECK(steps[0]["side"].is_null());
    CHECK(steps[2]["side"] == "left");
    CHECK(steps[2]["seconds"] == 60);
    CHECK(steps[11]["round"] == 2);
}

TEST_CASE("a plan of an unknown routine is an error") {
    Shell shell;
    CHECK(plan(shell.paths, "nothing", true, shell.out, shell.err) == 1);
    CHECK_FALSE(shell.err.str().empty());
}

TEST_CASE("the schema is printed whole") {
    Shell shell;
    CHECK(schema(shell.paths, shell.out, shell.err) == 0);
    CHECK(shell.json().contains("$schema"));
}
