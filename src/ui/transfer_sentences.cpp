#include "ui/transfer_sentences.h"

#include "core/overloaded.h"
#include "ui/page_parts.h"
#include "ui/picture_text.h"
#include "ui/store_sentences.h"
#include "ui/text.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QLocale>

namespace psoas::ui {
namespace {

QString words(const char *source) { return QCoreApplication::translate("psoas", source); }

QString refusalText(const app::HistoryRefusal &refusal) {
    using Cause = app::HistoryRefusal::Cause;
    const core::Problem &problem = refusal.problem;
    if (refusal.cause == Cause::Unreadable) {
        return words("The file cannot be read: %1.").arg(text(problem.reason));
    }
    return words("This is not a history that can be taken in. Line %1, column %2: %3.")
        .arg(problem.line)
        .arg(problem.column)
        .arg(text(problem.reason));
}

QString faultText(const app::TransferFault &fault) {
    return std::visit(core::Overloaded{
                          [](const app::TransferCancelled &) { return words("Cancelled."); },
                          [](const app::AmongOwnFiles &) {
                              return words(
                                  "That is the folder where Psoas Ease keeps its own files. Choose "
                                  "another one.");
                          },
                          [](const app::StoreError &error) { return notReadText(error); },
                          [](const std::error_code &error) {
                              return words("The file cannot be written: %1.")
                                  .arg(QString::fromStdString(error.message()));
                          },
                          [](const app::HistoryRefusal &refusal) { return refusalText(refusal); },
                      },
                      fault);
}

void addLine(QStringList &lines, std::size_t count, const QString &what) {
    if (count > 0) {
        lines << words("%1: %2").arg(what, QLocale().toString(static_cast<qlonglong>(count)));
    }
}

}  // namespace

QString exportedText(const app::ExportOutcome &outcome, const QString &file) {
    if (outcome.fault) {
        return notWrittenText(*outcome.fault);
    }
    return words("Saved: %1, with %2 in it.")
        .arg(QFileInfo(file).fileName(), sessionsText(static_cast<int>(outcome.sessions)));
}

QString notWrittenText(const app::TransferFault &fault) {
    return words("%1 No file was changed.").arg(faultText(fault));
}

QStringList previewLines(const app::ImportPreview &preview) {
    if (preview.fault) {
        return {faultText(*preview.fault)};
    }
    using Step = core::MergeStep;
    const core::MergeCounts &counts = preview.counts;
    QStringList lines;
    addLine(lines, counts[Step::New], words("New sessions"));
    addLine(lines, counts[Step::Same], words("Here already"));
    addLine(lines, counts[Step::Replaces], words("Edited later in the file, and taken from it"));
    addLine(lines, counts[Step::KeptHere], words("Edited later here, and kept"));
    addLine(lines, counts[Step::Restores],
            words("Deleted here, but edited later in the file, and back again"));
    addLine(lines, counts[Step::KeptDeleted], words("Deleted here, and still deleted"));
    addLine(lines, counts[Step::Deletes], words("Deleted in the file, and deleted here"));
    addLine(lines, counts[Step::Marks], words("Deleted in the file, never here, and kept in mind"));
    if (counts.changed() == 0) {
        lines << words("Nothing would change.");
    }
    return lines;
}

QString conflictText(const app::ImportConflict &conflict) {
    const QString what =
        conflict.title.empty()
            ? words("A session")
            : words("%1, %2").arg(oneLine(conflict.title), dayAndTimeText(conflict.startedAt));
    switch (conflict.step) {
        case core::MergeStep::Deletes:
            return words("%1: deleted, as in the file").arg(what);
        case core::MergeStep::Restores:
            return words("%1: back, as the file has it").arg(what);
        case core::MergeStep::KeptDeleted:
            return words("%1: stays deleted").arg(what);
        default:
            return conflict.thereIsLater() ? words("%1: as the file has it").arg(what)
                                           : words("%1: as it is here").arg(what);
    }
}

QString moreConflictsText(std::size_t more) {
    return words("And %1 more.").arg(QLocale().toString(static_cast<qlonglong>(more)));
}

QString importedText(const app::ImportOutcome &outcome) {
    const auto changed = QLocale().toString(static_cast<qlonglong>(outcome.counts.changed()));
    if (outcome.fault && outcome.counts.changed() == 0) {
        return words("%1 Nothing was taken in.").arg(faultText(*outcome.fault));
    }
    QString done = outcome.fault ? words(
                                       "%1 Taken in before that: %2. Take the file in again for "
                                       "the rest.")
                                       .arg(faultText(*outcome.fault), changed)
                                 : words("Taken in: %1.").arg(changed);
    if (outcome.counts.changed() > 0) {
        done += QLatin1Char(' ') + words("The red-flag check comes before the next session.");
    }
    return outcome.backup
               ? words("%1 The backup from before is in Settings, under Restore.").arg(done)
               : done;
}

}  // namespace psoas::ui
