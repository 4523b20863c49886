#pragma once

#include "core/record.h"
#include "core/safety.h"
#include "storage/store.h"

#include <QObject>

#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace psoas::storage {
class StoreWorker;
}

namespace psoas::app {

using StoreError = storage::StoreError;

/// The store as the window's thread sees it: everything is posted to the storage thread in order
/// and nothing here ever waits for a disk. Answers come back as calls on the window's thread.
/// The storage thread starts with the first thing that is posted.
class RecordKeeper : public QObject {
    Q_OBJECT

public:
    /// `open` opens the store, on the storage thread.
    explicit RecordKeeper(storage::StoreOpener open, QObject *parent = nullptr);
    /// Lets everything that was posted reach the disk.
    ~RecordKeeper() override;

    void begin(const core::SessionRecord &started);
    void append(const std::string &id, const core::JournalEntry &entry, core::WallTime at);
    void finish(const std::string &id, core::Outcome outcome, core::WallTime endedAt);
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
    void readUnfinished(std::function<void(const Sessions &)> then);
    /// A full integrity check; `then` gets what it found, nothing if all is well.
    void check(std::function<void(const storage::Integrity &)> then);

    /// Something that is not about the store but must happen in its order, on the storage thread.
    void errand(std::function<void()> job);

signals:
    /// The store is open, or why it is not; then everything is kept in memory only.
    void opened(const std::optional<psoas::storage::StoreError> &problem);
    /// Something could not be written or read.
    void failed(const psoas::storage::StoreError &error);

private:
    void write(std::function<storage::Stored<core::Done>(storage::Store &)> job);
    template <class Value>
    void read(std::function<storage::Stored<Value>(storage::Store &)> job,
              std::function<void(const Value &)> then);
    void post(std::function<void(storage::Store &)> job);
    void tell(const storage::StoreError &error);

    storage::StoreOpener m_open;

    // Last, so that its thread ends before anything that its jobs speak to.
    std::unique_ptr<storage::StoreWorker> m_worker;
};

}  // namespace psoas::app
