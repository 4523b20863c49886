#pragma once

#include "app/backups.h"
#include "app/practice.h"
#include "app/record_keeper.h"
#include "app/settings.h"
#include "ui/browse_pages.h"
#include "ui/file_dialogs.h"
#include "ui/hearing.h"
#include "ui/theme.h"

#include <QWidget>

#include <functional>
#include <string>
#include <vector>

class QButtonGroup;
class QShortcut;
class QStackedWidget;

namespace psoas::ui {

class BannerStrip;
class NoticePage;
class PracticePages;
class StoreNotices;

/// What the window works with; all of it must outlive it.
struct WindowParts {
    app::Practice &practice;
    app::Settings &settings;
    app::RecordKeeper *records = nullptr;       ///< null in a rehearsal
    app::Backups *backups = nullptr;            ///< null where the store is no file
    Hearing hearing{};                          ///< where nothing is heard: of nothing
    std::function<app::Library()> readLibrary;  ///< reads all files anew
    QString contentFolder;
    QString dataFolder;
    int speed = 1;             ///< of a rehearsal; 1: none
    std::string startRoutine;  ///< opened through the safety gate at once; empty: none
    FileDialogs dialogs = systemFileDialogs();
};

/// The one window: the pages to walk between, or the way through a session, and above them what
/// has to be known on every page. The store is opened after the first paint.
class MainWindow : public QWidget {
    Q_OBJECT
public:
    explicit MainWindow(WindowParts parts, QWidget *parent = nullptr);

    /// For another start of the program: comes to the front and, if nothing is under way, opens
    /// this routine through the safety gate; empty: none.
    void comeForward(const std::string &startRoutine);

signals:
    /// The first picture is on the screen.
    void firstPainted();

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;
    void closeEvent(QCloseEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    [[nodiscard]] QWidget *makeNavigation();
    void makeKeys();
    void wire();
    void onFacts();
    void startFromOutside(const std::string &routineId);
    void showStage(const app::Stage &stage);
    void openPage(BrowsePages::Page page);
    void applyLook();
    void showTheme();
    void readLibrary();
    void showFaultyFiles();
    void showMissing(const core::Problems &fatal);
    void watchFiles();
    void onFilesChanged();
    /// While a backup takes the place of the history nothing can be pressed.
    void setRestoring(bool underWay);
    void setFloorMode(bool on);
    [[nodiscard]] QString droppedFile(const QDropEvent &event) const;
    void openOutside(const QString &path, bool folder);

    WindowParts m_parts;
    // Before any widget: what is made afterwards is born with its font and its colours.
    Theme m_theme;
    bool m_painted = false;
    bool m_factsKnown = false;
    bool m_filesChanged = false;  ///< while a session was under way
    Qt::WindowStates m_beforeFloor;

    BannerStrip *m_banners;
    QWidget *m_navigation;
    QShortcut *m_keysKey = nullptr;
    QButtonGroup *m_pages;
    QStackedWidget *m_stack;
    StoreNotices *m_store = nullptr;
    BrowsePages *m_browse;
    PracticePages *m_practicePages;
    NoticePage *m_missing = nullptr;  ///< in place of the pages where there is no content
};

}  // namespace psoas::ui
