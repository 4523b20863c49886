// The schemas that help editors against the reader that decides: what the reader accepts they
// accept, and what only the reader refuses stands in a list, here and in the readers' headers.

#include "schema.h"
#include "content/adjustment_reader.h"
#include "content/catalog.h"
#include "content/json_document.h"
#include "content/routine_reader.h"
#include "core/plan.h"
#include "mutator.h"
#include "support/catch.h"
#include "support/temp_folder.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>

using namespace psoas;
using namespace psoas::content;

namespace fs = std::filesystem;

namespace {

using Json = nlohmann::json;

const fs::path kSource = PSOAS_SOURCE_DIR;

/// A rule of the reader that the schema does not know, and the words it is told in.
struct ReaderOnly {
    const char *name;
    const char *words;
};

using Rules = std::vector<ReaderOnly>;

const Rules kRoutineRules{
    {"repeated-key", "is here a second time"},
    {"text-bytes", "bytes long, this one has"},
    {"nul-character", "holds a NUL character"},
    {"file-limits", "the file "},
    {"file-name", "belongs in a file named"},
    {"step-id-twice", "is already that of another step"},
    {"ball-time", "the seconds of a step on the ball must be from 1 to 300"},
    {"arched-hold", "shows a mistake and cannot be held"},
    {"recommended-order", "before it begins"},
    {"session-length", "the whole session may"},
};

const Rules kAdjustmentRules{
    {"repeated-key", "is here a second time"},
    {"text-bytes", "bytes long, this one has"},
    {"nul-character", "holds a NUL character"},
    {"file-limits", "the file "},
    {"routine-unknown", "unknown routine"},
    {"check-has-no-times", "a safety-check has no times"},
    {"step-unknown", "unknown step"},
    {"step-is-repeat", "is a repeat: its rounds are set under"},
    {"step-waits", "waits for you, so it has no seconds"},
    {"repeat-unknown", "unknown repeat"},
    {"repeat-unknown", "repeats nothing, so it has no rounds"},
    {"repeat-unknown", "is a step: its seconds are set under"},
    {"ball-time", "the seconds of a step on the ball must be from 1 to 300"},
    {"session-length", "the whole session may"},
};

/// What came of giving many files to the reader and to the schema.
struct Tally {
    int files = 0;
    int noJson = 0;  ///< neither has anything to read
    int bothAccept = 0;
    int bothRefuse = 0;
    int readerOnly = 0;
    std::map<std::string, int> byRule;  ///< of what only the reader refused
};

bool breaks(const core::Problem &problem, const ReaderOnly &rule) {
    return problem.severity == core::Problem::Severity::Error &&
           problem.reason.find(rule.words) != std::string::npos;
}

/// The rules by which the reader refused a file that the schema accepts. Every error must have one.
std::set<std::string> rulesBroken(const core::Problems &problems, const Rules &rules) {
    std::set<std::string> names;
    for (const core::Problem &problem : problems) {
        const auto rule = std::ranges::find_if(
            rules, [&](const ReaderOnly &each) { return breaks(problem, each); });
        if (rule != rules.end()) {
            names.insert(rule->name);
        }
    }
    // Of a repeated key the reader takes the first value and the schema's parser the last, so they
    // need not agree on anything else.
    if (!names.contains("repeated-key")) {
        for (const core::Problem &problem : problems) {
            const bool known = std::ranges::any_of(
                rules, [&](const ReaderOnly &each) { return breaks(problem, each); });
            if (!known && problem.severity == core::Problem::Severity::Error) {
                FAIL_CHECK("only the reader refuses " << core::toLine(problem));
            }
        }
    }
    return names;
}

void compare(const std::string &text, const core::Problems &problems, Schema &schema,
             const Rules &rules, Tally &tally) {
    const bool refused = core::hasErrors(problems);
    const Json document = Json::parse(text, nullptr, false);
    ++tally.files;
    if (document.is_discarded()) {
        ++tally.noJson;
        CHECK(refused);
        return;
    }
    const bool accepted = schema.accepts(document);
    if (!refused && !accepted) {
        FAIL_CHECK("only the schema refuses\n" << text);
    }
    tally.bothAccept += !refused && accepted ? 1 : 0;
    tally.bothRefuse += refused && !accepted ? 1 : 0;
    if (refused && accepted) {
        ++tally.readerOnly;
        for (const std::string &name : rulesBroken(problems, rules)) {
            ++tally.byRule[name];
        }
    }
}

std::vector<Mutator::Json> shippedRoutines() {
    std::vector<Mutator::Json> routines;
    for (const fs::path &file : jsonFilesIn(kSource / "content" / "routines")) {
        routines.push_back(Mutator::Json::parse(bytesOf(file)));
    }
    return routines;
}

const Catalog &shipped() {
    static const Catalog catalog = loadCatalog(kSource / "content", std::nullopt);
    return catalog;
}

/// An adjustment with every time of the routine in it.
Mutator::Json fullAdjustment(const core::Routine &routine) {
    Mutator::Json seconds = Mutator::Json::object();
    for (const core::Step *step : core::allSteps(routine)) {
        if (step->seconds) {
            seconds[step->id] = step->seconds->count();
        }
    }
    Mutator::Json times = Mutator::Json::object();
    for (const core::RoutineStep &step : routine.steps) {
        if (const auto *repeat = std::get_if<core::Repeat>(&step)) {
            times[repeat->id] = repeat->times;
        }
    }
    return {{"format", 1}, {"adjusts", routine.id}, {"seconds", seconds}, {"times", times}};
}

std::vector<Mutator::Json> fullAdjustments() {
    std::vector<Mutator::Json> adjustments;
    for (const CatalogEntry &entry : shipped().entries) {
        adjustments.push_back(fullAdjustment(entry.routine));
    }
    return adjustments;
}

core::Problems routineProblems(const std::string &text, const std::string &file) {
    return readRoutine(text, file).problems;
}

core::Problems adjustmentProblems(const std::string &text) {
    return readAdjustment(text, "mine.json", shipped().unadjustedRoutines()).problems;
}

/// The names in the list that a reader's header gives: `///  - name: what it means`.
std::set<std::string> rulesInHeader(const std::string &header) {
    const std::string text = bytesOf(kSource / "src" / "content" / header);
    const std::string mark = "///  - ";
    std::set<std::string> names;
    for (std::size_t at = text.find(mark); at != std::string::npos; at = text.find(mark, at + 1)) {
        const std::size_t begin = at + mark.size();
        names.insert(text.substr(begin, text.find(':', begin) - begin));
    }
    return names;
}

std::set<std::string> namesOf(const Rules &rules) {
    std::set<std::string> names;
    for (const ReaderOnly &rule : rules) {
        names.insert(rule.name);
    }
    return names;
}

/// Small files with every field there is.
const char *const kEveryField = R"({
    "$schema": "s", "format": 1, "id": "r", "title": "T", "kind": "technique", "summary": "S",
    "equipment": ["E"], "why": "W", "feel": "F", "mistakes": ["M"],
    "stop_if": [{"id": "B5", "say": "S"}], "breathing": {"in": 4, "out": 6},
    "steps": [
        {"id": "p", "do": "prepare", "title": "P", "say": "S", "pose": "sitting", "seconds": 9,
         "cues": [{"at": 5, "say": "C"}], "breathing": {"in": 4, "out": 6}, "sources": ["K1"]},
        {"id": "rounds", "do": "repeat", "title": "R", "times": 2, "sides": ["left", "right"],
         "steps": [
            {"id": "h", "do": "hold", "title": "H", "say": "S", "pose": "sitting", "seconds": 9,
             "recommended": [5, 9], "cues": [{"left": 5, "say": "C"}],
             "breathing": {"in": 4, "out": 6}, "sources": ["K1"]},
            {"id": "q", "do": "rest", "title": "Q", "say": "S", "pose": "sitting", "seconds": 9,
             "cues": [{"left": 5, "say": "C"}], "breathing": {"in": 4, "out": 6},
             "sources": ["K1"]}]}]})";
