#include "ui/side_ledger.h"
#include "paint_watch.h"
#include "seeded_summaries.h"
#include "support/catch.h"
#include "ui/side_ledger_panel.h"

#include <QApplication>
#include <QPainter>
#include <QPushButton>

#include <cmath>
#include <iostream>

using namespace psoas;
using namespace psoas::ui;
using namespace std::chrono;
using namespace std::chrono_literals;

namespace {

constexpr core::LocalDay kToday{2026y / 11 / 26};
constexpr QSizeF kButton(180, 44);

Painted painted(const SideLedgerView &view, double width, const Theme &theme,
                const QSizeF &button = {}) {
    const double height = sideLedgerHeight(width, view, theme, button);
    return watched(QSizeF(width, std::ceil(height)), [&](QPainter &painter) {
        paintSideLedger(painter, QRectF(0, 0, width, height), view, theme, button);
    });
}

Theme light(double scale = 1.0) { return themeFor(ThemeChoice::Light, scale, true); }

SideLedgerView uneven() {
    auto sessions = seededSessions(3, kToday, 12);
    return sideLedgerView(sumsOf(sessions).all());
}

}  // namespace

TEST_CASE("ledger: nothing stands on anything or outside, at every width and text size") {
    int tried = 0;
    for (const int weeks : {0, 1, 104, 1000}) {
        const auto view = sideLedgerView(sumsOf(seededSessions(3, kToday, weeks)).all());
        for (const double scale : {1.0, 2.0}) {
            for (const double width : {460, 640, 900, 1500, 1800}) {
                for (const QSizeF &button : {QSizeF(), kButton * scale}) {
                    INFO(weeks << " weeks, " << width << " px, text " << scale);
                    const auto watch = painted(view, width, light(scale), button);
                    const QRectF paper(0, 0, width,
                                       sideLedgerHeight(width, view, light(scale), button));
                    CHECK(watch.faults(paper).join('\n').toStdString() == std::string());
                    CHECK_FALSE(watch.said().join(' ').contains(QChar(0x2026)));
                    for (const auto &each : sideLedgerButtons(width, view, light(scale), button)) {
                        CHECK(paper.contains(each.place));
                        for (const PaintedWords &words : watch.words) {
                            INFO(words.words.toStdString());
                            CHECK_FALSE(each.place.intersects(words.place));
                        }
                    }
                    ++tried;
                }
            }
        }
    }
    std::cout << "ledgers painted: " << tried << '\n';
}

TEST_CASE("ledger: held of planned, the difference in words, all routines first") {
    core::SessionSummary stretch = ballSession(kToday, 60s, 90s);
    stretch.routineId = "stretch";
    stretch.routineTitle = "Stretch\nwith \x01 & <two> lines";
    core::SessionSummary rest = ballSession(kToday, 0s, 0s);
    rest.routineId = "rest";
    rest.left = {};
    rest.right = {};
    rest.held = 10min;
    const auto view = sideLedgerView(
        sumsOf({ballSession(kToday, 45s, 3min), ballSession(kToday, 3min, 3min), stretch, rest})
            .all());
    REQUIRE(view.rows.size() == 3);
    CHECK(view.rows[0].routineId.empty());
    CHECK(view.rows[1].routineId == "ball-release");
    CHECK(view.rows[2].title.toStdString() == "Stretch with & <two> lines");
    const auto said = painted(view, 900, light()).said();
    CHECK(said.contains(QStringLiteral("3:45 of 6:00")));
    CHECK(said.contains(QStringLiteral("Left side: 2:15 less held")));
    CHECK_THAT(pictureOf(view).text.toStdString(),
               ContainsSubstring("Ball release: left side held 3 minutes 45 seconds of 6 minutes "
                                 "planned, right side 6 minutes of 6 minutes. Left side: 2 minutes "
                                 "15 seconds less held."));
    CHECK(pictureOf(view).numbers.rows.size() == 3);
}

