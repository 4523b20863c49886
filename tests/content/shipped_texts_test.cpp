#include "support/catch.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <string>
#include <string_view>
#include <vector>

// The rules that the shipped words keep, as CONTRIBUTING.md states them. The files are read here
// without the app's own reader: a fault in the reader must not hide one in a text.

namespace {

using nlohmann::json;

constexpr std::array kRoutines{"constructive-rest", "kneeling-hip-flexor-stretch", "ball-release",
                               "red-flag-check"};

// Of docs/facts.md.
const std::set<std::string> kFacts{
    "A1", "A2", "A3", "R1", "R2", "R3", "R4", "R5", "R6", "R7", "R8", "K1", "K2", "K3", "K4",
    "K5", "K6", "K7", "K8", "K9", "B1", "B2", "B3", "B4", "B5", "B6", "B7", "B8", "B9", "F1",
    "F2", "F3", "F4", "E1", "E2", "E3", "E4", "C1", "C2", "C3", "C4", "C5", "C6", "C7",
};

json fileAt(const std::string &path) {
    std::ifstream in(std::string(PSOAS_SOURCE_DIR) + "/content/" + path, std::ios::binary);
    INFO(path);
    REQUIRE(in.good());
    return json::parse(in);
}

json routineFile(const std::string &id) { return fileAt("routines/" + id + ".json"); }

json safetyFile() { return fileAt("safety/safety.json"); }

/// Every step of the routine, those inside repeats included; repeats themselves left out.
std::vector<json> stepsOf(const json &routine) {
    std::vector<json> steps;
    for (const json &step : routine.at("steps")) {
        if (step.at("do") == "repeat") {
            steps.insert(steps.end(), step.at("steps").begin(), step.at("steps").end());
        } else {
            steps.push_back(step);
        }
    }
    return steps;
}

json stepOf(const json &routine, const std::string &id) {
    for (const json &step : stepsOf(routine)) {
        if (step.at("id") == id) {
            return step;
        }
    }
    FAIL("no step " << id);
    return {};
}

/// Every text in the document, keys left out, whatever its depth.
std::vector<std::string> textsIn(const json &document) {
    if (document.is_string()) {
        return {document.get<std::string>()};
    }
    std::vector<std::string> texts;
    if (document.is_structured()) {
        for (const json &part : document) {
            const auto inside = textsIn(part);
            texts.insert(texts.end(), inside.begin(), inside.end());
        }
    }
    return texts;
}

std::vector<std::string> allTexts() {
    std::vector<std::string> texts = textsIn(safetyFile());
    for (const auto *id : kRoutines) {
        const auto more = textsIn(routineFile(id));
        texts.insert(texts.end(), more.begin(), more.end());
    }
    return texts;
}

bool has(const std::string &text, const std::string &pattern) {
    return std::regex_search(text, std::regex("\\b(" + pattern + ")\\b", std::regex::icase));
}

std::string withoutSelfTreatment(const std::string &text) {
    return std::regex_replace(text, std::regex("self-treatment", std::regex::icase), "");
}

constexpr auto kForbidden =
    "diagnose[sd]?|diagnos(is|es|ing)|treat(s|ed|ing|ment|ments)?|cure[sd]?|curing|heal(s|ed|ing)?|"
    "you have an?|safe for you|all clear";

bool breaksTheRules(const std::string &text) { return has(withoutSelfTreatment(text), kForbidden); }

std::set<std::string> citedIn(const json &routine) {
    std::set<std::string> cited;
    for (const json &step : stepsOf(routine)) {
        for (const json &source : step.at("sources")) {
            cited.insert(source.get<std::string>());
        }
    }
    for (const json &sign : routine.value("stop_if", json::array())) {
        cited.insert(sign.at("id").get<std::string>());
    }
    return cited;
}

void checkCites(const char *id, const std::vector<std::string> &facts) {
    const auto cited = citedIn(routineFile(id));
    for (const std::string &fact : facts) {
        INFO(id << " cites " << fact);
        CHECK(cited.contains(fact));
    }
}

void checkHold(const json &hold, int seconds, const json &recommended, const std::string &pose) {
    INFO(hold.at("id"));
    CHECK(hold.at("do") == "hold");
    CHECK(hold.at("seconds") == seconds);
    CHECK(hold.at("recommended") == recommended);
    CHECK(hold.at("pose") == pose);
}

std::vector<std::string> idsOf(const json &list) {
    std::vector<std::string> ids;
    for (const json &entry : list) {
        ids.push_back(entry.at("id").get<std::string>());
    }
    return ids;
}

}  // namespace

