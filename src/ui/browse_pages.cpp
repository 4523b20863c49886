#include "ui/browse_pages.h"

#include "ui/history_page.h"
#include "ui/history_pages.h"
#include "ui/page_parts.h"
#include "ui/restore_page.h"
#include "ui/routine_pages.h"
#include "ui/sentences.h"
#include "ui/settings_page.h"
#include "ui/sound_settings.h"
#include "ui/store_sentences.h"
#include "ui/text.h"

#include <QCoreApplication>

#include <algorithm>

namespace psoas::ui {
namespace {
/// Enough to find a technique among the newest sessions, checks included.
constexpr std::size_t kRecent = 20;
}  // namespace

BrowsePages::BrowsePages(app::Practice &practice, app::Settings &settings,
                         app::RecordKeeper *records, app::Backups *backups, Hearing hearing,
                         Folders folders, FileDialogs dialogs, QWidget *parent)
    : QStackedWidget(parent),
      m_practice(practice),
      m_settings(settings),
      m_records(records),
      m_backups(backups),
      m_hearing(hearing),
      m_folders(std::move(folders)),
      m_dialogs(std::move(dialogs)),
      m_history(new HistoryPages(practice, settings, records,
                                 backups == nullptr ? std::filesystem::path() : backups->store(),
                                 m_dialogs, this)),
      m_today(new TodayPage) {
    addWidget(m_today);
    connect(m_history, &HistoryPages::summed, this, [this] {
        if (m_page == Page::Today) {
            showToday();
        }
    });
    connect(m_history, &HistoryPages::merged, this, &BrowsePages::onMerged);
    connect(m_history, &HistoryPages::edited, this, &BrowsePages::readRecent);
    if (m_backups != nullptr) {
        connect(m_backups, &app::Backups::restoring, m_history, &HistoryPages::cancelTransfers);
    }
    connect(m_today, &TodayPage::weeksPutAway, m_history, &HistoryPages::putWeeksAway);
    connect(m_today, &TodayPage::started, &m_practice,
            [this](const std::string &routineId) { m_practice.start(routineId); });
    connect(m_today, &TodayPage::checkStarted, &m_practice, &app::Practice::startCheck);
    connect(m_today, &TodayPage::continued, this, &BrowsePages::continueUnfinished);
    connect(m_today, &TodayPage::endedHere, this, &BrowsePages::endUnfinished);
    connect(&m_practice, &app::Practice::factsChanged, this, [this] {
        if (isVisible()) {
            refresh();
        }
    });
}

void BrowsePages::setTheme(const Theme &theme) {
    m_theme = theme;
    m_today->setTheme(theme);
    m_history->setTheme(theme);
    if (m_routines != nullptr) {
        m_routines->setTheme(theme);
    }
}

void BrowsePages::open(Page page) {
    m_page = page;
    switch (page) {
        case Page::Today:
            setCurrentWidget(m_today);
            break;
        case Page::Routines:
            setCurrentWidget(&routinePages());
            emit readAgain();
            break;
        case Page::History:
            if (!m_history->isMade()) {
                addWidget(&m_history->page());
            }
            setCurrentWidget(&m_history->page());
            m_history->read();
            break;
        case Page::Settings:
            setCurrentWidget(&settingsPage());
            readBackups();
            openSound();
            break;
    }
    refresh();
}

void BrowsePages::refresh() {
    if (m_page == Page::Today) {
        showToday();
    } else if (m_page == Page::Routines) {
        routinePages().refresh();
    } else if (m_page == Page::History) {
        m_history->refresh();
    } else if (m_page == Page::Settings) {
        showSettings();
    }
}

void BrowsePages::settle() {
    m_settled = true;
    refresh();
}

void BrowsePages::showToday() {
    TodayView view = todayOf(m_practice);
    view.checkKnown = m_settled;
    view.lastKnown = m_lastRead;
    view.last = m_last;
    view.weeks = m_history->weeksCard();
    for (const core::UnfinishedSession &each : m_unfinished) {
        view.unfinished.push_back(unfinishedView(each, m_practice.continuation(each)));
    }
    m_today->setView(view);
}

void BrowsePages::readRecords() {
    m_history->read();
    if (m_records == nullptr) {
        m_lastRead = true;
        refresh();
        return;
    }
    // What has been done since they were read may have ended one of them.
    m_unfinished.clear();
    m_records->readUnfinished(
        [this](const app::RecordKeeper::Unfinished &sessions) { m_unfinished = sessions; });
    readRecent();
    if (m_page == Page::Settings) {
        readBackups();
    }
}

void BrowsePages::readRecent() {
    m_records->readSessions(
        {.limit = kRecent, .after = {}}, [this](const app::RecordKeeper::Sessions &sessions) {
            const auto last =
                std::ranges::find_if(sessions, [this](const core::SessionRecord &each) {
                    return each.routineId != m_practice.library().fullCheck.routine.id;
                });
            m_last = last == sessions.end() ? QString() : lastText(*last);
            m_lastRead = true;
            m_practice.setRecent(sessions);
            if (m_page == Page::Today) {
                showToday();
            }
        });
}

/// What came in may close routines, and makes no check good.
void BrowsePages::onMerged() {
    m_practice.storeReplaced();
    m_records->readFacts([this](const core::SafetyFacts &facts) { m_practice.setFacts(facts); });
}

void BrowsePages::continueUnfinished(const std::string &id) {
    const auto found = std::ranges::find_if(
        m_unfinished, [&](const core::UnfinishedSession &each) { return each.record.id == id; });
    if (found != m_unfinished.end()) {
        m_practice.continueUnfinished(*found);
    }
}

void BrowsePages::endUnfinished(const std::string &id) {
    const auto isIt = [&](const core::UnfinishedSession &each) { return each.record.id == id; };
    // A second press comes before the page is shown anew.
    if (std::erase_if(m_unfinished, isIt) > 0) {
        m_practice.endUnfinished(id);
        showToday();
        readRecords();
    }
}

void BrowsePages::showSettings() {
    SettingsView view{.theme = m_settings.theme(),
                      .textScale = m_settings.textScale(),
                      .motion = m_settings.motion(),
                      .checkInterval = m_settings.checkInterval(),
                      .continueWithin = m_settings.continueWithin(),
                      .session = m_settings.session(),
                      .emergencyNumber = m_settings.emergencyNumber(),
                      .screenings = {},
                      .dataFolder = m_folders.data,
                      .version = QCoreApplication::applicationVersion(),
                      .notReviewed = text(m_practice.library().texts.notReviewed.text)};
    const auto &known = m_practice.facts().screenings;
    for (const auto &[question, words] : m_practice.library().texts.screening) {
        const auto found = known.find(question);
        view.screenings.push_back(
            {.question = question,
             .words = text(words),
             .answer = found == known.end() ? std::nullopt : std::optional(found->second.answer)});
    }
    settingsPage().setView(view);
    showSound();
}

// Voice and sound

/// What there is to choose from is looked for only now: it takes loading all of it.
void BrowsePages::openSound() {
    if (m_hearing.audio != nullptr) {
        m_hearing.audio->openVoice(m_settings.voice());
        m_hearing.audio->openSound();
    }
}

void BrowsePages::showSound() {
    if (m_hearing.audio != nullptr && m_settingsPage != nullptr) {
        m_settingsPage->setSound({.speaks = m_settings.speaks(),
                                  .voice = m_settings.voice(),
                                  .found = m_hearing.audio->voice(),
                                  .chimes = m_settings.chimes(),
                                  .volume = m_settings.volume(),
                                  .breathTones = m_settings.breathTones(),
                                  .soundLack = m_hearing.audio->soundLack()});
    }
}

void BrowsePages::wireSound() {
    SoundSettings &sound = m_settingsPage->sound();
    sound.setVisible(m_hearing.audio != nullptr);
    if (m_hearing.audio == nullptr) {
        return;
    }
    connect(m_hearing.audio, &app::Audio::voiceTold, this, &BrowsePages::showSound);
    connect(m_hearing.audio, &app::Audio::soundTold, this, &BrowsePages::showSound);
    connect(&sound, &SoundSettings::speaksChosen, this,
            [this](bool on) { m_settings.setSpeaks(on); });
    connect(&sound, &SoundSettings::voiceChosen, this, [this](const app::VoiceChoice &choice) {
        m_settings.setVoice(choice);
        m_hearing.audio->openVoice(choice);
    });
    connect(&sound, &SoundSettings::voiceTried, m_hearing.prompter, &app::Prompter::tryVoice);
    connect(&sound, &SoundSettings::chimesChosen, this, [this](bool on) {
        m_settings.setChimes(on);
        showSound();
    });
    connect(&sound, &SoundSettings::volumeChosen, this,
            [this](int volume) { m_settings.setVolume(volume); });
    connect(&sound, &SoundSettings::breathTonesChosen, this,
            [this](bool on) { m_settings.setBreathTones(on); });
    connect(&sound, &SoundSettings::soundsTried, m_hearing.prompter, &app::Prompter::trySounds);
}

// Backups

void BrowsePages::readBackups() {
    if (m_backups != nullptr) {
        m_backups->newest([this](const std::optional<app::Backups::Known> &newest) {
            settingsPage().setBackup(newestBackupText(newest));
        });
    }
}

void BrowsePages::backUpNow() {
    m_backups->backUpNow([this](const app::Backups::Made &made) {
        if (made) {
            readBackups();
        } else {
            settingsPage().setBackup(notBackedUpText(made.error()));
        }
    });
}

void BrowsePages::showBackups(const std::optional<app::Backup> &chosen) {
    m_backups->read([this, chosen](const app::Backups::Listed &listed) {
        m_listed = listed;
        setCurrentWidget(&restorePage());
        restorePage().setView(restoreView(listed, chosen));
    });
}

void BrowsePages::restore(int row) {
    const app::Backup backup = m_listed.backups.at(static_cast<std::size_t>(row)).backup;
    m_backups->restore(backup, [this, backup](const app::Backups::Made &undo) {
        if (!undo) {
            restorePage().setFault(notRestoredText(undo.error()));
            return;
        }
        open(Page::Settings);
        emit restored(backup, undo.value());
    });
}

void BrowsePages::lookAtRoutine(const QString &file) { routinePages().look(file); }

void BrowsePages::lookAtHistory(const QString &file) { m_history->look(file); }

RoutinePages &BrowsePages::routinePages() {
    if (m_routines == nullptr) {
        m_routines = new RoutinePages(
            m_practice,
            app::RoutineFiles(m_folders.data + QStringLiteral("/routines"), m_folders.content),
            m_dialogs);
        m_routines->setTheme(m_theme);
        addWidget(m_routines);
        connect(m_routines, &RoutinePages::readAgain, this, [this] {
            emit readAgain();
            refresh();
        });
        connect(m_routines, &RoutinePages::fileOpened, this, &BrowsePages::fileOpened);
        connect(m_routines, &RoutinePages::folderShown, this, &BrowsePages::folderShown);
    }
    return *m_routines;
}

SettingsPage &BrowsePages::settingsPage() {
    if (m_settingsPage == nullptr) {
        m_settingsPage = new SettingsPage;
        addWidget(m_settingsPage);
        connect(m_settingsPage, &SettingsPage::themeChosen, this, [this](app::ThemeSetting theme) {
            m_settings.setTheme(theme);
            emit lookChanged();
        });
        connect(m_settingsPage, &SettingsPage::textScaleChosen, this, [this](double scale) {
            m_settings.setTextScale(scale);
            emit lookChanged();
        });
        connect(m_settingsPage, &SettingsPage::motionChosen, this,
                [this](app::MotionSetting motion) {
                    m_settings.setMotion(motion);
                    emit lookChanged();
                });
        connect(m_settingsPage, &SettingsPage::checkIntervalChosen, this,
                [this](core::CheckInterval interval) { m_settings.setCheckInterval(interval); });
        connect(m_settingsPage, &SettingsPage::continueWithinChosen, this,
                [this](std::chrono::minutes span) { m_settings.setContinueWithin(span); });
        connect(m_settingsPage, &SettingsPage::sessionChosen, this,
                [this](const app::SessionSettings &session) { m_settings.setSession(session); });
        connect(m_settingsPage, &SettingsPage::emergencyNumberChosen, this,
                [this](const QString &number) { m_settings.setEmergencyNumber(number); });
        connect(m_settingsPage, &SettingsPage::screeningChanged, &m_practice,
                &app::Practice::changeScreening);
        wireSound();
        m_settingsPage->setBackupsShown(m_backups != nullptr);
        connect(m_settingsPage, &SettingsPage::backupWanted, this, &BrowsePages::backUpNow);
        connect(m_settingsPage, &SettingsPage::restoreWanted, this, [this] { showBackups(); });
        connect(m_settingsPage, &SettingsPage::dataFolderShown, this,
                [this] { emit folderShown(m_folders.data); });
    }
    return *m_settingsPage;
}

RestorePage &BrowsePages::restorePage() {
    if (m_restore == nullptr) {
        m_restore = new RestorePage;
        addWidget(m_restore);
        connect(m_restore, &RestorePage::restored, this, &BrowsePages::restore);
        connect(m_restore, &RestorePage::left, this, [this] { open(Page::Settings); });
    }
    return *m_restore;
}

}  // namespace psoas::ui
