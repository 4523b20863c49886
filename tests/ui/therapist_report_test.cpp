#include "ui/therapist_report.h"
#include "paint_watch.h"
#include "seeded_summaries.h"
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

app::ReportRecords recordsOf(const std::vector<core::SessionRecord> &sessions) {
    return {.from = kToday - days{83},
            .until = kToday,
            .sums = sumsOf(seededSessions(4, kToday, 12)),
            .sessions = sessions};
}

TherapistReport reportOf(const std::vector<core::SessionRecord> &sessions) {
    return therapistReport(recordsOf(sessions));
}

/// With these notes, the newest first, and more that were not read.
TherapistReport reportWithNotes(const std::vector<core::SessionRecord> &sessions,
                                const std::vector<std::string> &notes, std::size_t notRead = 0) {
    app::ReportRecords records = recordsOf(sessions);
    for (const std::string &note : notes) {
        const auto back = days{static_cast<int>(records.notes.size()) % 84};
        records.notes.push_back(core::summaryOf(endedOn(kToday - back, core::Outcome::Completed)));
        records.notes.back().note = note;
    }
    records.noteCount = notes.size() + notRead;
    return therapistReport(records);
}

std::vector<std::string> manyNotes(int count, const std::string &more = {}) {
    std::vector<std::string> notes;
    for (int i = 0; i < count; ++i) {
        notes.push_back("note" + std::to_string(i) + "." + more);
    }
    return notes;
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
                                  painOn(kToday - days{9}, core::HurtKind::Dull)});
    REQUIRE(report.hurts.size() == 3);
    CHECK(core::localDay(report.hurts[0].day) == kToday - days{9});
    CHECK(report.hurts[0].after.toStdString() == "Eased off and went on");
    CHECK(report.hurts[1].step.toStdString() == "Rest on the ball");
    CHECK(report.hurts[1].side == core::Side::Left);
    CHECK(report.hurts[1].at == 37s);
    CHECK(report.hurts[1].after.toStdString() == "Stopped for pain");
    CHECK(report.hurts[2].step.toStdString() == "gone");
    const auto said = saidBy(ReportPages(report, kWide)).toStdString();
    for (const char *words :
         {"17 Nov 2026, ", "0:37", "Strong but dull", "Not said", "Left", "Stopped for pain"}) {
        CHECK_THAT(said, ContainsSubstring(words));
    }
}

