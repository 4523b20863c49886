#include "ui/therapist_report.h"
#include "paint_watch.h"
#include "seeded_history.h"
#include "support/catch.h"
#include "support/temp_folder.h"
#include "ui/report_pages.h"

#include <QLocale>
#include <QPainter>
#include <QRegularExpression>

#include <iostream>

using namespace psoas;
using namespace psoas::ui;
using namespace std::chrono;
using namespace std::chrono_literals;

namespace {

constexpr core::LocalDay kToday{2026y / 11 / 26};
const QSizeF kA4(595, 842);
/// On which nothing wraps, to look for words.
const QSizeF kWide(1600, 842);

core::SessionRecord endedOn(core::LocalDay day, core::Outcome outcome) {
    core::SessionRecord session;
    session.startedAt = {.utc = sys_days(day.time_since_epoch()) + 19h + 5min};
    session.endedAt = session.startedAt;
    session.outcome = outcome;
    session.routineId = "ball-release";
    session.routineTitle = "Ball release";
    return session;
}

core::SessionRecord painOn(core::LocalDay day, core::HurtKind kind) {
    const bool dull = kind == core::HurtKind::Dull;
    core::SessionRecord session =
        endedOn(day, dull ? core::Outcome::Completed : core::Outcome::StoppedForPain);
    session.steps.push_back({.step = "press", .title = "Rest on the ball", .side = {}});
    session.hurts.push_back(
        {.kind = kind,
         .step = "press",
         .side = core::Side::Left,
         .at = 37s,
         .choice = dull ? std::optional(core::HurtChoice::EaseOff) : std::nullopt});
    return session;
}

core::SessionRecord checkOn(core::LocalDay day, core::Outcome outcome, bool legs, bool clinician) {
    core::SessionRecord session = endedOn(day, outcome);
    session.routineId = "red-flag-check";
    session.routineTitle = "Red-flag check";
    session.steps.push_back(
        {.step = "clinician", .title = "Has a clinician looked at this?", .side = {}});
    session.steps.push_back({.step = "e2", .title = "Is it in both legs?", .side = {}});
    session.answers = {{"clinician", clinician}, {"e2", legs}};
    return session;
}

TherapistReport reportOf(const std::vector<core::SessionRecord> &sessions, bool withNotes = false,
                         int weeks = 12) {
    return therapistReport(sumsOf(seededSessions(4, kToday, weeks)), sessions,
                           {kToday - days{7 * weeks - 1}, kToday}, withNotes);
}

Painted paintedPage(const ReportPages &pages, int page) {
    return watched(kA4, [&](QPainter &painter) { pages.paint(painter, page); });
}

QString saidBy(const ReportPages &pages) {
    QStringList all;
    for (int page = 0; page < pages.count(); ++page) {
        all << paintedPage(pages, page).said();
    }
    return all.join('\n');
}

std::vector<core::SessionRecord> manyStops(int count) {
    std::vector<core::SessionRecord> sessions;
    for (int i = 0; i < count; ++i) {
        sessions.push_back(painOn(kToday - days{i % 84}, core::HurtKind::Sharp));
        sessions.back().note = "note number " + std::to_string(i) + ".";
    }
    return sessions;
}

int pagesIn(const std::string &pdf) {
    static const QRegularExpression page(QStringLiteral("/Type /Page\\b(?!s)"));
    auto found = page.globalMatch(QString::fromLatin1(pdf.data(), static_cast<int>(pdf.size())));
    int count = 0;
    for (; found.hasNext(); found.next()) {
        ++count;
    }
    return count;
}

QString pathOf(const std::filesystem::path &file) { return QString::fromStdString(file.string()); }

}  // namespace

