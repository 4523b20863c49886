#include "app/history_import.h"

#include "app/paths.h"

#include <algorithm>
#include <cassert>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <utility>

namespace psoas::app {

using Steps = storage::Stored<std::vector<core::MergeStep>>;

/// Where the reading thread gets its orders and waits until what it has read is dealt with: no
/// more than one batch is in memory.
struct HistoryImport::Desk {
    std::mutex mutex;
    std::condition_variable changed;
    std::optional<std::filesystem::path> order{};
    bool dealtWith = false;
    bool stopped = false;

    void give(const std::filesystem::path &file) {
        const std::lock_guard lock(mutex);
        order = file;
        dealtWith = false;
        stopped = false;
    }
    std::optional<std::filesystem::path> takeOrder() {
        const std::lock_guard lock(mutex);
        return std::exchange(order, std::nullopt);
    }
    void goOn() { set(dealtWith); }
    void stop() { set(stopped); }

    /// Whether to read on.
    bool wait() {
        std::unique_lock lock(mutex);
        changed.wait(lock, [this] { return dealtWith || stopped; });
        dealtWith = false;
        return !stopped;
    }

private:
    void set(bool &flag) {
        {
            const std::lock_guard lock(mutex);
            flag = true;
        }
        changed.notify_one();
    }
};

class HistoryImport::Reading final : public OwnThread::Work {
public:
    Reading(HistoryImport &home, Executor window, std::shared_ptr<Desk> desk)
        : m_home(home), m_window(std::move(window)), m_desk(std::move(desk)) {}

