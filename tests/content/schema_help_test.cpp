// What the schemas tell an editor beyond right and wrong: titles, descriptions, and what it offers
// to write. Nothing else would notice a text that is missing or a number that is out of date.

#include "content/adjustment_reader.h"
#include "content/catalog.h"
#include "content/routine_reader.h"
#include "schema.h"
#include "schema_walk.h"
#include "support/catch.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <variant>

using namespace psoas;
using namespace psoas::content;

namespace {

using Json = nlohmann::json;

bool isSomething(const Json &text) {
    return text.is_string() &&
           text.get_ref<const std::string &>().find_first_not_of(" \t\r\n") != std::string::npos;
}

bool someHas(const std::vector<Json> &texts, const std::string &words) {
    return std::ranges::any_of(texts, [&](const Json &text) {
        return text.get_ref<const std::string &>().find(words) != std::string::npos;
    });
}

std::vector<DescribedValue> propertiesOf(const Json &schema) {
    auto values = describedValues(schema);
    std::erase_if(values, [](const DescribedValue &each) { return !each.isProperty; });
    return values;
}

/// The parts as one schema, which accepts what all of them accept.
Schema together(const SchemaParts &parts, const Json &root) {
    Json schema{{"definitions", root.value("definitions", Json::object())}};
    for (const Json *part : parts) {
        schema["allOf"].push_back(*part);
    }
    return Schema::of(std::move(schema));
}

/// What an editor offers to write for the value.
std::vector<Json> offered(const DescribedValue &value) {
    std::vector<Json> all;
    for (const Json *part : value.own) {
        if (part->contains("default")) {
            all.push_back(part->at("default"));
        }
        const Json examples = part->value("examples", Json::array());
        all.insert(all.end(), examples.begin(), examples.end());
    }
    return all;
}

/// A routine with these steps and nothing that it can do without.
Json routineOf(const char *kind, const Json &steps) {
    return {{"format", 1},  {"id", "r"},      {"title", "T"},
            {"kind", kind}, {"summary", "S"}, {"steps", steps}};
}

Reading<core::Routine> read(const Json &routine) {
    return readRoutine(routine.dump(), "r.json", FileName::Any);
}

const Catalog &shipped() {
    static const Catalog catalog =
        loadCatalog(std::filesystem::path(PSOAS_SOURCE_DIR) / "content", std::nullopt);
    return catalog;
}

std::vector<const core::Routine *> shippedTechniques() {
    auto routines = shipped().unadjustedRoutines();
    std::erase_if(routines, [](const core::Routine *each) {
        return each->kind != core::RoutineKind::Technique;
    });
    return routines;
}

/// What the adjustment's schema has to say of the timed steps, by their ids.
Json helpForSeconds(const core::Routine &routine) {
    Json help = Json::object();
    for (const core::Step *step : core::allSteps(routine)) {
        if (!step->seconds) {
            continue;
        }
        std::string text = "Whole seconds";
        if (step->pose && core::isOnTheBall(*step->pose)) {
            text += ", on the ball 300 at most";
        }
        if (step->recommended) {
            text += "; recommended " + std::to_string(step->recommended->least.count()) + " to " +
                    std::to_string(step->recommended->most.count());
        }
        const auto own = step->seconds->count();
        text += ". Left out: " + std::to_string(own) + ", the routine's own.";
        help[step->id] = {{"title", step->title}, {"description", text}, {"default", own}};
    }
    return help;
}

Json helpForTimes(const core::Routine &routine) {
    Json help = Json::object();
    for (const core::RoutineStep &step : routine.steps) {
        if (const auto *repeat = std::get_if<core::Repeat>(&step)) {
            const std::string sides = repeat->sides.size() == 2 ? ", each on both sides" : "";
            help[repeat->id] = {{"title", repeat->title},
                                {"description", "How many rounds" + sides +
                                                    ". Left out: " + std::to_string(repeat->times) +
                                                    ", the routine's own."},
                                {"default", repeat->times}};
        }
    }
    return help;
}

/// Takes the texts away that may stand beside the properties of `seconds` or `times`.
Json withoutTexts(Json schema) {
    schema.erase("title");
    schema.erase("description");
    return schema;
}

}  // namespace

