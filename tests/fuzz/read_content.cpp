// What the readers of JSON files promise about any bytes at all. A fuzzer looks for bytes that
// break a promise; `replay.cpp` tries those that are worth keeping.

#include "code_points.h"
#include "content/adjustment_reader.h"
#include "content/adjustment_writer.h"
#include "content/catalog.h"
#include "content/json_document.h"
#include "content/routine_reader.h"
#include "content/routine_writer.h"
#include "content/safety_texts.h"
#include "content/source_line.h"
#include "core/plan.h"

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <variant>

using namespace psoas;

namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
const std::string kFile = "any.json";

void require(bool kept, const char *promise) {
    if (!kept) {
        std::fprintf(stderr, "broken promise: %s\n", promise);
        std::abort();
    }
}

void require(bool kept, const char *promise, const core::Problem &problem) {
    if (!kept) {
        std::fprintf(stderr, "%s\n", core::toLine(problem).c_str());
        require(kept, promise);
    }
}

/// The text whose places are told.
std::string_view withoutByteOrderMark(std::string_view bytes) {
    return bytes.substr(bytes.starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0);
}

void checkOrder(const core::Problems &problems) {
    const bool ordered = std::ranges::is_sorted(problems, {}, [](const core::Problem &problem) {
        return std::tuple(problem.line, problem.column);
    });
    require(ordered, "problems stand in the order of their places");
}

/// Takes problems in order.
void checkPlaces(const core::Problems &problems, std::string_view bytes) {
    fuzz::PlaceWalk walk(fuzz::readablePart(withoutByteOrderMark(bytes)));
    for (const core::Problem &problem : problems) {
        require(walk.reaches(problem.line, problem.column), "a problem is at a place of the text",
                problem);
        // Of a text that is too large only its beginning is named, whatever stands there.
        require(!walk.atBlank() || bytes.size() > content::kMostBytes,
                "a problem points at something that can be seen, or at the end", problem);
        require(problem.pointer.empty() || walk.atValue(), "what a pointer names begins there",
                problem);
    }
}

/// Where a text stops being readable, reading stops, and that is the only thing told.
void checkUnreadable(const core::Problems &problems, std::string_view bytes) {
    const std::string_view text = withoutByteOrderMark(bytes);
    const std::string_view readable = fuzz::readablePart(text);
    // Both are told of at the beginning.
    const bool refusedBefore =
        bytes.size() > content::kMostBytes || text.starts_with(kByteOrderMark);
    if (readable.size() == text.size() || refusedBefore) {
        return;
    }
    require(problems.size() == 1, "an unreadable byte is told alone");
    fuzz::PlaceWalk walk(readable);
    require(walk.reaches(problems[0].line, problems[0].column) && walk.atEnd(),
            "an unreadable byte is told where it stands", problems[0]);
}

/// The reason itself may quote a line break from the file; what is printed is one line.
void checkWords(const core::Problem &problem) {
    const std::string line = core::toLine(problem);
    require(!problem.reason.empty(), "a problem has a reason", problem);
    require(fuzz::readablePart(line).size() == line.size(), "a problem is told in UTF-8", problem);
    require(std::ranges::none_of(line,
                                 [](char each) { return static_cast<unsigned char>(each) < 0x20; }),
            "a problem is told in one line without control characters", problem);
}

void checkPointer(const core::Problem &problem) {
    const std::string &pointer = problem.pointer;
    require(pointer.empty() || pointer.front() == '/', "a pointer begins with a slash", problem);
    for (auto at = pointer.find('~'); at != std::string::npos; at = pointer.find('~', at + 1)) {
        require(pointer.substr(at + 1).starts_with('0') || pointer.substr(at + 1).starts_with('1'),
                "a pointer escapes its tildes", problem);
    }
}

void checkProblems(const core::Problems &problems, std::string_view bytes) {
    require(problems.size() <= content::kMostTold + 1, "nobody is told a thousand problems");
    checkOrder(problems);
    checkPlaces(problems, bytes);
    checkUnreadable(problems, bytes);
    for (const core::Problem &problem : problems) {
        require(problem.file == kFile, "a problem names the file", problem);
        checkWords(problem);
        checkPointer(problem);
    }
}

