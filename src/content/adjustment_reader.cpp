#include "content/adjustment_reader.h"

#include "content/field_reader.h"
#include "content/routine_reader.h"
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

std::vector<std::string_view> stepIds(const core::Routine &routine) {
    std::vector<std::string_view> ids;
    std::ranges::transform(core::allSteps(routine), std::back_inserter(ids),
                           [](const core::Step *step) { return std::string_view(step->id); });
    return ids;
}

std::vector<std::string_view> repeatIds(const core::Routine &routine) {
    std::vector<std::string_view> ids;
    for (const core::RoutineStep &step : routine.steps) {
        if (const auto *repeat = std::get_if<core::Repeat>(&step)) {
            ids.push_back(repeat->id);
        }
    }
    return ids;
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

void readStepSeconds(Findings &findings, const Node &node, const core::Routine &routine,
                     Adjustment &into) {
    if (!expectKind(findings, node, Node::Kind::Object, "the seconds of an adjustment")) {
        return;
    }
    const auto ids = stepIds(routine);
    const auto steps = core::allSteps(routine);
    for (const Member &member : node.members) {
        if (member.repeated) {
            continue;
        }
        const auto found =
            std::ranges::find(steps, member.key, [](const auto *each) { return each->id; });
        if (found == steps.end()) {
            const bool repeat = std::ranges::count(repeatIds(routine), member.key) > 0;
            findings.errorAtKey(
                node, member,
                repeat ? "`" + member.key + "` is a repeat: its rounds are set under `times`"
                       : unknownName("step", member.key, ids));
            continue;
        }
        const core::Step &step = **found;
        if (!step.seconds) {
            findings.errorAtKey(
                node, member,
                "the step `" + member.key + "` waits for you, so it has no seconds to adjust");
            continue;
        }
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
            findings.errorAtKey(node, member, unknownName("repeat", member.key, ids));
        } else if (const auto rounds =
                       readWhole(findings, member.value, "the number of rounds", 1, kMostRounds)) {
            into.times[member.key] = *rounds;
        }
    }
}

}  // namespace

bool isAdjustment(std::string_view text) {
    const Document document = readJson(text, "");
    return document.root && document.root->find("adjusts") != nullptr;
}

Reading<Adjustment> readAdjustment(std::string_view text, const std::string &file,
                                   const std::vector<const core::Routine *> &routines) {
    Document document = readJson(text, file);
    if (!document.root) {
        return {.value = std::nullopt,
                .problems = Findings(file, std::move(document.problems)).sorted()};
    }
    const Node &root = *document.root;
    Findings findings(file, std::move(document.problems));
    Adjustment adjustment;
    readFields<Adjustment>(findings, root, "an adjustment", kFields, adjustment);
    const core::Routine *const routine =
        adjustment.adjusts.empty()
            ? nullptr
            : adjustedRoutine(findings, root.find("adjusts")->value, adjustment.adjusts, routines);
    if (routine != nullptr) {
        const Member *const seconds = root.find("seconds");
        const Member *const times = root.find("times");
        if (seconds != nullptr) {
            readStepSeconds(findings, seconds->value, *routine, adjustment);
        }
        if (times != nullptr) {
            readTimes(findings, times->value, *routine, adjustment);
        }
        const auto total = core::planSession(core::adjusted(*routine, adjustment)).total();
        if (!findings.hasErrors() && total > core::kLongestSession) {
            const Member *const cause = seconds != nullptr ? seconds : times;
            findings.error(
                cause != nullptr ? cause->value : root,
                "the whole session may last " + std::to_string(core::kLongestSession.count()) +
                    " seconds, with these times it has " + std::to_string(total.count()));
        }
    }
    const bool good = !findings.hasErrors();
    return {.value = good ? std::optional(std::move(adjustment)) : std::nullopt,
            .problems = std::move(findings).sorted()};
}

}  // namespace psoas::content
