// What can be read of the running session: from the mat, in a small window, and from the first
// picture on.

#include "support/catch.h"
#include "support/window_walk.h"
#include "ui/countdown_ring.h"
#include "ui/player_page.h"
#include "ui/step_display.h"
#include "ui/theme.h"

#include <QApplication>
#include <QLabel>
#include <QTest>

#include <set>

using namespace psoas;
using namespace std::chrono_literals;

namespace {

const QString kStretch = QStringLiteral("Kneeling hip-flexor stretch");

QLabel *label(WindowWalk &walk, const char *name) {
    for (auto *each : walk.window().findChildren<QLabel *>(QLatin1String(name))) {
        if (each->isVisible()) {
            return each;
        }
    }
    return nullptr;
}

core::SessionView view(WindowWalk &walk) { return walk.practice().session().session()->view(); }

ui::PlayerPage &player(WindowWalk &walk) { return *walk.window().findChild<ui::PlayerPage *>(); }

void toFloor(WindowWalk &walk, QSize size) {
    player(walk).setFloorMode(true);
    walk.window().showNormal();
    walk.window().resize(size);
    walk.settle();
}

/// What is wider or higher than the label that it stands in.
bool isCut(const QLabel &label) {
    const QRect needed = label.fontMetrics().boundingRect(
        QRect(0, 0, label.contentsRect().width(), QWIDGETSIZE_MAX), Qt::TextWordWrap, label.text());
    return needed.height() > label.height() || needed.width() > label.width();
}

/// Counts how often it is painted.
class Paints : public QObject {
public:
    explicit Paints(QWidget &watched) { watched.installEventFilter(this); }
    int count = 0;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override {
        count += event->type() == QEvent::Paint;
        return QObject::eventFilter(watched, event);
    }
};

}  // namespace

TEST_CASE("floor mode: side, cue and state are at least a third as high as the digits") {
    const QSize size = GENERATE(QSize(1024, 700), QSize(1920, 1080));
    WindowWalk walk({.textScale = GENERATE(1.0, 2.0)});
    walk.window().resize(size);
    walk.reach(kStretch);
    walk.press("I'm ready");
    toFloor(walk, size);
    auto *ring = walk.window().findChild<ui::CountdownRing *>();
    const auto digits = [](const QFont &font) {
        return QFontMetricsF(font).tightBoundingRect(QStringLiteral("0")).height();
    };
    const auto checkAll = [&](std::initializer_list<const char *> names) {
        QFont countdown;
        countdown.setWeight(QFont::DemiBold);
        countdown.setPixelSize(ring->digitsSize(std::min(ring->width(), ring->height())));
        for (const char *name : names) {
            const QLabel *words = label(walk, name);
            INFO(name << ' ' << size.width() << ' ' << view(walk).elapsed.count());
            REQUIRE(words != nullptr);
            CHECK(3 * digits(words->font()) >= digits(countdown) * 0.98);
            CHECK_FALSE(isCut(*words));
        }
    };
    for (int second = 0; second < 60; second += 5) {
        walk.pass(5s);
        checkAll({"stepTitle", "stepSide", "stepSaying"});
    }
    walk.practice().session().handle(core::event::Pause{});
    walk.settle();
    checkAll({"stepTitle", "stepSide", "stepSaying", "sessionState"});
    walk.press("Resume");
    REQUIRE(label(walk, "sessionState")->text() == "Going on in a moment");
    checkAll({"sessionState"});
    player(walk).setFloorMode(false);
    CHECK(label(walk, "stepSaying")->styleSheet().isEmpty());
}

TEST_CASE("floor mode: a mouse gets out of it again") {
    WindowWalk walk;
    walk.reach(kStretch);
    walk.press("I'm ready");
    walk.pass(13s);
    walk.press("Floor mode");
    CHECK(walk.button("Leave floor mode") == nullptr);
    QTest::mouseClick(&player(walk), Qt::LeftButton, {}, {40, 40});
    CHECK(view(walk).phase == core::Phase::Paused);
    CHECK(walk.button("Resume") != nullptr);
    auto *leave = walk.button("Leave floor mode");
    REQUIRE(leave != nullptr);
    QTest::mouseClick(leave, Qt::LeftButton);
    CHECK_FALSE(player(walk).isFloorMode());
    CHECK(view(walk).phase == core::Phase::Paused);
    CHECK(walk.button("Floor mode") != nullptr);
    CHECK(walk.button("Leave floor mode") == nullptr);
}