TEST_CASE("ledger: sides less than one press apart are even, and even ones have no button") {
    const auto rowsOf = [](core::Milliseconds left) {
        return sideLedgerView(sumsOf({ballSession(kToday, left, 60s)}).all());
    };
    CHECK(differenceText(rowsOf(46s).rows[0].balance).toStdString() == "Both sides even");
    CHECK(differenceText(rowsOf(45s).rows[0].balance).toStdString() == "Left side: 0:15 less held");
    CHECK(differenceText(rowsOf(90s).rows[0].balance).toStdString() ==
          "Right side: 0:30 less held");
    CHECK(sideLedgerButtons(900, rowsOf(46s), light(), kButton).empty());
    CHECK(sideLedgerButtons(900, rowsOf(45s), light(), kButton).size() == 1);
    CHECK(sideLedgerButtons(900, rowsOf(45s), light(), {}).empty());
}

TEST_CASE("ledger: held beyond what was planned stays within the picture") {
    const auto view = sideLedgerView(sumsOf({ballSession(kToday, 10min, 4min)}).all());
    const auto watch = painted(view, 900, light());
    CHECK(watch.faults(QRectF(0, 0, 900, sideLedgerHeight(900, view, light()))).isEmpty());
    CHECK(watch.said().contains(QStringLiteral("10:00 of 3:00")));
}

TEST_CASE("ledger: every word can be read in light and dark") {
    for (const auto choice : {ThemeChoice::Light, ThemeChoice::Dark}) {
        const Theme theme = themeFor(choice, 1.0, true);
        CHECK(painted(uneven(), 900, theme).leastContrast(theme.tokens.surface) >= 4.5);
    }
}

TEST_CASE("ledger: an empty one says what to do next") {
    const SideLedgerView view = sideLedgerView({});
    CHECK_THAT(painted(view, 460, light()).said().join(' ').toStdString(),
               ContainsSubstring("start a routine with two sides"));
    CHECK(pictureOf(view).numbers.rows.isEmpty());
}

TEST_CASE("ledger: the button asks for the shorter side of its routine") {
    applyTheme(*qApp, light());
    SideLedgerPanel panel(FileDialogs{});
    panel.setTheme(light());
    panel.setView(uneven());
    panel.resize(900, panel.heightForWidth(900));
    panel.show();
    std::vector<std::pair<std::string, core::Side>> wanted;
    QObject::connect(
        &panel, &SideLedgerPanel::shorterWanted, &panel,
        [&wanted](const std::string &id, core::Side side) { wanted.emplace_back(id, side); });
    const auto buttons = panel.findChildren<QPushButton *>(QStringLiteral("shorterSide"));
    REQUIRE(buttons.size() == 2);
    for (QPushButton *button : buttons) {
        CHECK(button->height() >= kTargetHeight);
        CHECK(button->parentWidget()->rect().contains(button->geometry()));
        CHECK(button->accessibleName().startsWith(button->text()));
        button->click();
    }
    CHECK(buttons[0]->accessibleName().toStdString() ==
          "Do the shorter side: Ball release, left side");
    CHECK(wanted == std::vector<std::pair<std::string, core::Side>>{
                        {"ball-release", core::Side::Left},
                        {"kneeling-hip-flexor-stretch", core::Side::Left}});
    // Tab goes through them between the picture and what follows it.
    QWidget *canvas = panel.findChild<QWidget *>(QStringLiteral("pictureCanvas"));
    CHECK(canvas->nextInFocusChain() == buttons[0]);
    CHECK(buttons[0]->nextInFocusChain() == buttons[1]);
    CHECK(buttons[1]->nextInFocusChain()->objectName() == QStringLiteral("pictureNumbers"));
}

TEST_CASE("ledger: the difference is that of the times that stand beside it") {
    core::SideBalance balance;
    balance.left = {.planned = 90s, .held = 80s + 100ms};
    balance.right = {.planned = 90s, .held = 59s + 900ms};
    CHECK(differenceText(balance) == "Right side: 0:21 less held");
    balance.left = {};
    CHECK(differenceText(balance) == "Right side alone was planned");
}