TEST_CASE("report: every stop for pain, with day, step, side, second, kind and what followed") {
    auto unnamed = painOn(kToday, core::HurtKind::Sharp);
    unnamed.hurts[0].kind.reset();
    unnamed.hurts[0].side.reset();
    unnamed.hurts[0].step = "gone";
    const auto report = reportOf({unnamed, painOn(kToday - days{3}, core::HurtKind::Sharp),
                                  painOn(kToday - days{9}, core::HurtKind::Dull),
                                  painOn(kToday - days{300}, core::HurtKind::Sharp)});
    REQUIRE(report.hurts.size() == 3);
    CHECK(core::localDay(report.hurts[0].day) == kToday - days{9});
    CHECK(report.hurts[0].after.toStdString() == "Eased off and went on");
    CHECK(report.hurts[1].step.toStdString() == "Rest on the ball");
    CHECK(report.hurts[1].side == core::Side::Left);
    CHECK(report.hurts[1].at == 37s);
    CHECK(report.hurts[1].after.toStdString() == "Stopped for pain");
    CHECK(report.hurts[2].step.toStdString() == "gone");
    const auto said = saidBy(ReportPages(report, kWide)).toStdString();
    for (const char *words : {"17 November 2026, ", "0:37", "Strong but dull", "Not said", "Left",
                              "Stopped for pain"}) {
        CHECK_THAT(said, ContainsSubstring(words));
    }
}

TEST_CASE("report: every check with its day, the yes answers in words, clear ones by date") {
    auto unfinished = checkOn(kToday, core::Outcome::Interrupted, true, false);
    const auto report =
        reportOf({unfinished, checkOn(kToday - days{1}, core::Outcome::Emergency, true, false),
                  checkOn(kToday - days{2}, core::Outcome::Clear, false, true),
                  checkOn(kToday - days{7}, core::Outcome::Clear, false, false),
                  checkOn(kToday - days{40}, core::Outcome::Clear, false, false)});
    REQUIRE(report.checks.size() == 3);
    CHECK(report.checks[0].yes == QStringList{QStringLiteral("Has a clinician looked at this?")});
    CHECK(report.checks[1].result.toStdString() == "Emergency");
    CHECK(report.checks[1].yes == QStringList{QStringLiteral("Is it in both legs?")});
    CHECK(report.checks[2].result.toStdString() == "Not finished");
    CHECK(report.clearChecks.size() == 2);
    const auto said = saidBy(ReportPages(report, kWide)).toStdString();
    CHECK_THAT(said, ContainsSubstring("Is it in both legs?"));
    CHECK_THAT(said, ContainsSubstring(
                         "Nothing was answered yes in: October 2026 (17); November 2026 (19)."));
}

TEST_CASE("report: dose, sides and medians are those of the sums") {
    const auto sums = sumsOf(seededSessions(4, kToday, 12)).all();
    const auto report = reportOf({});
    CHECK(report.all.sessions == sums.sessions);
    CHECK(report.all.held == sums.held);
    CHECK(report.all.sides == core::balanceOf(sums));
    core::Milliseconds held{0};
    for (const ReportRoutine &routine : report.routines) {
        held += routine.held;
    }
    CHECK(held == sums.held);
    CHECK(std::ranges::is_sorted(report.routines, std::greater<>(), &ReportRoutine::held));
    const auto said = saidBy(ReportPages(report, kWide)).toStdString();
    for (const char *words :
         {"Practice record for a physical therapist", "4 September to 26 November 2026",
          "Kneeling hip-flexor stretch", "All routines", "Before sessions: median ",
          "Tightness, 0 to 10", "None in this time.", "It guides and records."}) {
        CHECK_THAT(said, ContainsSubstring(words));
    }
}

TEST_CASE("report: notes only if they are wanted") {
    auto session = endedOn(kToday, core::Outcome::Completed);
    session.note = "after\na walk";
    CHECK(reportOf({session}, false).notes.empty());
    REQUIRE(reportOf({session}, true).notes.size() == 1);
    CHECK_THAT(saidBy(ReportPages(reportOf({session}, true), kWide)).toStdString(),
               ContainsSubstring("after\na walk"));
}