TEST_CASE("player: the ring and its digits keep one size through a hold") {
    const QSize size = GENERATE(QSize(700, 560), QSize(1024, 700), QSize(1180, 760));
    WindowWalk walk;
    walk.reach(kStretch);
    walk.press("I'm ready");
    walk.window().resize(size);
    walk.settle();
    REQUIRE(walk.window().size() == size);
    walk.pass(11s);
    auto *ring = walk.window().findChild<ui::CountdownRing *>();
    const QRect place = ring->geometry();
    const int digits = ring->digitsSize(std::min(ring->width(), ring->height()));
    INFO(size.width() << ": " << place.width() << " x " << place.height() << ", " << digits);
    // LOOK: at least five times the text.
    CHECK(digits >= 5 * QFontInfo(QApplication::font()).pixelSize());
    std::set<QString> sayings;
    for (int second = 0; second < 43; ++second) {
        sayings.insert(label(walk, "stepSaying")->text());
        CHECK_FALSE(isCut(*label(walk, "stepSaying")));
        CHECK(ring->geometry() == place);
        CHECK(ring->digitsSize(std::min(ring->width(), ring->height())) == digits);
        walk.pass(1s);
    }
    CHECK(sayings.size() == 4);
    walk.press("Add 15 seconds");
    CHECK(ring->geometry() == place);
}

TEST_CASE("player: time that is added is said where it is added, and on the other side") {
    WindowWalk walk;
    walk.reach(kStretch);
    walk.press("I'm ready");
    walk.pass(50s);
    CHECK(label(walk, "stepSaying")->text() == "Ten seconds. Stay with the tuck.");
    CHECK(label(walk, "addedTime")->text().isEmpty());
    walk.press("Add 15 seconds");
    CHECK(label(walk, "stepSaying")->text().startsWith("Low back arching?"));
    CHECK(label(walk, "addedTime")->text() == "+15 s, on the right side too");
    CHECK(label(walk, "stepTitle")
              ->accessibleName()
              .endsWith("15 seconds added, on the right side too"));
    walk.pass(30s);
    REQUIRE(walk.practice().plan().steps[view(walk).position].kind == core::StepKind::Prepare);
    CHECK(label(walk, "addedTime") == nullptr);
    walk.pass(10s);
    REQUIRE(walk.practice().plan().steps[view(walk).position].kind == core::StepKind::Hold);
    CHECK(label(walk, "addedTime")->text() == "+15 s, as on the left side");
    walk.press("Add 15 seconds");
    CHECK(label(walk, "addedTime")->text() == "+30 s");
}

TEST_CASE("player: muted is said in words") {
    WindowWalk walk;
    walk.reach(kStretch);
    walk.press("I'm ready");
    CHECK(label(walk, "playerMuted") == nullptr);
    walk.press("Mute");
    REQUIRE(label(walk, "playerMuted") != nullptr);
    CHECK(label(walk, "playerMuted")->text() == "Muted: nothing is heard");
    walk.press("Mute");
    CHECK(label(walk, "playerMuted") == nullptr);
}

TEST_CASE("player: nothing is painted before all of a change has found its place") {
    WindowWalk walk;
    walk.reach(kStretch);
    walk.press("I'm ready");
    walk.pass(12s);
    auto *display = walk.window().findChild<ui::StepDisplay *>();
    Paints paints(*display);
    for (int i = 0; i < 4; ++i) {
        walk.clock().advance(2s);
        walk.practice().session().handle(core::event::Skip{});
        CHECK(paints.count == 0);
        walk.settle();
        walk.window().repaint();
        paints.count = 0;
    }
}

TEST_CASE("window: wherever Tab comes to, it can be seen") {
    WindowWalk walk;
    const auto tabAround = [&] {
        std::set<QWidget *> seen;
        for (int i = 0; i < 40; ++i) {
            QTest::keyClick(QApplication::focusWidget() == nullptr ? &walk.window()
                                                                   : QApplication::focusWidget(),
                            Qt::Key_Tab);
            QWidget *focus = QApplication::focusWidget();
            REQUIRE(focus != nullptr);
            if (!seen.insert(focus).second) {
                break;
            }
            INFO(focus->metaObject()->className() << ' ' << focus->objectName().toStdString());
            const QImage with = focus->grab().toImage();
            focus->clearFocus();
            const QImage without = focus->grab().toImage();
            focus->setFocus(Qt::TabFocusReason);
            int different = 0;
            for (int y = 0; y < with.height(); ++y) {
                for (int x = 0; x < with.width(); ++x) {
                    different += ui::contrast(with.pixelColor(x, y), without.pixelColor(x, y)) >= 3;
                }
            }
            CHECK(different >= 40);
        }
        CHECK(seen.size() > 1);
    };
    walk.press("Start " + kStretch);
    tabAround();  // a question
    walk.answerNo();
    tabAround();  // the review
    walk.press("Continue");
    tabAround();  // the screening
    walk.chooseNoInScreening();
    tabAround();  // the get-ready page, nothing rated
    walk.press("6");
    tabAround();
    walk.press("I'm ready");
    tabAround();
    walk.press("It hurts");
    tabAround();
    walk.press("Numb, tingling, faint or sick");
    tabAround();
}
