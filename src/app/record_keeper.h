#pragma once

#include "core/history_sums.h"
#include "core/record.h"
#include "core/safety.h"
#include "storage/patient_store.h"

#include <QMetaObject>
#include <QObject>
#include <QPointer>

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace psoas::storage {
class StoreWorker;
}  // namespace psoas::storage

namespace psoas::app {

using StoreError = storage::StoreError;

/// The store as the window's thread sees it: everything is posted to the storage thread in order
/// and nothing here ever waits for a disk. Answers come back as calls on the window's thread.
/// The storage thread starts with the first thing that is posted.
///
/// A write that fails because the disk is full, locked or away is kept and tried again, and all
/// later writes wait behind it; see `storage::PatientStore`. Reads and errands do not wait.
class RecordKeeper : public QObject {
    Q_OBJECT

public:
    /// `open` opens the store, on the storage thread.
    explicit RecordKeeper(storage::StoreOpener open, QObject *parent = nullptr);
    /// Lets everything that was posted reach the disk, as far as it can.
    ~RecordKeeper() override;

    void begin(const core::SessionRecord &started);
    void append(const std::string &id, const core::JournalEntry &entry, core::WallTime at);
    /// A session is over: `ended` is the whole of it, with its outcome and its end.
    void finish(const core::SessionRecord &ended);
    /// A session that was found open at start-up is over; see `storage::Store::interrupt`.
    void interrupt(const std::string &id);
    void annotate(const std::string &id, std::optional<int> tightnessAfter, const std::string &note,
                  core::WallTime editedAt);
    void addDayAnswer(const core::DayAnswer &answer);
    void setScreening(core::Screening question, const core::ScreeningRecord &record);

    using Sessions = std::vector<core::SessionRecord>;
    void readFacts(std::function<void(const core::SafetyFacts &)> then);
    void readSessions(const storage::SessionQuery &query,
                      std::function<void(const Sessions &)> then);
    using Unfinished = std::vector<core::UnfinishedSession>;
    /// Without those that were ended here and whose end waits.
    void readUnfinished(std::function<void(const Unfinished &)> then);

    // Looking through what was done, and correcting it; see `storage::History`.
    using Key = storage::SessionKey;
    using Keys = std::vector<Key>;
    using Summaries = std::vector<core::SessionSummary>;
    using EditInReach = storage::EditInReach;
    using EditsInReach = storage::EditsInReach;
    void findSessions(const core::HistoryFilter &filter, core::HistoryOrder order,
                      std::function<void(const Keys &)> then);
    void readSummaries(const Keys &keys, std::function<void(const Summaries &)> then);
    /// `then` gets nothing where the session is gone.
    void readSession(const std::string &id,
                     std::function<void(const std::optional<core::SessionRecord> &)> then);
    /// Sums of the sessions begun on `from` or later, or of all, in weeks that begin with `first`.
    void readSums(std::optional<core::LocalDay> from, std::chrono::weekday first,
                  std::function<void(const core::HistorySums &)> then);
    void edit(const storage::Edit &edit, core::WallTime at);
    /// Deletes these, without those that are gone meanwhile.
    void remove(const Keys &keys, core::WallTime at);
    void undo(core::WallTime at);
    void redo(core::WallTime at);
    /// Not tried again where it fails.
    void forgetEdits(core::WallTime now);
    void readEditsInReach(core::WallTime now, std::function<void(const EditsInReach &)> then);

    /// A full integrity check; `then` gets what it found, nothing if all is well.
    void check(std::function<void(const storage::Integrity &)> then);

    using OpenStore = storage::Stored<storage::OpenStore>;
    /// Does `job` with the store itself, or with why it is not open, on the storage thread and in
    /// order with what is written; `then` gets its answer on the window's thread, if `whom` is
    /// still there. Left out where the end has come first.
    template <class Job, class Then> void ask(QObject &whom, Job job, Then then) {
        visit([this, here = QPointer<QObject>(&whom), job = std::move(job),
               then = std::move(then)](const OpenStore &store) {
            onWindow([here, then, answer = job(store)] {
                if (here) {
                    then(answer);
                }
            });
        });
    }

    /// Something that is not about the store's content but must happen in its order, on the storage
    /// thread; left out where the end has come first.
    void errand(std::function<void()> job);
    /// Something that must be done, and before all that waits on that thread; see
    /// `storage::StoreWorker::urgent`.
    void urgent(std::function<void()> job);

    /// Replaces a store that is damaged; see `storage::PatientStore::replaceIf`. `opened` and
    /// `savingResumed` tell how that went.
    void replaceIf(std::function<bool(storage::Store &)> unsound,
                   std::function<void()> whileClosed);

    /// Tries at once to save what waits.
    void retryNow();

    /// The sessions that were finished here and whose end is not on the disk, oldest first, each
    /// with the rating and the note given since.
    [[nodiscard]] const Sessions &unsaved() const { return m_unsaved; }
    /// Whether everything that was written here is on the disk, but for what the store refused.
    [[nodiscard]] bool allSaved() const { return m_unsavedWrites == 0; }

signals:
    /// The store is open, or why it is not; then everything is kept in memory only. Told again when
    /// a store that could not be opened opens after all, and when the reason becomes another.
    void opened(const std::optional<psoas::storage::StoreError> &problem);
    /// From here on writes wait, and why. Told again when the reason becomes another.
    void savingStopped(const psoas::storage::StoreError &error);
    /// Everything that waited has been saved.
    void savingResumed();
    /// `allSaved` has become true.
    void savedAll();
    /// A write will never do: a fault of ours, or its session was in a store that was replaced.
    void dropped(const psoas::storage::StoreError &error);
    /// Something could not be read. It says nothing about saving.
    void notRead(const psoas::storage::StoreError &error);

private:
    void write(
        std::function<storage::Stored<core::Done>(storage::Store &)> job,
        std::function<void()> then = [] {});
    template <class Value>
    void read(std::function<storage::Stored<Value>(storage::Store &)> job,
              std::function<void(const Value &)> then);
    void visit(std::function<void(const OpenStore &)> job);
    void countSaved();
    storage::StoreWorker &worker();
    [[nodiscard]] storage::StoreNews news();
    /// Calls `call` on the window's thread, after what was called this way before.
    template <class Call> void onWindow(Call call) {
        QMetaObject::invokeMethod(this, std::move(call), Qt::QueuedConnection);
    }

    storage::StoreOpener m_open;
    Sessions m_unsaved;
    std::set<std::string> m_ending;  ///< sessions whose end is not on the disk
    std::size_t m_unsavedWrites = 0;

    // Last, so that its thread ends before anything that its jobs speak to.
    std::unique_ptr<storage::StoreWorker> m_worker;
};

}  // namespace psoas::app
