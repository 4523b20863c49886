// What a screen reader tells of a whole session: every phase, and no counting.

#include "support/catch.h"
#include "support/window_walk.h"

#include <QAccessible>
#include <QApplication>
#include <QLabel>

#include <iostream>

using namespace psoas;
using namespace std::chrono_literals;

namespace {

/// Readers speak when the name of what has the focus becomes another, and of nothing else unasked.
class Reader {
public:
    explicit Reader(QLabel &listens) : m_phase(listens), m_name(listens.accessibleName()) {}

    /// Whether something was told since it was asked last.
    [[nodiscard]] bool heard() {
        REQUIRE(QApplication::focusWidget() == &m_phase);
        const bool changed = m_phase.accessibleName() != m_name;
        m_name = m_phase.accessibleName();
        return changed;
    }

private:
    QLabel &m_phase;
    QString m_name;
};

QLabel *label(WindowWalk &walk, const char *name) {
    auto *found = walk.window().findChild<QLabel *>(QLatin1String(name));
    REQUIRE(found != nullptr);
    return found;
}

core::SessionView view(WindowWalk &walk) { return walk.practice().session().session()->view(); }

bool isOver(WindowWalk &walk) {
    return std::holds_alternative<app::stage::Ended>(walk.practice().stage());
}

/// A second, or "I'm ready" where the session waits for it.
void moveOn(WindowWalk &walk) {
    walk.clock().advance(1s);
    walk.practice().session().handle(core::event::Tick{});
    if (!isOver(walk) && view(walk).phase == core::Phase::Waiting) {
        walk.practice().session().handle(core::event::Ready{});
    }
}

}  // namespace

TEST_CASE("screen reader: every step and every cue of every technique is told, and no second is") {
    const QString title = GENERATE(QString("Constructive rest"),
                                   QString("Kneeling hip-flexor stretch"), QString("Ball release"));
    WindowWalk walk;
    walk.reach(title);
    walk.press("I'm ready");
    auto *phase = label(walk, "stepTitle");
    Reader reader(*phase);
    int told = 0;
    int seconds = 0;
    while (!isOver(walk)) {
        const core::SessionView before = view(walk);
        moveOn(walk);
        if (isOver(walk)) {
            break;
        }
        ++seconds;
        const core::SessionView now = view(walk);
        const bool isNew = now.position != before.position || now.saying != before.saying;
        INFO(now.position << ": " << now.saying);
        REQUIRE(reader.heard() == isNew);
        told += isNew ? 1 : 0;
        const core::Plan &plan = walk.practice().plan();
        const core::PlannedStep &step = plan.steps[now.position];
        REQUIRE(phase->accessibleName().contains(QString::fromStdString(step.title)));
        REQUIRE(phase->accessibleName().contains(QString::fromStdString(now.saying)));
        const auto served = plan.steps[core::positionServed(plan, now.position)].side;
        REQUIRE(served.has_value() == step.side.has_value());
        const char *side = served == core::Side::Left ? "Left side" : "Right side";
        REQUIRE((!served || phase->accessibleName().contains(side)));
    }
    std::cout << title.toStdString() << ": phases and cues told " << told << " in " << seconds
              << " s\n";
    CHECK(told >= 5);
}

TEST_CASE("screen reader: a pause and going on are told, and the time left can be asked for") {
    WindowWalk walk;
    walk.reach("Constructive rest");
    walk.press("I'm ready");
    walk.pass(3s);
    auto *phase = label(walk, "stepTitle");
    Reader reader(*phase);
    auto *time = label(walk, "timeLeft");
    walk.practice().session().handle(core::event::Pause{});
    CHECK(reader.heard());
    CHECK(phase->accessibleName().startsWith("Paused"));
    walk.practice().session().handle(core::event::Resume{});
    CHECK(reader.heard());
    CHECK(phase->accessibleName().startsWith("Going on in a moment"));
    walk.pass(4s);
    CHECK(reader.heard());
    CHECK_FALSE(time->hasFocus());
    CHECK(time->focusPolicy() == Qt::NoFocus);
    QAccessibleInterface *asked = QAccessible::queryAccessibleInterface(time);
    REQUIRE(asked != nullptr);
    CHECK(asked->text(QAccessible::Name) == "Time left: 9 minutes 56 seconds");
}
