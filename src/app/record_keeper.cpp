#include "app/record_keeper.h"

#include "storage/store_worker.h"

#include <QMetaObject>

#include <utility>

namespace psoas::app {

RecordKeeper::RecordKeeper(storage::StoreOpener open, QObject *parent)
    : QObject(parent), m_open(std::move(open)) {}

RecordKeeper::~RecordKeeper() = default;

void RecordKeeper::post(std::function<void(storage::Store &)> job) {
    if (!m_worker) {
        m_worker = std::make_unique<storage::StoreWorker>(
            m_open, [this](const storage::StoreError *problem) {
                std::optional<storage::StoreError> told;
                if (problem != nullptr) {
                    told = *problem;
                }
                QMetaObject::invokeMethod(
                    this, [this, told] { emit opened(told); }, Qt::QueuedConnection);
            });
    }
    m_worker->post(std::move(job));
}

void RecordKeeper::tell(const storage::StoreError &error) {
    QMetaObject::invokeMethod(
        this, [this, error] { emit failed(error); }, Qt::QueuedConnection);
}

void RecordKeeper::write(std::function<storage::Stored<core::Done>(storage::Store &)> job) {
    post([this, job = std::move(job)](storage::Store &store) {
        if (const auto done = job(store); !done) {
            tell(done.error());
        }
    });
}

template <class Value>
void RecordKeeper::read(std::function<storage::Stored<Value>(storage::Store &)> job,
                        std::function<void(const Value &)> then) {
    post([this, job = std::move(job), then = std::move(then)](storage::Store &store) {
        auto answer = job(store);
        if (!answer) {
            tell(answer.error());
            return;
        }
        QMetaObject::invokeMethod(
            this, [then, value = std::move(answer).value()] { then(value); }, Qt::QueuedConnection);
    });
}

void RecordKeeper::begin(const core::SessionRecord &started) {
    write([started](storage::Store &store) { return store.begin(started); });
}

void RecordKeeper::append(const std::string &id, const core::JournalEntry &entry,
                          core::WallTime at) {
    write([id, entry, at](storage::Store &store) { return store.append(id, entry, at); });
}

void RecordKeeper::finish(const std::string &id, core::Outcome outcome, core::WallTime endedAt) {
    write([id, outcome, endedAt](storage::Store &store) {
        return store.finish(id, outcome, endedAt);
    });
}

void RecordKeeper::interrupt(const std::string &id) {
    write([id](storage::Store &store) { return store.interrupt(id); });
}

void RecordKeeper::annotate(const std::string &id, std::optional<int> tightnessAfter,
                            const std::string &note, core::WallTime editedAt) {
    write([id, tightnessAfter, note, editedAt](storage::Store &store) {
        return store.annotate(id, tightnessAfter, note, editedAt);
    });
}

void RecordKeeper::addDayAnswer(const core::DayAnswer &answer) {
    write([answer](storage::Store &store) { return store.addDayAnswer(answer); });
}

void RecordKeeper::setScreening(core::Screening question, const core::ScreeningRecord &record) {
    write(
        [question, record](storage::Store &store) { return store.setScreening(question, record); });
}

void RecordKeeper::readFacts(std::function<void(const core::SafetyFacts &)> then) {
    read<core::SafetyFacts>([](storage::Store &store) { return store.safetyFacts(); },
                            std::move(then));
}

void RecordKeeper::readSessions(const storage::SessionQuery &query,
                                std::function<void(const Sessions &)> then) {
    read<Sessions>([query](storage::Store &store) { return store.sessions(query); },
                   std::move(then));
}

void RecordKeeper::readUnfinished(std::function<void(const Sessions &)> then) {
    read<Sessions>([](storage::Store &store) { return store.unfinished(); }, std::move(then));
}

void RecordKeeper::check(std::function<void(const storage::Integrity &)> then) {
    read<storage::Integrity>([](storage::Store &store) { return store.check(); }, std::move(then));
}

void RecordKeeper::errand(std::function<void()> job) {
    post([job = std::move(job)](storage::Store &) { job(); });
}

}  // namespace psoas::app
