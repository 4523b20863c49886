#pragma once

#include "app/settings_file.h"

#include <deque>
#include <functional>
#include <utility>

namespace psoas::app {

/// A thread that stands still until it is told to go on. It must outlive whoever hands it jobs.
class HeldJobs {
public:
    HeldJobs() = default;
    HeldJobs(const HeldJobs &) = delete;
    HeldJobs &operator=(const HeldJobs &) = delete;
    ~HeldJobs() = default;

    [[nodiscard]] Executor executor() {
        return [this](std::function<void()> job) { m_jobs.push_back(std::move(job)); };
    }
    [[nodiscard]] std::size_t count() const { return m_jobs.size(); }
    void runAll() {
        while (!m_jobs.empty()) {
            const std::function<void()> job = std::move(m_jobs.front());
            m_jobs.pop_front();
            job();
        }
    }

private:
    std::deque<std::function<void()>> m_jobs;
};

}  // namespace psoas::app
