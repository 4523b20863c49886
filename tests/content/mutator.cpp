#include "mutator.h"

#include <array>
#include <string_view>
#include <utility>

namespace psoas::content {

namespace {

using Json = Mutator::Json;

// What no JSON value can say stands in a text with a mark, and loses it and its quotation marks
// when the text is whole: numbers as they are written, and keys that are there already.
constexpr std::string_view kRaw = "@raw:";
constexpr std::string_view kAgain = "@again:";

Json raw(std::string_view letters) { return std::string(kRaw) + std::string(letters); }

const std::vector<Json> &numbers() {
    static const std::vector<Json> all{
        0,          1,          -1,           2,           4,
        5,          6,          10,           20,          21,
        30,         45,         60,           61,          90,
        299,        300,        301,          3600,        3601,
        7200,       2147483648, 1e19,         raw("30.7"), raw("45.0"),
        raw("4e1"), raw("-0"),  raw("1e999"), raw("01"),   raw("18446744073709551616")};
    return all;
}

const std::vector<Json> &texts() {
    static const std::vector<Json> all{"",
                                       " ",
                                       "\t\r\n",
                                       "x",
                                       "45",
                                       "true",
                                       "\xC2\xA0",
                                       "a-b",
                                       "a--b",
                                       "-a",
                                       "A",
                                       "hold\n",
                                       "technique",
                                       "safety-check",
                                       "prepare",
                                       "hold",
                                       "rest",
                                       "question",
                                       "repeat",
                                       "left",
                                       "right",
                                       "emergency",
                                       "stop",
                                       "advice",
                                       "therapist",
                                       "constructive-rest",
                                       "half-kneeling",
                                       "half-kneeling-tilted",
                                       "half-kneeling-forward",
                                       "half-kneeling-arched",
                                       "prone-on-ball",
                                       "prone-leg-moving",
                                       "ball-map",
                                       "sitting",
                                       "standing",
                                       "ball-release",
                                       "red-flag-check",
                                       "rounds",
                                       "set-up",
                                       std::string("a\0b", 3),
                                       std::string(4096, 'x'),
                                       std::string(4097, 'x'),
                                       [] {
                                           std::string umlauts;  // few characters, many bytes
                                           for (int i = 0; i < 2049; ++i) {
                                               umlauts += "\xC3\xA4";
                                           }
                                           return umlauts;
                                       }()};
    return all;
}

const std::vector<Json> &others() {
    static const std::vector<Json> all{nullptr,
                                       true,
                                       false,
                                       Json::array(),
                                       Json::object(),
                                       Json::array({30, 60}),
                                       Json::array({60, 30}),
                                       Json::array({30}),
                                       Json::array({"left"}),
                                       Json::array({"right", "left"}),
                                       Json::array({"left", "left"}),
                                       Json::array({"K7", ""}),
                                       Json{{"in", 4}, {"out", 6}},
                                       Json{{"in", 4}},
                                       Json{{"at", 5}, {"say", "x"}},
                                       Json::array({Json{{"left", 5}, {"say", "x"}}}),
                                       Json::array({Json{{"at", 5}, {"left", 5}, {"say", "x"}}})};
    return all;
}

constexpr std::array kKeys{
    "format",   "id",          "title",   "kind",      "summary", "equipment", "why",   "feel",
    "mistakes", "stop_if",     "steps",   "breathing", "do",      "say",       "pose",  "seconds",
    "cues",     "recommended", "urgency", "if_yes",    "sources", "times",     "sides", "at",
    "left",     "in",          "out",     "adjusts",   "$schema", "colour",    "",      "hold"};

bool isNumber(const Json &value) {
    return value.is_number() ||
           (value.is_string() && value.get_ref<const std::string &>().starts_with(kRaw));
}

/// Every value of the tree, the root first.
void collect(Json &value, std::vector<Json *> &into) {
    into.push_back(&value);
    for (Json &child : value) {
        if (value.is_structured()) {
            collect(child, into);
        }
    }
}

std::vector<Json *> valuesOf(Json &file) {
    std::vector<Json *> values;
    collect(file, values);
    return values;
}

void renameKey(Json &object, std::size_t position, const std::string &name) {
    Json renamed = Json::object();
    std::size_t i = 0;
    for (const auto &[key, value] : object.items()) {
        renamed[i++ == position ? name : key] = value;
    }
    object = std::move(renamed);
}

std::string keyAt(const Json &object, std::size_t position) {
    return std::next(object.begin(), static_cast<std::ptrdiff_t>(position)).key();
}

/// Takes the marks off again.
std::string unmarked(std::string text) {
    for (std::size_t at = text.find(kAgain); at != std::string::npos; at = text.find(kAgain, at)) {
        text.erase(at, kAgain.size());
    }
    const std::string mark = '"' + std::string(kRaw);
    for (std::size_t at = text.find(mark); at != std::string::npos; at = text.find(mark, at)) {
        text.erase(at, mark.size());
        text.erase(text.find('"', at), 1);
    }
    return text;
}

}  // namespace

Mutator::Mutator(std::uint32_t seed, std::vector<Json> donors)
    : m_random(seed), m_donors(std::move(donors)) {}

std::string Mutator::mutated(Json file) {
    // Mostly one: of several faults the others hide the one that only one side knows.
    for (std::size_t left = 1 + below(2) * below(3); left > 0; --left) {
        mutate(file);
    }
    return unmarked(file.dump(2));
}

void Mutator::mutate(Json &file) {
    std::vector<Json *> values = valuesOf(file);
    if (file.is_structured() && below(2) == 0) {
        // Texts are by far the most, and the least various.
        std::erase_if(values, [](const Json *value) { return !value->is_structured(); });
    }
    Json &value = *oneOf(values);
    const bool change = value.is_structured() && !value.empty() && below(8) != 0;
    if (change && value.is_object()) {
        changeObject(value);
    } else if (change) {
        changeArray(value);
    } else {
        replace(value);
    }
}

void Mutator::replace(Json &value) {
    switch (below(8)) {
        case 0:
            value = oneOf(others());
            break;
        case 1:
            value = oneOf(texts());
            break;
        case 2:
            value = oneOf(numbers());
            break;
        case 3:
            value = donated();
            break;
        default:
            value = near(value);
    }
}

void Mutator::changeObject(Json &object) {
    const std::size_t position = below(object.size());
    const std::string key = keyAt(object, position);
    switch (below(4)) {
        case 0:
            object.erase(key);
            break;
        case 1:
            renameKey(object, position, oneOf(kKeys));
            break;
        case 2:
            object[std::string(kAgain) + key] = below(2) == 0 ? object[key] : oneOf(numbers());
            break;
        default:
            addKey(object);
    }
}

void Mutator::addKey(Json &object) {
    const std::string key = oneOf(kKeys);
    // Mostly with a value that stands under this key somewhere: only then is the rest of it tried.
    for (int attempt = 0; attempt < 200; ++attempt) {
        const Json donor = donated();
        if (donor.is_object() && donor.contains(key)) {
            object[key] = donor[key];
            return;
        }
    }
    object[key] = near(oneOf(others()));
}

void Mutator::changeArray(Json &array) {
    const std::size_t position = below(array.size());
    const Json element = array[position];
    switch (below(5)) {
        case 0:
            array.erase(position);
            break;
        case 4:
            array.clear();
            break;
        case 1:
            array.push_back(element);
            break;
        case 2:
            std::swap(array[position], array[below(array.size())]);
            break;
        default:
            array.push_back(donated());
    }
}

/// A value of the same type, as a rule.
Json Mutator::near(const Json &value) {
    if (isNumber(value)) {
        return oneOf(numbers());
    }
    return value.is_string() ? oneOf(texts()) : oneOf(others());
}

Json Mutator::donated() { return *oneOf(valuesOf(m_donors[below(m_donors.size())])); }

}  // namespace psoas::content