const char *const kEveryCheckField = R"({
    "format": 1, "id": "r", "title": "T", "kind": "safety-check", "summary": "S",
    "steps": [
        {"id": "q", "do": "question", "title": "Q?", "say": "S", "pose": "sitting",
         "urgency": "stop", "if_yes": "Y", "sources": ["F1"]}]})";
const char *const kEveryAdjustment = R"({
    "$schema": "s", "format": 1, "adjusts": "kneeling-hip-flexor-stretch",
    "seconds": {"tilt": 10, "hold": 45}, "times": {"rounds": 2}})";

/// The file without that value, and with every kind of wrong and right value in its place.
std::vector<Json> spoiltAt(const Json &file, const Json::json_pointer &place) {
    std::vector<Json> spoilt;
    for (const char *value : {"null", "true", "0", "1", "21", "61", "3601", "30.5", "\"\"", "\" \"",
                              "\"x\"", "\"A b\"", "[]", "[null]", "{}", "{\"colour\":1}"}) {
        spoilt.emplace_back(file)[place] = Json::parse(value);
    }
    if (!place.empty()) {
        Json without = file;
        Json &parent = without[place.parent_pointer()];
        if (parent.is_object()) {
            parent.erase(place.back());
        } else {
            parent.erase(std::stoul(place.back()));
        }
        spoilt.push_back(std::move(without));
    }
    if (file[place].is_object()) {
        spoilt.emplace_back(file)[place]["colour"] = 1;
    }
    return spoilt;
}

