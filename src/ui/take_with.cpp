#include "ui/take_with.h"

#include "app/report_records.h"
#include "ui/store_sentences.h"
#include "ui/therapist_report.h"
#include "ui/transfer_sentences.h"

#include <utility>

namespace psoas::ui {
namespace {

/// The first day of a report; nothing: that of the first session.
std::optional<core::LocalDay> firstDay(ReportTime time, core::LocalDay today) {
    switch (time) {
        case ReportTime::FourWeeks:
            return today - std::chrono::weeks{4} + std::chrono::days{1};
        case ReportTime::TwelveWeeks:
            return today - std::chrono::weeks{12} + std::chrono::days{1};
        case ReportTime::OneYear:
            return today - std::chrono::days{364};
        case ReportTime::All:
            break;
    }
    return std::nullopt;
}

using Read = storage::Stored<app::ReportRecords>;

TherapistReport reportOf(const app::ReportRecords &records, const app::ReportQuery &query) {
    const auto &days = records.sums.days();
    const core::LocalDay from =
        records.from.value_or(days.empty() ? query.until : days.begin()->first);
    return therapistReport(records.sums, records.sessions, {.from = from, .until = query.until},
                           query.withNotes);
}

}  // namespace

TakeWith::TakeWith(app::Practice &practice, app::RecordKeeper &records,
                   const std::filesystem::path &store, FileDialogs dialogs, QObject *parent)
    : QObject(parent),
      m_practice(practice),
      m_records(records),
      m_dialogs(std::move(dialogs)),
      m_export(records, store),
      m_import(records, store, practice.clock()),
      m_page(new TakeWithPage) {
    connect(m_page, &TakeWithPage::csvWanted, this, [this] { exportAs(app::HistoryFormat::Csv); });
    connect(m_page, &TakeWithPage::jsonWanted, this,
            [this] { exportAs(app::HistoryFormat::Json); });
    connect(m_page, &TakeWithPage::reportWanted, this, &TakeWith::writeReport);
    connect(m_page, &TakeWithPage::importWanted, this, [this] { look(m_dialogs.open(m_page)); });
    connect(m_page, &TakeWithPage::takenIn, this, [this] {
        m_page->clearPreview();
        m_page->setProgress(0, 0);
        m_import.merge();
    });
    connect(m_page, &TakeWithPage::neverMind, m_page, &TakeWithPage::clearPreview);
    connect(m_page, &TakeWithPage::cancelled, this, &TakeWith::cancel);
    connect(&m_export, &app::HistoryExport::progress, m_page, &TakeWithPage::setProgress);
    connect(&m_export, &app::HistoryExport::finished, this,
            [this](const app::ExportOutcome &outcome) {
                m_page->setTold(exportedText(outcome), !outcome.fault);
            });
    connect(&m_import, &app::HistoryImport::progress, m_page, &TakeWithPage::setProgress);
    connect(&m_import, &app::HistoryImport::previewed, this, &TakeWith::onPreviewed);
    connect(&m_import, &app::HistoryImport::merged, this, &TakeWith::onMerged);
}

void TakeWith::cancel() {
    if (m_export.isRunning()) {
        m_export.cancel();
    }
    if (m_import.isRunning()) {
        m_import.cancel();
    }
}

void TakeWith::exportAs(app::HistoryFormat format) {
    const bool table = format == app::HistoryFormat::Csv;
    const QString file = m_dialogs.saveAs(m_page,
                                          table ? QStringLiteral("psoas-ease-history.csv")
                                                : QStringLiteral("psoas-ease-history.json"),
                                          table ? tr("Table (*.csv)") : tr("History (*.json)"));
    if (!file.isEmpty()) {
        m_page->clearPreview();
        m_page->setProgress(0, 0);
        m_export.start(file, format);
    }
}

bool TakeWith::isRunning() const { return m_export.isRunning() || m_import.isRunning(); }

void TakeWith::look(const QString &file) {
    if (!file.isEmpty() && !isRunning()) {
        m_page->clearPreview();
        m_page->setProgress(0, 0);
        m_import.preview(file);
    }
}

void TakeWith::onPreviewed(const app::ImportPreview &preview) {
    if (preview.fault && std::holds_alternative<app::TransferCancelled>(*preview.fault)) {
        m_page->setTold({}, true);
        return;
    }
    QStringList conflicts;
    for (const app::ImportConflict &each : preview.conflicts) {
        conflicts << conflictText(each);
    }
    m_page->setPreview(previewLines(preview), conflicts,
                       !preview.fault && preview.counts.changed() > 0);
}

void TakeWith::onMerged(const app::ImportOutcome &outcome) {
    m_page->setTold(importedText(outcome), !outcome.fault);
    if (outcome.counts.changed() > 0) {
        emit changed();
    }
}

void TakeWith::writeReport(ReportTime time, bool withNotes) {
    const QString file =
        m_dialogs.saveAs(m_page, QStringLiteral("psoas-ease-practice.pdf"), tr("Page (*.pdf)"));
    if (file.isEmpty()) {
        return;
    }
    const core::LocalDay today = core::localDay(m_practice.now());
    m_page->clearPreview();
    m_page->setProgress(0, 0);
    const app::ReportQuery query{
        .from = firstDay(time, today), .until = today, .withNotes = withNotes};
    m_records.ask(
        *this,
        [query, first = m_firstWeekday](const app::RecordKeeper::OpenStore &store) {
            return store ? app::readReportRecords(*store.value(), query, first)
                         : Read(store.error());
        },
        [this, file, query](const Read &read) {
            const auto fault = read ? writePdf(reportOf(read.value(), query), file)
                                    : std::optional(notReadText(read.error()));
            m_page->setTold(fault.value_or(tr("The page is saved.")), !fault);
        });
}

}  // namespace psoas::ui
