#include "core/sequence.h"

#include "core/overloaded.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace psoas::core {
namespace {

constexpr char kSeparator = '/';

/// Adds what is not there yet.
template <class Value> void addNew(std::vector<Value> &into, const std::vector<Value> &more) {
    std::ranges::copy_if(more, std::back_inserter(into), [&](const Value &each) {
        return std::ranges::find(into, each) == into.end();
    });
}

void makePart(Step &step, const Routine &routine) {
    step.id = routine.id + kSeparator + step.id;
    if (!step.breathing) {
        step.breathing = routine.breathing;
    }
}

RoutineStep partStep(RoutineStep step, const Routine &routine) {
    std::visit(Overloaded{[&](Step &each) { makePart(each, routine); },
                          [&](Repeat &repeat) {
                              repeat.id = routine.id + kSeparator + repeat.id;
                              for (Step &each : repeat.steps) {
                                  makePart(each, routine);
                              }
                          }},
               step);
    return step;
}

}  // namespace

Routine sequenceOf(std::string title, const std::vector<const Routine *> &parts,
                   const std::vector<Step> &breaks) {
    Routine whole;
    whole.id = kSequenceId;
    whole.title = std::move(title);
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (i > 0) {
            Step pause = breaks.at(i - 1);
            pause.id = parts[i - 1]->id + kSeparator + pause.id;
            whole.steps.emplace_back(std::move(pause));
        }
        for (const RoutineStep &step : parts[i]->steps) {
            whole.steps.push_back(partStep(step, *parts[i]));
        }
        addNew(whole.equipment, parts[i]->equipment);
        addNew(whole.stopIf, parts[i]->stopIf);
    }
    return whole;
}

std::string routineOfStep(const std::string &sessionRoutine, const std::string &step) {
    const std::size_t end = step.find(kSeparator);
    return end == std::string::npos ? sessionRoutine : step.substr(0, end);
}

std::string routineStopped(const SessionRecord &stopped) {
    return stopped.hurts.empty() ? stopped.routineId
                                 : routineOfStep(stopped.routineId, stopped.hurts.back().step);
}

std::set<std::string> routinesIn(const Routine &routine) {
    std::set<std::string> ids{routine.id};
    for (const Step *step : allSteps(routine)) {
        ids.insert(routineOfStep(routine.id, step->id));
    }
    return ids;
}

}  // namespace psoas::core
