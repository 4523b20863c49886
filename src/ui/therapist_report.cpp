#include "ui/therapist_report.h"

#include "ui/page_parts.h"
#include "ui/picture_files.h"
#include "ui/picture_text.h"
#include "ui/report_pages.h"
#include "ui/text.h"

#include <QCoreApplication>
#include <QLocale>
#include <QPainter>
#include <QPdfWriter>

#include <algorithm>

namespace psoas::ui {
namespace {

constexpr int kPdfDots = 1200;  // an inch
constexpr double kPoints = 72;  // likewise
constexpr qsizetype kLongestTitle = 60;

QString words(const char *source) { return QCoreApplication::translate("psoas", source); }

/// In a file a title may be as long as a page.
QString titleText(const std::string &title) { return shortened(oneLine(title), kLongestTitle); }

void addHurts(TherapistReport &report, const core::SessionRecord &session) {
    for (const core::HurtRecord &hurt : session.hurts) {
        report.hurts.push_back(
            {.day = session.startedAt,
             .routine = titleText(session.routineTitle),
             .step = titleText(core::stepTitle(session, hurt.step)),
             .side = hurt.side,
             .at = hurt.at,
             .kind = hurt.kind,
             .after = hurt.choice ? hurtChoiceText(*hurt.choice) : outcomeText(*session.outcome)});
    }
}

void addCheck(TherapistReport &report, const core::SessionRecord &session) {
    QStringList yes;
    for (const core::AnswerRecord &answer : session.answers) {
        if (answer.yes) {
            yes << oneLine(core::stepTitle(session, answer.question));
        }
    }
    if (session.outcome == core::Outcome::Clear && yes.isEmpty()) {
        report.clearChecks.push_back(session.startedAt);
        return;
    }
    report.checks.push_back({.day = session.startedAt,
                             .result = core::isCheckOutcome(*session.outcome)
                                           ? outcomeText(*session.outcome)
                                           : words("Not finished"),
                             .yes = yes});
}

ReportRoutine routineOf(const std::string &id, const core::RoutineSums &sums) {
    return {.id = id,
            .title = titleText(sums.title),
            .sessions = sums.sessions,
            .planned = sums.planned,
            .held = sums.held,
            .sides = core::balanceOf(sums)};
}

std::vector<ReportRoutine> routinesOf(const core::PeriodSums &period) {
    std::vector<ReportRoutine> routines;
    for (const auto &[id, sums] : period.routines) {
        routines.push_back(routineOf(id, sums));
    }
    std::ranges::stable_sort(routines, std::greater<>(), &ReportRoutine::held);
    return routines;
}

int weeksOf(const app::ReportRecords &records) {
    const core::HistorySums &sums = records.sums;
    return static_cast<int>(std::chrono::floor<std::chrono::weeks>(sums.weekOf(records.until) -
                                                                   sums.weekOf(records.from))
                                .count()) +
           1;
}

std::vector<const core::SessionRecord *> oldestFirst(
    const std::vector<core::SessionRecord> &sessions) {
    std::vector<const core::SessionRecord *> sorted;
    sorted.reserve(sessions.size());
    for (const core::SessionRecord &session : sessions) {
        sorted.push_back(&session);
    }
    std::ranges::stable_sort(sorted,
                             [](const core::SessionRecord *a, const core::SessionRecord *b) {
                                 return core::before(a->startedAt, b->startedAt);
                             });
    return sorted;
}

std::vector<ReportNote> notesOf(const std::vector<core::SessionSummary> &sessions) {
    std::vector<ReportNote> notes;
    notes.reserve(sessions.size());
    for (const core::SessionSummary &session : sessions) {
        notes.push_back({.day = session.startedAt,
                         .routine = titleText(session.routineTitle),
                         .note = text(session.note)});
    }
    return notes;
}

}  // namespace

TherapistReport therapistReport(const app::ReportRecords &records) {
    const core::PeriodSums all = records.sums.all();
    TherapistReport report{
        .from = records.from,
        .until = records.until,
        .all = {.id = {},
                .title = {},
                .sessions = all.sessions,
                .planned = all.planned,
                .held = all.held,
                .sides = core::balanceOf(all)},
        .routines = routinesOf(all),
        .trend = tightnessTrendView(records.sums, weeksOf(records), records.until),
        .hurts = {},
        .checks = {},
        .clearChecks = {},
        .somethingNew = records.somethingNew,
        .notes = notesOf(records.notes),
        .noteCount = records.noteCount};
    report.trend.low = true;
    for (const core::SessionRecord *session : oldestFirst(records.sessions)) {
        addHurts(report, *session);
        if (core::isCheckOutcome(*session->outcome) || !session->answers.empty()) {
            addCheck(report, *session);
        }
    }
    return report;
}

std::optional<QString> writePdf(const TherapistReport &report, const QString &file) {
    const bool letter = QLocale().measurementSystem() == QLocale::ImperialUSSystem;
    const QPageSize paper(letter ? QPageSize::Letter : QPageSize::A4);
    const ReportPages pages(report, paper.size(QPageSize::Point));
    return writeWhole(file, [&](QIODevice &to) {
        QPdfWriter writer(&to);
        writer.setResolution(kPdfDots);
        writer.setPageSize(paper);
        writer.setPageMargins({});
        writer.setTitle(reportTitle());
        writer.setCreator(QStringLiteral("Psoas Ease"));
        QPainter painter;
        if (!painter.begin(&writer)) {
            return false;
        }
        painter.scale(kPdfDots / kPoints, kPdfDots / kPoints);
        for (int page = 0; page < pages.count(); ++page) {
            if (page > 0 && !writer.newPage()) {
                return false;
            }
            pages.paint(painter, page);
        }
        return painter.end();
    });
}

}  // namespace psoas::ui