TEST_CASE("the walk through a schema finds what is referred to, added and alternative") {
    const Json schema = Json::parse(R"({
        "definitions": {"d": {"properties": {"deep": {"title": "D"}}, "required": ["deep"]}},
        "properties": {"a": {"title": "A"}, "list": {"items": {"$ref": "#/definitions/d"}}},
        "additionalProperties": {"title": "O"},
        "allOf": [{"if": {"properties": {"asked": {}}},
                   "then": {"properties": {"a": {"default": 1}, "b": {}}}}],
        "oneOf": [{"$ref": "#/definitions/d"}]})");
    std::string paths;
    for (const DescribedValue &each : propertiesOf(schema)) {
        paths += each.path + (each.isRequired ? "!" : "") + '=';
        for (const Json &title : each.found("title")) {
            paths += title.get<std::string>();
        }
        paths += ' ';
    }
    CHECK(paths == "/*=O /a=A /list= /list/*/deep!=D /|0/deep!=DO /|0/a=A /|0/b=O ");
}

TEST_CASE("every property has a title and a description for the editor") {
    const auto file = GENERATE("routine.schema.json", "adjustment.schema.json");
    const Json schema = schemaFile(file);
    const auto properties = propertiesOf(schema);
    CHECK(properties.size() >= 20);
    for (const DescribedValue &property : properties) {
        CAPTURE(file, property.path);
        for (const char *key : {"title", "description"}) {
            const auto texts = property.found(key);
            CAPTURE(key);
            CHECK_FALSE(texts.empty());
            CHECK(std::ranges::all_of(texts, isSomething));
        }
    }
}

TEST_CASE("the editor tells what it means to leave a property out, or begins it") {
    const auto file = GENERATE("routine.schema.json", "adjustment.schema.json");
    const Json schema = schemaFile(file);
    for (const DescribedValue &property : propertiesOf(schema)) {
        CAPTURE(file, property.path);
        const auto has = [&](const char *key) { return !property.found(key).empty(); };
        const auto texts = property.found("description");
        if (property.isRequired) {
            const bool isList = std::ranges::count(property.found("type"), Json("array")) > 0;
            CHECK((has("default") || has("examples") || has("enum") || has("const") || isList));
        } else {
            CHECK((has("default") || someHas(texts, "Without") || someHas(texts, "Left out") ||
                   someHas(texts, "left out")));
        }
    }
}

TEST_CASE("what an editor offers to write is accepted where it is offered") {
    const auto file = GENERATE("routine.schema.json", "adjustment.schema.json");
    const Json schema = schemaFile(file);
    std::size_t count = 0;
    for (const DescribedValue &value : describedValues(schema)) {
        Schema both = together(value.all(), schema);
        for (const Json &each : offered(value)) {
            CAPTURE(file, value.path, each.dump());
            CHECK(both.accepts(each));
            ++count;
        }
    }
    CHECK(count >= 15);
}

TEST_CASE("every value of an enumeration is explained, once for all editors and once by itself") {
    const auto file = GENERATE("routine.schema.json", "adjustment.schema.json");
    const Json schema = schemaFile(file);
    for (const DescribedValue &value : describedValues(schema)) {
        CAPTURE(file, value.path);
        const auto texts = value.found("description");
        for (const Json *part : value.own) {
            const Json values = part->value("enum", Json::array());
            const Json each = part->value("enumDescriptions", Json::array());
            REQUIRE(each.size() == values.size());
            for (std::size_t i = 0; i < values.size(); ++i) {
                const auto name = values[i].get<std::string>();
                CAPTURE(name);
                CHECK(isSomething(each[i]));
                CHECK(someHas(texts, name + ": " + each[i].get<std::string>()));
            }
            if (part->contains("const")) {
                CHECK(someHas(texts, part->at("const").get<std::string>() + ": "));
            }
        }
    }
}

