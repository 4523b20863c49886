#include "app/library.h"

#include "app/paths.h"
#include "content/catalog.h"
#include "content/small_file.h"

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
    return found == routines.end() ? nullptr : &*found;
}

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
    library.fullCheck = libraryRoutine(content::fullCheck(catalog), catalog.problems);
    return library;
}

namespace {

bool isAbout(const core::Problem &problem, const QString &file) {
    return problem.file == file.toStdString();
}

/// Takes the problems of `file` out of `problems`; empty if there is no error among them.
core::Problems takeFaultsOf(const QString &file, core::Problems &problems) {
    core::Problems found;
    std::ranges::copy_if(problems, std::back_inserter(found),
                         [&](const core::Problem &each) { return isAbout(each, file); });
    if (!core::hasErrors(found)) {
        return {};
    }
    std::erase_if(problems, [&](const core::Problem &each) { return isAbout(each, file); });
    return found;
}

/// The routine as it was, with what is wrong with it now.
LibraryRoutine lastGood(LibraryRoutine before, core::Problems problems) {
    before.problems = std::move(problems);
    before.isLastGood = true;
    return before;
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
                fresh.routines.insert(fresh.routines.begin() + static_cast<std::ptrdiff_t>(where),
                                      lastGood(old, std::move(faults)));
                if (old.routine.kind == core::RoutineKind::SafetyCheck) {
                    // Its questions must not fall away with a slip in an editor.
                    fresh.fullCheck = before.fullCheck;
                }
            }
        } else if (!old.adjustmentFile.isEmpty() && now->adjustmentFile.isEmpty()) {
            if (auto faults = takeFaultsOf(old.adjustmentFile, fresh.otherProblems);
                !faults.empty()) {
                *now = lastGood(old, std::move(faults));
            }
        }
    }
    return fresh;
}

}  // namespace psoas::app
