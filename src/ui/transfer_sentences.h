#pragma once

#include "app/history_export.h"
#include "app/history_import.h"

#include <QString>
#include <QStringList>

// What became of a history that is taken out or in, in words.
namespace psoas::ui {

/// "Saved: history.csv, with 520 sessions in it.", or why not and what to do.
[[nodiscard]] QString exportedText(const app::ExportOutcome &outcome, const QString &file);
/// Why no file was written, and what to do.
[[nodiscard]] QString notWrittenText(const app::TransferFault &fault);

/// What taking the file in would do, a line each; or what is wrong with it.
[[nodiscard]] QStringList previewLines(const app::ImportPreview &preview);
/// "Kneeling stretch, 24 November 2026, 08:05: edited later in the file, and taken from it."
[[nodiscard]] QString conflictText(const app::ImportConflict &conflict);
/// The line after the conflicts that are named, for those that are not.
[[nodiscard]] QString moreConflictsText(std::size_t more);
/// What has become of it, and where the backup from before is.
[[nodiscard]] QString importedText(const app::ImportOutcome &outcome);

}  // namespace psoas::ui
