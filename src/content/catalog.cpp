#include "content/catalog.h"

#include "content/adjustment_reader.h"
#include "content/field_reader.h"
#include "content/routine_reader.h"
#include "content/safety_texts.h"
#include "content/small_file.h"
#include "content/source_line.h"
#include "content/text_position.h"
#include "core/sequence.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <system_error>

namespace psoas::content {

namespace {

namespace fs = std::filesystem;

struct JsonFile {
    fs::path path;
    std::string text;
    Document document;
};

core::Problem errorIn(const fs::path &path, std::string reason) {
    return {.severity = core::Problem::Severity::Error,
            .file = pathText(path),
            .line = 1,
            .column = 1,
            .pointer = "",
            .reason = std::move(reason)};
}

/// Adds the problems of a file with this text.
void append(core::Problems &to, core::Problems from, std::string_view text) {
    quoteSource(from, text);
    to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
}

std::string digest(std::string_view first, std::string_view second) {
    std::uint64_t hash = 0xcbf29ce484222325U;
    for (const std::string_view bytes : {first, second}) {
        for (const char byte : bytes) {
            hash ^= static_cast<unsigned char>(byte);
            hash *= 0x100000001b3U;
        }
    }
    std::string hex(16, '0');
    for (auto digit = hex.rbegin(); digit != hex.rend(); ++digit, hash >>= 4U) {
        *digit = "0123456789abcdef"[hash & 0xFU];
    }
    return hex;
}

/// The readable `*.json` of a folder, by name. The others become problems.
std::vector<JsonFile> jsonFiles(const fs::path &folder, core::Problems &problems) {
    std::vector<fs::path> paths;
    std::error_code error;
    for (fs::directory_iterator it(folder, error), end; !error && it != end; it.increment(error)) {
        if (it->path().extension() == ".json") {
            paths.push_back(it->path());
        }
    }
    if (error) {
        problems.push_back(errorIn(folder, "this folder cannot be read"));
    }
    std::ranges::sort(paths);
    std::vector<JsonFile> files;
    for (const fs::path &path : paths) {
        if (firstBadByte(pathText(path.filename()))) {
            problems.push_back(
                errorIn(path, "the name of this file is not UTF-8; give it another one"));
            continue;
        }
        auto text = readSmallFile(path);
        if (text) {
            Document document = readJson(text.value(), pathText(path));
            files.push_back(
                {.path = path, .text = std::move(text).value(), .document = std::move(document)});
        } else {
            problems.push_back(text.error().problem);
        }
    }
    return files;
}

/// Puts the error at the value of one of the root's members.
core::Problem errorAt(std::string_view text, const std::string &file, std::string_view key,
                      std::string reason) {
    const Document document = readJson(text, file);
    const Member *const member = document.root ? document.root->find(key) : nullptr;
    const Node &at = member != nullptr ? member->value : Node{};
    return {.severity = core::Problem::Severity::Error,
            .file = file,
            .line = at.place.line,
            .column = at.place.column,
            .pointer = childPointer("", key),
            .reason = std::move(reason)};
}

class Loader {
public:
    void loadShipped(const fs::path &content) {
        const fs::path folder = content / "routines";
        std::error_code error;
        if (!fs::is_directory(folder, error)) {
            m_catalog.fatal.push_back(errorIn(folder, "the folder of shipped routines is missing"));
        } else {
            for (JsonFile &file : jsonFiles(folder, m_catalog.problems)) {
                addRoutine(std::move(file), true);
            }
            const CatalogEntry *const check = m_catalog.find(kRedFlagCheck);
            if (check == nullptr || check->routine.kind != core::RoutineKind::SafetyCheck) {
                m_catalog.fatal.push_back(
                    errorIn(folder / (std::string(kRedFlagCheck) + ".json"),
                            "the shipped red-flag check is missing or cannot be read"));
            }
        }
        loadSafetyTexts(content / "safety" / "safety.json");
    }

    void loadOwn(const fs::path &folder) {
        std::error_code error;
        if (fs::status(folder, error).type() == fs::file_type::not_found) {
            return;
        }
        std::vector<JsonFile> adjustments;
        for (JsonFile &file : jsonFiles(folder, m_catalog.problems)) {
            if (isAdjustment(file.document)) {
                adjustments.push_back(std::move(file));
            } else {
                addRoutine(std::move(file), false);
            }
        }
        // After all routines: an adjustment may come before its routine by name.
        for (JsonFile &file : adjustments) {
            applyAdjustment(std::move(file));
        }
    }

    [[nodiscard]] Catalog result() && { return std::move(m_catalog); }

private:
    void addRoutine(JsonFile file, bool shipped) {
        auto reading = readRoutine(std::move(file.document), pathText(file.path));
        append(m_catalog.problems, std::move(reading.problems), file.text);
        if (!reading.value) {
            return;
        }
        if (auto taken = shipped ? std::nullopt
                                 : shippedIdTaken(file.text, pathText(file.path), *reading.value,
                                                  m_catalog)) {
            append(m_catalog.problems, {std::move(*taken)}, file.text);
            return;
        }
        m_texts[reading.value->id] = file.text;
        m_catalog.entries.push_back({.routine = *reading.value,
                                     .unadjusted = *reading.value,
                                     .file = file.path,
                                     .shipped = shipped,
                                     .adjustmentFile = std::nullopt,
                                     .contentDigest = digest(file.text, "")});
    }

