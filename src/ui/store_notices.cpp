#include "ui/store_notices.h"

#include "app/session_file.h"
#include "ui/banner_strip.h"
#include "ui/store_sentences.h"
#include "ui/text.h"

#include <QDate>
#include <QDir>
#include <QEventLoop>
#include <QTimer>

#include <algorithm>
#include <iterator>
#include <utility>

namespace psoas::ui {

namespace {
constexpr std::chrono::seconds kPatience{2};
}

using Topic = BannerStrip::Topic;

StoreNotices::StoreNotices(Parts parts) : QObject(&parts.window), m_parts(std::move(parts)) {
    connect(&m_parts.practice, &app::Practice::stageChanged, this, &StoreNotices::onStage);
    if (const app::RecordKeeper *records = m_parts.records) {
        connect(records, &app::RecordKeeper::opened, this, &StoreNotices::onOpened);
        connect(records, &app::RecordKeeper::notRead, this, &StoreNotices::settled);
        connect(records, &app::RecordKeeper::savingStopped, this, &StoreNotices::showNotSaved);
        connect(records, &app::RecordKeeper::savingResumed, this, &StoreNotices::showSaved);
    }
    if (const app::Backups *backups = m_parts.backups) {
        connect(backups, &app::Backups::setAside, this, &StoreNotices::onSetAside);
        connect(backups, &app::Backups::notSetAside, this,
                [this] { offer(notSetAsideText(), {}); });
        connect(backups, &app::Backups::notBackedUp, this, &StoreNotices::onNotBackedUp);
        connect(backups, &app::Backups::foundLost, this,
                [this](const app::GoodBackup &backup) { offer(lostStoreText(backup), backup); });
        connect(backups, &app::Backups::replaced, this, &StoreNotices::onReplaced);
        // Before it happens as well: the program may end in between.
        connect(backups, &app::Backups::restoring, &m_parts.practice,
                [practice = &m_parts.practice](bool underWay) {
                    if (underWay) {
                        practice->storeReplaced();
                    }
                });
    }
}

void StoreNotices::open() {
    if (m_parts.records == nullptr) {
        emit settled();
        return;
    }
    readFacts();
    if (m_parts.backups != nullptr) {
        m_parts.backups->lookAfterStore();
    }
}

void StoreNotices::readFacts() {
    m_parts.records->readUnfinished([this](const app::RecordKeeper::Unfinished &sessions) {
        m_parts.practice.fileLeftChecks(sessions);
    });
    m_parts.records->readFacts([this](const core::SafetyFacts &facts) {
        m_parts.practice.setFacts(facts);
        emit settled();
    });
    emit replaced();
}

void StoreNotices::onOpened(const std::optional<app::StoreError> &problem) {
    if (problem) {
        m_standsIn = true;
        showNotSaved(*problem);
    } else if (std::exchange(m_standsIn, false)) {
        // Late: what was read so far came from the store that stood in.
        open();
    }
}

void StoreNotices::showNotSaved(const app::StoreError &error) {
    m_parts.banners.say(Topic::Store, notSavedText(error));
    if (!std::exchange(m_notSaved, true)) {
        emit savingChanged(false);
    }
    emit settled();
}

void StoreNotices::showSaved() {
    m_notSaved = false;
    m_parts.banners.say(Topic::Store, QString());
    emit savingChanged(true);
    // What waited is in the store now, and not yet on the page.
    emit replaced();
}

// A damaged store, and one that was replaced

void StoreNotices::onSetAside(const app::SetAside &found) {
    offer(setAsideText(found), found.bestBackup ? found.bestBackup : found.salvaged);
}

void StoreNotices::offer(const QString &sentence, const std::optional<app::GoodBackup> &backup) {
    BannerStrip::Way way;
    if (backup) {
        way = {.words = tr("Restore…"),
               .go = [this, chosen = backup->backup] { emit restoreWanted(chosen); }};
    }
    m_parts.banners.say(Topic::StoreFile, sentence, way);
}

void StoreNotices::onReplaced() {
    m_parts.practice.storeReplaced();
    readFacts();
}

/// Not where the store itself is the trouble: that is said elsewhere.
void StoreNotices::onNotBackedUp(const app::StoreError &error) {
    using Code = app::StoreError::Code;
    if (error.code == Code::Full || error.code == Code::ReadOnly || error.code == Code::Io) {
        offer(notBackedUpText(error), {});
    }
}

void StoreNotices::showRestored(const app::Backup &restored, const app::Backup &undoing) {
    m_parts.banners.say(Topic::StoreFile,
                        tr("Restored: the history is as it was on %1.").arg(backupText(restored)),
                        {.words = tr("Undo"), .go = [this, undoing] { undo(undoing); }});
    m_mayUndo = true;
}

void StoreNotices::onStage(const app::Stage &stage) {
    const bool idle = std::holds_alternative<app::stage::Idle>(stage);
    m_parts.banners.setWaysShown(idle);
    // What is done from here on would be taken out again with it, unseen. The backup stays, and the
    // page to restore from says what is in it.
    if (!idle && std::exchange(m_mayUndo, false)) {
        m_parts.banners.say(Topic::StoreFile, QString());
    }
}

void StoreNotices::undo(const app::Backup &backup) {
    m_mayUndo = false;
    m_parts.backups->restore(backup, [this](const app::Backups::Made &made) {
        m_parts.banners.say(Topic::StoreFile, made ? tr("Undone: the history is as it was before.")
                                                   : notRestoredText(made.error()));
    });
}

// What is not in the store

bool StoreNotices::saveToFile(const std::vector<core::SessionRecord> &sessions) {
    const QString suggested =
        QStringLiteral("psoas-ease-%1.json").arg(QDate::currentDate().toString(Qt::ISODate));
    const QString file = m_parts.dialogs.save(&m_parts.window, suggested);
    if (file.isEmpty()) {
        return false;
    }
    const QString shown = QDir::toNativeSeparators(file);
    if (const auto failed = app::writeSessions(file, sessions)) {
        m_parts.banners.say(Topic::Files, tr("%1 cannot be written: %2").arg(shown, *failed));
        return false;
    }
    m_parts.banners.say(Topic::Files, tr("Saved to %1").arg(shown));
    for (const core::SessionRecord &session : sessions) {
        m_inFiles[session.id] = session;
    }
    return true;
}

bool StoreNotices::isInFile(const core::SessionRecord &session) const {
    const auto written = m_inFiles.find(session.id);
    if (written == m_inFiles.end()) {
        return false;
    }
    const bool asWritten = written->second.note == session.note &&
                           written->second.tightnessAfter == session.tightnessAfter;
    return asWritten || !session.editedAt;
}

std::vector<core::SessionRecord> StoreNotices::wouldBeLost() const {
    if (m_parts.records == nullptr) {
        return {};
    }
    std::vector<core::SessionRecord> lost;
    std::ranges::copy_if(m_parts.records->unsaved(), std::back_inserter(lost),
                         [this](const core::SessionRecord &session) {
                             return !core::isCheckOutcome(*session.outcome) && !isInFile(session);
                         });
    std::ranges::reverse(lost);
    if (auto underWay = m_notSaved ? m_parts.practice.underWay() : std::nullopt) {
        lost.insert(lost.begin(), std::move(*underWay));
    }
    return lost;
}

/// What has just been done may be on its way to a slow disk: it is given a moment.
void StoreNotices::waitForDisk() {
    if (m_parts.records == nullptr || m_notSaved || m_parts.records->allSaved()) {
        return;
    }
    QEventLoop loop;
    connect(m_parts.records, &app::RecordKeeper::savedAll, &loop, &QEventLoop::quit);
    connect(m_parts.records, &app::RecordKeeper::savingStopped, &loop, &QEventLoop::quit);
    QTimer::singleShot(kPatience, &loop, &QEventLoop::quit);
    loop.exec(QEventLoop::ExcludeUserInputEvents);
}

bool StoreNotices::mayClose() {
    waitForDisk();
    const auto lost = wouldBeLost();
    if (lost.empty()) {
        return true;
    }
    switch (m_parts.dialogs.unsaved(&m_parts.window, static_cast<int>(lost.size()))) {
        case UnsavedChoice::SaveToFile:
            return saveToFile(lost);
        case UnsavedChoice::CloseAnyway:
            return true;
        case UnsavedChoice::Stay:
            break;
    }
    return false;
}

}  // namespace psoas::ui
