#pragma once

#include "app/backups.h"
#include "app/practice.h"
#include "app/record_keeper.h"
#include "app/settings.h"
#include "ui/file_dialogs.h"
#include "ui/hearing.h"
#include "ui/theme.h"
#include "ui/today_page.h"

#include <QStackedWidget>

#include <vector>

namespace psoas::ui {

class HistoryPages;
class RestorePage;
class RoutinePages;
class SettingsPage;

/// The four pages that one walks between outside a session. All but Today are made when they are
/// first opened.
class BrowsePages : public QStackedWidget {
    Q_OBJECT
public:
    enum class Page { Today, Routines, History, Settings };
    struct Folders {
        QString data;
        QString content;
    };

    /// All must outlive this; `records` is null where nothing is recorded, `backups` where the
    /// store is no file.
    BrowsePages(app::Practice &practice, app::Settings &settings, app::RecordKeeper *records,
                app::Backups *backups, Hearing hearing, Folders folders, FileDialogs dialogs,
                QWidget *parent = nullptr);

    void setTheme(const Theme &theme);
    void open(Page page);
    [[nodiscard]] Page page() const { return m_page; }

    /// Reads what was done from the store, and shows the present page anew.
    void readRecords();
    /// Shows the present page anew, with what is known.
    void refresh();
    /// What the check's state depends on has been read, or cannot be.
    void settle();
    /// Shows a routine file from elsewhere, to be taken in or not. The page must be Routines.
    void lookAtRoutine(const QString &file);
    /// The same with an exported history. The page must be History.
    void lookAtHistory(const QString &file);
    /// Shows the backups to choose from, `chosen` first if there is one. The page must be Settings.
    void showBackups(const std::optional<app::Backup> &chosen = {});

signals:
    /// Something about the look was set.
    void lookChanged();
    void readAgain();
    void fileOpened(const QString &file);
    void folderShown(const QString &folder);
    /// A backup has taken the place of the history; restoring `undo` takes that back.
    void restored(const psoas::app::Backup &backup, const psoas::app::Backup &undo);

private:
    void showToday();
    void showSettings();
    void showSound();
    void wireSound();
    void openSound();
    void onMerged();
    void readRecent();
    void readBackups();
    void backUpNow();
    void restore(int row);
    void continueUnfinished(const std::string &id);
    void endUnfinished(const std::string &id);

    RoutinePages &routinePages();
    SettingsPage &settingsPage();
    RestorePage &restorePage();

    app::Practice &m_practice;
    app::Settings &m_settings;
    app::RecordKeeper *m_records;
    app::Backups *m_backups;
    Hearing m_hearing;
    Folders m_folders;
    FileDialogs m_dialogs;
    Theme m_theme;
    Page m_page = Page::Today;
    bool m_settled = false;   ///< the state of the check is known
    bool m_lastRead = false;  ///< and so is `m_last`
    QString m_last;           ///< the newest technique session, in words
    std::vector<core::UnfinishedSession> m_unfinished;

    HistoryPages *m_history;
    TodayPage *m_today;
    RoutinePages *m_routines = nullptr;
    SettingsPage *m_settingsPage = nullptr;
    RestorePage *m_restore = nullptr;
    app::Backups::Listed m_listed;  ///< on the page to restore from
};

}  // namespace psoas::ui
