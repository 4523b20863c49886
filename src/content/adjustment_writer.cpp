#include "content/adjustment_writer.h"

#include "content/json_edit.h"

#include <map>
#include <nlohmann/json.hpp>
#include <vector>

namespace psoas::content {

namespace {

using Json = nlohmann::ordered_json;

/// Editors find the schema here: beside the folder of routines, as it is for shipped ones.
constexpr const char *kSchema = "../schema/adjustment.schema.json";

long long numberOf(int rounds) { return rounds; }
long long numberOf(core::Seconds seconds) { return seconds.count(); }

/// Sets these numbers in the object under `key`, which need not exist. False if something else
/// stands there.
template <class Number>
bool setNumbers(JsonEdit &edit, const Node &root, const std::string &key,
                const std::map<std::string, Number> &numbers) {
    const Member *const member = root.find(key);
    if (numbers.empty()) {
        return true;
    }
    if (member != nullptr && member->value.kind != Node::Kind::Object) {
        return false;
    }
    std::vector<JsonEdit::Member> added;
    for (const auto &[id, number] : numbers) {
        const std::string json = std::to_string(numberOf(number));
        const Member *const known = member != nullptr ? member->value.find(id) : nullptr;
        if (known != nullptr) {
            edit.replace(known->value, json);
        } else {
            added.emplace_back(id, json);
        }
    }
    if (member == nullptr) {
        edit.appendObject(root, key, added);
    } else if (!added.empty()) {
        edit.append(member->value, added);
    }
    return true;
}

}  // namespace

std::string adjustmentText(const core::Routine &routine) {
    return adjustmentText(routine, core::timesOf(routine));
}

std::string adjustmentText(const core::Routine &routine, const core::Adjustment &times) {
    Json seconds = Json::object();
    for (const core::Step *step : core::allSteps(routine)) {
        if (const auto own = times.seconds.find(step->id); own != times.seconds.end()) {
            seconds[step->id] = own->second.count();
        }
    }
    Json rounds = Json::object();
    for (const core::RoutineStep &each : routine.steps) {
        const auto *const repeat = std::get_if<core::Repeat>(&each);
        if (repeat != nullptr && times.times.contains(repeat->id)) {
            rounds[repeat->id] = times.times.at(repeat->id);
        }
    }
    Json adjustment{{"$schema", kSchema}, {"format", 1}, {"adjusts", routine.id}};
    if (!seconds.empty()) {
        adjustment["seconds"] = std::move(seconds);
    }
    if (!rounds.empty()) {
        adjustment["times"] = std::move(rounds);
    }
    return adjustment.dump(2) + "\n";
}

std::optional<std::string> withTimes(std::string_view text, const core::Adjustment &changes) {
    const Document document = readJson(text, "");
    if (!document.root || document.root->kind != Node::Kind::Object ||
        document.problems.hasErrors()) {
        return std::nullopt;
    }
    JsonEdit edit(text);
    const bool seconds = setNumbers(edit, *document.root, "seconds", changes.seconds);
    const bool times = setNumbers(edit, *document.root, "times", changes.times);
    return seconds && times ? std::optional(std::move(edit).result()) : std::nullopt;
}

}  // namespace psoas::content
