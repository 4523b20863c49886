#include "app/sequence.h"

#include "core/plan.h"
#include "core/sequence.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>
#include <array>
#include <utility>

namespace psoas::app {
namespace {

// From the passive to the strong: what one has let go, the next can reach.
constexpr std::array kParts{"constructive-rest", "kneeling-hip-flexor-stretch", "ball-release"};
constexpr core::Seconds kBreak{60};

std::string words(const char *source) {
    return QCoreApplication::translate("psoas", source).toStdString();
}

/// The break before `next`, for getting there and for fetching what it takes.
core::Step breakBefore(const core::Routine &next) {
    QStringList needs;
    for (const std::string &each : next.equipment) {
        needs << QString::fromStdString(each);
    }
    core::Step step;
    step.id = "break-before-" + next.id;
    step.kind = core::StepKind::Rest;
    step.title = words("Take a break");
    step.say = QCoreApplication::translate(
                   "psoas", "Move about a little. What comes next is: %1. You need: %2.")
                   .arg(QString::fromStdString(next.title), needs.join(QStringLiteral(", ")))
                   .toStdString();
    step.pose = core::Pose::Sitting;
    step.seconds = kBreak;
    return step;
}

}  // namespace

core::Result<LibraryRoutine, SequenceLack> sequenceOf(const std::vector<LibraryRoutine> &routines) {
    std::vector<const core::Routine *> parts;
    std::vector<core::Step> breaks;
    LibraryRoutine made;
    for (const char *id : kParts) {
        const auto found = std::ranges::find(
            routines, id,
            [](const LibraryRoutine &each) -> const std::string & { return each.routine.id; });
        if (found == routines.end()) {
            return SequenceLack::PartMissing;
        }
        if (!parts.empty()) {
            breaks.push_back(breakBefore(found->routine));
        }
        parts.push_back(&found->routine);
        made.digest += (made.digest.empty() ? "" : "+") + found->digest;
    }
    made.routine = core::sequenceOf(words("The sequence"), parts, breaks);
    made.unadjusted = made.routine;
    // Each part is within the limits of a session; by the person's own times all of them may not
    // be.
    if (!core::fitsInSession(made.routine)) {
        return SequenceLack::TooLong;
    }
    return made;
}

}  // namespace psoas::app
