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
    post([job = std::move(job)](PatientStore &store) { store.read(job); });
}

void StoreWorker::errand(Errand job) {
    post([job = std::move(job)](PatientStore &) { job(); });
}

void StoreWorker::reopen(Errand whileClosed) {
    post([job = std::move(whileClosed)](PatientStore &store) { store.reopen(job); });
}

void StoreWorker::retryNow() {
    {
        const std::lock_guard lock(m_mutex);
        m_retry = true;
    }
    m_wake.notify_one();
}

void StoreWorker::post(Job job) {
    {
        const std::lock_guard lock(m_mutex);
        m_jobs.push_back(std::move(job));
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
        if (!job) {
            return;
        }
        // Done and destroyed outside the lock: what it holds may post while it goes.
        job(store);
    }
}

StoreWorker::Job StoreWorker::next(const std::optional<Time> &retryAt) {
    const auto called = [this] { return m_ending || m_retry || !m_jobs.empty(); };
    std::unique_lock lock(m_mutex);
    if (retryAt) {
        m_wake.wait_until(lock, *retryAt, called);
    } else {
        m_wake.wait(lock, called);
    }
    if (!m_jobs.empty()) {
        Job job = std::move(m_jobs.front());
        m_jobs.pop_front();
        return job;
    }
    if (m_ending) {
        return nullptr;
    }
    m_retry = false;
    return [](PatientStore &store) { store.retry(); };
}

}  // namespace psoas::storage
