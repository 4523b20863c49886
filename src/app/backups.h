#pragma once

#include "app/clock.h"
#include "app/record_keeper.h"
#include "storage/backups.h"
#include "storage/damage.h"

#include <QObject>

#include <filesystem>
#include <functional>
#include <optional>
#include <vector>

namespace psoas::app {

using Backup = storage::Backup;
using BackupReason = storage::BackupReason;
using BackupContent = storage::BackupContent;
using GoodBackup = storage::GoodBackup;
using SetAside = storage::SetAside;
/// What was asked of the store, or why not.
template <class Value> using Stored = storage::Stored<Value>;

/// The backups of the store and what becomes of a damaged one, as the window's thread sees them.
/// Everything is done on the storage thread, in order with what is written.
class Backups : public QObject {
    Q_OBJECT

public:
    /// `records` writes to the store in `store`. It and the clock must outlive this.
    Backups(RecordKeeper &records, std::filesystem::path store, const Clock &clock,
            QObject *parent = nullptr);

    /// The file of the store.
    [[nodiscard]] const std::filesystem::path &store() const { return m_store; }

    /// Checks the store in full, as is also done when it turns out to be damaged later. A damaged
    /// one is set aside, and a new one is begun (`setAside`); a good one forgets what was deleted
    /// too long ago to be brought back, and is backed up if that is due; in the place of an empty
    /// one a backup is offered (`foundLost`).
    void lookAfterStore();

    /// A backup with what is in it, or why it is of no use.
    struct Known {
        Backup backup;
        Stored<BackupContent> content;
    };
    struct Listed {
        std::vector<Known> backups;          ///< newest first
        std::optional<BackupContent> now{};  ///< what the store itself holds; absent: no telling
    };
    void read(std::function<void(const Listed &)> then);
    /// Only the newest of them.
    void newest(std::function<void(const std::optional<Known> &)> then);

    using Made = Stored<Backup>;
    /// `then` gets the backup that was made.
    void backUpNow(std::function<void(const Made &)> then);
    /// Puts the backup's content in the place of the store's; `then` gets the backup that undoes
    /// it.
    void restore(const Backup &backup, std::function<void(const Made &)> then);

signals:
    /// The store was damaged. It is kept, and a new one was begun.
    void setAside(const psoas::app::SetAside &found);
    /// What the store holds is not what it was: a new one was begun, or a backup restored.
    void replaced();
    /// The store is empty, and yet there is a backup: it was lost.
    void foundLost(const psoas::app::GoodBackup &backup);
    /// The store is damaged and could not be set aside: it is used as it is.
    void notSetAside(const psoas::app::StoreError &why);
    /// A restore begins, or is over. Until it is over nothing may be begun, continued or ended:
    /// what is known of the store is about to be wrong.
    void restoring(bool underWay);
    /// No backup could be made at the start.
    void notBackedUp(const psoas::app::StoreError &why);

private:
    /// What came of looking after the store.
    struct Looked {
        std::optional<Stored<SetAside>> aside{};  ///< absent: there was no need
        Stored<bool> backedUp{true};
        std::optional<GoodBackup> lost{};
    };
    void tell(const Looked &looked);
    /// Does `job` on the storage thread and hands its answer to `then` on this one.
    template <class Job, class Then> void ask(Job job, Then then);

    RecordKeeper &m_records;
    std::filesystem::path m_store;
    const Clock &m_clock;
    bool m_looking = false;
};

}  // namespace psoas::app
