#pragma once

#include "storage/memory_store.h"
#include "support/passing_store.h"

#include <atomic>
#include <memory>
#include <optional>
#include <utility>

namespace psoas {

/// What a store lies on that fails as a test wants it. Any thread may set it.
struct FailingDisk {
    using Code = storage::StoreError::Code;

    std::atomic<std::optional<Code>> opening{std::nullopt};  ///< why no store can be opened
    std::atomic<std::optional<Code>> writing{std::nullopt};  ///< why nothing can be written
    std::atomic<bool> reachedAll{false};  ///< what fails has been written all the same
    std::atomic<int> opened{0};           ///< how often opening was tried
    std::atomic<int> tried{0};            ///< how often writing was tried
    storage::MemoryStore kept;            ///< what is on it

    /// Opens a store on this disk, which must outlive it.
    storage::StoreOpener opener();
};

/// A store on a `FailingDisk`.
class FailingStore final : public PassingStore {
public:
    explicit FailingStore(FailingDisk &disk) : PassingStore(disk.kept), m_disk(disk) {}

    using Written = Stored<core::Done>;
    using Steps = Stored<std::vector<core::MergeStep>>;

    Written begin(const core::SessionRecord &started) override {
        return written([&](auto &kept) { return kept.begin(started); });
    }
    Written append(const std::string &id, const core::JournalEntry &entry,
                   core::WallTime at) override {
        return written([&](auto &kept) { return kept.append(id, entry, at); });
    }
    Written finish(const std::string &id, core::Outcome outcome, core::WallTime endedAt) override {
        return written([&](auto &kept) { return kept.finish(id, outcome, endedAt); });
    }
    Written file(const core::SessionRecord &ended) override {
        return written([&](auto &kept) { return kept.file(ended); });
    }
    Written interrupt(const std::string &id) override {
        return written([&](auto &kept) { return kept.interrupt(id); });
    }
    Written annotate(const std::string &id, std::optional<int> tightnessAfter,
                     const std::string &note, core::WallTime editedAt) override {
        return written(
            [&](auto &kept) { return kept.annotate(id, tightnessAfter, note, editedAt); });
    }
    Written addDayAnswer(const core::DayAnswer &answer) override {
        return written([&](auto &kept) { return kept.addDayAnswer(answer); });
    }
    Written setScreening(core::Screening question, const core::ScreeningRecord &record) override {
        return written([&](auto &kept) { return kept.setScreening(question, record); });
    }
    Written apply(const storage::Edit &edit, core::WallTime at) override {
        return written([&](auto &kept) { return kept.apply(edit, at); });
    }
    Written undo(const storage::Turn &turn) override {
        return written([&](auto &kept) { return kept.undo(turn); });
    }
    Written redo(const storage::Turn &turn) override {
        return written([&](auto &kept) { return kept.redo(turn); });
    }
    Written forgetEdits(core::WallTime now) override {
        return written([&](auto &kept) { return kept.forgetEdits(now); });
    }
    Steps merge(const std::vector<core::Telling> &others, core::WallTime at) override {
        return written([&](auto &kept) { return kept.merge(others, at); });
    }

private:
    template <class Job> auto written(Job job) -> decltype(job(std::declval<storage::Store &>())) {
        ++m_disk.tried;
        const auto fault = m_disk.writing.load();
        if (!fault) {
            return job(m_disk.kept);
        }
        if (m_disk.reachedAll) {
            (void)job(m_disk.kept);
        }
        return storage::StoreError{.code = *fault, .detail = {}};
    }

    FailingDisk &m_disk;
};

inline storage::StoreOpener FailingDisk::opener() {
    return [this]() -> storage::Stored<std::unique_ptr<storage::Store>> {
        ++opened;
        if (const auto fault = opening.load()) {
            return storage::StoreError{.code = *fault, .detail = {}};
        }
        return std::unique_ptr<storage::Store>(std::make_unique<FailingStore>(*this));
    };
}

}  // namespace psoas