std::vector<Json> spoiltEverywhere(const Json &file) {
    const Json leaves = file.flatten();
    std::set<std::string> places{""};
    for (const auto &[leaf, value] : leaves.items()) {
        for (Json::json_pointer place(leaf); !place.empty(); place.pop_back()) {
            places.insert(place.to_string());
        }
    }
    std::vector<Json> spoilt;
    for (const std::string &place : places) {
        std::ranges::move(spoiltAt(file, Json::json_pointer(place)), std::back_inserter(spoilt));
    }
    return spoilt;
}

/// A text of few characters and too many bytes.
std::string manyUmlauts() {
    std::string text;
    for (int i = 0; i < 2049; ++i) {
        text += "\xC3\xA4";
    }
    return text;
}

}  // namespace

TEST_CASE("the schemas accept what is shipped and what the app writes") {
    Schema routine("routine.schema.json");
    Schema adjustment("adjustment.schema.json");
    for (const fs::path &file : jsonFilesIn(kSource / "content" / "routines")) {
        CAPTURE(file);
        CHECK(routine.accepts(Json::parse(bytesOf(file))));
        CHECK_FALSE(adjustment.accepts(Json::parse(bytesOf(file))));
    }
    for (const Mutator::Json &file : fullAdjustments()) {
        CHECK(adjustment.accepts(file));
        CHECK_FALSE(routine.accepts(file));
    }
}

TEST_CASE("the readers' headers list the rules that are theirs alone") {
    CHECK(rulesInHeader("routine_reader.h") == namesOf(kRoutineRules));
    CHECK(rulesInHeader("adjustment_reader.h") == namesOf(kAdjustmentRules));
}

