#include "content/adjustment_reader.h"

#include "content/field_reader.h"
#include "content/routine_reader.h"
#include "content/shipped_steps.h"
#include "core/plan.h"

#include <algorithm>
#include <array>
#include <variant>

namespace psoas::content {

namespace {

using core::Adjustment;

constexpr int kMostRounds = 20;

constexpr std::array kFields{
    Field<Adjustment>{"$schema", false,
                      [](Findings &findings, const Node &node, Adjustment &) {
                          (void)readText(findings, node, "the address of the schema");
                      }},
    Field<Adjustment>{
        "format", true,
        [](Findings &findings, const Node &node, Adjustment &) { readFormat(findings, node); }},
    Field<Adjustment>{"adjusts", true,
                      [](Findings &findings, const Node &node, Adjustment &into) {
                          into.adjusts =
                              readId(findings, node, "the id of the adjusted routine").value_or("");
                      }},
    // Read with the routine at hand.
    Field<Adjustment>{"seconds", false, nullptr},
    Field<Adjustment>{"times", false, nullptr},
};

std::vector<std::string_view> timedIds(const core::Routine &routine) {
    std::vector<std::string_view> ids;
    for (const core::Step *step : core::allSteps(routine)) {
        if (step->seconds) {
            ids.emplace_back(step->id);
        }
    }
    return ids;
}

std::vector<std::string_view> repeatIds(const core::Routine &routine) {
    std::vector<std::string_view> ids;
    for (const core::RoutineStep &step : routine.steps) {
        if (const auto *repeat = std::get_if<core::Repeat>(&step)) {
            ids.emplace_back(repeat->id);
        }
    }
    return ids;
}

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
        std::ranges::transform(routines, std::back_inserter(ids),
                               [](const auto *each) { return std::string_view(each->id); });
        findings.error(node, unknownName("routine", id, ids));
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

/// Of a key under `seconds` that is no timed step of the routine.
void tellOfUntimed(Findings &findings, const Node &node, const Member &member,
                   const core::Routine &routine) {
    const auto steps = core::allSteps(routine);
    const auto has = [&](const auto &ids) { return std::ranges::count(ids, member.key) > 0; };
    if (everTimed(routine.id, member.key)) {
        warnOfGone(findings, node, member, "timed step", timedIds(routine));
    } else if (has(repeatIds(routine))) {
        findings.errorAtKey(node, member,
                            "`" + member.key + "` is a repeat: its rounds are set under `times`");
    } else if (std::ranges::find(steps, member.key, &core::Step::id) != steps.end()) {
        findings.errorAtKey(
            node, member,
            "the step `" + member.key + "` waits for you, so it has no seconds to adjust");
    } else {
        findings.errorAtKey(node, member, unknownName("step", member.key, timedIds(routine)));
    }
}

void readStepSeconds(Findings &findings, const Node &node, const core::Routine &routine,
                     Adjustment &into) {
    if (!expectKind(findings, node, Node::Kind::Object, "the seconds of an adjustment")) {
        return;
    }
    const auto steps = core::allSteps(routine);
    for (const Member &member : node.members) {
        if (member.repeated) {
            continue;
        }
        const auto found = std::ranges::find(steps, member.key, &core::Step::id);
        if (found == steps.end() || !(*found)->seconds) {
            tellOfUntimed(findings, node, member, routine);
            continue;
        }
        const core::Step &step = **found;
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
               Adjustment &into) {
    if (!expectKind(findings, node, Node::Kind::Object, "the times of an adjustment")) {
        return;
    }
    const auto ids = repeatIds(routine);
    for (const Member &member : node.members) {
        if (member.repeated) {
            continue;
        }
        if (std::ranges::count(ids, member.key) == 0) {
            if (everRepeated(routine.id, member.key)) {
                warnOfGone(findings, node, member, "repeat", ids);
            } else {
                findings.errorAtKey(node, member, unknownName("repeat", member.key, ids));
            }
        } else if (const auto rounds =
                       readWhole(findings, member.value, "the number of rounds", 1, kMostRounds)) {
            into.times[member.key] = *rounds;
        }
    }
}

void readWithRoutine(Findings &findings, const Node &root, const core::Routine &routine,
                     Adjustment &into) {
    const Member *const seconds = root.find("seconds");
    const Member *const times = root.find("times");
    if (seconds != nullptr) {
        readStepSeconds(findings, seconds->value, routine, into);
    }
    if (times != nullptr) {
        readTimes(findings, times->value, routine, into);
    }
    const auto total = core::planSession(core::adjusted(routine, into)).total();
    if (!findings.hasErrors() && total > core::kLongestSession) {
        const Member *const cause = seconds != nullptr ? seconds : times;
        findings.error(cause != nullptr ? cause->value : root,
                       "the whole session may last " +
                           std::to_string(core::kLongestSession.count()) +
                           " seconds, with these times it has " + std::to_string(total.count()));
    }
}

}  // namespace

bool isAdjustment(const Document &document) {
    return document.root && document.root->find("adjusts") != nullptr;
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
