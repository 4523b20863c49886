#include "ui/store_sentences.h"

#include "app/paths.h"
#include "ui/text.h"

#include <QCoreApplication>
#include <QDateTime>

namespace psoas::ui {
namespace {

QString words(const char *source) { return QCoreApplication::translate("psoas", source); }

/// The moment as the clock on this wall has it.
core::WallTime here(std::chrono::sys_seconds at) {
    const QDateTime local = QDateTime::fromSecsSinceEpoch(at.time_since_epoch().count());
    return {at, std::chrono::duration_cast<std::chrono::minutes>(
                    std::chrono::seconds{local.offsetFromUtc()})};
}

QString reasonText(app::BackupReason reason) {
    using Reason = app::BackupReason;
    switch (reason) {
        case Reason::Start:
            return words("Made at a start");
        case Reason::Asked:
            return words("Asked for");
        case Reason::BeforeRestore:
            return words("Before a backup was restored");
        case Reason::BeforeImport:
            return words("Before an import");
        case Reason::BeforeMigration:
            return words("Before an update");
        case Reason::Salvaged:
            break;
    }
    return words("What could be read of a damaged history");
}

QString sessionsText(std::size_t count) {
    return count == 1 ? words("1 session") : words("%1 sessions").arg(count);
}

QString contentText(const app::BackupContent &content) {
    return content.newest
               ? words("%1, the newest of %2")
                     .arg(sessionsText(content.sessions), dayAndTimeText(*content.newest))
               : sessionsText(content.sessions);
}

/// Why a backup is of no use.
QString uselessText(const app::StoreError &error) {
    using Code = app::StoreError::Code;
    switch (error.code) {
        case Code::Damaged:
            return words("damaged");
        case Code::Newer:
            return words("of a newer version of this app");
        case Code::NotOurs:
            return words("not this app's");
        default:
            return words("cannot be read");
    }
}

QString contentText(const app::Stored<app::BackupContent> &content) {
    return content ? contentText(content.value()) : uselessText(content.error());
}

QString newestGoodText(const app::GoodBackup &backup) {
    return words("Newest good backup: %1, %2.")
        .arg(backupText(backup.backup), sessionsText(backup.content.sessions));
}

}  // namespace

QString notSavedText(const app::StoreError &error) {
    using Code = app::StoreError::Code;
    const QString saved = words("Sessions are not being saved: %1");
    switch (error.code) {
        case Code::Newer:
            return saved.arg(
                words("the history was written by a newer version of this app. It is "
                      "left as it is; install the newer version to go on with it."));
        case Code::NotOurs:
            return saved.arg(
                words("the file history.db in the data folder is not this app's. Move "
                      "it away and start again."));
        case Code::Damaged:
            return saved.arg(
                words("the history is damaged and could not be put aside. It is left as it is."));
        case Code::Busy:
            return saved.arg(words(
                "another program holds the history. Close that program; saving is tried again by "
                "itself."));
        case Code::Full:
            return saved.arg(
                words("the disk is full. Make room: saving is tried again by itself."));
        case Code::ReadOnly:
            return saved.arg(
                words("the data folder may not be written. Settings shows where it "
                      "is; saving is tried again by itself."));
        default:
            return saved.arg(
                words("the disk does not take it. Settings shows where the data folder is; saving "
                      "is tried again by itself."));
    }
}

QString backupText(const app::Backup &backup) { return dayAndTimeText(here(backup.at)); }

QString newestBackupText(const std::optional<app::Backups::Known> &newest) {
    return newest ? words("Newest backup: %1, %2")
                        .arg(backupText(newest->backup), contentText(newest->content))
                  : words("There is no backup yet. One is made when the app starts.");
}

QString notReadText(const app::StoreError &error) {
    using Code = app::StoreError::Code;
    switch (error.code) {
        case Code::Damaged:
            return words("The history is damaged. Start the app again.");
        case Code::Full:
            return words("The disk is full.");
        case Code::ReadOnly:
            return words("The data folder may not be written.");
        default:
            return words("The history cannot be reached now. Try again later.");
    }
}

QString notBackedUpText(const app::StoreError &error) {
    using Code = app::StoreError::Code;
    switch (error.code) {
        case Code::Missing:
            return words("No backup was made: there is no history yet.");
        case Code::Damaged:
            return words("No backup was made: the history is damaged. Start the app again.");
        case Code::Full:
            return words("No backup was made: the disk is full.");
        case Code::ReadOnly:
            return words("No backup was made: the data folder may not be written.");
        default:
            return words("No backup was made: the history cannot be read now. Try again later.");
    }
}

QString notRestoredText(const app::StoreError &error) {
    using Code = app::StoreError::Code;
    const QString kept = words("Nothing was restored, the history is as it was: %1");
    switch (error.code) {
        case Code::Full:
            return kept.arg(words("the disk is full."));
        case Code::Busy:
            return kept.arg(words("another program is reading it. Try again."));
        case Code::ReadOnly:
            return kept.arg(words("the data folder may not be written."));
        default:
            return kept.arg(
                words("the backup or the history could not be read. Choose another backup."));
    }
}

RestoreView restoreView(const app::Backups::Listed &listed,
                        const std::optional<app::Backup> &chosen) {
    RestoreView view;
    for (const app::Backups::Known &each : listed.backups) {
        if (each.backup == chosen && each.content) {
            view.chosen = static_cast<int>(view.backups.size());
        }
        view.backups.push_back({.made = backupText(each.backup),
                                .why = reasonText(each.backup.reason),
                                .content = contentText(each.content),
                                .good = static_cast<bool>(each.content)});
    }
    view.now = listed.now ? words("Now in the history: %1.").arg(contentText(*listed.now))
                          : words("The history as it is now cannot be read.");
    return view;
}

QString setAsideText(const app::SetAside &found) {
    QStringList sentences{
        words("The history was damaged. It is kept as %1, and a new one was begun.")
            .arg(app::textOf(found.keptAs.filename()))};
    if (found.bestBackup) {
        sentences << newestGoodText(*found.bestBackup);
    }
    if (found.salvaged) {
        sentences << words("What could be read of it (%1) is under Restore…, too.")
                         .arg(sessionsText(found.salvaged->content.sessions));
    }
    return sentences.join(QLatin1Char(' '));
}

QString notSetAsideText() {
    return words(
        "The history is damaged and could not be put aside. It is used as it is; Restore… in "
        "Settings has its backups.");
}

QString lostStoreText(const app::GoodBackup &backup) {
    return words("The history is empty.") + QLatin1Char(' ') + newestGoodText(backup);
}

}  // namespace psoas::ui
