#pragma once

#include "app/library.h"
#include "core/adjustment.h"
#include "core/problem.h"
#include "core/result.h"

#include <QString>

#include <optional>
#include <string>

namespace psoas::app {

/// Why a file was not written. Nothing has changed then.
struct FileFault {
    enum class Cause {
        NotWritable,  ///< the system refused; `detail` says why
        NotReadable,  ///< what was to be copied or changed cannot be read any more
        Faulty,       ///< a file has a fault (`problems`) that must be mended by hand first
        Refused,      ///< what was to be written is not allowed (`problems`)
        Taken,        ///< there is a routine, or a file, of that name already
        OwnFolder,    ///< the app keeps its own files there
    };
    Cause cause = Cause::NotWritable;
    QString file;
    QString detail{};
    core::Problems problems{};
};

/// The path of the file that was written, or why none was.
using Written = core::Result<QString, FileFault>;

/// A file that somebody wants to take in, looked at before anything is written.
struct IncomingFile {
    QString file;
    /// With an error among them the file cannot be taken in; a warning does not stand in its way.
    core::Problems problems{};
    /// A whole routine, to be taken in under its own id or another one, …
    std::optional<core::Routine> routine{};
    /// … or times for a routine that is here: of an adjustment, or of a shipped routine that
    /// differs from ours in nothing but its times.
    std::optional<core::Adjustment> times{};
    std::string text{};  ///< of the file to write
    /// It is a shipped routine, word for word, or would take the place of the shipped check.
    bool hereAlready = false;

    [[nodiscard]] bool usable() const { return routine || times; }
};

/// The person's own routines and times as files in one folder: makes, changes and removes them.
/// Every file is written whole or not at all. Nothing that is not meant to change is changed in it,
/// and what is replaced or reset goes to the folder `old`, never away.
class RoutineFiles {
public:
    /// `folder` need not exist; `contentFolder` holds the shipped content.
    RoutineFiles(QString folder, QString contentFolder);

    [[nodiscard]] const QString &folder() const { return m_folder; }

    /// The file to open for changing this routine: the one with a fault, if there is one, else the
    /// person's own routine, or their times for a shipped one. Where there are none yet, a file
    /// with all times is made first.
    [[nodiscard]] Written fileToEdit(const LibraryRoutine &routine) const;

    /// Writes the times of `changes` into the person's file of times for the routine, and leaves
    /// everything else in it as it is; where there is none, one with just these is made.
    [[nodiscard]] Written saveTimes(const LibraryRoutine &routine,
                                    const core::Adjustment &changes) const;

    /// Takes the person's times for the routine away. The path is that of the old file's new place.
    [[nodiscard]] Written resetTimes(const LibraryRoutine &routine) const;

    /// A routine of the person's own, made from this one as it is now, times included.
    [[nodiscard]] Written makeFrom(const LibraryRoutine &routine, const std::string &id,
                                   const std::string &title) const;

    /// Writes the routine as it is now, times included, as one file anywhere but among the app's
    /// own.
    [[nodiscard]] Written exportTo(const LibraryRoutine &routine, const QString &file) const;

    /// What is in a file from elsewhere, and what is wrong with it.
    [[nodiscard]] static IncomingFile look(const QString &file, const Library &library);

    /// Takes a routine in under this id and title. `replaces`: one of the person's own with that id
    /// may be replaced.
    [[nodiscard]] Written takeIn(const IncomingFile &incoming, const std::string &id,
                                 const std::string &title, const Library &library,
                                 bool replaces) const;

    /// Takes times in. `replaces`: the person's own times for that routine may be replaced.
    [[nodiscard]] Written takeInTimes(const IncomingFile &incoming, const Library &library,
                                      bool replaces) const;

    /// An id made from the title that no routine and no file in the folder has.
    [[nodiscard]] std::string freeId(const std::string &title, const Library &library) const;

private:
    [[nodiscard]] QString pathFor(const std::string &name) const;
    [[nodiscard]] QString timesFileOf(const LibraryRoutine &routine) const;
    [[nodiscard]] Written write(const QString &file, const std::string &text) const;
    [[nodiscard]] QString freeNameInOld(const QString &file) const;
    [[nodiscard]] Written replace(const QString &file, const std::string &text) const;
    void layOutSchemas() const;

    QString m_folder;
    QString m_contentFolder;
};

}  // namespace psoas::app
