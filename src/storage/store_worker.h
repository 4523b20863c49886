#pragma once

#include "storage/patient_store.h"

#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>

namespace psoas::storage {

/// How long after this many failed tries in a row, from 1, the next one is made: 1 s, 2 s, 4 s, …
/// and never more than 30 s.
[[nodiscard]] std::chrono::milliseconds growingWait(int failures) noexcept;

/// The storage thread. It owns the one store and does what is posted to it, one job after the
/// other, so that nobody else ever waits for a disk. What becomes of a write that fails is told at
/// `PatientStore`; it is tried again after a while, and at once when another write is posted.
///
/// Everything posted is called and destroyed on the storage thread; posting returns at once.
class StoreWorker {
public:
    using Errand = std::function<void()>;
    using Waits = std::function<std::chrono::milliseconds(int failures)>;

    /// Starts the thread, which opens the store. `news` is called on it.
    StoreWorker(StoreOpener open, StoreNews news, Waits waits = growingWait);
    StoreWorker(const StoreWorker &) = delete;
    StoreWorker &operator=(const StoreWorker &) = delete;
    /// Does everything that was posted but what nobody can hear of any more (reads, visits and
    /// errands),
    /// tries once more what waits, then ends the thread.
    ~StoreWorker();

    void write(
        PatientStore::Write job, PatientStore::Saved saved = [] {});
    void read(PatientStore::Read job);
    /// What is to be done with the store itself, or not at all; see `PatientStore::itself`. As a
    /// read it waits for no write that waits.
    void visit(std::function<void(const Stored<OpenStore> &)> job);
    /// Something else that must happen in its order, such as the copying of the file. It does not
    /// wait for writes that wait, and is left out where the end has come.
    void errand(Errand job);
    /// Something that must be done before all that is posted already and is never left out: the
    /// writing of another file that the store must not be ahead of.
    void urgent(Errand job);

    /// See `PatientStore::replaceIf`.
    void replaceIf(std::function<bool(Store &)> unsound, Errand whileClosed);

    /// Tries what waits now, after what has been posted.
    void retryNow();

private:
    struct Job {
        std::function<void(PatientStore &)> run{};  ///< empty: everything is done
        bool mustRun = true;                        ///< even when the end has come
    };
    using Time = std::chrono::steady_clock::time_point;

    void run(PatientStore store);
    void doPosted(PatientStore &store);
    /// Waits for the next job, which is to try again when `retryAt` has come.
    static Job leftOut(Job job);
    Job next(const std::optional<Time> &retryAt);
    void post(std::function<void(PatientStore &)> run, bool mustRun = true);

    const Waits m_waits;
    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::deque<Job> m_urgent;
    std::deque<Job> m_jobs;
    bool m_retry = false;
    bool m_ending = false;
    // Last: it runs as soon as it is made.
    std::thread m_thread;
};

}  // namespace psoas::storage
