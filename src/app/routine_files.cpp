#include "app/routine_files.h"

#include "app/paths.h"
#include "content/adjustment_reader.h"
#include "content/adjustment_writer.h"
#include "content/catalog.h"
#include "content/routine_reader.h"
#include "content/routine_writer.h"
#include "content/small_file.h"
#include "content/source_line.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

#include <algorithm>
#include <utility>

namespace psoas::app {

namespace {

using Cause = FileFault::Cause;

constexpr int kMostTries = 10'000;  // of names that may be taken

FileFault fault(Cause cause, const QString &file, const QString &detail = {}) {
    return {.cause = cause, .file = file, .detail = detail};
}

FileFault faulty(const QString &file, core::Problems problems) {
    return {.cause = Cause::Faulty, .file = file, .problems = std::move(problems)};
}

core::Result<std::string, FileFault> bytesOf(const QString &file) {
    auto text = content::readSmallFile(pathOf(file));
    if (!text) {
        FileFault refused = fault(Cause::NotReadable, file);
        refused.problems = {std::move(text).error().problem};
        return refused;
    }
    return std::move(text).value();
}

std::vector<const core::Routine *> unadjustedRoutines(const Library &library) {
    std::vector<const core::Routine *> routines;
    std::ranges::transform(library.routines, std::back_inserter(routines),
                           [](const LibraryRoutine &each) { return &each.unadjusted; });
    return routines;
}

/// The file as it is now, rewritten with what `as` has.
core::Result<std::string, FileFault> rewritten(const LibraryRoutine &routine,
                                               const core::Routine &as) {
    const auto text = bytesOf(routine.file);
    if (!text) {
        return text.error();
    }
    auto copy = content::rewrittenRoutine(text.value(), as);
    if (!copy) {
        return faulty(routine.file, routine.problems);
    }
    return std::move(*copy);
}

/// Whether a file is there that is plainly meant for something else than this routine's times.
bool isAboutAnother(const QString &file, const std::string &id) {
    const auto text = bytesOf(file);
    const content::Document document =
        text ? content::readJson(text.value(), "") : content::Document{};
    if (!document.root) {
        return false;
    }
    const content::Member *const adjusts = document.root->find("adjusts");
    return !content::isAdjustment(document) || (adjusts != nullptr && adjusts->value.text != id);
}

/// What would be wrong with a routine file of this name and text; its id is a person's choice.
std::optional<FileFault> faultOf(const std::string &text, const QString &file) {
    auto reading = content::readRoutine(text, content::pathText(pathOf(file)));
    if (reading.value) {
        return std::nullopt;
    }
    content::quoteSource(reading.problems, text);
    return faulty(file, std::move(reading.problems));
}

/// Where a shipped routine comes back, its times are all that there can be to take in.
void takeShipped(IncomingFile &incoming, const Library &library) {
    const LibraryRoutine *const ours = library.find(incoming.routine->id);
    if (ours == nullptr || !ours->shipped) {
        return;
    }
    // The questions of a second check like the shipped one would all be asked twice.
    if (*incoming.routine == ours->unadjusted ||
        ours->routine.kind == core::RoutineKind::SafetyCheck) {
        incoming.hereAlready = true;
        incoming.routine.reset();
        return;
    }
    const core::Adjustment all = core::timesOf(*incoming.routine);
    const core::Adjustment changes = core::changedTimes(core::timesOf(ours->unadjusted), all);
    if (core::adjusted(ours->unadjusted, all) == *incoming.routine) {
        incoming.times = changes;
        incoming.text = content::adjustmentText(ours->unadjusted, changes);
        incoming.routine.reset();
    }
}

Written saved(const QString &file, const std::string &text) {
    QSaveFile out(file);
    if (!out.open(QIODevice::WriteOnly)) {
        return fault(Cause::NotWritable, file, out.errorString());
    }
    const QByteArray bytes = QByteArray::fromStdString(text);
    // Without the flush a full disk is noticed only by `commit`, which takes the empty file for
    // good.
    if (out.write(bytes) != bytes.size() || !out.flush()) {
        const QString reason = out.errorString();
        out.cancelWriting();
        return fault(Cause::NotWritable, file, reason);
    }
    if (!out.commit()) {
        return fault(Cause::NotWritable, file, out.errorString());
    }
    return file;
}

}  // namespace

RoutineFiles::RoutineFiles(QString folder, QString contentFolder)
    : m_folder(std::move(folder)), m_contentFolder(std::move(contentFolder)) {}

QString RoutineFiles::pathFor(const std::string &name) const {
    return QDir(m_folder).filePath(QString::fromStdString(name) + QStringLiteral(".json"));
}

QString RoutineFiles::timesFileOf(const LibraryRoutine &routine) const {
    if (!routine.adjustmentFile.isEmpty()) {
        return routine.adjustmentFile;
    }
    const std::string name = routine.routine.id + "-times";
    QString file = pathFor(name);
    for (int number = 2; number < kMostTries && isAboutAnother(file, routine.routine.id);
         ++number) {
        file = pathFor(name + '-' + std::to_string(number));
    }
    return file;
}

/// Editors look for the schemas beside the folder of routines, as they are in the shipped content.
/// Where they cannot be laid out, editors help less; nothing else depends on them.
void RoutineFiles::layOutSchemas() const {
    const QDir from(m_contentFolder + QStringLiteral("/schema"));
    const QString to = QDir::cleanPath(m_folder + QStringLiteral("/../schema"));
    for (const QString &name : from.entryList({QStringLiteral("*.json")}, QDir::Files)) {
        const auto ours = bytesOf(from.filePath(name));
        const auto theirs = bytesOf(to + QLatin1Char('/') + name);
        if (ours && (!theirs || theirs.value() != ours.value()) && QDir().mkpath(to)) {
            (void)saved(to + QLatin1Char('/') + name, ours.value());
        }
    }
}

Written RoutineFiles::write(const QString &file, const std::string &text) const {
    QDir().mkpath(m_folder);
    Written written = saved(file, text);
    if (written) {
        layOutSchemas();
    }
    return written;
}

/// Where a file that has had its day is kept.
QString RoutineFiles::freeNameInOld(const QString &file) const {
    const QDir old(m_folder + QStringLiteral("/old"));
    QDir().mkpath(old.path());
    const QFileInfo info(file);
    QString name = info.fileName();
    for (int number = 2; number < kMostTries && QFileInfo::exists(old.filePath(name)); ++number) {
        name = QStringLiteral("%1-%2.json").arg(info.completeBaseName()).arg(number);
    }
    return old.filePath(name);
}

/// The old file is copied, not moved: if the new one cannot be written it is still in its place.
Written RoutineFiles::replace(const QString &file, const std::string &text) const {
    QFile old(file);
    if (old.exists() && !old.copy(freeNameInOld(file))) {
        return fault(Cause::NotWritable, file, old.errorString());
    }
    return write(file, text);
}

Written RoutineFiles::fileToEdit(const LibraryRoutine &routine) const {
    const auto faulty = std::ranges::find(routine.problems, core::Problem::Severity::Error,
                                          &core::Problem::severity);
    if (faulty != routine.problems.end()) {
        return QString::fromStdString(faulty->file);
    }
    if (!routine.shipped || routine.routine.kind == core::RoutineKind::SafetyCheck) {
        return routine.file;
    }
    const QString file = timesFileOf(routine);
    // A file of that name that gave no times is there because of a fault in it: never written over.
    return QFileInfo::exists(file) ? Written(file)
                                   : write(file, content::adjustmentText(routine.unadjusted));
}

Written RoutineFiles::saveTimes(const LibraryRoutine &routine,
                                const core::Adjustment &changes) const {
    const QString file = timesFileOf(routine);
    const std::string path = content::pathText(pathOf(file));
    std::optional<std::string> changed;
    if (QFileInfo::exists(file)) {
        const auto text = bytesOf(file);
        if (!text) {
            return text.error();
        }
        auto reading = content::readAdjustment(text.value(), path, {&routine.unadjusted});
        changed = content::withTimes(text.value(), changes);
        if (!changed || !reading.value) {
            content::quoteSource(reading.problems, text.value());
            return faulty(file, std::move(reading.problems));
        }
    } else {
        changed = content::adjustmentText(routine.unadjusted, changes);
    }
    auto reading = content::readAdjustment(*changed, path, {&routine.unadjusted});
    if (!reading.value) {
        content::quoteSource(reading.problems, *changed);
        return FileFault{
            .cause = Cause::Refused, .file = file, .problems = std::move(reading.problems)};
    }
    return write(file, *changed);
}

Written RoutineFiles::resetTimes(const LibraryRoutine &routine) const {
    QFile file(routine.adjustmentFile);
    const QString kept = freeNameInOld(routine.adjustmentFile);
    return file.rename(kept)
               ? Written(kept)
               : Written(fault(Cause::NotWritable, routine.adjustmentFile, file.errorString()));
}

Written RoutineFiles::makeFrom(const LibraryRoutine &routine, const std::string &id,
                               const std::string &title) const {
    if (QFileInfo::exists(pathFor(id)) || std::ranges::count(content::kShippedIds, id) > 0) {
        return fault(Cause::Taken, pathFor(id));
    }
    core::Routine copy = routine.routine;
    copy.id = id;
    copy.title = title;
    const auto text = rewritten(routine, copy);
    if (!text) {
        return text.error();
    }
    if (auto wrong = faultOf(text.value(), pathFor(id))) {
        return std::move(*wrong);
    }
    return write(pathFor(id), text.value());
}

Written RoutineFiles::exportTo(const LibraryRoutine &routine, const QString &file) const {
    const QString folder = QFileInfo(file).absolutePath();
    for (const QString &own : {m_folder, m_contentFolder}) {
        if ((folder + QLatin1Char('/')).startsWith(QDir(own).absolutePath() + QLatin1Char('/'))) {
            return fault(Cause::OwnFolder, file);
        }
    }
    const auto text = rewritten(routine, routine.routine);
    return text ? saved(file, text.value()) : Written(text.error());
}

IncomingFile RoutineFiles::look(const QString &file, const Library &library) {
    IncomingFile incoming{.file = file};
    auto text = bytesOf(file);
    if (!text) {
        incoming.problems = text.error().problems;
        return incoming;
    }
    incoming.text = std::move(text).value();
    const std::string path = content::pathText(pathOf(file));
    content::Document document = content::readJson(incoming.text, path);
    if (content::isAdjustment(document)) {
        auto reading =
            content::readAdjustment(std::move(document), path, unadjustedRoutines(library));
        incoming.times = std::move(reading.value);
        incoming.problems = std::move(reading.problems);
    } else {
        auto reading = content::readRoutine(std::move(document), path, content::FileName::Any);
        incoming.routine = std::move(reading.value);
        incoming.problems = std::move(reading.problems);
    }
    content::quoteSource(incoming.problems, incoming.text);
    if (incoming.routine) {
        takeShipped(incoming, library);
    }
    return incoming;
}

Written RoutineFiles::takeIn(const IncomingFile &incoming, const std::string &id,
                             const std::string &title, const Library &library,
                             bool replaces) const {
    const QString file = pathFor(id);
    const LibraryRoutine *const known = library.find(id);
    const bool shipped =
        std::ranges::count(content::kShippedIds, id) > 0 || (known != nullptr && known->shipped);
    const bool mayReplace = known != nullptr && replaces;
    if (shipped || (QFileInfo::exists(file) && !mayReplace)) {
        return fault(Cause::Taken, file);
    }
    core::Routine routine = *incoming.routine;
    routine.id = id;
    routine.title = title;
    const auto text = content::rewrittenRoutine(incoming.text, routine);
    if (!text) {
        return faulty(incoming.file, incoming.problems);
    }
    if (auto wrong = faultOf(*text, file)) {
        return std::move(*wrong);
    }
    return replace(file, *text);
}

Written RoutineFiles::takeInTimes(const IncomingFile &incoming, const Library &library,
                                  bool replaces) const {
    const LibraryRoutine *const routine = library.find(incoming.times->adjusts);
    if (routine == nullptr) {
        return faulty(incoming.file, incoming.problems);
    }
    const QString file = timesFileOf(*routine);
    if (QFileInfo::exists(file) && routine->adjustmentFile.isEmpty()) {
        // There because of a fault in it: nobody knows yet what it is worth.
        FileFault unread = fault(Cause::Faulty, file);
        const auto text = bytesOf(file);
        if (text) {
            unread.problems =
                content::readAdjustment(text.value(), file.toStdString(), {&routine->unadjusted})
                    .problems;
            content::quoteSource(unread.problems, text.value());
        }
        return unread;
    }
    if (!routine->adjustmentFile.isEmpty() && !replaces) {
        return fault(Cause::Taken, file);
    }
    return replace(file, incoming.text);
}

std::string RoutineFiles::freeId(const std::string &title, const Library &library) const {
    const std::string made = content::idFromTitle(title);
    const std::string base = made.empty() ? "my-routine" : made;
    std::string id = base;
    for (int number = 2; number < kMostTries; ++number) {
        if (library.find(id) == nullptr && !QFileInfo::exists(pathFor(id))) {
            break;
        }
        id = base + '-' + std::to_string(number);
    }
    return id;
}

}  // namespace psoas::app
