#pragma once

#include "app/clock.h"
#include "app/history_transfer.h"
#include "app/own_thread.h"
#include "app/record_keeper.h"
#include "core/merge.h"
#include "storage/backups.h"

#include <QObject>
#include <QString>

#include <cstddef>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace psoas::app {

/// A session of which another machine tells something else than this one.
struct ImportConflict {
    std::string id;
    std::string title;         ///< of the routine; empty where neither side knows the session
    core::WallTime startedAt;  ///< of the session
    core::MergeStep step = core::MergeStep::Same;

    /// Whether the other machine's telling is the later one, and will stand.
    [[nodiscard]] bool thereIsLater() const { return core::changes(step); }
    friend bool operator==(const ImportConflict &, const ImportConflict &) = default;
};

/// What an import would do.
struct ImportPreview {
    core::MergeCounts counts;
    HistoryContent content{};                 ///< of the file
    std::vector<ImportConflict> conflicts{};  ///< the first `kMostConflicts`
    std::size_t conflictCount = 0;            ///< of all of them
    std::optional<TransferFault> fault{};     ///< then nothing will be merged
};

/// What an import has done. After a fault `counts` tells what was merged before it: whole
/// sessions, and merging the file again makes up for the rest.
struct ImportOutcome {
    core::MergeCounts counts;
    std::optional<storage::Backup> backup{};  ///< of what there was before
    std::optional<TransferFault> fault{};
};

inline constexpr std::size_t kMostConflicts = 20;

/// Whether this file is an exported history, or meant to be one. It is read no further than to its
/// first session.
[[nodiscard]] bool isHistoryFile(const QString &file);

/// Merges an exported history into this one. The file is read on a thread of its own and compared
/// or merged some sessions at a time on the storage thread; the window waits for neither.
class HistoryImport : public QObject {
    Q_OBJECT

public:
    /// `records` writes to the store in `store`. It and the clock must outlive this.
    HistoryImport(RecordKeeper &records, std::filesystem::path store, const Clock &clock,
                  QObject *parent = nullptr);
    /// As `cancel`, but nobody hears of it.
    ~HistoryImport() override;

    /// Reads the file and compares it with the history; `previewed` follows. Not while something is
    /// running.
    void preview(const QString &file);
    /// Backs the history up and merges the file of the last preview, which is read once more: it
    /// may have changed. `merged` follows. Not while something is running.
    void merge();
    /// `previewed` or `merged` follows, as after a fault.
    void cancel();
    [[nodiscard]] bool isRunning() const { return m_running; }

signals:
    /// So many sessions and deletions are compared or merged, of so many; nothing as long as nobody
    /// knows how many there are.
    void progress(std::size_t done, std::size_t total);
    void previewed(const psoas::app::ImportPreview &preview);
    /// If `counts` has changes, the history and the safety facts are no longer what was read of
    /// them.
    void merged(const psoas::app::ImportOutcome &outcome);

private:
    class Reading;
    struct Desk;
    struct BackedUp;
    struct Compared;
    using Batch = std::vector<core::Telling>;

    void begin(bool merging);
    void read();
    void take(const std::shared_ptr<Batch> &batch);
    void compare(const std::shared_ptr<Batch> &batch);
    void mergeBatch(const std::shared_ptr<Batch> &batch);
    void count(const storage::Stored<std::vector<core::MergeStep>> &steps);
    void end(const exchange::ReadHistory &outcome);

    RecordKeeper &m_records;
    std::filesystem::path m_store;
    const Clock &m_clock;
    std::filesystem::path m_file;
    HistoryContent m_content;  ///< of the file, as it was previewed
    int m_opening = 0;         ///< of the store that was backed up
    bool m_running = false;
    bool m_merging = false;
    bool m_cancelled = false;
    ImportPreview m_preview;
    ImportOutcome m_outcome;
    std::optional<storage::StoreError> m_storeFault;
    std::shared_ptr<Desk> m_desk;
    WayBack m_home;
    OwnThread m_thread;
};

}  // namespace psoas::app
