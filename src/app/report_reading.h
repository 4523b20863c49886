#pragma once

#include "app/record_keeper.h"
#include "app/report_records.h"

#include <QObject>

#include <atomic>
#include <chrono>
#include <memory>

namespace psoas::app {

/// Reads what a page for a therapist tells; the window does not wait for it. A page is made of the
/// store itself or not at all: what stands in for one that is not open knows nothing.
class ReportReading : public QObject {
    Q_OBJECT

public:
    /// `records` must outlive this.
    explicit ReportReading(RecordKeeper &records, QObject *parent = nullptr);
    /// As `cancel`, but nobody hears of it.
    ~ReportReading() override;

    /// `finished` follows. Not while it is running. `first`: the weekday that weeks begin with.
    void start(const ReportQuery &query, std::chrono::weekday first);
    /// `finished` follows and tells so.
    void cancel();
    [[nodiscard]] bool isRunning() const { return m_cancelled != nullptr; }

signals:
    void finished(const psoas::app::ReadReport &read);

private:
    RecordKeeper &m_records;
    std::shared_ptr<std::atomic<bool>> m_cancelled;  ///< while it is running
};

}  // namespace psoas::app