TEST_CASE("reader and schema know the same poses and the same limits") {
    Schema schema("routine.schema.json");
    const auto agree = [&](const Json &step, bool good) {
        Json routine = Json::parse(kEveryField);
        routine["steps"] = Json::array({step});
        const std::string text = routine.dump();
        CAPTURE(text);
        CHECK(core::hasErrors(routineProblems(text, "r.json")) == !good);
        CHECK(schema.accepts(routine) == good);
    };
    Json step{{"id", "a"}, {"title", "A"}};
    for (const core::Pose pose : core::allPoses()) {
        step["pose"] = core::poseName(pose);
        const int most = core::isOnTheBall(pose) ? 300 : 3600;
        for (const std::string kind : {"prepare", "hold", "rest"}) {
            step["do"] = kind;
            const bool held = kind != "hold" || pose != core::Pose::HalfKneelingArched;
            for (const int seconds : {0, 1, most, most + 1}) {
                step["seconds"] = seconds;
                agree(step, held && seconds >= 1 && seconds <= most);
            }
        }
    }
    const Json hold{{"id", "a"}, {"title", "A"}, {"do", "hold"}, {"seconds", 1}};
    const auto agreeOn = [&](const char *key, const Json &value, bool good) {
        Json more = hold;
        more[key] = value;
        agree(more, good);
    };
    for (const int breath : {0, 1, 60, 61}) {
        const bool good = breath == 1 || breath == 60;
        agreeOn("breathing", {{"in", breath}, {"out", 1}}, good);
        agreeOn("breathing", {{"in", 1}, {"out", breath}}, good);
        for (const char *pause : {"after_in", "after_out"}) {
            agreeOn("breathing", {{"in", 1}, {"out", 1}, {pause, breath}}, breath <= 60);
        }
    }
    for (const int at : {0, 1, 3600, 3601}) {
        const bool good = at == 1 || at == 3600;
        agreeOn("cues", Json::array({Json{{"at", at}, {"say", "x"}}}), good);
        agreeOn("cues", Json::array({Json{{"left", at}, {"say", "x"}}}), good);
        agreeOn("recommended", Json::array({at, at}), good);
    }
    for (const int rounds : {0, 1, 20, 21}) {
        agree({{"id", "r"}, {"do", "repeat"}, {"times", rounds}, {"steps", Json::array({hold})}},
              rounds == 1 || rounds == 20);
    }
}

TEST_CASE("reader and schema both refuse what has no place in a step") {
    Schema schema("routine.schema.json");
    const auto [kind, step] = GENERATE(table<std::string, std::string>({
        {"technique", R"("do":"hold","seconds":5,"urgency":"stop")"},
        {"technique", R"("do":"hold","seconds":5,"if_yes":"Stop.")"},
        {"technique", R"("do":"rest","seconds":5,"recommended":[5,9])"},
        {"technique", R"("do":"prepare","recommended":[5,9])"},
        {"technique", R"("do":"hold","seconds":5,"times":2)"},
        {"technique", R"("do":"hold")"},
        {"technique", R"("do":"rest")"},
        {"technique", R"("do":"question","urgency":"stop")"},
        {"technique", R"("do":"repeat","times":2)"},
        {"technique", R"("do":"repeat","times":2,"steps":[])"},
        {"technique", R"("do":"repeat","steps":[{"id":"b","do":"prepare","title":"B"}])"},
        {"technique",
         R"("do":"repeat","sides":[],"steps":[{"id":"b","do":"prepare","title":"B"}])"},
        {"technique", R"("do":"repeat","times":2,"pose":"sitting",)"
                      R"("steps":[{"id":"b","do":"prepare","title":"B"}])"},
        {"technique", R"("do":"repeat","times":2,"steps":[{"id":"b","do":"repeat","times":2,)"
                      R"("steps":[{"id":"c","do":"prepare","title":"C"}]}])"},
        {"safety-check", R"("do":"hold","seconds":5)"},
        {"safety-check", R"("do":"repeat","times":2,)"
                         R"("steps":[{"id":"b","do":"prepare","title":"B"}])"},
        {"safety-check", R"("do":"question")"},
        {"safety-check", R"("do":"question","urgency":"stop","seconds":5)"},
        {"safety-check", R"("do":"question","urgency":"stop","cues":[])"},
        {"safety-check", R"("do":"question","urgency":"stop","recommended":[5,9])"},
        {"safety-check", R"("do":"question","urgency":"stop","breathing":{"in":4,"out":6})"},
    }));
    const std::string text = R"({"format":1,"id":"r","title":"T","kind":")" + kind +
                             R"(","summary":"S","steps":[{"id":"a","title":"A",)" + step + "}]}";
    CAPTURE(text);
    CHECK(core::hasErrors(routineProblems(text, "r.json")));
    CHECK_FALSE(schema.accepts(Json::parse(text)));
}

