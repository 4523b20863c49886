#include "ui/main_window.h"

#include "app/content_watcher.h"
#include "support/catch.h"
#include "support/failing_disk.h"
#include "support/sessions.h"
#include "support/window_walk.h"
#include "ui/figure_widget.h"
#include "ui/player_page.h"
#include "ui/theme.h"

#include <QAbstractItemView>
#include <QAbstractSpinBox>
#include <QComboBox>
#include <QDir>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QMouseEvent>
#include <QRadioButton>
#include <QSignalSpy>
#include <QSlider>
#include <QTest>
#include <QTimer>

#include <filesystem>
#include <set>

using namespace psoas;
using namespace std::chrono_literals;

namespace {

const QString kStretch = QStringLiteral("Kneeling hip-flexor stretch");
const QString kBall = QStringLiteral("Ball release");

/// Presses a key on whatever has the focus, as a keyboard does.
void key(WindowWalk &walk, Qt::Key pressed) {
    QWidget *target = QApplication::focusWidget();
    QTest::keyClick(target != nullptr ? target : &walk.window(), pressed);
    walk.settle();
}

/// Tabs until the button with this name has the focus.
void tabTo(WindowWalk &walk, const QString &name) {
    for (int i = 0; i < 40; ++i) {
        auto *focused = qobject_cast<QAbstractButton *>(QApplication::focusWidget());
        if (focused != nullptr && focused->accessibleName() == name) {
            return;
        }
        key(walk, Qt::Key_Tab);
    }
    FAIL("Tab does not lead to " << name.toStdString());
}

void click(WindowWalk &walk, const QString &name) {
    QAbstractButton *button = walk.button(name);
    REQUIRE(button != nullptr);
    QTest::mouseClick(button, Qt::LeftButton);
    walk.settle();
}

template <class Stage> bool isAt(WindowWalk &walk) {
    return std::holds_alternative<Stage>(walk.practice().stage());
}

core::Phase phase(WindowWalk &walk) { return walk.practice().session().session()->view().phase; }

QLabel *label(WindowWalk &walk, const char *name) {
    for (auto *each : walk.window().findChildren<QLabel *>(QLatin1String(name))) {
        if (each->isVisible()) {
            return each;
        }
    }
    return nullptr;
}

std::vector<core::SessionRecord> sessions(WindowWalk &walk) {
    std::vector<core::SessionRecord> found;
    walk.records().readSessions({.limit = 100, .after = {}},
                                [&](const auto &read) { found = read; });
    walk.settle();
    return found;
}

/// In the player, with the first step's hold running.
void reachHold(WindowWalk &walk) {
    walk.reach(kStretch);
    walk.press("I'm ready");
    walk.pass(13s);
    REQUIRE(phase(walk) == core::Phase::Running);
}

/// The wall clock stands still in these tests, so the check and the stretch have no order.
core::SessionRecord recordedStretch(WindowWalk &walk) {
    const auto recorded = sessions(walk);
    REQUIRE(recorded.size() == 2);
    const auto stretch = std::ranges::find(recorded, core::Outcome::Completed,
                                           [](const auto &each) { return *each.outcome; });
    REQUIRE(stretch != recorded.end());
    return *stretch;
}

storage::StoreOpener refusing(storage::StoreError::Code code) {
    return [code]() -> storage::Stored<std::unique_ptr<storage::Store>> {
        return storage::StoreError{.code = code, .detail = "test"};
    };
}

}  // namespace

