#include "ui/main_window.h"

#include "app/content_watcher.h"
#include "app/history_import.h"
#include "ui/banner_strip.h"
#include "ui/keys_dialog.h"
#include "ui/notice_page.h"
#include "ui/page_parts.h"
#include "ui/practice_pages.h"
#include "ui/sentences.h"
#include "ui/store_notices.h"

#include <QApplication>
#include <QBoxLayout>
#include <QButtonGroup>
#include <QCloseEvent>
#include <QDesktopServices>
#include <QDir>
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QMimeData>
#include <QScreen>
#include <QShortcut>
#include <QTimer>
#include <QUrl>

namespace psoas::ui {
namespace {

constexpr QSize kFirstSize{1180, 780};
constexpr QSize kLeastSize{700, 560};
constexpr QSize kLeastAtDouble{1000, 690};  ///< with text of twice the size
using Page = BrowsePages::Page;

ThemeChoice choiceOf(app::ThemeSetting setting) {
    switch (setting) {
        case app::ThemeSetting::Light:
            return ThemeChoice::Light;
        case app::ThemeSetting::Dark:
            return ThemeChoice::Dark;
        case app::ThemeSetting::System:
            break;
    }
    return ThemeChoice::System;
}

Theme themeOf(const app::Settings &settings) {
    return themeFor(choiceOf(settings.theme()), settings.textScale(),
                    settings.motion() == app::MotionSetting::Reduced);
}

Theme applied(Theme theme) {
    applyTheme(*qApp, theme);
    return theme;
}

}  // namespace

MainWindow::MainWindow(WindowParts parts, QWidget *parent)
    : QWidget(parent),
      m_parts(std::move(parts)),
      m_theme(applied(themeOf(m_parts.settings))),
      m_banners(new BannerStrip),
      m_pages(new QButtonGroup(this)),
      m_stack(new QStackedWidget),
      m_browse(new BrowsePages(
          m_parts.practice, m_parts.settings, m_parts.records, m_parts.backups, m_parts.hearing,
          {.data = m_parts.dataFolder, .content = m_parts.contentFolder}, m_parts.dialogs)),
      m_practicePages(new PracticePages(m_parts.practice, m_parts.settings, m_parts.hearing,
                                        m_parts.records != nullptr)) {
    m_store = new StoreNotices({.practice = m_parts.practice,
                                .records = m_parts.records,
                                .backups = m_parts.backups,
                                .dialogs = m_parts.dialogs,
                                .banners = *m_banners,
                                .window = *this});
    setObjectName(QStringLiteral("mainWindow"));
    setWindowTitle(tr("Psoas Ease"));
    setAcceptDrops(true);
    m_navigation = makeNavigation();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_banners);
    column->addWidget(m_navigation);
    column->addWidget(m_stack, 1);
    m_stack->addWidget(m_browse);
    m_stack->addWidget(m_practicePages);
    makeKeys();
    wire();
    if (!restoreGeometry(m_parts.settings.windowGeometry())) {
        resize(kFirstSize.boundedTo(screen()->availableSize()));
    }
    if (m_parts.speed != 1) {
        m_banners->say(BannerStrip::Topic::Rehearsal,
                       tr("Rehearsal: time runs %1 times as fast, and no session is saved.")
                           .arg(m_parts.speed));
    }
    showTheme();
    readLibrary();
    openPage(Page::Today);
}

QWidget *MainWindow::makeNavigation() {
    auto *bar = new QWidget;
    bar->setObjectName(QStringLiteral("navigation"));
    bar->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(3 * kSpace, kSpace, 3 * kSpace, 0);
    row->setSpacing(kSpace);
    const std::pair<const char *, QString> pages[] = {{"navToday", tr("Today")},
                                                      {"navRoutines", tr("Routines")},
                                                      {"navHistory", tr("History")},
                                                      {"navSettings", tr("Settings")}};
    for (const auto &[objectName, words] : pages) {
        auto *button = makeButton(objectName, words, "quiet");
        button->setCheckable(true);
        m_pages->addButton(button, static_cast<int>(m_pages->buttons().size()));
        row->addWidget(button);
    }
    row->addStretch(1);
    return bar;
}

void MainWindow::makeKeys() {
    for (int page = 0; page < m_pages->buttons().size(); ++page) {
        auto *shortcut =
            new QShortcut(QKeySequence(Qt::CTRL | static_cast<Qt::Key>(Qt::Key_1 + page)), this);
        connect(shortcut, &QShortcut::activated, this, [this, page] {
            if (m_navigation->isVisible()) {
                openPage(static_cast<Page>(page));
            }
        });
    }
    m_keysKey = new QShortcut(QKeySequence(Qt::Key_F1), this);
    connect(m_keysKey, &QShortcut::activated, this, [this] { KeysDialog(this).exec(); });
}

