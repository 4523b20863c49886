#include "app/backups.h"

#include <QMetaObject>
#include <QPointer>

#include <memory>
#include <utility>

namespace psoas::app {

Backups::Backups(RecordKeeper &records, std::filesystem::path store, const Clock &clock,
                 QObject *parent)
    : QObject(parent), m_records(records), m_store(std::move(store)), m_clock(clock) {
    connect(&m_records, &RecordKeeper::opened, this, [this](const auto &problem) {
        if (problem && problem->code == StoreError::Code::Damaged) {
            setAsideStore();
        }
    });
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

void Backups::lookAfterStore() {
    m_records.check([this](const storage::Integrity &integrity) {
        if (!integrity.faults.empty()) {
            setAsideStore();
        }
        // One that could not even be opened is on its way aside: what was checked stood in for it.
        if (m_wasDamaged) {
            return;
        }
        backUpAtStart();
        ask([store = m_store] { return storage::backupOfLostStore(store); },
            [this](const std::optional<GoodBackup> &backup) {
                if (backup) {
                    emit foundLost(*backup);
                }
            });
    });
}

void Backups::backUpAtStart() {
    ask([store = m_store, now = m_clock.wall()] { return storage::backUpAtStart(store, now); },
        [this](const Stored<bool> &made) {
            if (!made) {
                emit notBackedUp(made.error());
            }
        });
}

void Backups::setAsideStore() {
    m_wasDamaged = true;
    const auto found = std::make_shared<std::optional<SetAside>>();
    m_records.reopen([found, store = m_store, now = m_clock.wall()] {
        if (auto kept = storage::setAside(store, now)) {
            *found = std::move(kept).value();
        }
    });
    ask([found] { return *found; },
        [this](const std::optional<SetAside> &kept) {
            if (kept) {
                emit setAside(*kept);
                emit replaced();
            }
        });
}

void Backups::read(std::function<void(const Listed &)> then) {
    ask(
        [store = m_store] {
            Listed listed;
            for (const Backup &each : storage::backupsIn(storage::backupFolder(store))) {
                listed.backups.push_back({.backup = each, .content = storage::contentOf(each)});
            }
            Backup itself;
            itself.file = store;
            if (auto now = storage::contentOf(itself)) {
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
    ask([store = m_store, backup,
         now = m_clock.wall()] { return storage::restore(store, backup, now); },
        [this, then = std::move(then)](const Made &undo) {
            if (undo) {
                emit replaced();
            }
            then(undo);
        });
}

}  // namespace psoas::app