TEST_CASE("window: a whole stretch by keyboard alone") {
    WindowWalk walk;
    tabTo(walk, "Start " + kStretch);
    key(walk, Qt::Key_Return);
    for (int i = 0; i < 9; ++i) {
        key(walk, Qt::Key_N);
    }
    tabTo(walk, "Continue");
    key(walk, Qt::Key_Return);
    for (int i = 0; i < 2; ++i) {
        key(walk, Qt::Key_Tab);
        key(walk, Qt::Key_Space);
    }
    tabTo(walk, "Continue");
    key(walk, Qt::Key_Return);
    REQUIRE(isAt<app::stage::GetReady>(walk));
    key(walk, Qt::Key_Return);
    REQUIRE(isAt<app::stage::Playing>(walk));
    walk.pass(20s);
    key(walk, Qt::Key_Space);
    CHECK(phase(walk) == core::Phase::Paused);
    key(walk, Qt::Key_Space);
    CHECK(phase(walk) == core::Phase::CountIn);
    walk.pass(300s);
    REQUIRE(isAt<app::stage::Ended>(walk));
    tabTo(walk, "Done");
    key(walk, Qt::Key_Return);
    CHECK(isAt<app::stage::Idle>(walk));
    const core::SessionRecord stretch = recordedStretch(walk);
    CHECK(stretch.held() == 180s);
    CHECK(stretch.planned() == 180s);
    CHECK(stretch.paused() == 3s);
}

TEST_CASE("window: a whole stretch by mouse alone") {
    WindowWalk walk;
    click(walk, "Start " + kStretch);
    for (int i = 0; i < 9; ++i) {
        click(walk, "No");
    }
    click(walk, "Continue");
    for (auto *each : walk.window().findChildren<QAbstractButton *>()) {
        if (each->isVisible() && each->text() == "No") {
            QTest::mouseClick(each, Qt::LeftButton, {}, {12, each->height() / 2});
        }
    }
    click(walk, "Continue");
    click(walk, "I'm ready");
    walk.pass(20s);
    click(walk, "Pause");
    click(walk, "Resume");
    walk.pass(300s);
    click(walk, "4");
    click(walk, "Done");
    const core::SessionRecord stretch = recordedStretch(walk);
    CHECK(stretch.held() == 180s);
    CHECK(stretch.planned() == 180s);
    CHECK(stretch.tightnessAfter == 4);
}

TEST_CASE("window: on a normal day three presses lead from Today into the plan") {
    WindowWalk walk;
    reachHold(walk);
    walk.practice().session().handle(core::event::End{});
    walk.press("Done");
    walk.clock().setWall({walk.clock().wall().utc + 24h, walk.clock().wall().offset});
    walk.press("Start " + kStretch);
    walk.press("Nothing new");
    walk.press("I'm ready");
    CHECK(isAt<app::stage::Playing>(walk));
    CHECK(phase(walk) == core::Phase::Running);
}

TEST_CASE("window: no way into a technique leads around the check") {
    SECTION("a card") {
        WindowWalk walk;
        for (const QString &title : {kStretch, kBall, QString("Constructive rest")}) {
            walk.press("Start " + title);
            CHECK(isAt<app::stage::Question>(walk));
            walk.press("Leave");
        }
    }
    SECTION("the routines page, with a routine of the person's own") {
        const QTemporaryDir folder;
        QFile own(folder.filePath("mine.json"));
        REQUIRE(own.open(QIODevice::WriteOnly));
        own.write(R"({"format":1,"id":"mine","title":"Mine","kind":"technique","summary":"Mine.",
                      "steps":[{"id":"a","do":"hold","title":"A","seconds":5}]})");
        own.close();
        WindowWalk walk({.routines = folder.path()});
        walk.press("Routines");
        for (auto *list : walk.window().findChildren<QAbstractItemView *>("routineList")) {
            list->setCurrentIndex(list->model()->index(4, 0));
        }
        walk.press("Start Mine");
        CHECK(isAt<app::stage::Question>(walk));
    }
    SECTION("the command line") {
        WindowWalk walk({.startRoutine = "ball-release"});
        CHECK(isAt<app::stage::Question>(walk));
    }
}

TEST_CASE("window: an emergency closes everything, and the next check asks for a clinician first") {
    WindowWalk walk;
    walk.press("Start Red-flag check");
    walk.press("Yes");
    walk.press("Continue");
    CHECK(isAt<app::stage::Blocked>(walk));
    walk.press("Done");
    walk.press("Start " + kStretch);
    CHECK(isAt<app::stage::Blocked>(walk));
    walk.press("Check again");
    REQUIRE(isAt<app::stage::Question>(walk));
    CHECK(label(walk, "questionText")->text() == "Has a clinician looked at this?");
}

