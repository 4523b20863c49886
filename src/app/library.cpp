#include "app/library.h"

#include "app/paths.h"
#include "app/sequence.h"
#include "content/adjustment_reader.h"
#include "content/catalog.h"
#include "content/small_file.h"

#include <QFileInfo>

#include <algorithm>
#include <cstddef>
#include <filesystem>
#include <iterator>
#include <utility>

namespace psoas::app {

namespace {

bool isAbout(const core::Problem &problem, const content::CatalogEntry &entry) {
    return problem.file == content::pathText(entry.file) ||
           (entry.adjustmentFile && problem.file == content::pathText(*entry.adjustmentFile));
}

LibraryRoutine libraryRoutine(const content::CatalogEntry &entry, const core::Problems &problems) {
    LibraryRoutine made{
        .routine = entry.routine,
        .unadjusted = entry.unadjusted,
        .digest = entry.contentDigest,
        .file = textOf(entry.file),
        .shipped = entry.shipped,
        .adjustmentFile = entry.adjustmentFile ? textOf(*entry.adjustmentFile) : QString(),
        .problems = {}};
    std::ranges::copy_if(problems, std::back_inserter(made.problems),
                         [&](const core::Problem &problem) { return isAbout(problem, entry); });
    return made;
}

}  // namespace

const LibraryRoutine *Library::find(const std::string &id) const {
    const auto found = std::ranges::find(
        routines, id,
        [](const LibraryRoutine &each) -> const std::string & { return each.routine.id; });
    if (found == routines.end()) {
        return sequence && sequence.value().routine.id == id ? &sequence.value() : nullptr;
    }
    return &*found;
}

bool Library::hasSide(const std::string &id, core::Side side) const {
    const LibraryRoutine *found = find(id);
    if (found == nullptr) {
        return false;
    }
    const auto sides = core::sidesOf(core::planSession(found->routine, {side}).steps);
    return std::ranges::find(sides, side) != sides.end();
}

namespace {

/// The shipped check and the questions of all the person's own checks among these routines.
LibraryRoutine fullCheckOf(const std::vector<LibraryRoutine> &routines) {
    content::Catalog checks;
    for (const LibraryRoutine &each : routines) {
        if (each.routine.kind == core::RoutineKind::SafetyCheck) {
            checks.entries.push_back({.routine = each.routine,
                                      .unadjusted = each.unadjusted,
                                      .file = pathOf(each.file),
                                      .shipped = each.shipped,
                                      .adjustmentFile = std::nullopt,
                                      .contentDigest = each.digest});
        }
    }
    return libraryRoutine(content::fullCheck(checks), {});
}

}  // namespace

Library loadLibrary(const QString &contentDir, const QString &routinesDir) {
    const content::Catalog catalog = content::loadCatalog(pathOf(contentDir), pathOf(routinesDir));
    Library library;
    for (const content::CatalogEntry &entry : catalog.entries) {
        library.routines.push_back(libraryRoutine(entry, catalog.problems));
    }
    std::ranges::copy_if(catalog.problems, std::back_inserter(library.otherProblems),
                         [&](const core::Problem &problem) {
                             return std::ranges::none_of(catalog.entries,
                                                         [&](const content::CatalogEntry &entry) {
                                                             return isAbout(problem, entry);
                                                         });
                         });
    library.fatal = catalog.fatal;
    library.texts = catalog.safetyTexts.value_or(core::SafetyTexts{});
    library.fullCheck = fullCheckOf(library.routines);
    library.sequence = sequenceOf(library.routines);
    return library;
}

namespace {

core::Problems problemsOf(const QString &file, const core::Problems &problems) {
    core::Problems found;
    std::ranges::copy_if(
        problems, std::back_inserter(found),
        [path = file.toStdString()](const core::Problem &each) { return each.file == path; });
    return found;
}

/// Takes the problems of `file` out of `problems`, or those of its folder, which stay there: it may
/// be why other files are missing too. Empty if there is no error among them.
core::Problems takeFaultsOf(const QString &file, core::Problems &problems) {
    core::Problems found = problemsOf(file, problems);
    if (!core::hasErrors(found)) {
        found = problemsOf(QFileInfo(file).path(), problems);
        return core::hasErrors(found) ? found : core::Problems{};
    }
    std::erase_if(problems, [path = file.toStdString()](const core::Problem &each) {
        return each.file == path;
    });
    return found;
}

/// The routine as it was, with what is wrong with its file now. Its times are those that the
/// person's own file says now: nothing is wrong with that but that its routine is not there.
LibraryRoutine lastGood(LibraryRoutine old, core::Problems faults, core::Problems &others) {
    old.problems = std::move(faults);
    old.isLastGood = true;
    const auto text = content::readSmallFile(pathOf(old.adjustmentFile));
    if (!old.adjustmentFile.isEmpty() && text) {
        const auto times = content::readAdjustment(text.value(), old.adjustmentFile.toStdString(),
                                                   {&old.unadjusted});
        if (times.value) {
            old.routine = core::adjusted(old.unadjusted, *times.value);
            (void)takeFaultsOf(old.adjustmentFile, others);
        }
    }
    return old;
}

/// The routine as its own file says it now, with the times as they were.
void keepTimes(LibraryRoutine &now, const LibraryRoutine &old, core::Problems faults) {
    const core::Adjustment times =
        core::changedTimes(core::timesOf(old.unadjusted), core::timesOf(old.routine));
    now.routine = core::adjusted(now.unadjusted, times);
    now.digest = now.unadjusted == old.unadjusted ? old.digest : now.digest;
    now.adjustmentFile = old.adjustmentFile;
    now.problems.insert(now.problems.end(), std::make_move_iterator(faults.begin()),
                        std::make_move_iterator(faults.end()));
    now.isLastGood = true;
}

}  // namespace

Library withLastGood(Library fresh, const Library &before) {
    if (!fresh.usable() && before.usable() && !before.routines.empty()) {
        Library kept = before;
        kept.otherProblems = std::move(fresh.fatal);
        return kept;
    }
    for (std::size_t place = 0; place < before.routines.size(); ++place) {
        const LibraryRoutine &old = before.routines[place];
        const auto now = std::ranges::find(
            fresh.routines, old.routine.id,
            [](const LibraryRoutine &each) -> const std::string & { return each.routine.id; });
        if (now == fresh.routines.end()) {
            if (auto faults = takeFaultsOf(old.file, fresh.otherProblems); !faults.empty()) {
                const auto where = std::min(place, fresh.routines.size());
                // A question must not fall away with a slip in an editor.
                const bool asks = old.routine.kind == core::RoutineKind::SafetyCheck;
                fresh.routines.insert(fresh.routines.begin() + static_cast<std::ptrdiff_t>(where),
                                      lastGood(old, std::move(faults), fresh.otherProblems));
                fresh.fullCheck = asks ? fullCheckOf(fresh.routines) : fresh.fullCheck;
            }
        } else if (!old.adjustmentFile.isEmpty() && now->adjustmentFile.isEmpty()) {
            if (auto faults = takeFaultsOf(old.adjustmentFile, fresh.otherProblems);
                !faults.empty()) {
                keepTimes(*now, old, std::move(faults));
            }
        }
    }
    fresh.sequence = sequenceOf(fresh.routines);
    return fresh;
}

}  // namespace psoas::app
