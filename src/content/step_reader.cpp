#include "content/step_reader.h"

#include "content/routine_reader.h"
#include "core/breath.h"
#include "core/plan.h"

#include <algorithm>
#include <array>
#include <iterator>

namespace psoas::content {

namespace {

using core::Breathing;
using core::Cue;
using core::Repeat;
using core::Seconds;
using core::Step;
using core::StepKind;

constexpr Seconds kShortest{1};
constexpr std::array<std::string_view, 5> kDoNames{"prepare", "hold", "rest", "question", "repeat"};
constexpr std::array<std::string_view, 2> kSides{"left", "right"};
constexpr std::array<std::string_view, 4> kUrgencies{"emergency", "stop", "advice", "therapist"};

std::vector<std::string_view> poseNames() {
    std::vector<std::string_view> names;
    std::ranges::transform(core::allPoses(), std::back_inserter(names), core::poseName);
    return names;
}

std::string count(Seconds seconds) { return std::to_string(seconds.count()); }

Seconds breath(Findings &findings, const Node &node, std::string_view what) {
    return readSeconds(findings, node, what, kShortest, core::kLongestBreath).value_or(kShortest);
}

Seconds breathPause(Findings &findings, const Node &node, std::string_view what) {
    return readSeconds(findings, node, what, Seconds{0}, core::kLongestBreath).value_or(Seconds{0});
}

constexpr std::array kBreathingFields{
    Field<Breathing>{"in", true,
                     [](Findings &findings, const Node &node, Breathing &into) {
                         into.in = breath(findings, node, "the in-breath");
                     }},
    Field<Breathing>{"out", true,
                     [](Findings &findings, const Node &node, Breathing &into) {
                         into.out = breath(findings, node, "the out-breath");
                     }},
    Field<Breathing>{"after_in", false,
                     [](Findings &findings, const Node &node, Breathing &into) {
                         into.afterIn =
                             breathPause(findings, node, "the pause after the in-breath");
                     }},
    Field<Breathing>{"after_out", false,
                     [](Findings &findings, const Node &node, Breathing &into) {
                         into.afterOut =
                             breathPause(findings, node, "the pause after the out-breath");
                     }},
};

template <Cue::From from> void readOffset(Findings &findings, const Node &node, Cue &into) {
    into.from = from;
    into.offset =
        readSeconds(findings, node, "the time of a cue", kShortest, core::longestStep(std::nullopt))
            .value_or(kShortest);
}

constexpr std::array kCueFields{
    Field<Cue>{"at", false, readOffset<Cue::From::Start>},
    Field<Cue>{"left", false, readOffset<Cue::From::End>},
    Field<Cue>{"say", true,
               [](Findings &findings, const Node &node, Cue &into) {
                   into.say = readText(findings, node, "the spoken text").value_or("");
               }},
};

void readCues(Findings &findings, const Node &node, Step &into) {
    if (!expectKind(findings, node, Node::Kind::Array, "the cues")) {
        return;
    }
    for (const Node &each : node.items) {
        Cue cue;
        readFields<Cue>(findings, each, "a cue", kCueFields, cue);
        if (each.kind == Node::Kind::Object &&
            lacks<Cue>(each, "at", kCueFields) == lacks<Cue>(each, "left", kCueFields)) {
            findings.error(each, "a cue needs either `at` or `left`, and not both");
        }
        into.cues.push_back(std::move(cue));
    }
}

void readRecommended(Findings &findings, const Node &node, Step &into) {
    if (!expectKind(findings, node, Node::Kind::Array, "the recommended range")) {
        return;
    }
    if (node.items.size() != 2) {
        findings.error(node, "the recommended range must be [least, most], two numbers, not " +
                                 std::to_string(node.items.size()));
        return;
    }
    const Seconds longest = core::longestStep(std::nullopt);
    const auto least =
        readSeconds(findings, node.items[0], "the least recommended time", kShortest, longest);
    const auto most =
        readSeconds(findings, node.items[1], "the most recommended time", kShortest, longest);
    if (least && most && *least > *most) {
        findings.error(node, "the recommended range must not end (" + count(*most) +
                                 ") before it begins (" + count(*least) + ')');
    } else if (least && most) {
        into.recommended = core::SecondsRange{.least = *least, .most = *most};
    }
}

// A field without a function is read by `readStep`, which has to know more than the field.
constexpr std::array kStepFields{
    Field<Step>{"id", true, nullptr},
    Field<Step>{"do", true, nullptr},
    Field<Step>{"title", true,
                [](Findings &findings, const Node &node, Step &into) {
                    into.title = readText(findings, node, "the title").value_or("");
                }},
    Field<Step>{"say", false,
                [](Findings &findings, const Node &node, Step &into) {
                    into.say = readText(findings, node, "the spoken text").value_or("");
                }},
    Field<Step>{"pose", false, nullptr},
    Field<Step>{"seconds", false, nullptr},
    Field<Step>{"recommended", false, readRecommended},
    Field<Step>{"cues", false, readCues},
    Field<Step>{"breathing", false,
                [](Findings &findings, const Node &node, Step &into) {
                    into.breathing = readBreathing(findings, node);
                }},
    Field<Step>{"urgency", false,
                [](Findings &findings, const Node &node, Step &into) {
                    into.urgency = readName<core::Urgency>(findings, node, "urgency",
                                                           core::urgencyNamed, kUrgencies);
                }},
    Field<Step>{"if_yes", false,
                [](Findings &findings, const Node &node, Step &into) {
                    into.ifYes = readText(findings, node, "the text for a yes").value_or("");
                }},
    Field<Step>{"sources", false,
                [](Findings &findings, const Node &node, Step &into) {
                    into.sources = readTexts(findings, node, "the sources");
                }},
};

void readSides(Findings &findings, const Node &node, Repeat &into) {
    if (!expectKind(findings, node, Node::Kind::Array, "the sides")) {
        return;
    }
    if (node.items.empty()) {
        findings.error(node, "the sides must name `left`, `right` or both");
    }
    for (const Node &each : node.items) {
        const auto side = readName<core::Side>(findings, each, "side", core::sideNamed, kSides);
        if (side && std::ranges::count(into.sides, *side) > 0) {
            findings.error(each, "the side `" + each.text + "` is named a second time");
        } else if (side) {
            into.sides.push_back(*side);
        }
    }
}

constexpr std::array kRepeatFields{
    Field<Repeat>{"id", true, nullptr},
    Field<Repeat>{"do", true, nullptr},
    Field<Repeat>{"title", false,
                  [](Findings &findings, const Node &node, Repeat &into) {
                      into.title = readText(findings, node, "the title").value_or("");
                  }},
    Field<Repeat>{
        "times", false,
        [](Findings &findings, const Node &node, Repeat &into) {
            into.times =
                readWhole(findings, node, "the number of rounds", 1, core::kMostRounds).value_or(1);
        }},
    Field<Repeat>{"sides", false, readSides},
    Field<Repeat>{"steps", true, nullptr},
};

std::string readStepId(Findings &findings, const Node &node, StepContext &context) {
    const Member *const member = node.find("id");
    if (member == nullptr) {
        return {};
    }
    auto id = readId(findings, member->value, "the id of a step");
    if (id && !context.ids.insert(*id).second) {
        findings.error(member->value,
                       "the id " + inTicks(*id) + " is already that of another step");
    }
    return id.value_or("");
}

void readPose(Findings &findings, const Node &node, Step &step, StepContext &context) {
    const Member *const member = node.find("pose");
    if (member != nullptr) {
        context.pose =
            readName<core::Pose>(findings, member->value, "pose", core::poseNamed, poseNames());
    }
    step.pose = context.pose;
    if (step.kind == StepKind::Hold && step.pose == core::Pose::HalfKneelingArched) {
        findings.error(member != nullptr ? member->value : node,
                       "the pose `half-kneeling-arched` shows a mistake and cannot be held");
    }
}

void forbid(Findings &findings, const Node &node, std::string_view key, std::string_view why) {
    if (const Member *const member = node.find(key)) {
        findings.errorAtKey(node, *member,
                            "the key `" + std::string(key) + "` " + std::string(why));
    }
}

/// The rules between a step's fields, and between a step and its routine.
void checkKind(Findings &findings, const Node &node, const Step &step, const StepContext &context) {
    const Node &does = node.find("do")->value;
    const bool timed = step.kind == StepKind::Hold || step.kind == StepKind::Rest;
    const bool question = step.kind == StepKind::Question;
    const bool check = context.kind == core::RoutineKind::SafetyCheck;
    // A step of the wrong kind is one fault; what such a step would need is beside the point.
    if (check && timed) {
        findings.error(
            does, "a safety-check has no `" + does.text + "` steps, only `prepare` and `question`");
        return;
    }
    if (!check && question) {
        findings.error(does, "a `question` belongs in a safety-check, not in a technique");
        return;
    }
    if (timed && lacks<Step>(node, "seconds", kStepFields)) {
        findings.error(node, "a `" + does.text + "` needs the key `seconds`");
    }
    if (question && lacks<Step>(node, "urgency", kStepFields)) {
        findings.error(node, "a `question` needs the key `urgency`");
    }
    if (question) {
        for (const std::string_view key : {"seconds", "cues", "breathing"}) {
            forbid(findings, node, key, "has no place in a question: it waits for an answer");
        }
    } else {
        for (const std::string_view key : {"urgency", "if_yes"}) {
            forbid(findings, node, key, "belongs in a `question` only");
        }
    }
    if (step.kind != StepKind::Hold) {
        forbid(findings, node, "recommended", "belongs in a `hold` only");
    }
}

/// Warnings about times that were understood.
void checkTimes(Findings &findings, const Node &node, const Step &step) {
    const Member *const cues = node.find("cues");
    if (cues != nullptr && step.kind == StepKind::Prepare && node.find("seconds") == nullptr) {
        findings.warning(cues->value,
                         "the cues are not spoken: without `seconds` this step waits for you");
    }
    if (!step.seconds) {
        return;
    }
    const auto &range = step.recommended;
    if (range && (*step.seconds < range->least || *step.seconds > range->most)) {
        findings.warning(node.find("seconds")->value, outsideRecommended(*range, *step.seconds));
    }
    for (std::size_t i = 0; i < step.cues.size(); ++i) {
        if (step.cues[i].offset >= *step.seconds) {
            const Node &cue = cues->value.items[i];
            const Member *const at = cue.find("at") != nullptr ? cue.find("at") : cue.find("left");
            findings.warning(at != nullptr ? at->value : cue, "the cue falls outside the step of " +
                                                                  count(*step.seconds) +
                                                                  " seconds and is not spoken");
        }
    }
}

Step readStep(Findings &findings, const Node &node, StepContext &context) {
    Step step;
    readFields<Step>(findings, node, "a step", kStepFields, step);
    if (node.kind != Node::Kind::Object) {
        return step;
    }
    step.id = readStepId(findings, node, context);
    const Member *const does = node.find("do");
    const std::optional<StepKind> kind =
        does == nullptr ? std::nullopt
                        : readName<StepKind>(findings, does->value, "kind of step",
                                             core::stepKindNamed, kDoNames);
    step.kind = kind.value_or(StepKind::Prepare);
    readPose(findings, node, step, context);
    const Member *const seconds = node.find("seconds");
    if (seconds != nullptr && step.kind != StepKind::Question) {
        const bool onTheBall = step.pose && core::isOnTheBall(*step.pose);
        step.seconds =
            readSeconds(findings, seconds->value,
                        onTheBall ? "the seconds of a step on the ball" : "the seconds of a step",
                        kShortest, core::longestStep(step.pose));
    }
    if (kind) {
        checkKind(findings, node, step, context);
        checkTimes(findings, node, step);
    }
    return step;
}

bool isRepeat(const Node &node) {
    const Member *const does = node.find("do");
    return does != nullptr && does->value.kind == Node::Kind::Text && does->value.text == "repeat";
}

Repeat readRepeat(Findings &findings, const Node &node, StepContext &context) {
    Repeat repeat;
    readFields<Repeat>(findings, node, "a repeat", kRepeatFields, repeat);
    repeat.id = readStepId(findings, node, context);
    if (context.kind == core::RoutineKind::SafetyCheck) {
        findings.error(node.find("do")->value, "a safety-check has no `repeat`");
    }
    if (lacks<Repeat>(node, "times", kRepeatFields) &&
        lacks<Repeat>(node, "sides", kRepeatFields)) {
        findings.error(node, "a repeat needs the key `times`, the key `sides`, or both");
    }
    const Member *const steps = node.find("steps");
    if (steps == nullptr ||
        !expectKind(findings, steps->value, Node::Kind::Array, "the steps of a repeat")) {
        return repeat;
    }
    if (steps->value.items.empty()) {
        findings.error(steps->value, "a repeat needs at least one step");
    }
    for (const Node &each : steps->value.items) {
        if (isRepeat(each)) {
            findings.error(each.find("do")->value, "a repeat cannot stand inside a repeat");
            continue;
        }
        core::Step step = readStep(findings, each, context);
        if (findings.errorCount() == context.errorsBefore) {
            repeat.steps.push_back(std::move(step));
        }
    }
    return repeat;
}

}  // namespace

std::vector<core::RoutineStep> readSteps(Findings &findings, const Node &node,
                                         StepContext &context) {
    std::vector<core::RoutineStep> steps;
    if (!expectKind(findings, node, Node::Kind::Array, "the steps")) {
        return steps;
    }
    context.errorsBefore = findings.errorCount();
    if (node.items.empty()) {
        findings.error(node, "a routine needs at least one step");
    }
    for (const Node &each : node.items) {
        core::RoutineStep step = isRepeat(each)
                                     ? core::RoutineStep(readRepeat(findings, each, context))
                                     : core::RoutineStep(readStep(findings, each, context));
        // Of steps with errors nothing is kept: thousands of them would be twice in memory.
        if (findings.errorCount() == context.errorsBefore) {
            steps.push_back(std::move(step));
        }
    }
    return steps;
}

void checkLength(Findings &findings, const Node &at, const core::Routine &routine) {
    // Counted before it is laid out: of many rounds of many steps the plan alone is too large.
    const std::size_t steps = core::plannedSteps(routine);
    if (steps > core::kMostPlannedSteps) {
        findings.error(at, "the whole session may have " + std::to_string(core::kMostPlannedSteps) +
                               " steps, rounds and sides counted, this one has " +
                               std::to_string(steps));
        return;
    }
    const Seconds total = core::planSession(routine).total();
    if (total > core::kLongestSession) {
        findings.error(at, "the whole session may last " + count(core::kLongestSession) +
                               " seconds, rounds and sides counted, this one has " + count(total));
    }
}

Breathing readBreathing(Findings &findings, const Node &node) {
    Breathing breathing{.in = kShortest, .out = kShortest};
    readFields<Breathing>(findings, node, "breathing", kBreathingFields, breathing);
    return breathing;
}

}  // namespace psoas::content