TEST_CASE("player: the keys do what they promise, whatever has the focus") {
    WindowWalk walk;
    reachHold(walk);
    const auto view = [&] { return walk.practice().session().session()->view(); };
    tabTo(walk, "Skip");
    key(walk, Qt::Key_Space);
    CHECK(view().phase == core::Phase::Paused);
    key(walk, Qt::Key_Space);
    walk.pass(3s);
    CHECK(view().phase == core::Phase::Running);
    const auto length = view().length;
    key(walk, Qt::Key_Plus);
    CHECK(view().length == length + 15s);
    const auto position = view().position;
    key(walk, Qt::Key_Right);
    CHECK(view().position == position + 1);
    key(walk, Qt::Key_Left);
    CHECK(view().position == position);
    key(walk, Qt::Key_Escape);
    CHECK(walk.button("Go on") != nullptr);
    CHECK(view().phase == core::Phase::Paused);
    key(walk, Qt::Key_Right);
    CHECK(view().position == position);
    key(walk, Qt::Key_Escape);
    CHECK(view().phase == core::Phase::CountIn);
    key(walk, Qt::Key_M);
    CHECK(walk.window().findChild<ui::PlayerPage *>()->isMuted());
    tabTo(walk, "Skip");
    key(walk, Qt::Key_Return);
    CHECK(view().position == position + 1);
}

TEST_CASE("player: it hurts is one key and one press away in every state") {
    WindowWalk walk;
    const bool byKey = GENERATE(true, false);
    const int state = GENERATE(0, 1, 2, 3, 4, 5);
    INFO("state " << state);
    walk.reach(state == 0 ? kBall : kStretch);
    walk.press("I'm ready");
    auto *player = walk.window().findChild<ui::PlayerPage *>();
    switch (state) {
        case 0:
            REQUIRE(phase(walk) == core::Phase::Waiting);
            break;
        case 2:
            walk.press("Pause");
            break;
        case 3:
            walk.press("Pause");
            walk.press("Resume");
            break;
        case 4:
            walk.press("End session");
            break;
        case 5:
            player->setFloorMode(true);
            break;
        default:
            break;
    }
    if (byKey) {
        key(walk, Qt::Key_H);
    } else {
        walk.press("It hurts");
    }
    CHECK(phase(walk) == core::Phase::Hurt);
    walk.press("Numb, tingling, faint or sick");
    REQUIRE(isAt<app::stage::Ended>(walk));
    CHECK(label(walk, "endGuidance") != nullptr);
    walk.press("Done");
    CHECK(walk.practice().checkDue());
    walk.press(state == 0 ? "Start " + kBall : "Start " + kStretch);
    CHECK(isAt<app::stage::Blocked>(walk));
}

TEST_CASE("player: there is no way past the question what hurts") {
    WindowWalk walk;
    reachHold(walk);
    const bool askedToEnd = GENERATE(false, true);
    if (askedToEnd) {
        key(walk, Qt::Key_Escape);
        REQUIRE(walk.button("Go on") != nullptr);
    }
    key(walk, Qt::Key_H);
    REQUIRE(walk.button("Strong but dull") != nullptr);
    for (const Qt::Key each : {Qt::Key_Escape, Qt::Key_Space, Qt::Key_Right, Qt::Key_H}) {
        key(walk, each);
        CHECK(phase(walk) == core::Phase::Hurt);
        CHECK(walk.button("End session") == nullptr);
    }
    walk.press("Strong but dull");
    key(walk, Qt::Key_Escape);
    CHECK(phase(walk) == core::Phase::HurtDull);
    walk.press("End session");
    REQUIRE(isAt<app::stage::Ended>(walk));
    CHECK(std::get<app::stage::Ended>(walk.practice().stage()).record.hurts.front().choice ==
          core::HurtChoice::EndSession);
}

TEST_CASE("player: no dialog comes between the person and it hurts") {
    WindowWalk walk;
    reachHold(walk);
    key(walk, Qt::Key_F);
    key(walk, Qt::Key_F1);
    CHECK(QApplication::activeModalWidget() == nullptr);
    CHECK(phase(walk) == core::Phase::Paused);
}

