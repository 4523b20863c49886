#include "app/report_reading.h"

#include <cassert>
#include <utility>

namespace psoas::app {

ReportReading::ReportReading(RecordKeeper &records, QObject *parent)
    : QObject(parent), m_records(records) {}

ReportReading::~ReportReading() { cancel(); }

void ReportReading::start(const ReportQuery &query, std::chrono::weekday first) {
    assert(!isRunning());
    m_cancelled = std::make_shared<std::atomic<bool>>(false);
    m_records.ask(
        *this,
        [query, first, cancelled = m_cancelled](const RecordKeeper::OpenStore &store) {
            return store ? readReportRecords(*store.value(), query, first, *cancelled)
                         : ReadReport(TransferFault(store.error()));
        },
        [this](const ReadReport &read) {
            const bool late = *std::exchange(m_cancelled, nullptr);
            emit finished(late ? ReadReport(TransferFault(TransferCancelled{})) : read);
        });
}

void ReportReading::cancel() {
    if (m_cancelled) {
        *m_cancelled = true;
    }
}

}  // namespace psoas::app
