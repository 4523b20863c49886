#include "content/routine_reader.h"

#include "content/small_file.h"
#include "content/step_reader.h"
#include "core/plan.h"

#include <array>
#include <filesystem>

namespace psoas::content {

namespace {

using core::Routine;
using core::StopSign;

constexpr std::array<std::string_view, 2> kKinds{"technique", "safety-check"};

constexpr std::array kStopSignFields{
    Field<StopSign>{"id", true,
                    [](Findings &findings, const Node &node, StopSign &into) {
                        into.id = readText(findings, node, "the id of a stop sign").value_or("");
                    }},
    Field<StopSign>{"say", true,
                    [](Findings &findings, const Node &node, StopSign &into) {
                        into.say = readText(findings, node, "the text of a stop sign").value_or("");
                    }},
};

void readStopSigns(Findings &findings, const Node &node, Routine &into) {
    if (!expectKind(findings, node, Node::Kind::Array, "the stop signs")) {
        return;
    }
    for (const Node &each : node.items) {
        readFields<StopSign>(findings, each, "a stop sign", kStopSignFields,
                             into.stopIf.emplace_back());
    }
}

constexpr std::array kRoutineFields{
    Field<Routine>{"$schema", false,
                   [](Findings &findings, const Node &node, Routine &) {
                       (void)readText(findings, node, "the address of the schema");
                   }},
    Field<Routine>{
        "format", true,
        [](Findings &findings, const Node &node, Routine &) { readFormat(findings, node); }},
    Field<Routine>{"id", true,
                   [](Findings &findings, const Node &node, Routine &into) {
                       into.id = readId(findings, node, "the id of the routine").value_or("");
                   }},
    Field<Routine>{"title", true,
                   [](Findings &findings, const Node &node, Routine &into) {
                       into.title = readText(findings, node, "the title").value_or("");
                   }},
    Field<Routine>{"kind", true,
                   [](Findings &findings, const Node &node, Routine &into) {
                       into.kind = readName<core::RoutineKind>(findings, node, "kind of routine",
                                                               core::routineKindNamed, kKinds)
                                       .value_or(core::RoutineKind::Technique);
                   }},
    Field<Routine>{"summary", true,
                   [](Findings &findings, const Node &node, Routine &into) {
                       into.summary = readText(findings, node, "the summary").value_or("");
                   }},
    Field<Routine>{"equipment", false,
                   [](Findings &findings, const Node &node, Routine &into) {
                       into.equipment = readTexts(findings, node, "the equipment");
                   }},
    Field<Routine>{"why", false,
                   [](Findings &findings, const Node &node, Routine &into) {
                       into.why = readText(findings, node, "the reason why").value_or("");
                   }},
    Field<Routine>{"feel", false,
                   [](Findings &findings, const Node &node, Routine &into) {
                       into.feel = readText(findings, node, "what to feel").value_or("");
                   }},
    Field<Routine>{"mistakes", false,
                   [](Findings &findings, const Node &node, Routine &into) {
                       into.mistakes = readTexts(findings, node, "the mistakes");
                   }},
    Field<Routine>{"stop_if", false, readStopSigns},
    Field<Routine>{"breathing", false,
                   [](Findings &findings, const Node &node, Routine &into) {
                       into.breathing = readBreathing(findings, node);
                   }},
    // Read last, whatever the order in the file: what a step may be depends on the kind.
    Field<Routine>{"steps", true, nullptr},
};

void checkName(Findings &findings, const Node &root, const Routine &routine,
               const std::string &file) {
    const std::u8string path(file.begin(), file.end());
    const std::string name = pathText(std::filesystem::path(path).filename());
    if (!routine.id.empty() && !name.empty() && name != routine.id + ".json") {
        findings.error(root.find("id")->value, "the id " + inTicks(routine.id) +
                                                   " belongs in a file named " +
                                                   inTicks(routine.id + ".json") +
                                                   ", and this one is named " + inTicks(name));
    }
}

void readRoot(Findings &findings, const Node &root, Routine &into) {
    readFields<Routine>(findings, root, "a routine", kRoutineFields, into);
    if (const Member *const steps = root.find("steps")) {
        StepContext context{.kind = into.kind, .pose = std::nullopt, .ids = {}};
        into.steps = readSteps(findings, steps->value, context);
        if (findings.errorCount() == context.errorsBefore) {
            checkLength(findings, steps->value, into);
        }
    }
}

}  // namespace

Reading<Routine> readRoutine(Document document, const std::string &file, FileName name) {
    Findings findings(file, document);
    Routine routine;
    if (document.root) {
        readRoot(findings, *document.root, routine);
        if (name == FileName::MustMatchId) {
            checkName(findings, *document.root, routine, file);
        }
    }
    return std::move(findings).reading(std::move(routine));
}

Reading<Routine> readRoutine(std::string_view text, const std::string &file, FileName name) {
    return readRoutine(readJson(text, file), file, name);
}

std::string outsideRecommended(const core::SecondsRange &recommended, core::Seconds seconds) {
    return std::to_string(seconds.count()) + " seconds is not within the " +
           std::to_string(recommended.least.count()) + " to " +
           std::to_string(recommended.most.count()) + " that are recommended";
}

}  // namespace psoas::content