TEST_CASE("window: what the end page shows is what the history has") {
    WindowWalk walk;
    reachHold(walk);
    walk.pass(7s);
    walk.press("End session");
    walk.clock().advance(90s);
    walk.press("End session");
    REQUIRE(isAt<app::stage::Ended>(walk));
    const core::SessionRecord shown = std::get<app::stage::Ended>(walk.practice().stage()).record;
    CHECK(shown.paused() == 90s);
    CHECK(shown.held() == 10s);
    const auto recorded = sessions(walk);
    const auto stored = std::ranges::find(recorded, shown.id, &core::SessionRecord::id);
    REQUIRE(stored != recorded.end());
    CHECK(*stored == shown);
}

/// What the window system sends after the first press and release of a double click.
void restOfDoubleClick(WindowWalk &walk, QPoint where) {
    QWidget *target = walk.window().childAt(where);
    REQUIRE(target != nullptr);
    const QPointF local = target->mapFrom(&walk.window(), where);
    const QPointF global = walk.window().mapToGlobal(where);
    QMouseEvent second(QEvent::MouseButtonDblClick, local, global, Qt::LeftButton, Qt::LeftButton,
                       {});
    QApplication::sendEvent(target, &second);
    QMouseEvent released(QEvent::MouseButtonRelease, local, global, Qt::LeftButton, {}, {});
    QApplication::sendEvent(target, &released);
    walk.settle();
}

QPoint middleOf(WindowWalk &walk, const QString &name) {
    QAbstractButton *button = walk.button(name);
    REQUIRE(button != nullptr);
    return button->mapTo(&walk.window(), button->rect().center());
}

TEST_CASE("window: the second press of a double click answers nothing") {
    WindowWalk walk;
    SECTION("a question") {
        walk.press("Start Red-flag check");
        const QPoint no = middleOf(walk, "No");
        walk.press("No");
        restOfDoubleClick(walk, no);
        CHECK(walk.practice().session().session()->answers().size() == 1);
    }
    SECTION("the day page, wherever on it") {
        reachHold(walk);
        walk.practice().session().handle(core::event::End{});
        walk.press("Done");
        walk.clock().setWall({walk.clock().wall().utc + 24h, walk.clock().wall().offset});
        walk.press("Start " + kStretch);
        REQUIRE(isAt<app::stage::DayPage>(walk));
        for (const char *name : {"Nothing new", "Something new"}) {
            restOfDoubleClick(walk, middleOf(walk, name));
            CHECK(isAt<app::stage::DayPage>(walk));
        }
    }
    SECTION("the screening") {
        walk.press("Start " + kStretch);
        walk.answerNo();
        walk.press("Continue");
        REQUIRE(isAt<app::stage::Screening>(walk));
        for (auto *each : walk.window().findChildren<QRadioButton *>()) {
            restOfDoubleClick(walk, each->mapTo(&walk.window(), QPoint(12, each->height() / 2)));
            CHECK_FALSE(each->isChecked());
        }
    }
    SECTION("get ready") {
        walk.reach(kStretch);
        restOfDoubleClick(walk, middleOf(walk, "I'm ready"));
        CHECK(isAt<app::stage::GetReady>(walk));
    }
    SECTION("but in the player it counts") {
        reachHold(walk);
        const auto length = walk.practice().session().session()->view().length;
        const QPoint extend = middleOf(walk, "Add 15 seconds");
        walk.press("Add 15 seconds");
        restOfDoubleClick(walk, extend);
        CHECK(walk.practice().session().session()->view().length == length + 30s);
    }
}

TEST_CASE("window: a key held down opens one page, not the next one too") {
    WindowWalk walk;
    walk.reach(kStretch);
    REQUIRE(walk.button("I'm ready")->hasFocus());
    for (const Qt::Key each : {Qt::Key_Return, Qt::Key_Enter, Qt::Key_Space}) {
        QKeyEvent held(QEvent::KeyPress, each, {}, {}, true);
        QApplication::sendEvent(walk.button("I'm ready"), &held);
        walk.settle();
        CHECK(isAt<app::stage::GetReady>(walk));
    }
    key(walk, Qt::Key_Return);
    CHECK(isAt<app::stage::Playing>(walk));
}