TEST_CASE("the reader has nothing to say against the files and steps that an editor offers") {
    const Json schema = schemaFile("routine.schema.json");
    for (const Json &routine : schema.at("examples")) {
        CAPTURE(routine.dump());
        CHECK(read(routine).problems.empty());
    }
    for (const std::string name : {"prepare", "hold", "rest", "repeat", "question"}) {
        const char *const kind = name == "question" ? "safety-check" : "technique";
        for (const Json &step : schema.at("definitions").at(name).at("examples")) {
            CAPTURE(step.dump());
            CHECK(step.at("do") == name);
            CHECK(read(routineOf(kind, Json::array({step}))).problems.empty());
        }
    }
    const Json adjustment = schemaFile("adjustment.schema.json");
    for (const Json &file : adjustment.at("examples")) {
        CAPTURE(file.dump());
        CHECK(readAdjustment(file.dump(), "", shipped().unadjustedRoutines()).problems.empty());
    }
}

TEST_CASE("the default of an optional property is what leaving it out means to the reader") {
    Json bare = routineOf("technique", Json::parse(R"([
        {"id": "a", "do": "hold", "title": "A", "seconds": 30},
        {"id": "b", "do": "repeat", "sides": ["left"],
         "steps": [{"id": "c", "do": "rest", "title": "C", "seconds": 5}]}])"));
    bare["breathing"] = {{"in", 4}, {"out", 6}};
    const Json schema = schemaFile("routine.schema.json");
    const auto without = read(bare).value;
    REQUIRE(without);
    std::set<const Json *> defaults;
    for (const DescribedValue &each : propertiesOf(schema)) {
        std::ranges::copy_if(
            each.own, std::inserter(defaults, defaults.end()),
            [&](const Json *part) { return !each.isRequired && part->contains("default"); });
    }
    CHECK(defaults.size() == 8);  // as many as here
    const auto [place, text] = GENERATE(table<const char *, const char *>({
        {"/equipment", "/properties/equipment"},
        {"/mistakes", "/properties/mistakes"},
        {"/stop_if", "/properties/stop_if"},
        {"/steps/0/sources", "/definitions/sources"},
        {"/steps/0/cues", "/definitions/cues"},
        {"/steps/1/times", "/definitions/repeat/properties/times"},
        {"/breathing/after_in", "/definitions/breathing/properties/after_in"},
        {"/breathing/after_out", "/definitions/breathing/properties/after_out"},
    }));
    CAPTURE(place);
    Json told = bare;
    told[Json::json_pointer(place)] = schema.at(Json::json_pointer(text)).at("default");
    const auto with = read(told).value;
    REQUIRE(with);
    CHECK(with->equipment == without->equipment);
    CHECK(with->mistakes == without->mistakes);
    CHECK(with->stopIf == without->stopIf);
    CHECK(with->breathing == without->breathing);
    CHECK(with->steps == without->steps);
}

TEST_CASE("an editor knows the times of every shipped technique") {
    const Json schema = schemaFile("adjustment.schema.json");
    const Json &branches = schema.at("allOf");
    const auto techniques = shippedTechniques();
    REQUIRE(techniques.size() == 3);
    REQUIRE(branches.size() == techniques.size());
    Json known = schema.at("properties").at("adjusts").at("examples");
    CHECK(known.size() == techniques.size());
    for (const core::Routine *routine : techniques) {
        CAPTURE(routine->id);
        CHECK(std::ranges::count(known, Json(routine->id)) == 1);
        const Json asks{{"required", {"adjusts"}},
                        {"properties", {{"adjusts", {{"const", routine->id}}}}}};
        const auto branch =
            std::ranges::find(branches, asks, [](const Json &each) { return each.at("if"); });
        REQUIRE(branch != branches.end());
        // Whatever else stood in a branch could refuse what the reader accepts.
        CHECK(branch->size() == 2);
        const Json &then = branch->at("then");
        CHECK(then.size() == 1);
        const Json &help = then.at("properties");
        CHECK(help.size() == 2);
        CHECK(withoutTexts(help.at("seconds")) == Json{{"properties", helpForSeconds(*routine)}});
        CHECK(withoutTexts(help.at("times")) == Json{{"properties", helpForTimes(*routine)}});
    }
}