    void wake() override {
        const auto file = m_desk->takeOrder();
        if (!file) {
            return;
        }
        auto outcome = exchange::readHistoryInBatches(*file, kTransferBatch, [this](Batch batch) {
            m_window([&home = m_home, shared = std::make_shared<Batch>(std::move(batch))] {
                home.take(shared);
            });
            return m_desk->wait();
        });
        m_window([&home = m_home, outcome = std::move(outcome)] { home.end(outcome); });
    }

private:
    HistoryImport &m_home;  ///< to be touched on the window's thread only
    Executor m_window;
    std::shared_ptr<Desk> m_desk;
};

namespace {

/// Whether one side tells of a session what the other does not. When it was deleted is no matter
/// to anyone once both have.
bool isConflict(const core::Telling &there, core::MergeStep step) {
    using Step = core::MergeStep;
    const bool isSession = std::holds_alternative<core::SessionRecord>(there);
    return step == Step::Replaces || step == Step::KeptHere || step == Step::Deletes ||
           step == Step::Restores || (step == Step::KeptDeleted && isSession);
}

ImportConflict conflictOf(storage::History &here, const core::Telling &there,
                          core::MergeStep step) {
    ImportConflict conflict{.id = core::idOf(there), .title = {}, .startedAt = {}, .step = step};
    const auto fill = [&](const core::SessionRecord &session) {
        conflict.title = session.routineTitle;
        conflict.startedAt = session.startedAt;
    };
    if (const auto *session = std::get_if<core::SessionRecord>(&there)) {
        fill(*session);
    } else if (const auto known = here.session(conflict.id)) {
        fill(known.value());
    }
    return conflict;
}

}  // namespace

/// What came of comparing a batch.
struct HistoryImport::Compared {
    Steps steps;
    std::vector<ImportConflict> conflicts{};
    std::size_t conflictCount = 0;
};

HistoryImport::HistoryImport(RecordKeeper &records, std::filesystem::path store, const Clock &clock,
                             QObject *parent)
    : QObject(parent),
      m_records(records),
      m_store(std::move(store)),
      m_clock(clock),
      m_desk(std::make_shared<Desk>()),
      m_home(*this) {}

HistoryImport::~HistoryImport() {
    m_desk->stop();
    // A file on a disk that hangs is left to hang alone.
    static_cast<void>(m_thread.end(std::chrono::seconds{1}));
}

void HistoryImport::begin(bool merging) {
    assert(!isRunning());
    m_running = true;
    m_merging = merging;
    m_cancelled = false;
    m_storeFault.reset();
}

bool isHistoryFile(const QString &file) { return exchange::beginsAsHistory(pathOf(file)); }

void HistoryImport::preview(const QString &file) {
    begin(false);
    m_file = pathOf(file);
    m_preview = {};
    m_content = {};
    read();
}

/// Which store was backed up, and how.
struct HistoryImport::BackedUp {
    int opening;
    storage::Backup backup;
};

void HistoryImport::merge() {
    begin(true);
    m_outcome = {};
    using Made = storage::Stored<BackedUp>;
    m_records.ask(
        *this,
        [store = m_store, now = m_clock.wall()](const RecordKeeper::OpenStore &open) -> Made {
            if (!open) {
                return open.error();
            }
            const auto made = storage::backUp(store, storage::BackupReason::BeforeImport, now);
            return made ? Made(BackedUp{.opening = open.value().opening, .backup = made.value()})
                        : Made(made.error());
        },
        [this](const Made &made) {
            if (made) {
                m_opening = made.value().opening;
                m_outcome.backup = made.value().backup;
                read();
            } else {
                m_storeFault = made.error();
                end(HistoryRefusal{.cause = HistoryRefusal::Cause::Stopped});
            }
        });
}

/// Heard between two batches: what is under way is counted.
void HistoryImport::cancel() { m_cancelled = m_running; }

void HistoryImport::read() {
    m_desk->give(m_file);
    if (m_thread.isStarted()) {
        m_thread.wake();
        return;
    }
    m_thread.start(QStringLiteral("import"), [this, window = m_home.executor(), desk = m_desk] {
        return std::make_unique<Reading>(*this, window, desk);
    });
}

void HistoryImport::take(const std::shared_ptr<Batch> &batch) {
    if (m_cancelled) {
        m_desk->stop();
    } else {
        m_merging ? mergeBatch(batch) : compare(batch);
    }
}

void HistoryImport::compare(const std::shared_ptr<Batch> &batch) {
    const std::size_t room = kMostConflicts - m_preview.conflicts.size();
    m_records.ask(
        *this,
        [batch, room](const RecordKeeper::OpenStore &store) {
            Compared compared{.steps =
                                  store ? store.value()->compare(*batch) : Steps(store.error())};
            for (std::size_t i = 0; compared.steps && i < batch->size(); ++i) {
                const core::MergeStep step = compared.steps.value()[i];
                if (!isConflict((*batch)[i], step)) {
                    continue;
                }
                ++compared.conflictCount;
                if (compared.conflicts.size() < room) {
                    compared.conflicts.push_back(conflictOf(*store.value(), (*batch)[i], step));
                }
            }
            return compared;
        },
        [this](const Compared &compared) {
            std::ranges::copy(compared.conflicts, std::back_inserter(m_preview.conflicts));
            m_preview.conflictCount += compared.conflictCount;
            count(compared.steps);
        });
}

void HistoryImport::mergeBatch(const std::shared_ptr<Batch> &batch) {
    m_records.ask(
        *this,
        [batch, opening = m_opening, now = m_clock.wall()](const RecordKeeper::OpenStore &store) {
            // Another one is not the one that was backed up.
            const auto other = notTheSame(store, opening);
            return other ? Steps(*other) : store.value()->merge(*batch, now);
        },
        [this](const Steps &steps) { count(steps); });
}

void HistoryImport::count(const Steps &steps) {
    if (!steps) {
        m_storeFault = steps.error();
        m_desk->stop();
        return;
    }
    core::MergeCounts &counts = m_merging ? m_outcome.counts : m_preview.counts;
    for (const core::MergeStep step : steps.value()) {
        counts.add(step);
    }
    emit progress(counts.total(), m_content.sessions + m_content.deletions);
    m_cancelled ? m_desk->stop() : m_desk->goOn();
}

void HistoryImport::end(const exchange::ReadHistory &outcome) {
    m_running = false;
    std::optional<TransferFault> fault;
    if (m_storeFault) {
        fault = *m_storeFault;
    } else if (!outcome && outcome.error().cause == HistoryRefusal::Cause::Stopped) {
        fault = TransferCancelled{};
    } else if (!outcome) {
        fault = outcome.error();
    }
    if (m_merging) {
        m_outcome.fault = std::move(fault);
        emit merged(m_outcome);
        return;
    }
    m_content = outcome ? outcome.value() : HistoryContent{};
    m_preview.content = m_content;
    m_preview.fault = std::move(fault);
    emit previewed(m_preview);
}

}  // namespace psoas::app