void MainWindow::wire() {
    // Toggled, not clicked: a screen reader toggles.
    connect(m_pages, &QButtonGroup::idToggled, this, [this](int page, bool checked) {
        if (checked) {
            m_browse->open(static_cast<Page>(page));
            showFaultyFiles();
        }
    });
    connect(&m_parts.practice, &app::Practice::stageChanged, this, &MainWindow::showStage);
    connect(&m_parts.practice, &app::Practice::sealNotKept, this, [this] {
        m_banners->say(BannerStrip::Topic::Safety,
                       tr("Your safety answers cannot be kept: settings.ini in the data folder may "
                          "not be written. Settings shows where it is."));
    });
    connect(&m_parts.practice, &app::Practice::sealKept, this,
            [this] { m_banners->say(BannerStrip::Topic::Safety, {}); });
    connect(m_practicePages, &PracticePages::floorModeChanged, this, &MainWindow::setFloorMode);
    connect(m_practicePages, &PracticePages::settingsWanted, this,
            [this] { openPage(Page::Settings); });
    connect(m_browse, &BrowsePages::lookChanged, this, &MainWindow::applyLook);
    connect(m_browse, &BrowsePages::readAgain, this, &MainWindow::readLibrary);
    connect(m_browse, &BrowsePages::fileOpened, this,
            [this](const QString &file) { openOutside(file, false); });
    connect(m_browse, &BrowsePages::folderShown, this,
            [this](const QString &folder) { openOutside(folder, true); });
    connect(this, &MainWindow::firstPainted, m_store, &StoreNotices::open, Qt::QueuedConnection);
    connect(m_store, &StoreNotices::settled, this, &MainWindow::onFacts);
    connect(m_store, &StoreNotices::savingChanged, m_practicePages, &PracticePages::setSaving);
    connect(m_store, &StoreNotices::replaced, m_browse, &BrowsePages::readRecords);
    connect(m_store, &StoreNotices::restoreWanted, this, [this](const app::Backup &chosen) {
        openPage(Page::Settings);
        m_browse->showBackups(chosen);
    });
    if (m_parts.backups != nullptr) {
        connect(m_parts.backups, &app::Backups::restoring, this, &MainWindow::setRestoring);
    }
    connect(m_browse, &BrowsePages::restored, m_store, &StoreNotices::showRestored);
    connect(m_practicePages, &PracticePages::fileWanted, m_store,
            [this](const core::SessionRecord &session) { m_store->saveToFile({session}); });
}

/// The gate knows all that it will know: only now may anything be started from outside.
void MainWindow::onFacts() {
    if (std::exchange(m_factsKnown, true)) {
        return;
    }
    m_browse->settle();
    // Not before the store has made the data folder, which is then to be watched.
    watchFiles();
    startFromOutside(m_parts.startRoutine);
}

void MainWindow::startFromOutside(const std::string &routineId) {
    if (routineId.empty()) {
        return;
    }
    if (m_parts.practice.library().find(routineId) == nullptr) {
        m_banners->say(BannerStrip::Topic::Files,
                       tr("There is no routine with the id %1.").arg(text(routineId)));
        return;
    }
    m_parts.practice.start(routineId);
}

void MainWindow::comeForward(const std::string &startRoutine) {
    setWindowState(windowState() & ~Qt::WindowMinimized);
    show();
    raise();
    activateWindow();
    if (!m_factsKnown && !startRoutine.empty()) {
        m_parts.startRoutine = startRoutine;
    } else if (m_stack->isEnabled() &&
               std::holds_alternative<app::stage::Idle>(m_parts.practice.stage())) {
        startFromOutside(startRoutine);
    }
}

// Pages

void MainWindow::showStage(const app::Stage &stage) {
    const bool idle = std::holds_alternative<app::stage::Idle>(stage);
    const bool wasIdle = m_stack->currentWidget() == m_browse;
    m_navigation->setVisible(idle);
    // A dialog over the player would stand between the person and "It hurts".
    m_keysKey->setEnabled(!std::holds_alternative<app::stage::Playing>(stage));
    m_stack->setCurrentWidget(idle ? static_cast<QWidget *>(m_browse) : m_practicePages);
    showFaultyFiles();
    if (idle && !wasIdle) {
        if (std::exchange(m_filesChanged, false)) {
            readLibrary();
        }
        m_browse->readRecords();
        openPage(Page::Today);
    }
}

void MainWindow::openPage(BrowsePages::Page page) {
    QAbstractButton *button = m_pages->button(static_cast<int>(page));
    if (button->isChecked()) {
        m_browse->open(page);
        return;
    }
    // Where the way there was a key, the focus must not stay on another page's button.
    const bool focused = m_navigation->isAncestorOf(QApplication::focusWidget());
    button->setChecked(true);
    if (focused) {
        button->setFocus();
    }
}

void MainWindow::readLibrary() {
    m_parts.practice.setLibrary(m_parts.readLibrary());
    const app::Library &library = m_parts.practice.library();
    m_navigation->setVisible(library.usable());
    showFaultyFiles();
    if (!library.usable()) {
        showMissing(library.fatal);
    } else if (m_missing != nullptr && m_stack->currentWidget() == m_missing) {
        m_stack->setCurrentWidget(m_browse);
    }
}

