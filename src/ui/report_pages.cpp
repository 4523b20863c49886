#include "ui/report_pages.h"

#include "ui/picture_parts.h"
#include "ui/picture_text.h"
#include "ui/side_ledger.h"
#include "ui/text.h"

#include <QCoreApplication>
#include <QLocale>
#include <QPainter>

namespace psoas::ui {
namespace {

constexpr double kMargin = 42;  // points, 15 mm
constexpr double kFootGap = 12;
constexpr double kLargestType = 10;  // points
constexpr double kSmallestType = 7;
constexpr double kTypeStep = 0.5;

QString words(const char *source, const char *comment = nullptr) {
    return QCoreApplication::translate("psoas", source, comment);
}

QStringList routineRow(const ReportRoutine &routine, const QString &title) {
    const bool sided = routine.sides.left.planned + routine.sides.right.planned +
                           routine.sides.left.held + routine.sides.right.held >
                       core::Milliseconds{0};
    return {title,
            QLocale().toString(routine.sessions),
            words("%1 of %2").arg(heldTime(routine.held), clockTime(routine.planned)),
            sided ? doseText(routine.sides.left) : QString(),
            sided ? doseText(routine.sides.right) : QString(),
            sided ? differenceText(routine.sides) : QString()};
}

void addDose(ReportColumn &column, const TherapistReport &report) {
    column.addHeading(words("What was held, of what was planned (minutes:seconds)"));
    if (report.routines.empty()) {
        column.addText(words("Nothing was held in this time."));
        return;
    }
    QList<QStringList> rows;
    for (const ReportRoutine &routine : report.routines) {
        rows << routineRow(routine, routine.title);
    }
    if (rows.size() > 1) {
        rows << routineRow(report.all, words("All routines"));
    }
    column.addTable({words("Routine"), words("Sessions"), words("Held of planned"),
                     words("Left side"), words("Right side"), words("Difference")},
                    rows);
}

QString endsText(const TightnessTrendView &trend, core::RatingCounts TrendWeek::*moment,
                 const QString &name) {
    const auto ends = trendEnds(trend, moment);
    if (!ends) {
        return words("%1: not rated.").arg(name);
    }
    const auto count = [moment](const TrendWeek &week) {
        return QLocale().toString((week.*moment).count());
    };
    const QString first = words("%1: median %2 in the week from %3 (ratings: %4)")
                              .arg(name, ratingText(ends->firstMedian), dayText(ends->first->first),
                                   count(*ends->first));
    return ends->first == ends->last ? first + QLatin1Char('.')
                                     : words("%1, %2 in the week from %3 (ratings: %4).")
                                           .arg(first, ratingText(ends->lastMedian),
                                                dayText(ends->last->first), count(*ends->last));
}

void addTrend(ReportColumn &column, const TherapistReport &report) {
    column.addHeading(words("How tight it felt, week by week"));
    if (report.trend.weeks.empty()) {
        column.addText(words("Nothing was rated in this time."));
        return;
    }
    column.addText(endsText(report.trend, &TrendWeek::before, words("Before sessions")));
    column.addText(endsText(report.trend, &TrendWeek::after, words("After sessions")));
    column.addPicture(pictureOf(report.trend));
}

void addHurts(ReportColumn &column, const TherapistReport &report) {
    column.addHeading(words("Stops for pain"));
    if (report.hurts.empty()) {
        column.addText(words("None in this time."));
        return;
    }
    QList<QStringList> rows;
    for (const ReportHurt &hurt : report.hurts) {
        rows << QStringList{dayAndTimeText(hurt.day),
                            hurt.routine,
                            hurt.step,
                            hurt.side ? sideWord(*hurt.side) : QString(),
                            heldTime(hurt.at),
                            hurt.kind ? hurtKindText(*hurt.kind) : words("Not said"),
                            hurt.after};
    }
    column.addTable({words("Session"), words("Routine"), words("Step"), words("Side"),
                     words("Time in step"), words("What it was like"), words("Then")},
                    rows);
}

/// "November 2026 (5, 12, 19); December 2026 (3)".
QString datesText(const std::vector<core::WallTime> &times) {
    QStringList months;
    QStringList days;
    for (std::size_t i = 0; i < times.size(); ++i) {
        const QDate date = dateOf(core::localDay(times[i]));
        days << QLocale().toString(date.day());
        const QDate next = i + 1 < times.size() ? dateOf(core::localDay(times[i + 1])) : QDate();
        if (next.month() != date.month() || next.year() != date.year()) {
            months << words("%1 (%2)").arg(
                QLocale().toString(date, words("MMMM yyyy", "a month's format")),
                days.join(QStringLiteral(", ")));
            days.clear();
        }
    }
    return months.join(QStringLiteral("; "));
}

void addChecks(ReportColumn &column, const TherapistReport &report) {
    column.addHeading(words("Red-flag checks"));
    if (report.checks.empty() && report.clearChecks.empty()) {
        column.addText(words("None in this time."));
        return;
    }
    if (!report.checks.empty()) {
        QList<QStringList> rows;
        for (const ReportCheck &check : report.checks) {
            rows << QStringList{dayAndTimeText(check.day), check.result,
                                check.yes.isEmpty() ? words("nothing") : check.yes.join('\n')};
        }
        column.addTable({words("Check"), words("Result"), words("Answered yes to")}, rows);
    }
    if (!report.clearChecks.empty()) {
        column.addText(
            words("Nothing was answered yes in: %1.").arg(datesText(report.clearChecks)));
    }
}

void addNotes(ReportColumn &column, const TherapistReport &report) {
    if (report.notes.empty()) {
        return;
    }
    column.addHeading(words("Notes"));
    QList<QStringList> rows;
    for (const ReportNote &note : report.notes) {
        rows << QStringList{dayAndTimeText(note.day), note.routine, note.note};
    }
    column.addTable({words("Session"), words("Routine"), words("Note")}, rows);
}

}  // namespace

QString reportTitle() { return words("Practice record for a physical therapist"); }

ReportPages::ReportPages(const TherapistReport &report, const QSizeF &paper)
    : m_paper(paper), m_theme(themeFor(ThemeChoice::Light, 1.0, true)) {
    for (m_points = kLargestType; m_points >= kSmallestType; m_points -= kTypeStep) {
        layOut(report);
        if (m_firsts.size() == 1) {
            return;
        }
    }
    m_points = kSmallestType;
}

double ReportPages::scale() const {
    return m_points / static_cast<double>(pictureFont(m_theme).pixelSize());
}

QStringList ReportPages::footLines() const {
    return wrappedLines(
        pictureFont(m_theme, kSmallSize),
        words("Psoas Ease. %1 Times were measured by it; ratings, answers and notes are the "
              "person's own.")
            .arg(guidesAndRecordsText()),
        (m_paper.width() - 2 * kMargin) / scale());
}

double ReportPages::footHeight() const {
    // A line more, for the number of the page.
    return (static_cast<double>(footLines().size()) + 1) *
               lineHeight(pictureFont(m_theme, kSmallSize)) +
           kFootGap;
}

void ReportPages::layOut(const TherapistReport &report) {
    m_column = std::make_unique<ReportColumn>((m_paper.width() - 2 * kMargin) / scale(), m_theme);
    m_column->addTitle(reportTitle());
    m_column->addText(
        words("%1 · %2 · %3 held of %4 planned")
            .arg(daysText(report.from, report.until), sessionsText(report.all.sessions),
                 minutesDose(report.all.held), minutesDose(report.all.planned)),
        true);
    addDose(*m_column, report);
    addTrend(*m_column, report);
    addHurts(*m_column, report);
    addChecks(*m_column, report);
    addNotes(*m_column, report);
    m_firsts = m_column->pages((m_paper.height() - 2 * kMargin) / scale() - footHeight());
}

void ReportPages::paint(QPainter &painter, int page) const {
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.scale(scale(), scale());
    const auto place = static_cast<std::size_t>(page);
    const std::size_t end = place + 1 < m_firsts.size() ? m_firsts[place + 1] : m_column->size();
    m_column->paint(painter, QPointF(kMargin, kMargin) / scale(), m_firsts[place], end);
    paintFoot(painter, page);
    painter.restore();
}

void ReportPages::paintFoot(QPainter &painter, int page) const {
    const QFont small = pictureFont(m_theme, kSmallSize);
    const double left = kMargin / scale();
    const double width = (m_paper.width() - 2 * kMargin) / scale();
    double y = (m_paper.height() - kMargin) / scale() - footHeight() + kFootGap;
    for (const QString &line : footLines()) {
        paintWords(painter, {left, y, width, lineHeight(small)}, Qt::AlignLeft, line, small,
                   m_theme.tokens.muted);
        y += lineHeight(small);
    }
    if (count() > 1) {
        paintWords(painter, {left, y, width, lineHeight(small)}, Qt::AlignRight,
                   words("Page %1 of %2").arg(page + 1).arg(count()), small, m_theme.tokens.muted);
    }
}

}  // namespace psoas::ui