TEST_CASE("window: the player has room for its controls in the smallest window") {
    // The screen of the tests is 800 px wide, and no window is made to be larger than the screen.
    WindowWalk walk({.textScale = GENERATE(1.0, 1.3)});
    reachHold(walk);
    walk.window().resize(walk.window().minimumSize());
    walk.settle();
    QRect before;
    for (const char *name : {"Back", "Pause", "Skip", "Add 15 seconds", "It hurts"}) {
        const QAbstractButton *button = walk.button(name);
        REQUIRE(button != nullptr);
        INFO(name);
        CHECK(button->width() >= button->sizeHint().width());
        CHECK(button->height() >= button->sizeHint().height());
        CHECK(button->geometry().left() > before.right());
        before = button->geometry();
    }
}

TEST_CASE("history: sessions are listed once, however often the page is opened meanwhile") {
    WindowWalk walk;
    reachHold(walk);
    walk.practice().session().handle(core::event::End{});
    walk.press("Done");
    walk.press("History");
    walk.press("Sessions");
    auto *navigation = walk.button("History");
    for (int i = 0; i < 3; ++i) {
        walk.button("Today")->click();
        navigation->click();
    }
    walk.settle();
    auto *list = walk.window().findChild<QAbstractItemView *>("sessionList");
    CHECK(list->model()->rowCount() == 2);
}

TEST_CASE("player: dull pain offers what there is to do, and holds only in a hold") {
    WindowWalk walk;
    reachHold(walk);
    walk.press("It hurts");
    walk.press("Strong but dull");
    CHECK(walk.button("Finish this hold") != nullptr);
    CHECK(walk.button("Skip this hold") != nullptr);
    walk.press("Ease off and go on");
    CHECK(phase(walk) == core::Phase::CountIn);
    key(walk, Qt::Key_Right);
    walk.press("It hurts");
    walk.press("Strong but dull");
    CHECK(walk.button("Finish this hold") == nullptr);
    CHECK(walk.button("Skip this hold") == nullptr);
    CHECK(walk.button("End session") != nullptr);
}

TEST_CASE("player: in floor mode any other key and any click pauses, and going there does not") {
    WindowWalk walk;
    reachHold(walk);
    auto *player = walk.window().findChild<ui::PlayerPage *>();
    key(walk, Qt::Key_F);
    CHECK(player->isFloorMode());
    CHECK(phase(walk) == core::Phase::Running);
    SECTION("a letter") { key(walk, Qt::Key_X); }
    SECTION("Tab") { key(walk, Qt::Key_Tab); }
    SECTION("Enter") { key(walk, Qt::Key_Return); }
    SECTION("a click") { QTest::mouseClick(player, Qt::LeftButton, {}, {40, 40}); }
    CHECK(phase(walk) == core::Phase::Paused);
    key(walk, Qt::Key_F);
    CHECK_FALSE(player->isFloorMode());
}

TEST_CASE("player: a screen reader hears the phase, and is not made to count") {
    WindowWalk walk;
    reachHold(walk);
    auto *title = label(walk, "stepTitle");
    REQUIRE(title != nullptr);
    CHECK(title->hasFocus());
    CHECK(title->accessibleName().startsWith("Shift forward and hold. Left side"));
    CHECK(title->accessibleName().contains("Keep the tuck"));
    CHECK(label(walk, "stepSide")->text().startsWith("Left side"));
    CHECK(label(walk, "timeLeft")->accessibleName() == "Time left: 42 seconds");
    CHECK(label(walk, "timeLeft")->focusPolicy() == Qt::NoFocus);
    walk.press("It hurts");
    walk.press("Strong but dull");
    walk.press("Ease off and go on");
    CHECK(title->hasFocus());
    key(walk, Qt::Key_F);
    CHECK(title->hasFocus());
}

