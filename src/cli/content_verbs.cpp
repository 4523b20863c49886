#include "cli/content_verbs.h"

#include "content/adjustment_reader.h"
#include "content/catalog.h"
#include "content/catalog_json.h"
#include "content/routine_reader.h"
#include "content/small_file.h"

#include <algorithm>
#include <ostream>
#include <system_error>

namespace psoas::cli {

namespace {

constexpr int kGood = 0;
constexpr int kErrors = 1;
constexpr int kUnreadable = 2;

content::Catalog catalogOf(const Paths &paths) {
    return content::loadCatalog(paths.content, paths.data / "routines");
}

void print(const core::Problems &problems, std::ostream &to) {
    for (const core::Problem &problem : problems) {
        to << core::toLine(problem) << '\n';
    }
}

bool isSame(const std::filesystem::path &a, const std::filesystem::path &b) {
    std::error_code error;
    return std::filesystem::equivalent(a, b, error);
}

/// What the program itself would say about the file, wherever it lies.
core::Problems problemsOf(const std::string &text, const std::string &file, const Paths &paths,
                          const content::Catalog &catalog) {
    const bool own = isSame(std::filesystem::absolute(file).parent_path(), paths.data / "routines");
    if (content::isAdjustment(text)) {
        auto reading = content::readAdjustment(text, file, catalog.unadjustedRoutines());
        if (reading.value && own) {
            if (auto other =
                    content::alreadyAdjusted(text, file, reading.value->adjusts, catalog)) {
                reading.problems.push_back(std::move(*other));
            }
        }
        return reading.problems;
    }
    auto reading = content::readRoutine(text, file);
    if (reading.value && own) {
        if (auto taken = content::shippedIdTaken(text, file, *reading.value, catalog)) {
            reading.problems.push_back(std::move(*taken));
        }
    }
    return reading.problems;
}

/// The routine that is meant, or the problems that stand in the way.
content::Reading<core::Routine> routineFor(const std::string &idOrFile,
                                           const content::Catalog &catalog) {
    if (const auto *entry = catalog.find(idOrFile)) {
        // A file among them may hold the times that are missing from the plan.
        return {.value = entry->routine, .problems = catalog.problems};
    }
    const auto text = content::readSmallFile(idOrFile);
    if (!text) {
        return {.value = std::nullopt, .problems = {text.error().problem}};
    }
    if (!content::isAdjustment(text.value())) {
        return content::readRoutine(text.value(), idOrFile, content::FileName::Any);
    }
    auto reading = content::readAdjustment(text.value(), idOrFile, catalog.unadjustedRoutines());
    if (!reading.value) {
        return {.value = std::nullopt, .problems = std::move(reading.problems)};
    }
    const auto *entry = catalog.find(reading.value->adjusts);
    return {.value = core::adjusted(entry->unadjusted, *reading.value),
            .problems = std::move(reading.problems)};
}

}  // namespace

int list(const Paths &paths, bool json, std::ostream &out, std::ostream &err) {
    const content::Catalog catalog = catalogOf(paths);
    print(catalog.fatal, err);
    print(catalog.problems, err);
    if (json) {
        out << content::listJson(catalog) << '\n';
    } else {
        for (const content::CatalogEntry &entry : catalog.entries) {
            out << entry.routine.id << '\t' << core::printable(entry.routine.title) << '\t'
                << core::kindName(entry.routine.kind) << '\t'
                << core::planSession(entry.routine).total().count() << '\t' << entry.file.string()
                << '\n';
        }
    }
    return catalog.fatal.empty() ? kGood : kErrors;
}

int validate(const Paths &paths, const std::vector<std::string> &files, bool json,
             std::ostream &out, std::ostream &err) {
    if (files.empty()) {
        err << "validate needs at least one file\n";
        return kUnreadable;
    }
    const content::Catalog catalog = catalogOf(paths);
    print(catalog.fatal, err);
    core::Problems problems;
    bool unreadable = false;
    for (const std::string &file : files) {
        const auto text = content::readSmallFile(file);
        if (text) {
            const core::Problems found = problemsOf(text.value(), file, paths, catalog);
            problems.insert(problems.end(), found.begin(), found.end());
        } else if (text.error().cause == content::FileRefusal::Cause::TooLarge) {
            problems.push_back(text.error().problem);
        } else {
            unreadable = true;
            err << file << ": " << text.error().problem.reason << '\n';
        }
    }
    if (json) {
        out << content::problemsJson(problems) << '\n';
    } else {
        print(problems, out);
    }
    return unreadable ? kUnreadable : core::hasErrors(problems) ? kErrors : kGood;
}

int plan(const Paths &paths, const std::string &idOrFile, bool json, std::ostream &out,
         std::ostream &err) {
    const content::Catalog catalog = catalogOf(paths);
    print(catalog.fatal, err);
    const auto reading = routineFor(idOrFile, catalog);
    print(reading.problems, err);
    if (!reading.value) {
        return kErrors;
    }
    const core::Plan session = core::planSession(*reading.value);
    if (json) {
        out << content::planJson(session) << '\n';
        return kGood;
    }
    int order = 0;
    for (const core::PlannedStep &step : session.steps) {
        out << ++order << '\t' << step.step << '\t' << core::printable(step.title) << '\t'
            << core::kindName(step.kind) << '\t' << (step.side ? core::sideName(*step.side) : "-")
            << '\t' << step.round << '\t';
        if (step.seconds) {
            out << step.seconds->count() << '\n';
        } else {
            out << "waits\n";
        }
    }
    return kGood;
}

int schema(const Paths &paths, std::ostream &out, std::ostream &err) {
    const auto text = content::readSmallFile(paths.content / "schema" / "routine.schema.json");
    if (!text) {
        err << core::toLine(text.error().problem) << '\n';
        return kErrors;
    }
    out << text.value();
    return kGood;
}

}  // namespace psoas::cli