/// As the window shows them.
void checkSource(core::Problems problems, std::string_view bytes) {
    content::quoteSource(problems, bytes);
    for (const core::Problem &problem : problems) {
        require(problem.source.size() <= 4 * 102, "a quoted line is short", problem);
        require(problem.source.find('\n') == std::string::npos, "a quoted line is one line",
                problem);
        require(problem.caret <= problem.source.size(), "a caret is below its line", problem);
    }
}

content::Reading<core::Routine> readAnyRoutine(std::string_view text) {
    return content::readRoutine(text, kFile, content::FileName::Any);
}

/// The value that came of it, once all is found as it is promised of every reading.
template <class Read> auto valueOf(Read read, std::string_view bytes) {
    const auto reading = read(bytes);
    const auto again = read(bytes);
    require(reading.problems == again.problems && reading.value == again.value,
            "the same bytes come out the same");
    require(reading.value.has_value() != core::hasErrors(reading.problems),
            "there is a value exactly when no problem is an error");
    checkProblems(reading.problems, bytes);
    checkSource(reading.problems, bytes);
    return reading.value;
}

void checkByteOrderMark(std::string_view bytes) {
    if (!bytes.starts_with(kByteOrderMark) && bytes.size() < content::kMostBytes / 2) {
        const std::string marked = std::string(kByteOrderMark) + std::string(bytes);
        const auto read = [](auto text) { return readAnyRoutine(text).problems; };
        require(read(bytes) == read(marked), "a byte-order mark changes nothing");
    }
}

/// Another parser, so that a fault of ours in what is JSON at all does not stay our secret.
void checkJson(std::string_view bytes) {
    require(nlohmann::json::accept(bytes), "what is accepted is JSON to others too");
}

/// Unlike `core::longestStep` it is not what the readers ask, so that it would notice a change.
core::Seconds longestStep(const core::PlannedStep &step) {
    return core::Seconds{step.pose && core::isOnTheBall(*step.pose) ? 300 : 3600};
}

void checkPlan(const core::Routine &routine) {
    const core::Plan plan = core::planSession(routine);
    require(plan.total() <= core::kLongestSession, "a session lasts at most two hours");
    for (const core::PlannedStep &step : plan.steps) {
        require(step.round >= 1 && step.round <= step.rounds && step.rounds <= 20,
                "a step has at most 20 rounds");
        require(step.waits() || *step.seconds >= core::Seconds{1}, "a timed step takes time");
        require(step.waits() || *step.seconds <= longestStep(step), "no step is too long");
    }
}

bool isWritten(const std::string &text) {
    return text.find_first_not_of(" \t\r\n") != std::string::npos;
}

void checkSteps(const core::Routine &routine) {
    require(isWritten(routine.title) && isWritten(routine.summary), "a routine has its texts");
    bool posed = false;
    std::set<std::string> ids;
    const auto addId = [&](const std::string &id) {
        require(isWritten(id) && ids.insert(id).second, "every step has an id of its own");
    };
    for (const core::Step *step : core::allSteps(routine)) {
        addId(step->id);
        require(isWritten(step->title), "every step has a title");
        require(step->pose || !posed, "a step that names no pose has that of the step before");
        posed = step->pose.has_value();
    }
    for (const core::RoutineStep &step : routine.steps) {
        if (const auto *repeat = std::get_if<core::Repeat>(&step)) {
            addId(repeat->id);
        }
    }
}

const content::Catalog &shipped() {
    static const content::Catalog catalog =
        content::loadCatalog(PSOAS_SOURCE_DIR "/content", std::nullopt);
    require(catalog.fatal.empty(), "the shipped content can be read");
    return catalog;
}

