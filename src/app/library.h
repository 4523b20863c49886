#pragma once

#include "core/plan.h"
#include "core/problem.h"
#include "core/result.h"
#include "core/routine.h"
#include "core/safety_texts.h"

#include <QString>

#include <string>
#include <vector>

namespace psoas::app {

/// A routine that can be practised or asked, adjustments applied.
struct LibraryRoutine {
    core::Routine routine;
    core::Routine unadjusted;  ///< as its own file says it
    std::string digest;        ///< of the files it was made from
    QString file;              ///< the routine's own
    bool shipped = true;
    QString adjustmentFile;   ///< the person's own times for it; empty: none
    core::Problems problems;  ///< of its file and of its adjustment
    /// One of its files has become faulty since: this is how it was before.
    bool isLastGood = false;
};

/// Why the shipped techniques are not offered as one session.
enum class SequenceLack {
    PartMissing,  ///< one of them is not there: the problems of the files say why
    TooLong,      ///< by the person's own times all of them come to more than a session may be
};

/// What the person can choose from, as the files say it now.
struct Library {
    std::vector<LibraryRoutine> routines;
    /// The shipped techniques as one session, or why they are not offered so.
    core::Result<LibraryRoutine, SequenceLack> sequence = SequenceLack::PartMissing;
    LibraryRoutine fullCheck;  ///< the shipped red-flag check and the person's added questions
    core::SafetyTexts texts;
    core::Problems otherProblems;  ///< of files that gave no routine
    core::Problems fatal;  ///< why nothing can be practised: the shipped safety texts are not there

    /// The routine with this id, the sequence among them, or null.
    [[nodiscard]] const LibraryRoutine *find(const std::string &id) const;
    /// Whether there is a routine of this id with something to do on this side.
    [[nodiscard]] bool hasSide(const std::string &id, core::Side side) const;
    [[nodiscard]] bool usable() const { return fatal.empty(); }
};

/// Reads all files anew. `contentDir` holds the shipped content, `routinesDir` the person's own
/// files (it need not exist).
[[nodiscard]] Library loadLibrary(const QString &contentDir, const QString &routinesDir);

/// `fresh`, and in place of what its faults have taken away what was there `before`: a routine
/// whose own file has become faulty, or whose times have, stays as it was and is marked so. Where
/// the program's own content has become unusable, all of it stays. What was deleted is gone.
[[nodiscard]] Library withLastGood(Library fresh, const Library &before);

}  // namespace psoas::app