/// Not on the page that shows them itself, and not on the way to a session or in it: nothing can be
/// done about a file from the mat.
void MainWindow::showFaultyFiles() {
    const bool idle = std::holds_alternative<app::stage::Idle>(m_parts.practice.stage()) &&
                      m_browse->page() != Page::Routines;
    m_banners->say(BannerStrip::Topic::FaultyFiles,
                   idle ? faultyFilesText(m_parts.practice.library()) : QString());
}

void MainWindow::showMissing(const core::Problems &fatal) {
    if (m_missing == nullptr) {
        m_missing = new NoticePage;
        m_stack->addWidget(m_missing);
    }
    m_missing->setView(missingContent(fatal, m_parts.contentFolder));
    m_stack->setCurrentWidget(m_missing);
}

void MainWindow::watchFiles() {
    auto *watcher = new app::ContentWatcher({m_parts.contentFolder + QStringLiteral("/routines"),
                                             m_parts.contentFolder + QStringLiteral("/safety"),
                                             m_parts.dataFolder + QStringLiteral("/routines")},
                                            this);
    connect(watcher, &app::ContentWatcher::changed, this, &MainWindow::onFilesChanged);
}

/// On the way to a session and in it nothing changes under the person's feet.
void MainWindow::onFilesChanged() {
    m_filesChanged = !std::holds_alternative<app::stage::Idle>(m_parts.practice.stage());
    if (!m_filesChanged) {
        readLibrary();
        m_browse->refresh();
    }
}

void MainWindow::applyLook() {
    m_theme = applied(themeOf(m_parts.settings));
    showTheme();
}

void MainWindow::showTheme() {
    // Smaller, and the player's controls would run into each other.
    const QSize least = kLeastSize + (kLeastAtDouble - kLeastSize) * (m_theme.textScale - 1);
    setMinimumSize(least.boundedTo(screen()->availableSize()));
    m_browse->setTheme(m_theme);
    m_practicePages->setTheme(m_theme);
}

void MainWindow::setRestoring(bool underWay) {
    for (QWidget *each : std::initializer_list<QWidget *>{m_banners, m_navigation, m_stack}) {
        each->setEnabled(!underWay);
    }
    if (!underWay) {
        m_pages->checkedButton()->setFocus();
    }
}

void MainWindow::setFloorMode(bool on) {
    if (on) {
        m_beforeFloor = windowState();
        setWindowState(m_beforeFloor | Qt::WindowFullScreen);
    } else {
        setWindowState(m_beforeFloor);
    }
}

void MainWindow::openOutside(const QString &path, bool folder) {
    if (folder) {
        QDir().mkpath(path);
    }
    const bool opened = QDesktopServices::openUrl(QUrl::fromLocalFile(path));
    m_banners->say(BannerStrip::Topic::Files,
                   opened ? QString() : tr("No program could open this. It is here: %1").arg(path));
}

// Events

void MainWindow::paintEvent(QPaintEvent *event) {
    QWidget::paintEvent(event);
    if (!std::exchange(m_painted, true)) {
        // The rest of the picture is painted and shown before a timer of zero comes round.
        QTimer::singleShot(0, this, &MainWindow::firstPainted);
    }
}

void MainWindow::changeEvent(QEvent *event) {
    QWidget::changeEvent(event);
    // While the window was out of sight a day may have gone by, or a file may have been edited.
    if (event->type() == QEvent::ActivationChange && isActiveWindow() && m_painted &&
        m_stack->currentWidget() == m_browse) {
        readLibrary();
        m_browse->refresh();
    }
}

void MainWindow::closeEvent(QCloseEvent *event) {
    // A session under way stays open in the store, as interrupted; the pause puts it all on record.
    m_parts.practice.session().handle(core::event::Pause{});
    if (!m_store->mayClose()) {
        event->ignore();
        return;
    }
    m_parts.settings.setWindowGeometry(saveGeometry());
    event->accept();
}

/// The one file that is dropped; empty if it is not one file, or if it comes at a time when nothing
/// may come between the person and the session.
QString MainWindow::droppedFile(const QDropEvent &event) const {
    const QList<QUrl> urls = event.mimeData()->urls();
    const bool welcome = m_stack->currentWidget() == m_browse && urls.size() == 1;
    return welcome ? urls.front().toLocalFile() : QString();
}

void MainWindow::dragEnterEvent(QDragEnterEvent *event) {
    if (!droppedFile(*event).isEmpty()) {
        // Never a move, whatever key is held: whoever gave the file would take it away.
        event->setDropAction(Qt::CopyAction);
        event->accept();
    }
}

void MainWindow::dropEvent(QDropEvent *event) {
    const QString file = droppedFile(*event);
    if (!file.isEmpty()) {
        event->setDropAction(Qt::CopyAction);
        event->accept();
        if (app::isHistoryFile(file)) {
            openPage(Page::History);
            m_browse->lookAtHistory(file);
        } else {
            openPage(Page::Routines);
            m_browse->lookAtRoutine(file);
        }
    }
}

}  // namespace psoas::ui
