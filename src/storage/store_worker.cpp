#include "storage/store_worker.h"

#include <algorithm>
#include <utility>

namespace psoas::storage {

std::chrono::milliseconds growingWait(int failures) noexcept {
    constexpr std::chrono::seconds kLongest{30};
    constexpr int kDoublings = 5;  // the next one is beyond the longest
    const std::chrono::seconds wait{1 << std::clamp(failures - 1, 0, kDoublings)};
    return std::min(wait, kLongest);
}

StoreWorker::StoreWorker(StoreOpener open, StoreNews news, Waits waits)
    : m_waits(std::move(waits)),
      m_thread([this, store = PatientStore(std::move(open), std::move(news))]() mutable {
          run(std::move(store));
      }) {}

StoreWorker::~StoreWorker() {
    {
        const std::lock_guard lock(m_mutex);
        m_ending = true;
    }
    m_wake.notify_one();
    m_thread.join();
}

void StoreWorker::write(PatientStore::Write job, PatientStore::Saved saved) {
    post([this, job = std::move(job), saved = std::move(saved)](PatientStore &store) mutable {
        const bool waits = store.failures() > 0;
        store.write(std::move(job), std::move(saved));
        if (waits) {
            // Once for all that are posted by now: each try of a locked store takes seconds.
            retryNow();
        }
    });
}

void StoreWorker::read(PatientStore::Read job) {
    post([job = std::move(job)](PatientStore &store) { store.read(job); }, false);
}

void StoreWorker::visit(std::function<void(const Stored<OpenStore> &)> job) {
    post([job = std::move(job)](PatientStore &store) { job(store.itself()); }, false);
}

void StoreWorker::errand(Errand job) {
    post([job = std::move(job)](PatientStore &) { job(); }, false);
}

void StoreWorker::urgent(Errand job) {
    {
        const std::lock_guard lock(m_mutex);
        m_urgent.push_back({.run = [job = std::move(job)](PatientStore &) { job(); }});
    }
    m_wake.notify_one();
}

void StoreWorker::replaceIf(std::function<bool(Store &)> unsound, Errand whileClosed) {
    post([unsound = std::move(unsound),
          job = std::move(whileClosed)](PatientStore &store) { store.replaceIf(unsound, job); },
         false);
}

void StoreWorker::retryNow() {
    {
        const std::lock_guard lock(m_mutex);
        m_retry = true;
    }
    m_wake.notify_one();
}

void StoreWorker::post(std::function<void(PatientStore &)> run, bool mustRun) {
    {
        const std::lock_guard lock(m_mutex);
        m_jobs.push_back({.run = std::move(run), .mustRun = mustRun});
    }
    m_wake.notify_one();
}

void StoreWorker::run(PatientStore store) {
    store.open();
    doPosted(store);
    store.retry();
    doPosted(store);
}

void StoreWorker::doPosted(PatientStore &store) {
    int failures = 0;
    std::optional<Time> retryAt;
    while (true) {
        if (const int now = store.failures(); now != failures) {
            failures = now;
            retryAt = now > 0 ? std::optional(std::chrono::steady_clock::now() + m_waits(now))
                              : std::nullopt;
        }
        const Job job = next(retryAt);
        if (!job.run) {
            return;
        }
        // Done and destroyed outside the lock: what it holds may post while it goes.
        job.run(store);
    }
}

StoreWorker::Job StoreWorker::next(const std::optional<Time> &retryAt) {
    const auto called = [this] {
        return m_ending || m_retry || !m_urgent.empty() || !m_jobs.empty();
    };
    std::unique_lock lock(m_mutex);
    if (retryAt) {
        m_wake.wait_until(lock, *retryAt, called);
    } else {
        m_wake.wait(lock, called);
    }
    for (std::deque<Job> *queue : {&m_urgent, &m_jobs}) {
        if (!queue->empty()) {
            Job job = std::move(queue->front());
            queue->pop_front();
            return job.mustRun || !m_ending ? std::move(job) : leftOut(std::move(job));
        }
    }
    if (m_ending) {
        return {};
    }
    m_retry = false;
    return {.run = [](PatientStore &store) { store.retry(); }};
}

/// Not done, but destroyed where it would have been: what it holds may post while it goes.
StoreWorker::Job StoreWorker::leftOut(Job job) {
    return {.run = [job = std::move(job)](PatientStore &) {}};
}

}  // namespace psoas::storage
