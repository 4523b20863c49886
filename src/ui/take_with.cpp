#include "ui/take_with.h"

#include "ui/picture_text.h"
#include "ui/therapist_report.h"
#include "ui/transfer_sentences.h"

#include <utility>

namespace psoas::ui {
namespace {

/// The first day of a report; nothing: the first of which anything is known.
std::optional<core::LocalDay> firstDay(ReportTime time, core::LocalDay today,
                                       std::chrono::weekday first) {
    switch (time) {
        case ReportTime::FourWeeks:
            return firstOfLast(std::chrono::weeks{4}, today, first);
        case ReportTime::TwelveWeeks:
            return firstOfLast(std::chrono::weeks{12}, today, first);
        case ReportTime::OneYear:
            return firstOfLast(kYear, today, first);
        case ReportTime::All:
            break;
    }
    return std::nullopt;
}

}  // namespace

TakeWith::TakeWith(app::Practice &practice, app::RecordKeeper &records,
                   const std::filesystem::path &store, FileDialogs dialogs, QObject *parent)
    : QObject(parent),
      m_practice(practice),
      m_dialogs(std::move(dialogs)),
      m_export(records, store),
      m_import(records, store, practice.clock()),
      m_reading(records),
      m_page(new TakeWithPage) {
    connect(m_page, &TakeWithPage::csvWanted, this, [this] { exportAs(app::HistoryFormat::Csv); });
    connect(m_page, &TakeWithPage::jsonWanted, this,
            [this] { exportAs(app::HistoryFormat::Json); });
    connect(m_page, &TakeWithPage::reportWanted, this, &TakeWith::readReport);
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
                m_page->setTold(exportedText(outcome, m_file), !outcome.fault);
            });
    connect(&m_import, &app::HistoryImport::progress, m_page, &TakeWithPage::setProgress);
    connect(&m_import, &app::HistoryImport::previewed, this, &TakeWith::onPreviewed);
    connect(&m_import, &app::HistoryImport::merged, this, &TakeWith::onMerged);
    connect(&m_reading, &app::ReportReading::finished, this, &TakeWith::writeReport);
}

void TakeWith::cancel() {
    m_export.cancel();
    m_import.cancel();
    m_reading.cancel();
}

void TakeWith::exportAs(app::HistoryFormat format) {
    const bool table = format == app::HistoryFormat::Csv;
    const QString file = m_dialogs.saveAs(m_page,
                                          table ? QStringLiteral("psoas-ease-history.csv")
                                                : QStringLiteral("psoas-ease-history.json"),
                                          table ? tr("Table (*.csv)") : tr("History (*.json)"));
    if (begins(file)) {
        m_file = file;
        m_export.start(file, format);
    }
}

bool TakeWith::begins(const QString &file) {
    if (file.isEmpty() || m_export.isRunning() || m_import.isRunning() || m_reading.isRunning()) {
        return false;
    }
    m_page->clearPreview();
    m_page->setProgress(0, 0);
    return true;
}

void TakeWith::look(const QString &file) {
    if (begins(file)) {
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
    if (const auto more = preview.conflictCount - preview.conflicts.size(); more > 0) {
        conflicts << moreConflictsText(more);
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

void TakeWith::readReport(ReportTime time, bool withNotes) {
    const QString file =
        m_dialogs.saveAs(m_page, QStringLiteral("psoas-ease-practice.pdf"), tr("Page (*.pdf)"));
    if (!file.isEmpty() && m_dialogs.isOwn(file)) {
        m_page->setTold(notWrittenText(app::AmongOwnFiles{}), false);
    } else if (begins(file)) {
        m_file = file;
        const core::LocalDay today = core::localDay(m_practice.now());
        m_reading.start(
            {.from = firstDay(time, today, m_firstWeekday), .until = today, .withNotes = withNotes},
            m_firstWeekday);
    }
}

void TakeWith::writeReport(const app::ReadReport &read) {
    if (!read) {
        m_page->setTold(notWrittenText(read.error()), false);
        return;
    }
    const auto fault = writePdf(therapistReport(read.value()), m_file);
    m_page->setTold(fault.value_or(tr("The page is saved.")), !fault);
}

}  // namespace psoas::ui
