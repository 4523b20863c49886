// The eleven buttons of the rating, by keyboard.

#include "ui/tightness_scale.h"

#include "support/catch.h"
#include "support/window_walk.h"

#include <QApplication>
#include <QKeyEvent>
#include <QKeySequence>
#include <QRegularExpression>
#include <QTest>

using namespace psoas;
using namespace std::chrono_literals;

namespace {

void key(Qt::Key pressed) {
    QWidget *focus = QApplication::focusWidget();
    REQUIRE(focus != nullptr);
    QTest::keyClick(focus, pressed);
}

QString focusName() {
    return QApplication::focusWidget() == nullptr ? QString()
                                                  : QApplication::focusWidget()->accessibleName();
}

ui::TightnessScale &scaleSeen(WindowWalk &walk) {
    for (auto *each : walk.window().findChildren<ui::TightnessScale *>()) {
        if (each->isVisible()) {
            return *each;
        }
    }
    throw std::runtime_error("no scale to be seen");
}

/// By Tab, from wherever the focus is; what is passed on the way.
QStringList tabTo(const QString &name) {
    QStringList passed;
    while (focusName() != name && passed.size() < 30) {
        key(Qt::Key_Tab);
        passed << focusName();
    }
    CHECK(focusName() == name);
    return passed;
}

}  // namespace

TEST_CASE("tightness: before and after are rated by keyboard, one key each") {
    WindowWalk walk;
    walk.reach("Constructive rest");
    tabTo("0");
    key(Qt::Key_7);
    CHECK(scaleSeen(walk).rating() == 7);
    walk.press("I'm ready");
    walk.pass(700s);
    tabTo("0");
    key(Qt::Key_T);
    CHECK(scaleSeen(walk).rating() == 10);
    CHECK(tabTo("Done").filter(QRegularExpression("^[0-9]+$")).isEmpty());
    key(Qt::Key_Return);
    std::vector<core::SessionRecord> found;
    walk.records().readSessions({.limit = 10, .after = {}},
                                [&](const auto &read) { found = read; });
    walk.settle();
    const auto rest =
        std::ranges::find(found, "constructive-rest", &core::SessionRecord::routineId);
    REQUIRE(rest != found.end());
    CHECK(rest->tightnessBefore == 7);
    CHECK(rest->tightnessAfter == 10);
}

TEST_CASE("tightness: moving along the scale rates nothing, and what is chosen can be taken back") {
    WindowWalk walk;
    walk.reach("Constructive rest");
    const ui::TightnessScale &scale = scaleSeen(walk);
    tabTo("0");
    struct Press {
        Qt::Key key;
        const char *focus;
        std::optional<int> rating;
    };
    const Press presses[] = {
        {Qt::Key_Left, "0", {}},    {Qt::Key_Right, "1", {}},     {Qt::Key_Up, "2", {}},
        {Qt::Key_End, "10", {}},    {Qt::Key_Right, "10", {}},    {Qt::Key_Down, "9", {}},
        {Qt::Key_Space, "9", 9},    {Qt::Key_Left, "8", 9},       {Qt::Key_Return, "8", 8},
        {Qt::Key_Return, "8", {}},  {Qt::Key_3, "3", 3},          {Qt::Key_3, "3", {}},
        {Qt::Key_0, "0", 0},        {Qt::Key_Home, "0", 0},       {Qt::Key_End, "10", 0},
        {Qt::Key_Delete, "10", {}}, {Qt::Key_T, "10", 10},        {Qt::Key_T, "10", {}},
        {Qt::Key_5, "5", 5},        {Qt::Key_Backspace, "5", {}}, {Qt::Key_4, "4", 4},
    };
    for (const Press &press : presses) {
        INFO(QKeySequence(press.key).toString().toStdString());
        key(press.key);
        CHECK(focusName() == press.focus);
        CHECK(scale.rating() == press.rating);
    }
    // It is one stop of Tab, the chosen one.
    tabTo("I'm ready");
    CHECK(tabTo("4").filter(QRegularExpression("^[0-9]+$")) == QStringList("4"));
}

TEST_CASE("tightness: a key held down chooses once, and keys with Ctrl are the window's") {
    ui::TightnessScale scale("Tightness before");
    auto *five = scale.findChild<QAbstractButton *>("tightness5");
    const auto send = [&](Qt::KeyboardModifiers modifiers, bool held) {
        QKeyEvent event(QEvent::KeyPress, Qt::Key_5, modifiers, "5", held);
        QCoreApplication::sendEvent(five, &event);
    };
    send(Qt::ControlModifier, false);
    CHECK_FALSE(scale.rating().has_value());
    send(Qt::NoModifier, false);
    for (int i = 0; i < 3; ++i) {
        send(Qt::NoModifier, true);
    }
    CHECK(scale.rating() == 5);
    send(Qt::KeypadModifier, false);
    CHECK_FALSE(scale.rating().has_value());
}
