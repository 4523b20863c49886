#include "app/record_keeper.h"

#include "storage/store_worker.h"

#include <QRandomGenerator>

#include <algorithm>
#include <cassert>
#include <cstdint>
#include <iterator>
#include <utility>

namespace psoas::app {

RecordKeeper::RecordKeeper(storage::StoreOpener open, QObject *parent)
    : QObject(parent), m_open(std::move(open)) {}

RecordKeeper::~RecordKeeper() = default;

storage::StoreNews RecordKeeper::news() {
    return {
        .opened =
            [this](const StoreError *problem) {
                const auto told = problem ? std::optional(*problem) : std::nullopt;
                onWindow([this, told] { emit opened(told); });
            },
        .stopped =
            [this](const StoreError &why) { onWindow([this, why] { emit savingStopped(why); }); },
        .resumed = [this] { onWindow([this] { emit savingResumed(); }); },
        .dropped =
            [this](const StoreError &why) {
                // A fault of ours, or a store that was replaced: for a log, not for a page.
                qWarning("not stored: %s", why.detail.c_str());
                onWindow([this, why] {
                    countSaved();
                    emit dropped(why);
                });
            }};
}

storage::StoreWorker &RecordKeeper::worker() {
    if (!m_worker) {
        m_worker = std::make_unique<storage::StoreWorker>(m_open, news());
    }
    return *m_worker;
}

void RecordKeeper::countSaved() {
    if (--m_unsavedWrites == 0) {
        emit savedAll();
    }
}

void RecordKeeper::write(std::function<storage::Stored<core::Done>(storage::Store &)> job,
                         std::function<void()> then) {
    ++m_unsavedWrites;
    worker().write(std::move(job), [this, then = std::move(then)] {
        onWindow([this, then] {
            then();
            countSaved();
        });
    });
}

template <class Value>
void RecordKeeper::read(std::function<storage::Stored<Value>(storage::Store &)> job,
                        std::function<void(const Value &)> then) {
    worker().read([this, job = std::move(job), then = std::move(then)](storage::Store &store) {
        auto answer = job(store);
        if (!answer) {
            onWindow([this, error = answer.error()] { emit notRead(error); });
            return;
        }
        onWindow([then, value = std::move(answer).value()] { then(value); });
    });
}

void RecordKeeper::visit(std::function<void(const OpenStore &)> job) {
    worker().visit(std::move(job));
}

void RecordKeeper::errand(std::function<void()> job) { worker().errand(std::move(job)); }

void RecordKeeper::urgent(std::function<void()> job) { worker().urgent(std::move(job)); }

void RecordKeeper::replaceIf(std::function<bool(storage::Store &)> unsound,
                             std::function<void()> whileClosed) {
    worker().replaceIf(std::move(unsound), std::move(whileClosed));
}

void RecordKeeper::retryNow() { worker().retryNow(); }

void RecordKeeper::begin(const core::SessionRecord &started) {
    write([started](storage::Store &store) { return store.begin(started); });
}

void RecordKeeper::append(const std::string &id, const core::JournalEntry &entry,
                          core::WallTime at) {
    write([id, entry, at](storage::Store &store) { return store.append(id, entry, at); });
}

void RecordKeeper::finish(const core::SessionRecord &ended) {
    assert(ended.outcome && ended.endedAt);
    m_unsaved.push_back(ended);
    m_ending.insert(ended.id);
    write(
        [ended](storage::Store &store) {
            const auto done = store.finish(ended.id, *ended.outcome, *ended.endedAt);
            // Begun in a store that was replaced meanwhile: then the whole of it goes into this
            // one.
            return !done && done.error().code == StoreError::Code::Missing ? store.file(ended)
                                                                           : done;
        },
        [this, id = ended.id] {
            std::erase_if(m_unsaved, [&](const auto &session) { return session.id == id; });
            m_ending.erase(id);
        });
}

void RecordKeeper::interrupt(const std::string &id) {
    m_ending.insert(id);
    write([id](storage::Store &store) { return store.interrupt(id); },
          [this, id] { m_ending.erase(id); });
}

void RecordKeeper::annotate(const std::string &id, std::optional<int> tightnessAfter,
                            const std::string &note, core::WallTime editedAt) {
    const auto session = std::ranges::find(m_unsaved, id, &core::SessionRecord::id);
    if (session != m_unsaved.end()) {
        session->tightnessAfter = tightnessAfter;
        session->note = note;
        session->editedAt = editedAt;
    }
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
    read<Sessions>(
        [query](storage::Store &store) {
            auto page = store.sessions(query);
            // What they come after went with a restore, and whoever asks is about to hear of that.
            const bool isGone = !page && page.error().code == StoreError::Code::Missing;
            return isGone ? storage::Stored<Sessions>(Sessions()) : std::move(page);
        },
        std::move(then));
}

void RecordKeeper::readUnfinished(std::function<void(const Unfinished &)> then) {
    read<Unfinished>([](storage::Store &store) { return store.unfinished(); },
                     [this, then = std::move(then)](Unfinished unfinished) {
                         std::erase_if(unfinished, [this](const auto &each) {
                             return m_ending.contains(each.record.id);
                         });
                         then(unfinished);
                     });
}

void RecordKeeper::findSessions(const core::HistoryFilter &filter, core::HistoryOrder order,
                                std::function<void(const Keys &)> then) {
    read<Keys>([filter, order](storage::Store &store) { return store.find(filter, order); },
               std::move(then));
}

void RecordKeeper::readSummaries(const Keys &keys, std::function<void(const Summaries &)> then) {
    read<Summaries>([keys](storage::Store &store) { return store.summaries(keys); },
                    std::move(then));
}

void RecordKeeper::readSession(
    const std::string &id, std::function<void(const std::optional<core::SessionRecord> &)> then) {
    using Found = std::optional<core::SessionRecord>;
    read<Found>(
        [id](storage::Store &store) -> storage::Stored<Found> {
            auto session = store.session(id);
            if (!session && session.error().code != StoreError::Code::Missing) {
                return session.error();
            }
            return session ? Found(std::move(session).value()) : std::nullopt;
        },
        std::move(then));
}

void RecordKeeper::readSums(std::optional<core::LocalDay> from, std::chrono::weekday first,
                            std::function<void(const core::HistorySums &)> then) {
    read<core::HistorySums>(
        [from, first](storage::Store &store) -> storage::Stored<core::HistorySums> {
            core::HistorySums sums(first);
            const auto visited = store.visitSince(
                from, [&](const core::SessionSummary &session) { sums.add(session); });
            return visited ? storage::Stored<core::HistorySums>(std::move(sums)) : visited.error();
        },
        std::move(then));
}

void RecordKeeper::edit(const storage::Edit &edit, core::WallTime at) {
    write([edit, at](storage::Store &store) { return store.apply(edit, at); });
}

void RecordKeeper::remove(const Keys &keys, core::WallTime at) {
    // In one job: nothing that is asked for afterwards may come between.
    write([keys, at](storage::Store &store) -> storage::Stored<core::Done> {
        const auto found = store.summaries(keys);
        if (!found) {
            return found.error();
        }
        storage::edit::Delete edit;
        std::ranges::transform(found.value(), std::back_inserter(edit.ids),
                               &core::SessionSummary::id);
        return store.apply(std::move(edit), at);
    });
}

namespace {

/// Named, as the write may be tried again though it has reached the disk.
storage::Turn newTurn(core::WallTime at) {
    const auto name = static_cast<std::int64_t>(QRandomGenerator::global()->generate64() >> 1U);
    return {at, std::max<std::int64_t>(name, 1)};
}

}  // namespace

void RecordKeeper::undo(core::WallTime at) {
    write([turn = newTurn(at)](storage::Store &store) { return store.undo(turn); });
}

void RecordKeeper::redo(core::WallTime at) {
    write([turn = newTurn(at)](storage::Store &store) { return store.redo(turn); });
}

void RecordKeeper::forgetEdits(core::WallTime now) {
    visit([now](const OpenStore &store) {
        if (store) {
            // One that fails is nobody's trouble: the next start does it.
            static_cast<void>(store.value()->forgetEdits(now));
        }
    });
}

void RecordKeeper::readEditsInReach(core::WallTime now,
                                    std::function<void(const EditsInReach &)> then) {
    read<EditsInReach>([now](storage::Store &store) { return store.editsInReach(now); },
                       std::move(then));
}

void RecordKeeper::check(std::function<void(const storage::Integrity &)> then) {
    read<storage::Integrity>([](storage::Store &store) { return store.check(); }, std::move(then));
}

}  // namespace psoas::app
