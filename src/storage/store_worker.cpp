#include "storage/store_worker.h"

#include "storage/memory_store.h"

#include <utility>

namespace psoas::storage {

StoreWorker::StoreWorker(StoreOpener open, Opened opened)
    : m_thread([this, open = std::move(open), opened = std::move(opened)] { run(open, opened); }) {}

StoreWorker::~StoreWorker() {
    {
        const std::lock_guard lock(m_mutex);
        m_ending = true;
    }
    m_wake.notify_one();
    m_thread.join();
}

void StoreWorker::post(Job job) {
    {
        const std::lock_guard lock(m_mutex);
        m_jobs.push_back(std::move(job));
    }
    m_wake.notify_one();
}

void StoreWorker::run(const StoreOpener &open, const Opened &opened) {
    std::unique_ptr<Store> store;
    if (auto outcome = open()) {
        store = std::move(outcome).value();
        opened(nullptr);
    } else {
        store = std::make_unique<MemoryStore>();
        opened(&outcome.error());
    }
    while (const Job job = next()) {
        // Done and destroyed outside the lock: what it holds may post while it goes.
        job(*store);
    }
}

StoreWorker::Job StoreWorker::next() {
    std::unique_lock lock(m_mutex);
    m_wake.wait(lock, [this] { return m_ending || !m_jobs.empty(); });
    if (m_jobs.empty()) {
        return nullptr;
    }
    Job job = std::move(m_jobs.front());
    m_jobs.pop_front();
    return job;
}

}  // namespace psoas::storage