TEST_CASE("player: of the whole session a second counts when it is over, in words as in the bar") {
    WindowWalk walk;
    reachHold(walk);
    const auto whole = [&] {
        for (auto *each : walk.window().findChildren<QWidget *>()) {
            if (each->accessibleName().startsWith("Whole session: ")) {
                return each->accessibleName();
            }
        }
        return QString();
    };
    const QString before = whole();
    CHECK(before.startsWith("Whole session: 0:13 of "));
    walk.clock().advance(700ms);
    walk.practice().session().handle(core::event::Tick{});
    CHECK(whole() == before);
}

TEST_CASE("player: a pause moves neither the time nor the words") {
    WindowWalk walk({.textScale = GENERATE(1.0, 2.0)});
    reachHold(walk);
    const auto places = [&] {
        std::vector<QRect> found;
        for (const char *name : {"timeLeft", "stepSaying", "stepTitle", "nextStep"}) {
            REQUIRE(label(walk, name) != nullptr);
            found.push_back(label(walk, name)->geometry());
        }
        return found;
    };
    const auto running = places();
    walk.press("Pause");
    CHECK(label(walk, "sessionState")->text() == "Paused");
    CHECK(label(walk, "stepTitle")->accessibleName().startsWith("Paused. "));
    CHECK(label(walk, "breathPacer") == nullptr);
    CHECK(places() == running);
    walk.press("Resume");
    CHECK(places() == running);
}

TEST_CASE("player: nothing moves while paused or out of sight") {
    WindowWalk walk;
    reachHold(walk);
    auto *player = walk.window().findChild<ui::PlayerPage *>();
    const auto moving = [&] {
        const auto timers = player->findChildren<QTimer *>();
        return std::ranges::any_of(timers, &QTimer::isActive);
    };
    REQUIRE(moving());
    SECTION("paused") {
        walk.press("Pause");
        QTest::qWait(700);  // the figure reaches its pose in 600 ms
    }
    SECTION("out of sight") { walk.window().hide(); }
    CHECK_FALSE(moving());
}

TEST_CASE("window: everything that can be used has a name that contains its words") {
    WindowWalk walk;
    walk.press("Routines");
    walk.press("Adjust times");
    walk.press("Cancel");
    walk.press("New from this…");
    walk.press("Cancel");
    walk.press("History");
    walk.press("Settings");
    walk.press("Today");
    reachHold(walk);
    walk.practice().session().handle(core::event::End{});
    walk.settle();
    int seen = 0;
    for (auto *each : walk.window().findChildren<QWidget *>()) {
        const bool used = qobject_cast<QAbstractButton *>(each) != nullptr ||
                          qobject_cast<QComboBox *>(each) != nullptr ||
                          qobject_cast<QAbstractSpinBox *>(each) != nullptr ||
                          qobject_cast<QSlider *>(each) != nullptr ||
                          (qobject_cast<QLineEdit *>(each) != nullptr &&
                           qobject_cast<QComboBox *>(each->parentWidget()) == nullptr);
        // The table's corner is a button of Qt's own that nothing shows.
        if (!used || each->objectName().startsWith("qt_") ||
            QString(each->metaObject()->className()) == "QTableCornerButton") {
            continue;
        }
        ++seen;
        INFO(each->metaObject()->className() << " " << each->objectName().toStdString());
        CHECK_FALSE(each->objectName().isEmpty());
        CHECK_FALSE(each->accessibleName().isEmpty());
        if (auto *button = qobject_cast<QAbstractButton *>(each)) {
            CHECK(button->accessibleName().contains(button->text().replace("&&", "&")));
        }
    }
    CHECK(seen > 80);
}

TEST_CASE("window: large text is large from the start, and the navigation has room for it") {
    const double scale = GENERATE(1.0, 2.0);
    WindowWalk walk({.textScale = scale});
    const double body = ui::themeFor(ui::ThemeChoice::Light, scale, false).font().pointSizeF();
    int seen = 0;
    for (auto *each : walk.window().findChildren<QWidget *>()) {
        const bool words = qobject_cast<QAbstractButton *>(each) != nullptr ||
                           qobject_cast<QLabel *>(each) != nullptr;
        if (!words || !each->isVisible()) {
            continue;
        }
        ++seen;
        INFO(each->objectName().toStdString());
        CHECK(each->font().pointSizeF() >= body - 0.1);
        CHECK(each->height() >= each->fontMetrics().height());
    }
    CHECK(seen > 15);
    for (const char *page : {"Routines", "History", "Settings", "Today"}) {
        walk.press(page);
        const QAbstractButton *button = walk.button("Today");
        CHECK(button->height() >= button->sizeHint().height());
    }
}

