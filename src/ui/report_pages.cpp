#include "ui/report_pages.h"

#include "core/sequence.h"
#include "ui/picture_parts.h"
#include "ui/picture_text.h"
#include "ui/side_ledger.h"
#include "ui/text.h"

#include <QCoreApplication>
#include <QLocale>
#include <QPainter>

#include <algorithm>

namespace psoas::ui {
namespace {

constexpr double kMargin = 42;  // points, 15 mm
constexpr double kFootGap = 12;
constexpr double kLargestType = 10;  // points
constexpr double kSmallestType = 7;
constexpr double kTypeStep = 0.5;
constexpr int kTypeSteps = 6;
static_assert(kSmallestType + kTypeSteps * kTypeStep == kLargestType);
constexpr qsizetype kMostLetters = 16'000;  // as many as a page in the smallest type may hold
constexpr qsizetype kShortNote = 300;       // letters of a note for which there is little room

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
    // Which parts its time was held in is known of each such session, but not of their sums.
    const auto sequence = std::ranges::find(report.routines, core::kSequenceId, &ReportRoutine::id);
    if (sequence != report.routines.end()) {
        column.addText(words("%1 is several routines in one session. What was held in it stands "
                             "in its own row, not in theirs.")
                           .arg(sequence->title),
                       true);
    }
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
        rows << QStringList{shortTimeText(hurt.day),
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
    if (report.checks.empty() && report.clearChecks.empty() && report.somethingNew.empty()) {
        column.addText(words("None in this time."));
        return;
    }
    if (!report.checks.empty()) {
        QList<QStringList> rows;
        for (const ReportCheck &check : report.checks) {
            rows << QStringList{shortTimeText(check.day), check.result,
                                check.yes.isEmpty() ? words("nothing") : check.yes.join('\n')};
        }
        column.addTable({words("Check"), words("Result"), words("Answered yes to")}, rows);
    }
    if (!report.clearChecks.empty()) {
        column.addText(
            words("Nothing was answered yes in: %1.").arg(datesText(report.clearChecks)));
    }
    if (!report.somethingNew.empty()) {
        column.addText(words("\"Something new\" was the answer to the short daily check on: %1.")
                           .arg(datesText(report.somethingNew)));
    }
}

/// As it stands on the page: whole, or its beginning as one paragraph.
QString noteText(const QString &note, bool whole) {
    return whole ? note : shortened(note.simplified(), kShortNote);
}

/// Whether one page could hold all notes as they are: not worth a try where it could not.
bool mayFitWhole(const TherapistReport &report) {
    qsizetype letters = 0;
    for (const ReportNote &note : report.notes) {
        letters += note.note.size();
    }
    return report.notes.size() == report.noteCount && letters <= kMostLetters;
}

}  // namespace

/// The notes that there is room for.
struct ShownNotes {
    std::size_t count = 0;  ///< of the newest
    bool whole = false;
};

namespace {

void addNotes(ReportColumn &column, const TherapistReport &report, const ShownNotes &shown) {
    if (shown.count == 0) {
        return;
    }
    column.addHeading(words("Notes, newest first"));
    QList<QStringList> rows;
    for (std::size_t i = 0; i < shown.count; ++i) {
        const ReportNote &note = report.notes[i];
        rows << QStringList{shortTimeText(note.day), note.routine,
                            noteText(note.note, shown.whole)};
    }
    column.addTable({words("Session"), words("Routine"), words("Note")}, rows);
}

}  // namespace

QString reportTitle() { return words("Practice record for a physical therapist"); }

ReportPages::ReportPages(const TherapistReport &report, const QSizeF &paper)
    : m_paper(paper), m_theme(themeFor(ThemeChoice::Light, 1.0, true)) {
    const ShownNotes notes = fitNotes(report);
    if (count() > 1) {
        return;
    }
    const auto typeAt = [](int step) { return kSmallestType + step * kTypeStep; };
    int fits = 0;
    for (int tooLarge = kTypeSteps + 1; tooLarge - fits > 1;) {
        const int step = (fits + tooLarge) / 2;
        layOut(report, typeAt(step), notes);
        (count() == 1 ? fits : tooLarge) = step;
    }
    layOut(report, typeAt(fits), notes);
}

/// Lays out in the smallest type with all notes, or with as many as take no page of their own.
ShownNotes ReportPages::fitNotes(const TherapistReport &report) {
    layOut(report, kSmallestType, {});
    const int pages = count();
    if (mayFitWhole(report)) {
        const ShownNotes all{.count = report.notes.size(), .whole = true};
        setNotes(report, all);
        if (count() <= pages) {
            return all;
        }
    }
    ShownNotes shown;
    for (std::size_t tooMany = report.notes.size() + 1; tooMany - shown.count > 1;) {
        const std::size_t some = (shown.count + tooMany) / 2;
        setNotes(report, {.count = some});
        (count() <= pages ? shown.count : tooMany) = some;
    }
    setNotes(report, shown);
    return shown;
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
    // A line more, for notes that are left out and the number of the page.
    return (static_cast<double>(footLines().size()) + 1) *
               lineHeight(pictureFont(m_theme, kSmallSize)) +
           kFootGap;
}

void ReportPages::layOut(const TherapistReport &report, double points, const ShownNotes &notes) {
    m_points = points;
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
    m_beforeNotes = m_column->size();
    setNotes(report, notes);
}

void ReportPages::setNotes(const TherapistReport &report, const ShownNotes &notes) {
    m_column->cutTo(m_beforeNotes);
    addNotes(*m_column, report, notes);
    m_notesLeft = report.noteCount - notes.count;
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
    const QRectF last(left, y, width, lineHeight(small));
    // Here, because here is room for it even where there is none for notes.
    if (m_notesLeft > 0) {
        paintWords(painter, last, Qt::AlignLeft,
                   words("Notes for which there was no room: %1.")
                       .arg(QLocale().toString(static_cast<qulonglong>(m_notesLeft))),
                   small, m_theme.tokens.muted);
    }
    if (count() > 1) {
        paintWords(painter, last, Qt::AlignRight, words("Page %1 of %2").arg(page + 1).arg(count()),
                   small, m_theme.tokens.muted);
    }
}

}  // namespace psoas::ui
