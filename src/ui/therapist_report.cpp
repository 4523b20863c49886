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

QString words(const char *source) { return QCoreApplication::translate("psoas", source); }

void addHurts(TherapistReport &report, const core::SessionRecord &session) {
    for (const core::HurtRecord &hurt : session.hurts) {
        report.hurts.push_back(
            {.day = session.startedAt,
             .routine = oneLine(session.routineTitle),
             .step = oneLine(core::stepTitle(session, hurt.step)),
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

ReportRoutine routineOf(const core::RoutineSums &sums) {
    return {.title = oneLine(sums.title),
            .sessions = sums.sessions,
            .planned = sums.planned,
            .held = sums.held,
            .sides = core::balanceOf(sums)};
}

std::vector<ReportRoutine> routinesOf(const core::PeriodSums &period) {
    std::vector<ReportRoutine> routines;
    for (const auto &[id, sums] : period.routines) {
        routines.push_back(routineOf(sums));
    }
    std::ranges::stable_sort(routines, std::greater<>(), &ReportRoutine::held);
    return routines;
}

int weeksOf(const core::HistorySums &sums, const ReportPeriod &period) {
    return static_cast<int>(std::chrono::floor<std::chrono::weeks>(sums.weekOf(period.until) -
                                                                   sums.weekOf(period.from))
                                .count()) +
           1;
}

/// The sessions of the period, oldest first.
std::vector<const core::SessionRecord *> sessionsIn(
    const std::vector<core::SessionRecord> &sessions, const ReportPeriod &period) {
    std::vector<const core::SessionRecord *> found;
    for (const core::SessionRecord &session : sessions) {
        const core::LocalDay day = core::localDay(session.startedAt);
        if (session.outcome && day >= period.from && day <= period.until) {
            found.push_back(&session);
        }
    }
    std::ranges::stable_sort(found, [](const core::SessionRecord *a, const core::SessionRecord *b) {
        return core::before(a->startedAt, b->startedAt);
    });
    return found;
}

}  // namespace

TherapistReport therapistReport(const core::HistorySums &sums,
                                const std::vector<core::SessionRecord> &sessions,
                                const ReportPeriod &period, bool withNotes) {
    const core::PeriodSums all = sums.all();
    TherapistReport report{.from = period.from,
                           .until = period.until,
                           .all = {.title = {},
                                   .sessions = all.sessions,
                                   .planned = all.planned,
                                   .held = all.held,
                                   .sides = core::balanceOf(all)},
                           .routines = routinesOf(all),
                           .trend = tightnessTrendView(sums, weeksOf(sums, period), period.until),
                           .hurts = {},
                           .checks = {},
                           .clearChecks = {},
                           .notes = {}};
    report.trend.low = true;
    for (const core::SessionRecord *session : sessionsIn(sessions, period)) {
        addHurts(report, *session);
        if (core::isCheckOutcome(*session->outcome) || !session->answers.empty()) {
            addCheck(report, *session);
        }
        if (withNotes && !session->note.empty()) {
            report.notes.push_back({.day = session->startedAt,
                                    .routine = oneLine(session->routineTitle),
                                    .note = text(session->note)});
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
