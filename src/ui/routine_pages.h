#pragma once

#include "app/practice.h"
#include "app/routine_files.h"
#include "ui/file_dialogs.h"
#include "ui/theme.h"

#include <QStackedWidget>

#include <optional>
#include <string>

namespace psoas::ui {

class AdjustTimesPage;
class NewRoutinePage;
class RoutinesPage;

/// The routines to read and to choose from, and the pages on which their files are made and
/// changed. Each is made when it is first needed.
class RoutinePages : public QStackedWidget {
    Q_OBJECT
public:
    /// `practice` must outlive this.
    RoutinePages(app::Practice &practice, app::RoutineFiles files, FileDialogs dialogs,
                 QWidget *parent = nullptr);

    void setTheme(const Theme &theme);
    /// Shows the files as they are now. A page on which something is being changed stays.
    void refresh();
    /// Shows what is in a file from elsewhere, to be taken in or not.
    void look(const QString &file);

signals:
    /// Files were written, or may have been: they are to be read again, and this refreshed.
    void readAgain();
    void fileOpened(const QString &file);
    void folderShown(const QString &folder);

private:
    void showList(const QString &said, const std::string &selected);
    void openRoutine(const std::string &id);
    void adjust(const std::string &id);
    void saveTimes(const core::Adjustment &changes);
    void resetTimes();
    void copy(const std::string &id);
    void exportRoutine(const std::string &id);
    void import();
    void makeCopy(const QString &id, const QString &title);
    void takeIn(const QString &id, const QString &title, bool replaces);
    [[nodiscard]] std::function<QString(const QString &)> idMaker() const;

    AdjustTimesPage &adjustPage();
    NewRoutinePage &newPage();

    app::Practice &m_practice;
    app::RoutineFiles m_files;
    FileDialogs m_dialogs;
    Theme m_theme;
    // By id and not by reference: the files may be read again while a page or a dialog is open.
    std::string m_adjusted;  ///< the routine whose times are being changed
    std::string m_copied;    ///< the routine that a new one is made from
    std::optional<app::IncomingFile> m_incoming;
    QWidget *m_before = nullptr;  ///< the page to go back to from that of a new file

    RoutinesPage *m_list;
    AdjustTimesPage *m_adjust = nullptr;
    NewRoutinePage *m_new = nullptr;
};

}  // namespace psoas::ui
