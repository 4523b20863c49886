#include "content/adjustment_reader.h"

#include "content/field_reader.h"
#include "content/routine_reader.h"
#include "content/shipped_steps.h"
#include "content/step_reader.h"
#include "core/plan.h"

#include <algorithm>
#include <array>
#include <map>
#include <variant>

namespace psoas::content {

namespace {

using core::Adjustment;

constexpr std::array kFields{
    Field<Adjustment>{"$schema", false,
                      [](Findings &findings, const Node &node, Adjustment &) {
                          (void)readText(findings, node, "the address of the schema");
                      }},
    Field<Adjustment>{
        "format", true,
        [](Findings &findings, const Node &node, Adjustment &) { readFormat(findings, node); }},
    Field<Adjustment>{
        "adjusts", true,
        [](Findings &findings, const Node &node, Adjustment &into) {
            // Whatever it is: told of with the ids that there are.
            into.adjusts = readText(findings, node, "the id of the adjusted routine").value_or("");
        }},
    // Read with the routine at hand.
    Field<Adjustment>{"seconds", false, nullptr},
    Field<Adjustment>{"times", false, nullptr},
};

/// Of a step or repeat (`what`) that an upgrade has renamed or dropped: a warning, since nobody did
/// anything wrong, and since all the other times are to go on working.
void warnOfGone(Findings &findings, const Node &object, const Member &member, std::string_view what,
                std::vector<std::string_view> now) {
    // Where the file sets a time itself, that is not what the old name has become.
    std::erase_if(now, [&](std::string_view id) { return object.find(id) != nullptr; });
    std::string reason = "the routine no longer has the " + std::string(what) + " `" + member.key +
                         "`, so this time is not used";
    if (!now.empty()) {
        reason +=
            "; the nearest to it now is `" + std::string(likeliestSuccessor(member.key, now)) + '`';
    }
    findings.warningAtKey(object, member, std::move(reason));
}

const core::Routine *adjustedRoutine(Findings &findings, const Node &node, const std::string &id,
                                     const std::vector<const core::Routine *> &routines) {
    const auto found = std::ranges::find(routines, id, [](const auto *each) { return each->id; });
    if (found == routines.end()) {
        std::vector<std::string_view> ids;
        for (const core::Routine *each : routines) {
            if (each->kind == core::RoutineKind::Technique) {
                ids.emplace_back(each->id);
            }
        }
        const auto meant = std::ranges::find_if(routines, [&](const core::Routine *each) {
            return each->title == id || each->id + ".json" == id;
        });
        findings.error(node, meant != routines.end()
                                 ? "unknown routine " + inTicks(id) + "; did you mean " +
                                       inTicks((*meant)->id) + '?'
                                 : unknownName("routine", id, ids));
        return nullptr;
    }
    if ((*found)->kind == core::RoutineKind::SafetyCheck) {
        findings.error(node, "a safety-check has no times to adjust");
        return nullptr;
    }
    return *found;
}

void warnOfTime(Findings &findings, const Node &node, const core::Step &step,
                core::Seconds seconds) {
    const auto &range = step.recommended;
    if (range && (seconds < range->least || seconds > range->most)) {
        findings.warning(node, outsideRecommended(*range, seconds));
    }
    const auto lost = std::ranges::count_if(
        step.cues, [&](const core::Cue &cue) { return cue.offset >= seconds; });
    const auto lostAnyway = std::ranges::count_if(
        step.cues, [&](const core::Cue &cue) { return cue.offset >= *step.seconds; });
    if (lost > lostAnyway) {
        findings.warning(node, "with " + std::to_string(seconds.count()) + " seconds, " +
                                   std::to_string(lost) +
                                   " of the step's cues fall outside it and are not spoken");
    }
}

/// The names that an adjustment of one routine can hold.
struct Names {
    std::vector<std::string_view> timed;
    std::vector<std::string_view> repeats;
    std::map<std::string_view, const core::Step *> steps;  ///< all of them, by id
};

Names namesOf(const core::Routine &routine) {
    Names names;
    for (const core::Step *step : core::allSteps(routine)) {
        names.steps.emplace(step->id, step);
        if (step->seconds) {
            names.timed.emplace_back(step->id);
        }
    }
    for (const core::RoutineStep &step : routine.steps) {
        if (const auto *repeat = std::get_if<core::Repeat>(&step)) {
            names.repeats.emplace_back(repeat->id);
        }
    }
    return names;
}

bool has(const std::vector<std::string_view> &names, std::string_view name) {
    return std::ranges::find(names, name) != names.end();
}

/// Of a key under `seconds` that is no timed step of the routine.
void tellOfUntimed(Findings &findings, const Node &node, const Member &member, const Names &names,
                   const std::string &routine) {
    if (everTimed(routine, member.key)) {
        warnOfGone(findings, node, member, "timed step", names.timed);
        return;
    }
    findings.errorAtKey(node, member, [&] {
        const std::string key = inTicks(member.key);
        if (has(names.repeats, member.key)) {
            return key + " is a repeat: its rounds are set under `times`";
        }
        if (names.steps.contains(member.key)) {
            return "the step " + key + " waits for you, so it has no seconds to adjust";
        }
        return unknownName("step", member.key, names.timed);
    });
}

/// Of a key under `times` that is no repeat of the routine.
void tellOfUnrepeated(Findings &findings, const Node &node, const Member &member,
                      const Names &names, const std::string &routine) {
    if (everRepeated(routine, member.key)) {
        warnOfGone(findings, node, member, "repeat", names.repeats);
        return;
    }
    findings.errorAtKey(node, member, [&] {
        if (names.steps.contains(member.key)) {
            return inTicks(member.key) + " is a step: its seconds are set under `seconds`";
        }
        return names.repeats.empty() ? "this routine repeats nothing, so it has no rounds to set"
                                     : unknownName("repeat", member.key, names.repeats);
    });
}

void readStepSeconds(Findings &findings, const Node &node, const core::Routine &routine,
                     const Names &names, Adjustment &into) {
    if (!expectKind(findings, node, Node::Kind::Object, "the seconds of an adjustment")) {
        return;
    }
    for (const Member &member : node.members) {
        if (member.repeated) {
            continue;
        }
        const auto found = names.steps.find(member.key);
        if (found == names.steps.end() || !found->second->seconds) {
            tellOfUntimed(findings, node, member, names, routine.id);
            continue;
        }
        const core::Step &step = *found->second;
        const bool onTheBall = step.pose && core::isOnTheBall(*step.pose);
        const auto seconds =
            readSeconds(findings, member.value,
                        onTheBall ? "the seconds of a step on the ball" : "the seconds of a step",
                        core::Seconds{1}, core::longestStep(step.pose));
        if (seconds) {
            into.seconds[member.key] = *seconds;
            warnOfTime(findings, member.value, step, *seconds);
        }
    }
}

void readTimes(Findings &findings, const Node &node, const core::Routine &routine,
               const Names &names, Adjustment &into) {
    if (!expectKind(findings, node, Node::Kind::Object, "the times of an adjustment")) {
        return;
    }
    for (const Member &member : node.members) {
        if (member.repeated) {
            continue;
        }
        if (!has(names.repeats, member.key)) {
            tellOfUnrepeated(findings, node, member, names, routine.id);
        } else if (const auto rounds = readWhole(findings, member.value, "the number of rounds", 1,
                                                 core::kMostRounds)) {
            into.times[member.key] = *rounds;
        }
    }
}

void readWithRoutine(Findings &findings, const Node &root, const core::Routine &routine,
                     Adjustment &into) {
    const Names names = namesOf(routine);
    const Member *const seconds = root.find("seconds");
    const Member *const times = root.find("times");
    if (seconds != nullptr) {
        readStepSeconds(findings, seconds->value, routine, names, into);
    }
    if (times != nullptr) {
        readTimes(findings, times->value, routine, names, into);
    }
    if (!findings.hasErrors()) {
        const Member *const cause = seconds != nullptr ? seconds : times;
        checkLength(findings, cause != nullptr ? cause->value : root,
                    core::adjusted(routine, into));
    }
}

}  // namespace

bool isAdjustment(const Document &document) {
    if (!document.root) {
        return false;
    }
    const Node &root = *document.root;
    constexpr std::string_view kMark = "adjusts";
    if (root.find(kMark) != nullptr) {
        return true;
    }
    // A slip of the pen in just that key must not make it a routine without anything.
    const bool timesOnly = root.find("seconds") != nullptr || root.find("times") != nullptr ||
                           isMisspelt(kMark, root, keysOf<Adjustment>(kFields));
    return timesOnly && root.find("steps") == nullptr;
}

bool isAdjustment(std::string_view text) { return isAdjustment(readJson(text, "")); }

Reading<Adjustment> readAdjustment(Document document, const std::string &file,
                                   const std::vector<const core::Routine *> &routines) {
    Findings findings(file, document);
    Adjustment adjustment;
    if (document.root) {
        const Node &root = *document.root;
        readFields<Adjustment>(findings, root, "an adjustment", kFields, adjustment);
        const core::Routine *const routine =
            adjustment.adjusts.empty() ? nullptr
                                       : adjustedRoutine(findings, root.find("adjusts")->value,
                                                         adjustment.adjusts, routines);
        if (routine != nullptr) {
            readWithRoutine(findings, root, *routine, adjustment);
        }
    }
    return std::move(findings).reading(std::move(adjustment));
}

Reading<Adjustment> readAdjustment(std::string_view text, const std::string &file,
                                   const std::vector<const core::Routine *> &routines) {
    return readAdjustment(readJson(text, file), file, routines);
}

}  // namespace psoas::content
