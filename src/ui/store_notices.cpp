#include "ui/store_notices.h"

#include "app/session_file.h"
#include "ui/banner_strip.h"
#include "ui/store_sentences.h"
#include "ui/text.h"

#include <QDate>
#include <QDir>

#include <algorithm>
#include <iterator>
#include <utility>

namespace psoas::ui {

using Topic = BannerStrip::Topic;

StoreNotices::StoreNotices(Parts parts) : QObject(&parts.window), m_parts(std::move(parts)) {
    if (const app::RecordKeeper *records = m_parts.records) {
        connect(records, &app::RecordKeeper::opened, this, &StoreNotices::onOpened);
        connect(records, &app::RecordKeeper::failed, this, &StoreNotices::showNotSaved);
        connect(records, &app::RecordKeeper::savingStopped, this, &StoreNotices::showNotSaved);
        connect(records, &app::RecordKeeper::savingResumed, this, &StoreNotices::showSaved);
    }
    if (const app::Backups *backups = m_parts.backups) {
        connect(backups, &app::Backups::setAside, this, &StoreNotices::onSetAside);
        connect(backups, &app::Backups::foundLost, this,
                [this](const app::GoodBackup &backup) { offer(lostStoreText(backup), backup); });
        connect(backups, &app::Backups::replaced, this, &StoreNotices::onReplaced);
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
    m_parts.records->readFacts([this](const core::SafetyFacts &facts) {
        m_parts.practice.setFacts(facts);
        emit settled();
    });
    emit replaced();
}

void StoreNotices::onOpened(const std::optional<app::StoreError> &problem) {
    if (problem) {
        showNotSaved(*problem);
    } else if (m_notSaved) {
        // Late: what was read so far came from the store that stood in.
        readFacts();
    }
}

void StoreNotices::showNotSaved(const app::StoreError &error) {
    // The first fault is the reason; those after it are what follows from it.
    if (!std::exchange(m_notSaved, true)) {
        m_parts.banners.say(Topic::Store, notSavedText(error));
        emit savingChanged(false);
    }
    emit settled();
}

void StoreNotices::showSaved() {
    m_notSaved = false;
    m_parts.banners.say(Topic::Store, QString());
    emit savingChanged(true);
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
    // Whatever the old one failed in is over with it.
    showSaved();
    m_parts.practice.storeReplaced();
    readFacts();
}

void StoreNotices::showRestored(const app::Backup &restored, const app::Backup &undoing) {
    m_parts.banners.say(Topic::StoreFile,
                        tr("Restored: the history is as it was on %1.").arg(backupText(restored)),
                        {.words = tr("Undo"), .go = [this, undoing] { undo(undoing); }});
}

void StoreNotices::undo(const app::Backup &backup) {
    m_parts.practice.storeReplaced();
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
    std::ranges::transform(sessions, std::inserter(m_inFiles, m_inFiles.end()),
                           &core::SessionRecord::id);
    return true;
}

std::vector<core::SessionRecord> StoreNotices::wouldBeLost() const {
    if (m_parts.records == nullptr || !m_notSaved) {
        return {};
    }
    std::vector<core::SessionRecord> lost;
    std::ranges::copy_if(
        m_parts.records->unsaved(), std::back_inserter(lost),
        [this](const core::SessionRecord &session) { return !m_inFiles.contains(session.id); });
    std::ranges::reverse(lost);
    if (auto underWay = m_parts.practice.underWay()) {
        lost.insert(lost.begin(), std::move(*underWay));
    }
    return lost;
}

bool StoreNotices::mayClose() {
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