TEST_CASE("get ready: the figure kneels on the side that is worked first") {
    WindowWalk walk;
    walk.reach(kStretch);
    const ui::FigureWidget *shown = nullptr;
    for (auto *each : walk.window().findChildren<ui::FigureWidget *>()) {
        shown = each->isVisible() ? each : shown;
    }
    REQUIRE(shown != nullptr);
    CHECK(shown->side() == core::Side::Left);
    CHECK(shown->isMirrored());
}

TEST_CASE("window: Tab comes to the main way of a page before the others") {
    WindowWalk walk;
    walk.press("Start " + kStretch);
    walk.answerNo();
    key(walk, Qt::Key_Tab);  // the answers
    key(walk, Qt::Key_Tab);
    CHECK(walk.button("Continue")->hasFocus());
    key(walk, Qt::Key_Return);
    for (int i = 0; i < 2; ++i) {
        key(walk, Qt::Key_Tab);
        key(walk, Qt::Key_Space);
    }
    key(walk, Qt::Key_Tab);
    CHECK(walk.button("Continue")->hasFocus());
}

TEST_CASE("window: a broken file is shown with its place, and everything else works") {
    const QTemporaryDir folder;
    QFile bad(folder.filePath("bad.json"));
    REQUIRE(bad.open(QIODevice::WriteOnly));
    bad.write("{\n  \"format\": 1,\n  \"adjusts\": \"ball-release\",\n  \"seconds\": 5\n}\n");
    bad.close();
    WindowWalk walk({.routines = folder.path()});
    walk.press("Routines");
    auto *list = walk.window().findChild<QAbstractItemView *>("routineList");
    REQUIRE(list->model()->rowCount() == 5);
    list->setCurrentIndex(list->model()->index(4, 0));
    CHECK(label(walk, "problem")->text().contains("bad.json, line 4, column 14"));
    walk.press("Today");
    reachHold(walk);
}