TEST_CASE("report: one page in the largest type that fits, more pages in the smallest") {
    int tried = 0;
    double before = 11;
    for (const int stops : {0, 8, 30, 200}) {
        const ReportPages pages(reportOf(manyStops(stops), stops == 200), kA4);
        INFO(stops << " stops");
        CHECK(pages.typePoints() <= before);
        CHECK((pages.count() == 1) == (stops < 200));
        CHECK((pages.count() == 1 || pages.typePoints() == 7.0));
        before = pages.typePoints();
        for (int page = 0; page < pages.count(); ++page) {
            const Painted painted = paintedPage(pages, page);
            const QRectF margins = QRectF({}, kA4).adjusted(41, 41, -41, -41);
            CHECK(painted.faults(margins).join('\n').toStdString() == std::string());
            CHECK(painted.leastContrast(Qt::white) >= 4.5);
            ++tried;
        }
    }
    CHECK(ReportPages(reportOf({}), kA4).typePoints() >
          ReportPages(reportOf(manyStops(30)), kA4).typePoints());
    std::cout << "pages painted: " << tried << '\n';
}

TEST_CASE("report: over many pages nothing is left out, and each has its number") {
    auto sessions = manyStops(200);
    QStringList note;
    for (int i = 0; i < 3000; ++i) {
        note << QStringLiteral("word%1").arg(i);
    }
    sessions[0].note = note.join(' ').toStdString();
    sessions[1].note = std::string(3000, 'x');
    const ReportPages pages(reportOf(sessions, true), kA4);
    CHECK(pages.count() > 3);
    const QString said = saidBy(pages);
    for (int i = 2; i < 200; ++i) {
        CHECK(said.contains(QStringLiteral("note number %1.").arg(i)));
    }
    CHECK(said.count(QStringLiteral("Sharp, shooting")) == 200);
    CHECK(said.count(QStringLiteral("word")) == 3000);
    CHECK(said.count(QLatin1Char('x')) >= 3000);
    for (int page = 0; page < pages.count(); ++page) {
        CHECK(said.contains(QStringLiteral("Page %1 of %2").arg(page + 1).arg(pages.count())));
    }
    CHECK_FALSE(saidBy(ReportPages(reportOf({}), kA4)).contains(QStringLiteral("Page 1")));
}

TEST_CASE("report: an empty one says that there is nothing") {
    const auto report = therapistReport(core::HistorySums(), {}, {kToday - days{6}, kToday}, true);
    const ReportPages pages(report, kA4);
    CHECK(pages.count() == 1);
    CHECK(pages.typePoints() == 10.0);
    CHECK_THAT(saidBy(pages).toStdString(), ContainsSubstring("Nothing was held in this time."));
}

TEST_CASE("report: as PDF it has its pages and its fonts, on the paper of the country") {
    const TempFolder folder;
    const auto one = reportOf(manyStops(3));
    CHECK_FALSE(writePdf(one, pathOf(folder / "one.pdf")));
    const std::string pdf = bytesOf(folder / "one.pdf");
    CHECK(pdf.substr(0, 5) == "%PDF-");
    CHECK(pagesIn(pdf) == 1);
    CHECK_THAT(pdf, ContainsSubstring("/FontFile2"));
    CHECK_THAT(pdf, ContainsSubstring("595"));

    const auto many = reportOf(manyStops(200), true);
    CHECK_FALSE(writePdf(many, pathOf(folder / "many.pdf")));
    CHECK(pagesIn(bytesOf(folder / "many.pdf")) == ReportPages(many, kA4).count());

    const QLocale before;
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    CHECK_FALSE(writePdf(one, pathOf(folder / "letter.pdf")));
    QLocale::setDefault(before);
    CHECK_THAT(bytesOf(folder / "letter.pdf"), ContainsSubstring("612"));
}

TEST_CASE("report: where it cannot be written nothing is left behind") {
    const TempFolder folder;
    const auto failure = writePdf(reportOf({}), pathOf(folder / "nowhere" / "report.pdf"));
    REQUIRE(failure);
    CHECK_THAT(failure->toStdString(), ContainsSubstring("report.pdf could not be saved in "));
    CHECK(std::filesystem::is_empty(folder.path()));
}