TEST_CASE("report: every check with its day, the yes answers in words, clear ones by date") {
    const auto unfinished = checkOn(kToday, core::Outcome::Interrupted, true, false);
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

TEST_CASE("report: the short daily check is on the page where something was new") {
    app::ReportRecords records = recordsOf({});
    for (const int back : {40, 12, 7}) {
        records.somethingNew.push_back(
            endedOn(kToday - days{back}, core::Outcome::Clear).startedAt);
    }
    const auto said = saidBy(ReportPages(therapistReport(records), kWide)).toStdString();
    CHECK_THAT(said, ContainsSubstring("\"Something new\" was the answer to the short daily check "
                                       "on: October 2026 (17); November 2026 (14, 19)."));
    CHECK_THAT(saidBy(ReportPages(reportOf({}), kWide)).toStdString(),
               !ContainsSubstring("Something new"));
}

TEST_CASE("report: what was held in the sequence is said to stand in its own row") {
    app::ReportRecords records = recordsOf({});
    core::SessionSummary session = ballSession(kToday, 90s, 90s);
    session.routineId = "sequence";
    session.routineTitle = "The sequence";
    records.sums.add(session);
    CHECK_THAT(saidBy(ReportPages(therapistReport(records), kWide)).toStdString(),
               ContainsSubstring("The sequence is several routines in one session."));
    CHECK_THAT(saidBy(ReportPages(reportOf({}), kWide)).toStdString(),
               !ContainsSubstring("several routines in one session"));
}

TEST_CASE("report: notes as they were written, only if they are wanted") {
    CHECK(reportOf({}).notes.empty());
    CHECK_FALSE(saidBy(ReportPages(reportOf({}), kWide)).contains(QStringLiteral("Notes")));
    const auto report = reportWithNotes({}, {"after\na walk", std::string(500, 'y')});
    const QString said = saidBy(ReportPages(report, kWide));
    CHECK_THAT(said.toStdString(), ContainsSubstring("after\na walk"));
    CHECK(said.count(QLatin1Char('y')) >= 500);
    CHECK_FALSE(said.contains(QStringLiteral("no room")));
}

TEST_CASE("report: notes never take a page, the newest have the room") {
    int tried = 0;
    for (const int stops : {0, 30, 200}) {
        const int pages = ReportPages(reportOf(manyStops(stops)), kA4).count();
        for (const int count : {1, 10, 40, 100}) {
            for (const std::size_t length : {0U, 400U, 60'000U}) {
                INFO(stops << " stops, " << count << " notes of " << length);
                const ReportPages with(
                    reportWithNotes(manyStops(stops), manyNotes(count, std::string(length, 'y')),
                                    7),
                    kA4);
                CHECK(with.count() == pages);
                const QString said = saidBy(with);
                int shown = 0;
                while (said.contains(QStringLiteral("note%1.").arg(shown))) {
                    ++shown;
                }
                CHECK(said.count(QRegularExpression(QStringLiteral("note\\d"))) == shown);
                CHECK(
                    said.contains(QStringLiteral("there was no room: %1.").arg(count - shown + 7)));
                CHECK((shown > 0 || stops > 0));
                ++tried;
            }
        }
    }
    std::cout << "pages with notes: " << tried << '\n';
}

TEST_CASE("report: one page in the largest type that fits, more pages in the smallest") {
    int tried = 0;
    double before = 11;
    for (const int stops : {0, 8, 30, 200}) {
        const ReportPages pages(reportOf(manyStops(stops)), kA4);
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

TEST_CASE("report: over many pages no stop is left out, and each page has its number") {
    auto sessions = manyStops(400);
    for (std::size_t i = 0; i < sessions.size(); ++i) {
        sessions[i].steps[0].title = "step number " + std::to_string(i) + ".";
    }
    const ReportPages pages(reportOf(sessions), kA4);
    CHECK(pages.count() > 3);
    const QString said = saidBy(pages);
    for (std::size_t i = 0; i < sessions.size(); ++i) {
        CHECK(said.contains(QStringLiteral("step number %1.").arg(i)));
    }
    CHECK(said.count(QStringLiteral("Sharp, shooting")) == 400);
    for (int page = 0; page < pages.count(); ++page) {
        CHECK(said.contains(QStringLiteral("Page %1 of %2").arg(page + 1).arg(pages.count())));
    }
    CHECK_FALSE(saidBy(ReportPages(reportOf({}), kA4)).contains(QStringLiteral("Page 1")));
}

TEST_CASE("report: a title as long as a page is cut short, a question is not") {
    auto session = painOn(kToday, core::HurtKind::Sharp);
    session.routineTitle = std::string(4000, 'm');
    session.steps[0].title = std::string(4000, 'w');
    auto check = checkOn(kToday, core::Outcome::Emergency, true, false);
    check.steps[1].title = std::string(1000, 'q');
    const ReportPages pages(reportOf({session, check}), kA4);
    CHECK(pages.count() == 1);
    const QString said = saidBy(pages);
    CHECK(said.count(QLatin1Char('m')) < 400);
    CHECK(said.count(QLatin1Char('q')) >= 1000);
}

TEST_CASE("report: an empty one says that there is nothing") {
    const auto report =
        therapistReport({.from = kToday - days{6}, .until = kToday, .sums = core::HistorySums()});
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
    CHECK(pdf.find("/FontFile2") != std::string::npos);
    CHECK(pdf.find("MediaBox [0 0 595") != std::string::npos);

    const auto many = reportOf(manyStops(200));
    CHECK_FALSE(writePdf(many, pathOf(folder / "many.pdf")));
    CHECK(pagesIn(bytesOf(folder / "many.pdf")) == ReportPages(many, kA4).count());

    const QLocale before;
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    CHECK_FALSE(writePdf(one, pathOf(folder / "letter.pdf")));
    QLocale::setDefault(before);
    CHECK(bytesOf(folder / "letter.pdf").find("MediaBox [0 0 612") != std::string::npos);
}

TEST_CASE("report: where it cannot be written nothing is left behind") {
    const TempFolder folder;
    const auto failure = writePdf(reportOf({}), pathOf(folder / "nowhere" / "report.pdf"));
    REQUIRE(failure);
    CHECK_THAT(failure->toStdString(), ContainsSubstring("report.pdf could not be saved in "));
    CHECK(std::filesystem::is_empty(folder.path()));
}