    void applyAdjustment(JsonFile file) {
        auto reading = readAdjustment(std::move(file.document), pathText(file.path),
                                      m_catalog.unadjustedRoutines());
        append(m_catalog.problems, std::move(reading.problems), file.text);
        if (!reading.value) {
            return;
        }
        const auto entry = std::ranges::find(
            m_catalog.entries, reading.value->adjusts,
            [](const CatalogEntry &each) -> const std::string & { return each.unadjusted.id; });
        if (auto before =
                alreadyAdjusted(file.text, pathText(file.path), entry->unadjusted.id, m_catalog)) {
            append(m_catalog.problems, {std::move(*before)}, file.text);
            return;
        }
        entry->routine = core::adjusted(entry->unadjusted, *reading.value);
        entry->adjustmentFile = file.path;
        entry->contentDigest = digest(m_texts[entry->unadjusted.id], file.text);
    }

    void loadSafetyTexts(const fs::path &path) {
        const auto text = readSmallFile(path);
        if (!text) {
            m_catalog.fatal.push_back(text.error().problem);
            return;
        }
        auto reading = readSafetyTexts(text.value(), pathText(path));
        m_catalog.safetyTexts = std::move(reading.value);
        append(m_catalog.fatal, std::move(reading.problems), text.value());
    }

    Catalog m_catalog;
    std::map<std::string, std::string> m_texts;  ///< of the files, by routine id
};

}  // namespace

const CatalogEntry *Catalog::find(std::string_view id) const noexcept {
    const auto found = std::ranges::find_if(
        entries, [&](const CatalogEntry &entry) { return entry.unadjusted.id == id; });
    return found == entries.end() ? nullptr : &*found;
}

std::vector<const core::Routine *> Catalog::unadjustedRoutines() const {
    std::vector<const core::Routine *> routines;
    for (const CatalogEntry &entry : entries) {
        routines.push_back(&entry.unadjusted);
    }
    return routines;
}

Catalog loadCatalog(const fs::path &shippedContent, const std::optional<fs::path> &userRoutines) {
    Loader loader;
    loader.loadShipped(shippedContent);
    if (userRoutines) {
        loader.loadOwn(*userRoutines);
    }
    return std::move(loader).result();
}

CatalogEntry fullCheck(const Catalog &catalog) {
    CatalogEntry check;
    const CatalogEntry *const found = catalog.find(kRedFlagCheck);
    // Where the shipped file is missing, someone's own of that name is no substitute.
    if (found != nullptr && found->shipped) {
        check = *found;
    }
    for (const CatalogEntry &entry : catalog.entries) {
        if (entry.shipped || entry.routine.kind != core::RoutineKind::SafetyCheck) {
            continue;
        }
        for (const core::Step *step : core::allSteps(entry.routine)) {
            if (step->kind == core::StepKind::Question) {
                core::Step question = *step;
                question.id = entry.routine.id + '/' + step->id;
                check.routine.steps.emplace_back(std::move(question));
            }
        }
        check.contentDigest = digest(check.contentDigest, entry.contentDigest);
    }
    return check;
}

std::optional<core::Problem> shippedIdTaken(std::string_view text, const std::string &file,
                                            const core::Routine &routine, const Catalog &catalog) {
    if (routine.id == core::kSequenceId) {
        return errorAt(text, file, "id",
                       "`" + routine.id +
                           "` is the name of the shipped routines done one after the other: give "
                           "yours another id and file name");
    }
    const CatalogEntry *const found = catalog.find(routine.id);
    const bool reserved = std::ranges::find(kShippedIds, routine.id) != kShippedIds.end();
    if (!reserved && (found == nullptr || !found->shipped)) {
        return std::nullopt;
    }
    return errorAt(text, file, "id",
                   "`" + routine.id +
                       "` is a shipped routine: give yours another id and file name, or keep only "
                       "its times, in a file with `\"adjusts\": \"" +
                       routine.id + "\"`");
}

std::optional<core::Problem> alreadyAdjusted(std::string_view text, const std::string &file,
                                             const std::string &id, const Catalog &catalog) {
    const CatalogEntry *const entry = catalog.find(id);
    std::error_code ignored;
    if (entry == nullptr || !entry->adjustmentFile ||
        fs::equivalent(fs::path(std::u8string(file.begin(), file.end())), *entry->adjustmentFile,
                       ignored)) {
        return std::nullopt;
    }
    return errorAt(text, file, "adjusts",
                   "`" + id + "` is already adjusted by `" +
                       pathText(entry->adjustmentFile->filename()) +
                       "`; keep one of the two files");
}

}  // namespace psoas::content