TEST_CASE("reader and schema agree on what an id is") {
    Schema schema("routine.schema.json");
    const auto [id, good] = GENERATE(table<std::string, bool>({
        {"a", true},
        {"7", true},
        {"a-b", true},
        {"4-7-8", true},
        {"", false},
        {"-", false},
        {"-a", false},
        {"a-", false},
        {"a--b", false},
        {"A", false},
        {"a_b", false},
        {"a b", false},
        {"\xC3\xA4", false},
        {"a\\n", false},
        {"a.json", false},
        {"a/b", false},
    }));
    const std::string text = R"({"format":1,"id":"r","title":"T","kind":"technique",)"
                             R"("summary":"S","steps":[{"id":")" +
                             id + R"(","do":"hold","title":"A","seconds":5}]})";
    CAPTURE(text);
    CHECK(core::hasErrors(routineProblems(text, "r.json")) == !good);
    CHECK(schema.accepts(Json::parse(text)) == good);
}

TEST_CASE("each rule of the routine reader alone refuses something that the schema accepts") {
    const std::string a = R"({"id":"a","do":"hold","title":"A","seconds":30)";
    const auto steps = [](const std::string &inside) {
        return R"({"format":1,"id":"r","title":"T","kind":"technique","summary":"S","steps":[)" +
               inside + "]}";
    };
    const std::string onBall = steps(R"({"id":"p","do":"prepare","title":"P","pose":"ball-map"},)"
                                     R"({"id":"a","do":"hold","title":"A","seconds":301})");
    std::string many = a + R"(,"sources":[)";
    for (std::size_t i = 0; i < 20'000; ++i) {
        many += R"("K7",)";
    }
    Schema schema("routine.schema.json");
    const auto broken = [&](const std::string &text, const std::string &file = "r.json") {
        Tally tally;
        compare(text, routineProblems(text, file), schema, kRoutineRules, tally);
        CHECK(tally.readerOnly == 1);
        return tally.byRule;
    };
    using Once = std::map<std::string, int>;
    CHECK(broken(steps(a + R"(,"seconds":30})")) == Once{{"repeated-key", 1}});
    CHECK(broken(steps(a + R"(,"say":")" + manyUmlauts() + "\"}")) == Once{{"text-bytes", 1}});
    CHECK(broken(steps(a + R"(,"say":"a\u0000"})")) == Once{{"nul-character", 1}});
    CHECK(broken(steps(many + R"("K7"]})")) == Once{{"file-limits", 1}});
    CHECK(broken(steps(a + "}") + std::string(kMostBytes, ' ')) == Once{{"file-limits", 1}});
    CHECK(broken(steps(a + "}"), "other.json") == Once{{"file-name", 1}});
    CHECK(broken(steps(a + "}," + a + "}")) == Once{{"step-id-twice", 1}});
    CHECK(broken(onBall) == Once{{"ball-time", 1}});
    CHECK(broken(steps(R"({"id":"p","do":"rest","title":"P","pose":"half-kneeling-arched",)"
                       R"("seconds":5},)" +
                       a + "}")) == Once{{"arched-hold", 1}});
    CHECK(broken(steps(a + R"(,"recommended":[60,30]})")) == Once{{"recommended-order", 1}});
    CHECK(broken(steps(R"({"id":"r","do":"repeat","times":3,"steps":[{"id":"a","do":"hold",)"
                       R"("title":"A","seconds":3600}]})")) == Once{{"session-length", 1}});
}

TEST_CASE("each rule of the adjustment reader alone refuses something that the schema accepts") {
    const auto adjusting = [](const std::string &routine, const std::string &more) {
        return R"({"format":1,"adjusts":")" + routine + '"' + more + '}';
    };
    const std::string stretch = "kneeling-hip-flexor-stretch";
    Schema schema("adjustment.schema.json");
    const auto broken = [&](const std::string &text) {
        Tally tally;
        compare(text, adjustmentProblems(text), schema, kAdjustmentRules, tally);
        CHECK(tally.readerOnly == 1);
        return tally.byRule;
    };
    using Once = std::map<std::string, int>;
    CHECK(broken(adjusting(stretch, R"(,"format":1)")) == Once{{"repeated-key", 1}});
    CHECK(broken(adjusting(stretch, R"(,"$schema":")" + manyUmlauts() + '"')) ==
          Once{{"text-bytes", 1}});
    CHECK(broken(adjusting(stretch, R"(,"$schema":"a\u0000")")) == Once{{"nul-character", 1}});
    CHECK(broken(adjusting(stretch, "") + std::string(kMostBytes, ' ')) ==
          Once{{"file-limits", 1}});
    CHECK(broken(adjusting("yoga", "")) == Once{{"routine-unknown", 1}});
    CHECK(broken(adjusting("red-flag-check", "")) == Once{{"check-has-no-times", 1}});
    CHECK(broken(adjusting(stretch, R"(,"seconds":{"hodl":45})")) == Once{{"step-unknown", 1}});
    CHECK(broken(adjusting(stretch, R"(,"seconds":{"rounds":2})")) == Once{{"step-is-repeat", 1}});
    CHECK(broken(adjusting(stretch, R"(,"seconds":{"set-up":5})")) == Once{{"step-waits", 1}});
    CHECK(broken(adjusting(stretch, R"(,"times":{"hold":2})")) == Once{{"repeat-unknown", 1}});
    CHECK(broken(adjusting("ball-release", R"(,"seconds":{"first-spot":301})")) ==
          Once{{"ball-time", 1}});
    CHECK(broken(adjusting(stretch, R"(,"seconds":{"hold":3600})")) == Once{{"session-length", 1}});
}