TEST_CASE("The search for forbidden words finds them as whole words only") {
    CHECK(breaksTheRules("This treatment helps"));
    CHECK(breaksTheRules("You have a strain"));
    CHECK(breaksTheRules("All clear!"));
    CHECK(breaksTheRules("It heals the hip"));
    CHECK(breaksTheRules("Self-treatment is a treatment"));
    CHECK_FALSE(breaksTheRules("Stop all self-treatment"));
    CHECK_FALSE(breaksTheRules("Keep the heel down, the wheel is secure"));
}

TEST_CASE("No shipped text diagnoses or promises") {
    const auto texts = allTexts();
    REQUIRE(texts.size() > 100);
    for (const std::string &text : texts) {
        INFO(text);
        CHECK_FALSE(breaksTheRules(text));
        CHECK_FALSE(text.empty());
    }
}

TEST_CASE("No result names a disease") {
    std::vector<std::string> results = textsIn(safetyFile().at("results"));
    for (const json &question : stepsOf(routineFile("red-flag-check"))) {
        results.push_back(question.at("if_yes").get<std::string>());
    }
    for (const std::string &text : results) {
        INFO(text);
        CHECK_FALSE(has(text,
                        "cauda equina( syndrome)?|aneurysms?|cancers?|tumou?rs?|infections?|"
                        "abscess|sciatica|hernias?|appendicitis|osteoporosis|arthritis|"
                        "thrombosis|fractures?|bursitis|tendinitis|slipped disc"));
    }
}

TEST_CASE("Advice names an action and a person") {
    const auto namesBoth = [](const std::string &text) {
        return has(text, "call|get|ask|see|tell") &&
               has(text, "emergency number|medical attention|doctor|clinician|physical therapist");
    };
    for (const json &question : stepsOf(routineFile("red-flag-check"))) {
        INFO(question.at("id"));
        CHECK(namesBoth(question.at("if_yes").get<std::string>()));
    }
    const json texts = safetyFile();
    for (const json &result : texts.at("results")) {
        INFO(result.at("outcome"));
        CHECK((result.at("outcome") == "clear" || namesBoth(result.at("say").get<std::string>())));
    }
}

TEST_CASE("Every cited fact exists, and every step cites one") {
    for (const auto *id : kRoutines) {
        const json routine = routineFile(id);
        for (const json &step : stepsOf(routine)) {
            INFO(id << " " << step.at("id"));
            CHECK_FALSE(step.at("sources").empty());
        }
        for (const std::string &fact : citedIn(routine)) {
            INFO(id << " " << fact);
            CHECK(kFacts.contains(fact));
        }
    }
}

TEST_CASE("Each technique says all of its facts") {
    checkCites("constructive-rest",
               {"A1", "A2", "A3", "R1", "R2", "R3", "R4", "R5", "R6", "R7", "R8", "F1"});
    checkCites("kneeling-hip-flexor-stretch",
               {"A1", "A2", "A3", "K1", "K2", "K3", "K4", "K5", "K6", "K7", "K8", "K9", "F1"});
    checkCites("ball-release", {"A1", "A2", "A3", "B1", "B2", "B3", "B4", "B5", "B6", "B7", "B8",
                                "B9", "F1", "F4"});
    checkCites("red-flag-check", {"E1", "E2", "E3", "E4", "F1", "F2", "F3", "F4"});
}

TEST_CASE("Every technique begins by waiting in its set-up") {
    for (const auto *id : {"constructive-rest", "kneeling-hip-flexor-stretch", "ball-release"}) {
        const json first = routineFile(id).at("steps").at(0);
        INFO(id);
        CHECK(first.at("id") == "set-up");
        CHECK(first.at("do") == "prepare");
        CHECK_FALSE(first.contains("seconds"));
    }
}

TEST_CASE("Constructive rest agrees with R2, R7 and R8") {
    const json routine = routineFile("constructive-rest");
    checkHold(stepOf(routine, "rest"), 600, {300, 900}, "constructive-rest");
    CHECK_THAT(stepOf(routine, "set-up").at("say").get<std::string>(),
               ContainsSubstring("30 to 40 cm (12 to 16 inches)"));
    const json last = routine.at("steps").back();
    CHECK(last.at("id") == "get-up");
    CHECK(last.at("seconds") == 20);
    CHECK_THAT(last.at("say").get<std::string>(), ContainsSubstring("Roll to your side first"));
}

TEST_CASE("The kneeling stretch agrees with K2, K3 and K7") {
    const json routine = routineFile("kneeling-hip-flexor-stretch");
    const json rounds = routine.at("steps").at(1);
    CHECK(rounds.at("id") == "rounds");
    CHECK(rounds.at("times") == 2);
    CHECK(rounds.at("sides") == json{"left", "right"});
    // The tilt comes before the shift forward: without it the low back arches (K8).
    CHECK(idsOf(rounds.at("steps")) == std::vector<std::string>{"tilt", "hold", "switch"});
    CHECK(stepOf(routine, "tilt").at("pose") == "half-kneeling-tilted");
    checkHold(stepOf(routine, "hold"), 45, {30, 60}, "half-kneeling-forward");
    CHECK_THAT(stepOf(routine, "set-up").at("say").get<std::string>(),
               ContainsSubstring("90 degrees"));
    CHECK_FALSE(routine.at("mistakes").empty());
}