/// Every time in it is one that the routine then has.
void checkAdjusted(const core::Adjustment &adjustment) {
    const content::CatalogEntry *const entry = shipped().find(adjustment.adjusts);
    require(entry != nullptr, "an adjustment adjusts a routine that there is");
    const core::Routine routine = core::adjusted(entry->unadjusted, adjustment);
    checkPlan(routine);
    std::map<std::string, std::optional<core::Seconds>> seconds;
    for (const core::Step *step : core::allSteps(routine)) {
        seconds[step->id] = step->seconds;
    }
    for (const auto &[id, own] : adjustment.seconds) {
        require(seconds[id] == own, "an adjustment gives a timed step its seconds");
    }
    std::map<std::string, int> times;
    for (const core::RoutineStep &step : routine.steps) {
        if (const auto *repeat = std::get_if<core::Repeat>(&step)) {
            times[repeat->id] = repeat->times;
        }
    }
    for (const auto &[id, own] : adjustment.times) {
        require(times[id] == own, "an adjustment gives a repeat its rounds");
    }
}

/// A file that is changed says what it was to say, and one that is not stays as it was.
void checkRewritten(std::string_view bytes, const core::Routine &routine) {
    require(content::rewrittenRoutine(bytes, routine) == bytes,
            "a routine written as it is stays as it is");
    core::Routine changed = routine;
    changed.id = "changed";
    changed.title = "Changed \"and\" \\";
    core::Adjustment times = core::timesOf(routine);
    for (auto &[id, seconds] : times.seconds) {
        seconds = core::Seconds{1};
    }
    changed = core::adjusted(changed, times);
    const auto text = content::rewrittenRoutine(bytes, changed);
    require(text.has_value(), "a good routine can be written anew");
    require(readAnyRoutine(*text).value == changed, "a routine is written as it is to be");
}

void checkTimesChanged(std::string_view bytes, const core::Adjustment &adjustment) {
    const auto read = [](std::string_view text) {
        return content::readAdjustment(text, kFile, shipped().unadjustedRoutines()).value;
    };
    require(content::withTimes(bytes, adjustment) == bytes,
            "times that are there already are not written");
    core::Adjustment changed = core::timesOf(shipped().find(adjustment.adjusts)->unadjusted);
    const auto text = content::withTimes(bytes, changed);
    require(text.has_value(), "good times can be changed");
    require(read(*text) == changed, "times are written as they are to be");
}

void checkSafetyTexts(const core::SafetyTexts &texts) {
    require(texts.screening.size() == core::allScreenings().size() && texts.dayPage.size() == 6 &&
                texts.results.size() == 5 && !texts.pain.empty(),
            "no safety text is missing");
    const auto written = [](const core::SafetyText &each) {
        return isWritten(each.id) && isWritten(each.text);
    };
    const auto worded = [](const auto &each) { return isWritten(each.second); };
    require(std::ranges::all_of(texts.screening, worded) &&
                std::ranges::all_of(texts.results, worded) &&
                std::ranges::all_of(texts.dayPage, written) &&
                std::ranges::all_of(texts.pain, written) && written(texts.clinician) &&
                written(texts.notReviewed),
            "no safety text is empty");
}

}  // namespace

// The name is the fuzzer's.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char *>(data), size);
    checkByteOrderMark(bytes);
    const auto routine = valueOf(readAnyRoutine, bytes);
    const auto adjustment = valueOf(
        [](auto text) {
            return content::readAdjustment(text, kFile, shipped().unadjustedRoutines());
        },
        bytes);
    const auto safetyTexts =
        valueOf([](auto text) { return content::readSafetyTexts(text, kFile); }, bytes);
    if (routine || adjustment || safetyTexts) {
        checkJson(bytes);
    }
    if (routine) {
        checkPlan(*routine);
        checkSteps(*routine);
        checkRewritten(bytes, *routine);
    }
    if (adjustment) {
        checkAdjusted(*adjustment);
        checkTimesChanged(bytes, *adjustment);
    }
    if (safetyTexts) {
        checkSafetyTexts(*safetyTexts);
    }
    const bool marked = content::isAdjustment(bytes);
    require(!adjustment || marked, "an adjustment is told by its mark");
    require(!marked || (!routine && !safetyTexts), "nothing else has the mark of an adjustment");
    require(!routine || !safetyTexts, "a file is of one kind");
    return 0;
}
