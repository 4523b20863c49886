#pragma once

#include "app/history_export.h"
#include "app/history_import.h"
#include "app/practice.h"
#include "app/report_reading.h"
#include "ui/file_dialogs.h"
#include "ui/take_with_page.h"

#include <QObject>

#include <chrono>
#include <filesystem>

namespace psoas::ui {

/// Does what the page to take the history out and in is asked for.
class TakeWith : public QObject {
    Q_OBJECT
public:
    /// All must outlive this. `store`: the file that `records` writes to.
    TakeWith(app::Practice &practice, app::RecordKeeper &records,
             const std::filesystem::path &store, FileDialogs dialogs, QObject *parent = nullptr);

    /// The page; whoever shows it owns it.
    [[nodiscard]] TakeWithPage &page() { return *m_page; }
    void setFirstWeekday(std::chrono::weekday first) { m_firstWeekday = first; }
    /// Previews this file, unless something else is under way.
    void look(const QString &file);
    /// Ends whatever is under way: it is no longer wanted, or the store is about to be replaced.
    void cancel();

signals:
    /// The history is not what it was.
    void changed();

private:
    void exportAs(app::HistoryFormat format);
    /// Whether something can be done with this file: one is chosen, and nothing is under way yet.
    /// Then the page shows that something is.
    [[nodiscard]] bool begins(const QString &file);
    void readReport(ReportTime time, bool withNotes);
    void writeReport(const app::ReadReport &read);
    void onPreviewed(const app::ImportPreview &preview);
    void onMerged(const app::ImportOutcome &outcome);

    app::Practice &m_practice;
    FileDialogs m_dialogs;
    std::chrono::weekday m_firstWeekday = std::chrono::Monday;
    app::HistoryExport m_export;
    app::HistoryImport m_import;
    app::ReportReading m_reading;
    QString m_file;  ///< that an export or a report goes to
    TakeWithPage *m_page;
};

}  // namespace psoas::ui