TEST_CASE("The ball release agrees with B2, B7 and B9") {
    const json routine = routineFile("ball-release");
    const json sides = routine.at("steps").at(1);
    CHECK(sides.at("sides") == json{"left", "right"});
    CHECK(idsOf(sides.at("steps")) ==
          std::vector<std::string>{"find-spot", "first-spot", "move-on", "second-spot", "switch"});
    checkHold(stepOf(routine, "first-spot"), 60, {30, 90}, "prone-on-ball");
    checkHold(stepOf(routine, "second-spot"), 60, {30, 90}, "prone-leg-moving");
    const json spot = stepOf(routine, "find-spot");
    CHECK(spot.at("pose") == "ball-map");
    CHECK_FALSE(spot.contains("seconds"));
    const auto say = spot.at("say").get<std::string>();
    CHECK_THAT(say, ContainsSubstring("2.5 to 5 cm (1 to 2 inches)"));
    CHECK_THAT(say, ContainsSubstring("slightly below"));
    CHECK_THAT(say, ContainsSubstring("Never on the midline"));
    CHECK_THAT(stepOf(routine, "set-up").at("say").get<std::string>(),
               ContainsSubstring("two hours"));
}

TEST_CASE("No hold shows the arched back of K8") {
    for (const auto *id : kRoutines) {
        for (const json &step : stepsOf(routineFile(id))) {
            INFO(id << " " << step.at("id"));
            CHECK((step.at("do") != "hold" || step.at("pose") != "half-kneeling-arched"));
        }
    }
}

TEST_CASE("The check asks all nine questions, the most urgent first") {
    const json steps = routineFile("red-flag-check").at("steps");
    CHECK(idsOf(steps) == std::vector<std::string>{"e1", "e2", "e3", "e4", "f1", "f2-fever",
                                                   "f2-night-pain", "f2-weight-loss", "f3"});
    const std::map<std::string, std::string> urgencies{
        {"E", "emergency"}, {"F1", "stop"}, {"F2", "advice"}, {"F3", "therapist"}};
    for (const json &step : steps) {
        const auto fact = step.at("sources").at(0).get<std::string>();
        INFO(step.at("id"));
        CHECK(step.at("do") == "question");
        CHECK(step.at("urgency") == urgencies.at(fact.front() == 'E' ? "E" : fact));
        // F2's signs count only together with the tightness.
        CHECK((fact != "F2" || has(step.at("title").get<std::string>(), "with the tightness")));
    }
}

TEST_CASE("Every safety sentence has a known fact and a text") {
    const json safety = safetyFile();
    std::vector<json> sentences{safety.at("clinician"), safety.at("not_reviewed")};
    for (const auto *list : {"screening", "day_page", "results", "pain"}) {
        sentences.insert(sentences.end(), safety.at(list).begin(), safety.at(list).end());
    }
    for (const json &sentence : sentences) {
        INFO(sentence.dump());
        CHECK(kFacts.contains(sentence.at("id").get<std::string>()));
        const auto *const key = sentence.contains("ask") ? "ask" : "say";
        CHECK_FALSE(sentence.at(key).get<std::string>().empty());
    }
}

TEST_CASE("The safety file is complete") {
    const json safety = safetyFile();
    using Ids = std::vector<std::string>;
    CHECK(idsOf(safety.at("screening")) == Ids{"C1", "C2", "C3", "C4", "C5", "C6", "C7"});
    CHECK(idsOf(safety.at("day_page")) == Ids{"E1", "E2", "E3", "E4", "F1", "F2"});
    CHECK(safety.at("clinician").at("ask") == "Has a clinician looked at this?");
    CHECK(safety.at("not_reviewed").at("id") == "F4");
    const auto pain = idsOf(safety.at("pain"));
    CHECK(std::ranges::count(pain, "B5") == 1);
    CHECK(std::ranges::count(pain, "F1") == 1);

    std::map<std::string, std::string> results;
    for (const json &result : safety.at("results")) {
        results[result.at("outcome").get<std::string>()] = result.at("say").get<std::string>();
    }
    CHECK(results.size() == 5);
    CHECK(results.at("emergency") == "Stop. Call your local emergency number.");
    CHECK(results.at("stop") == "Stop all self-treatment. Get medical attention today.");
    CHECK_THAT(results.at("advice"), ContainsSubstring("promptly"));
    CHECK_THAT(results.at("therapist"), ContainsSubstring("physical therapist"));
    CHECK(results.at("clear") ==
          "Nothing you answered stops you from practising today. Stop if anything changes.");
}