TEST_CASE("reader and schema agree when one value after the other is spoilt") {
    Schema routine("routine.schema.json");
    Schema adjustment("adjustment.schema.json");
    Tally tally;
    for (const char *text : {kEveryField, kEveryCheckField}) {
        for (const Json &spoilt : spoiltEverywhere(Json::parse(text))) {
            const std::string file = spoilt.dump();
            CAPTURE(file);
            compare(file, routineProblems(file, "r.json"), routine, kRoutineRules, tally);
        }
    }
    for (const Json &spoilt : spoiltEverywhere(Json::parse(kEveryAdjustment))) {
        const std::string file = spoilt.dump();
        CAPTURE(file);
        compare(file, adjustmentProblems(file), adjustment, kAdjustmentRules, tally);
    }
    CHECK(tally.files > 1000);
    CHECK(tally.bothAccept > 100);
}

TEST_CASE("what only the reader refuses among the bad files is in the list") {
    Schema routine("routine.schema.json");
    Schema adjustment("adjustment.schema.json");
    Tally tally;
    for (const char *folder : {"bad", "bad_several", "bad_times"}) {
        for (const fs::path &file : jsonFilesIn(kSource / "tests" / "content" / folder)) {
            CAPTURE(file);
            const std::string text = bytesOf(file);
            if (isAdjustment(text)) {
                compare(text, adjustmentProblems(text), adjustment, kAdjustmentRules, tally);
            } else {
                compare(text, routineProblems(text, file.string()), routine, kRoutineRules, tally);
            }
        }
    }
    CHECK(tally.bothAccept == 0);
    CHECK(tally.bothRefuse >= 30);
}

TEST_CASE("reader and schema agree on mutated routines but for the list") {
    Schema schema("routine.schema.json");
    const auto routines = shippedRoutines();
    Mutator mutator(20261124, routines);
    Tally tally;
    for (std::size_t i = 0; i < 2000; ++i) {
        const Mutator::Json &original = routines[i % routines.size()];
        const std::string text = mutator.mutated(original);
        CAPTURE(i);
        compare(text, routineProblems(text, original["id"].get<std::string>() + ".json"), schema,
                kRoutineRules, tally);
    }
    CHECK(tally.noJson > 20);
    CHECK(tally.bothAccept > 200);
    CHECK(tally.bothRefuse > 1000);
    CHECK(tally.readerOnly > 50);
}

TEST_CASE("reader and schema agree on mutated adjustments but for the list") {
    Schema schema("adjustment.schema.json");
    const auto adjustments = fullAdjustments();
    Mutator mutator(20261125, adjustments);
    Tally tally;
    for (std::size_t i = 0; i < 2000; ++i) {
        const std::string text = mutator.mutated(adjustments[i % adjustments.size()]);
        CAPTURE(i);
        compare(text, adjustmentProblems(text), schema, kAdjustmentRules, tally);
    }
    CHECK(tally.bothAccept > 100);
    CHECK(tally.bothRefuse > 500);
    CHECK(tally.readerOnly > 50);
}
