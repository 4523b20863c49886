#pragma once

#include "storage/memory_store.h"
#include "storage/store.h"

#include <deque>
#include <functional>
#include <memory>
#include <optional>

namespace psoas::storage {

/// How it goes with saving, told on the thread that uses the store.
struct StoreNews {
    /// Null when the store is open, else why it is not. Told again when it opens after all, and
    /// when the reason becomes another.
    std::function<void(const StoreError *)> opened = [](const StoreError *) {};
    /// From here on writes wait: why the first of them, or the opening, failed. Told again when the
    /// reason becomes another.
    std::function<void(const StoreError &)> stopped = [](const StoreError &) {};
    /// Everything that waited is on the disk.
    std::function<void()> resumed = [] {};
    /// A write that will never do: it breaks the store's rules or is about something not there.
    std::function<void(const StoreError &)> dropped = [](const StoreError &) {};
};

/// The store itself, in contrast to what stands in for it.
struct OpenStore {
    Store *store;
    int opening;  ///< the how-manieth that was opened: another one may hold something else

    [[nodiscard]] Store &operator*() const { return *store; }
    [[nodiscard]] Store *operator->() const { return store; }
};

/// A store that loses no write because the disk is full, locked or away for a while. Writes are
/// kept in order until they are on the disk: one that fails for a reason that can pass stays at the
/// head, and all later ones queue behind it until `retry`. Reads are not held up, they see the
/// store as it is.
///
/// A store that cannot be opened for such a reason is opened again by `retry`; until then a store
/// in memory stands in for it, so that reads of this run see what this run has written. It stands
/// in for good, and nothing is saved, where the file is a stranger's or a newer version's. A
/// damaged one is waited for as well: it can be set aside (`reopen`).
///
/// One thread at a time.
class PatientStore {
public:
    /// Called until it succeeds, perhaps on more than one store.
    using Write = std::function<Stored<core::Done>(Store &)>;
    /// Called once, when the write is on the disk.
    using Saved = std::function<void()>;
    using Read = std::function<void(Store &)>;

    PatientStore(StoreOpener open, StoreNews news);

    /// Opens the store for the first time; before anything else.
    void open();

    void write(Write job, Saved saved);
    void read(const Read &job);

    /// The store itself, or why it is not open. For what must not be done to the one that stands
    /// in: a history that was merged into that would be gone with this run.
    [[nodiscard]] Stored<OpenStore> itself() const;

    /// Tries what waits: to open the store, then the writes in their order up to the first that
    /// fails again.
    void retry();

    /// For a store that `unsound` finds to be so, or that could not be opened because it is
    /// damaged: lets go of it, calls `whileClosed`, which may put another file in its place, and
    /// opens what is there then. Nothing is written in between.
    void replaceIf(const std::function<bool(Store &)> &unsound,
                   const std::function<void()> &whileClosed);

    /// How many tries in a row have failed. 0: nothing waits, or waiting is of no use.
    [[nodiscard]] int failures() const noexcept { return m_failures; }

private:
    struct Waiting {
        Write job;
        Saved saved;
        bool tried = false;  ///< on the store itself, not on the one that stands in
    };

    void standIn(const StoreError &why);
    void saveWaiting();
    [[nodiscard]] bool settled(Waiting &write);
    void stop(const StoreError &why);

    StoreOpener m_open;
    StoreNews m_news;
    std::unique_ptr<Store> m_store;  ///< null until it is open
    std::unique_ptr<MemoryStore> m_standIn;
    int m_openings = 0;
    bool m_lost = false;                          ///< the store will never be opened
    std::optional<StoreError::Code> m_notOpenBy;  ///< as last told
    std::optional<StoreError::Code> m_stoppedBy;  ///< as last told
    int m_failures = 0;
    std::deque<Waiting> m_waiting;
};

}  // namespace psoas::storage
