#include "storage/patient_store.h"

#include <utility>

namespace psoas::storage {

namespace {

/// Whether a store that could not be opened for this reason may be opened later.
bool canPass(StoreError::Code code) {
    switch (code) {
        case StoreError::Code::Damaged:
        case StoreError::Code::HalfWritten:
        case StoreError::Code::Busy:
        case StoreError::Code::Full:
        case StoreError::Code::ReadOnly:
        case StoreError::Code::Io:
            return true;
        default:
            return false;
    }
}

}  // namespace

PatientStore::PatientStore(StoreOpener open, StoreNews news)
    : m_open(std::move(open)), m_news(std::move(news)) {}

void PatientStore::open() {
    auto outcome = m_open();
    if (!outcome) {
        standIn(outcome.error());
        return;
    }
    m_store = std::move(outcome).value();
    ++m_openings;
    m_standIn.reset();
    m_notOpenBy.reset();
    m_news.opened(nullptr);
}

void PatientStore::standIn(const StoreError &why) {
    m_lost = !canPass(why.code);
    if (!m_standIn) {
        m_standIn = std::make_unique<MemoryStore>();
    }
    if (std::exchange(m_notOpenBy, why.code) != why.code) {
        m_news.opened(&why);
    }
    if (m_lost) {
        m_waiting.clear();
        m_failures = 0;
        m_stoppedBy.reset();
    } else {
        stop(why);
    }
}

void PatientStore::write(Write job, Saved saved) {
    if (m_standIn) {
        // What it refuses the store itself may yet take: only that one's word drops a write.
        const auto kept = job(*m_standIn);
        if (m_lost) {
            if (!kept) {
                m_news.dropped(kept.error());
            }
            return;
        }
    }
    m_waiting.push_back({.job = std::move(job), .saved = std::move(saved)});
    if (m_failures == 0) {
        saveWaiting();
    }
}

void PatientStore::read(const Read &job) { job(m_standIn ? *m_standIn : *m_store); }

Stored<OpenStore> PatientStore::itself() const {
    if (m_store) {
        return OpenStore{.store = m_store.get(), .opening = m_openings};
    }
    return StoreError{.code = m_notOpenBy.value_or(StoreError::Code::Io),
                      .detail = "the store is not open"};
}

void PatientStore::retry() {
    if (m_standIn && !m_lost) {
        open();
    }
    if (m_store) {
        saveWaiting();
    }
}

void PatientStore::replaceIf(const std::function<bool(Store &)> &unsound,
                             const std::function<void()> &whileClosed) {
    if (m_store ? !unsound(*m_store) : m_notOpenBy != StoreError::Code::Damaged) {
        return;
    }
    m_store.reset();
    whileClosed();
    open();
    if (m_store) {
        saveWaiting();
    }
}

void PatientStore::saveWaiting() {
    while (!m_waiting.empty()) {
        if (!settled(m_waiting.front())) {
            return;
        }
        m_waiting.pop_front();
    }
    if (std::exchange(m_failures, 0) > 0) {
        m_stoppedBy.reset();
        m_news.resumed();
    }
}

bool PatientStore::settled(Waiting &write) {
    const bool again = std::exchange(write.tried, true);
    const auto outcome = write.job(*m_store);
    if (outcome) {
        write.saved();
        return true;
    }
    const StoreError &why = outcome.error();
    if (why.code == StoreError::Code::Refused && again) {
        // What happens only once has happened: the last sync of the commit failed, not the commit.
        write.saved();
        return true;
    }
    if (why.code == StoreError::Code::Refused || why.code == StoreError::Code::Missing) {
        m_news.dropped(why);
        return true;
    }
    stop(why);
    return false;
}

void PatientStore::stop(const StoreError &why) {
    ++m_failures;
    if (std::exchange(m_stoppedBy, why.code) != why.code) {
        m_news.stopped(why);
    }
}

}  // namespace psoas::storage
