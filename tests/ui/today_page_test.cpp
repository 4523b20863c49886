// Today's cards in windows and text sizes of all kinds, its order for the Tab key, and what it
// says.

#include "ui/today_page.h"

#include "support/catch.h"
#include "support/window_walk.h"
#include "ui/figure_widget.h"
#include "ui/routine_card.h"

#include <QApplication>
#include <QLabel>
#include <QPushButton>
#include <QTest>

#include <array>

using namespace psoas;
using namespace psoas::ui;
using namespace std::chrono_literals;

namespace {

const QString kStretch = QStringLiteral("Kneeling hip-flexor stretch");

TodayView dayWith(int unfinished) {
    TodayView view;
    view.check = "Checked today";
    view.checkDue = false;
    const std::array titles{"Constructive rest", "Kneeling hip-flexor stretch", "Ball release"};
    for (const char *title : titles) {
        view.cards.push_back({.id = title,
                              .title = title,
                              .need = "about 8 min · cushion, something steady to hold on to",
                              .closed = {},
                              .pose = core::Pose::HalfKneeling});
    }
    view.sequence = CardView{};
    view.sequence->need = "about 30 min";
    for (int i = 0; i < unfinished; ++i) {
        view.unfinished.push_back({.id = "u", .words = "It was\ninterrupted.\n", .canGoOn = true});
    }
    return view;
}

/// What of a card can be seen, in the card's own coordinates.
std::vector<std::pair<std::string, QRect>> partsOf(RoutineCard &card) {
    std::vector<std::pair<std::string, QRect>> parts;
    const auto add = [&](const QWidget *part, const char *name) {
        REQUIRE(part != nullptr);
        if (part->isVisible()) {
            parts.emplace_back(name, QRect(part->mapTo(&card, QPoint(0, 0)), part->size()));
        }
    };
    add(card.findChild<FigureWidget *>(), "figure");
    add(card.findChild<QLabel *>("cardTitle"), "title");
    add(card.findChild<QLabel *>("cardNeed"), "need");
    add(card.findChild<QPushButton *>("cardStart"), "start");
    return parts;
}

}  // namespace

TEST_CASE("today: no card's parts overlap or are cut off, in any window and with any text") {
    const auto size = GENERATE(QSize(700, 500), QSize(700, 720), QSize(800, 500), QSize(1000, 500),
                               QSize(1180, 570), QSize(1180, 720));
    const int unfinished = GENERATE(0, 1);
    const double scale = GENERATE(1.0, 2.0);
    CAPTURE(size.width(), size.height(), unfinished, scale);
    TodayPage page;
    const Theme theme = themeFor(ThemeChoice::Light, scale, true);
    page.setFont(theme.font());
    page.setTheme(theme);
    page.setView(dayWith(unfinished));
    page.resize(size);
    page.show();
    QCoreApplication::processEvents();
    QCoreApplication::processEvents();
    const auto cards = page.findChildren<RoutineCard *>();
    REQUIRE(cards.size() == 3);
    for (RoutineCard *card : cards) {
        const auto parts = partsOf(*card);
        REQUIRE(parts.size() == 4);
        for (std::size_t i = 0; i < parts.size(); ++i) {
            INFO(parts[i].first);
            CHECK(card->rect().contains(parts[i].second));
            for (std::size_t j = 0; j < i; ++j) {
                INFO(parts[j].first);
                CHECK_FALSE(parts[i].second.intersects(parts[j].second));
            }
        }
    }
}

TEST_CASE("today: Tab goes from top to bottom") {
    TodayPage page;
    page.setView(dayWith(1));
    page.resize(1100, 700);
    page.show();
    page.activateWindow();
    QCoreApplication::processEvents();
    auto *first = page.findChild<QWidget *>("todayCheckButton");
    first->setFocus();
    std::vector<std::string> order;
    for (int i = 0; i < 6; ++i) {
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        order.push_back(QApplication::focusWidget()->objectName().toStdString());
    }
    CHECK(order == std::vector<std::string>{"unfinishedContinue", "unfinishedEnd", "cardStart",
                                            "cardStart", "cardStart", "sequenceStart"});
}

TEST_CASE("today: what is closed does not look like the next thing to do, and says why") {
    WindowWalk walk;
    walk.reach(kStretch);
    walk.press("I'm ready");
    walk.pass(5s);
    walk.press("It hurts");
    walk.press("Sharp, shooting or pulsating");
    walk.press("Done");
    CHECK(walk.button("Start " + kStretch)->property("role") == "");
    CHECK(walk.button("Start Ball release")->property("role") == "primary");
    CHECK(walk.button("Start " + kStretch)->accessibleDescription().contains("pain"));
    const auto words = [&](const char *name) {
        return walk.window().findChild<QLabel *>(QLatin1String(name))->text();
    };
    CHECK(words("todayCheck").contains("because pain stopped a routine"));
    CHECK(words("sequenceWords") ==
          "All three in a row. Closed until tomorrow, because pain stopped a part of it today.");
    walk.press("Routines");
    auto *start = walk.button("Start Ball release");
    REQUIRE(start != nullptr);
    CHECK(start->property("role") == "primary");
}

TEST_CASE("today: a check that was left is not what was done last") {
    WindowWalk walk;
    walk.press("Start " + kStretch);
    walk.press("Leave");
    CHECK(walk.window().findChild<QLabel *>("todayLast")->text().startsWith("Nothing done yet"));
}