TEST_CASE("window: what an editor saves is there at once, but changes no session under way") {
    WindowWalk walk;
    auto *watcher = walk.window().findChild<app::ContentWatcher *>();
    REQUIRE(watcher != nullptr);
    QSignalSpy told(watcher, &app::ContentWatcher::changed);
    const auto save = [&](int seconds) {
        REQUIRE(QDir().mkpath(walk.dataFolder() + "/routines"));
        QFile file(walk.dataFolder() + "/routines/times.json");
        REQUIRE(file.open(QIODevice::WriteOnly));
        file.write(QByteArray(R"({"format":1,"adjusts":"kneeling-hip-flexor-stretch",)") +
                   R"("seconds":{"hold":)" + QByteArray::number(seconds) + "}}");
        file.close();
        REQUIRE(told.wait(10'000));
    };
    const auto hold = [&] {
        const auto *stretch = walk.practice().library().find("kneeling-hip-flexor-stretch");
        const auto steps = core::planSession(stretch->routine).steps;
        return std::ranges::find(steps, core::StepKind::Hold, &core::PlannedStep::kind)->seconds;
    };
    walk.press("Routines");
    auto *list = walk.window().findChild<QAbstractItemView *>("routineList");
    list->setCurrentIndex(list->model()->index(2, 0));
    REQUIRE(label(walk, "routineTitle")->text() == kStretch);
    save(60);
    CHECK(hold() == 60s);
    CHECK(label(walk, "routineTitle")->text() == kStretch);
    CHECK(label(walk, "routineNeed")->text().contains("your times"));

    walk.press("Today");
    reachHold(walk);
    CHECK(walk.practice().session().session()->view().length == 60s);
    save(30);
    CHECK(walk.practice().session().session()->view().length == 60s);
    CHECK(hold() == 60s);
    walk.practice().session().handle(core::event::End{});
    walk.press("Done");
    CHECK(hold() == 30s);
}

TEST_CASE("window: content that comes back is used again") {
    const QTemporaryDir folder;
    const QString content = folder.filePath("content");
    WindowWalk walk({.content = content});
    REQUIRE(label(walk, "noticeTitle") != nullptr);
    std::filesystem::copy(PSOAS_SOURCE_DIR "/content", content.toStdString(),
                          std::filesystem::copy_options::recursive);
    QMetaObject::invokeMethod(walk.window().findChild<app::ContentWatcher *>(), "changed");
    walk.settle();
    CHECK(label(walk, "noticeTitle") == nullptr);
    CHECK(walk.button("Start " + kStretch) != nullptr);
}

TEST_CASE("window: without content there is a message and nothing to press") {
    const QTemporaryDir folder;
    WindowWalk walk({.content = folder.filePath("nowhere")});
    REQUIRE(label(walk, "noticeTitle") != nullptr);
    CHECK(label(walk, "noticeTitle")->text() == "The routines cannot be found");
    CHECK(label(walk, "noticeSentences")->text().contains("nowhere"));
    CHECK(walk.button("Start " + kStretch) == nullptr);
}

TEST_CASE("window: what could not be read says nothing about saving") {
    WindowWalk walk;
    emit walk.records().notRead({.code = storage::StoreError::Code::Io, .detail = {}});
    CHECK(label(walk, "banner") == nullptr);
}

TEST_CASE("window: of several reasons why nothing is saved the newest is told") {
    using Code = storage::StoreError::Code;
    WindowWalk walk;
    emit walk.records().savingStopped({.code = Code::Busy, .detail = {}});
    emit walk.records().savingStopped({.code = Code::Full, .detail = {}});
    CHECK(label(walk, "banner")->text().contains("the disk is full"));
}

TEST_CASE("window: while nothing can be saved it says so, and no longer than that") {
    FailingDisk disk;
    disk.opening = storage::StoreError::Code::Full;
    REQUIRE(disk.kept.begin(startedSession("before")));
    REQUIRE(disk.kept.finish("before", core::Outcome::EndedEarly, wallAt(1min)));
    WindowWalk walk({.open = disk.opener()});
    CHECK(label(walk, "banner")->text().startsWith("Sessions are not being saved: "));
    disk.opening = std::nullopt;
    walk.records().retryNow();
    while (!walk.records().allSaved() || label(walk, "banner") != nullptr) {
        walk.settle();
    }
    reachHold(walk);
    walk.pass(300s);
    REQUIRE(isAt<app::stage::Ended>(walk));
    CHECK(label(walk, "endUnsaved") == nullptr);
}

TEST_CASE("window: without a store the session runs, and the app says that it is not saved") {
    using Code = storage::StoreError::Code;
    const Code code = GENERATE(Code::NotOurs, Code::Newer, Code::Damaged, Code::Busy, Code::Full,
                               Code::ReadOnly, Code::Io);
    WindowWalk walk({.open = refusing(code)});
    REQUIRE(label(walk, "banner") != nullptr);
    CHECK(label(walk, "banner")->text().startsWith("Sessions are not being saved: "));
    reachHold(walk);
    walk.pass(300s);
    REQUIRE(isAt<app::stage::Ended>(walk));
    CHECK(label(walk, "endUnsaved") != nullptr);
}

TEST_CASE("settings: all boxes have one left edge, and their rows are as high as targets") {
    WindowWalk walk({.textScale = GENERATE(1.0, 2.0)});
    walk.press("Settings");
    walk.settle();
    // What there is of voices is found while the page is shown.
    const auto areEqual = [&] {
        std::set<int> widths;
        for (const auto *box : walk.window().findChildren<QComboBox *>()) {
            if (box->isVisible()) {
                widths.insert(box->width());
            }
        }
        return widths.size() == 1;
    };
    CHECK(QTest::qWaitFor(areEqual));
    auto *theme = walk.window().findChild<QComboBox *>("settingsTheme");
    REQUIRE(theme != nullptr);
    CHECK(theme->view()->sizeHintForRow(0) >= 40);
}
