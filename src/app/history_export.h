#pragma once

#include "app/history_transfer.h"
#include "app/record_keeper.h"

#include <QObject>
#include <QString>

#include <cstddef>
#include <filesystem>
#include <memory>
#include <optional>

namespace psoas::app {

enum class HistoryFormat { Csv, Json };

/// What became of an export.
struct ExportOutcome {
    std::size_t sessions = 0;              ///< that were written
    std::optional<TransferFault> fault{};  ///< then the file is as it was
};

/// Writes the whole history to a file of the person's choice, some sessions at a time, on the
/// storage thread. The file is replaced whole or not at all: by an export that is cancelled, fails
/// or is overtaken by the end of the program it is left as it was.
class HistoryExport : public QObject {
    Q_OBJECT

public:
    /// `records` writes to the store in `store`, and must outlive this.
    HistoryExport(RecordKeeper &records, std::filesystem::path store, QObject *parent = nullptr);
    /// As `cancel`, but nobody hears of it.
    ~HistoryExport() override;

    /// Anywhere but where the app keeps its own files. Not while one is running; and before a
    /// backup is restored or another history merged, it is to be cancelled. Where another store
    /// takes the place of this one meanwhile, it ends without a file.
    void start(const QString &file, HistoryFormat format);
    /// `finished` follows. Where the file has been put in place meanwhile, it tells so.
    void cancel();
    [[nodiscard]] bool isRunning() const { return m_writing != nullptr; }

signals:
    /// So many of all sessions are written.
    void progress(std::size_t done, std::size_t total);
    /// The file is in place, or why it is not.
    void finished(const psoas::app::ExportOutcome &outcome);

private:
    class Writing;
    struct Stand;

    void goOn();
    void take(const Stand &stand);
    void letGo();

    RecordKeeper &m_records;
    std::filesystem::path m_store;
    std::shared_ptr<Writing> m_writing;
};

}  // namespace psoas::app
