#pragma once

#include "storage/store.h"

#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>

namespace psoas::storage {

/// The storage thread. It owns the one store and does what is posted to it, one job after the
/// other, so that nobody else ever waits for a disk. If the store cannot be opened, a store in
/// memory takes its place: a session runs on, and nothing of it is saved.
class StoreWorker {
public:
    using Job = std::function<void(Store &)>;
    /// Told once, on the storage thread: null when the store is open, else why it is not.
    using Opened = std::function<void(const StoreError *)>;

    /// Starts the thread, which calls `open` and then `opened`.
    StoreWorker(StoreOpener open, Opened opened);
    StoreWorker(const StoreWorker &) = delete;
    StoreWorker &operator=(const StoreWorker &) = delete;
    /// Does everything that was posted, then ends the thread.
    ~StoreWorker();

    /// Puts a job at the end of the queue; it is called and destroyed on the storage thread.
    /// Returns at once.
    void post(Job job);

private:
    void run(const StoreOpener &open, const Opened &opened);
    /// Waits for the next job; empty when everything is done and the end has come.
    Job next();

    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::deque<Job> m_jobs;
    bool m_ending = false;
    // Last: it runs as soon as it is made.
    std::thread m_thread;
};

}  // namespace psoas::storage
