#include "app/backups.h"

#include <QMetaObject>
#include <QPointer>

#include <memory>
#include <utility>

namespace psoas::app {

Backups::Backups(RecordKeeper &records, std::filesystem::path store, const Clock &clock,
                 QObject *parent)
    : QObject(parent), m_records(records), m_store(std::move(store)), m_clock(clock) {
    const auto look = [this](const StoreError &why) {
        if (why.code == StoreError::Code::Damaged) {
            lookAfterStore();
        }
    };
    connect(&m_records, &RecordKeeper::savingStopped, this, look);
    connect(&m_records, &RecordKeeper::notRead, this, look);
}

/// The way back goes through the records, which outlive both this and what they were given to do.
template <class Job, class Then> void Backups::ask(Job job, Then then) {
    m_records.errand([records = &m_records, here = QPointer(this), job = std::move(job),
                      then = std::move(then)] {
        QMetaObject::invokeMethod(
            records,
            [here, then, answer = job()] {
                if (here) {
                    then(answer);
                }
            },
            Qt::QueuedConnection);
    });
}

/// Looked at, set aside and backed up in two jobs, one right behind the other: nothing is written
/// to a store that has been found damaged.
void Backups::lookAfterStore() {
    if (std::exchange(m_looking, true)) {
        return;
    }
    const auto aside = std::make_shared<std::optional<Stored<SetAside>>>();
    const core::WallTime now = m_clock.wall();
    m_records.replaceIf(
        [](storage::Store &store) {
            const auto found = store.check();
            return found && !found.value().faults.empty();
        },
        [aside, store = m_store, now] { aside->emplace(storage::setAside(store, now)); });
    // Before it is copied: what was deleted is to be really gone, and stay in no later backup.
    m_records.forgetEdits(now);
    ask(
        [aside, store = m_store, now] {
            return *aside ? Looked{.aside = **aside}
                          : Looked{.backedUp = storage::backUpAtStart(store, now),
                                   .lost = storage::backupOfLostStore(store)};
        },
        [this](const Looked &looked) { tell(looked); });
}

void Backups::tell(const Looked &looked) {
    m_looking = false;
    if (looked.aside && *looked.aside) {
        emit setAside(looked.aside->value());
        emit replaced();
    } else if (looked.aside) {
        emit notSetAside(looked.aside->error());
    }
    if (!looked.backedUp) {
        emit notBackedUp(looked.backedUp.error());
    }
    if (looked.lost) {
        emit foundLost(*looked.lost);
    }
}

void Backups::read(std::function<void(const Listed &)> then) {
    ask(
        [store = m_store] {
            Listed listed;
            for (const Backup &each : storage::backupsIn(storage::backupFolder(store))) {
                listed.backups.push_back({.backup = each, .content = storage::contentOf(each)});
            }
            if (auto now = storage::contentOf(store)) {
                listed.now = now.value();
            }
            return listed;
        },
        std::move(then));
}

void Backups::newest(std::function<void(const std::optional<Known> &)> then) {
    ask(
        [store = m_store]() -> std::optional<Known> {
            const auto all = storage::backupsIn(storage::backupFolder(store));
            return all.empty() ? std::nullopt
                               : std::optional(Known{.backup = all.front(),
                                                     .content = storage::contentOf(all.front())});
        },
        std::move(then));
}

void Backups::backUpNow(std::function<void(const Made &)> then) {
    ask([store = m_store,
         now = m_clock.wall()] { return storage::backUp(store, BackupReason::Asked, now); },
        std::move(then));
}

void Backups::restore(const Backup &backup, std::function<void(const Made &)> then) {
    emit restoring(true);
    ask([store = m_store, backup,
         now = m_clock.wall()] { return storage::restore(store, backup, now); },
        [this, then = std::move(then)](const Made &undo) {
            emit restoring(false);
            if (undo) {
                emit replaced();
            }
            then(undo);
        });
}

}  // namespace psoas::app
