// The three techniques in a row, and the side to begin with.

#include "core/sequence.h"
#include "support/catch.h"
#include "support/temp_folder.h"
#include "support/window_walk.h"
#include "ui/countdown_ring.h"
#include "ui/figure_widget.h"
#include "ui/player_page.h"
#include "ui/text.h"

#include <QLabel>

using namespace psoas;
using namespace std::chrono_literals;

namespace {

QLabel *label(WindowWalk &walk, const char *name) {
    for (auto *each : walk.window().findChildren<QLabel *>(QLatin1String(name))) {
        if (each->isVisible()) {
            return each;
        }
    }
    return nullptr;
}

void startSequence(WindowWalk &walk) {
    walk.press("Start the sequence");
    walk.answerNo();
    walk.press("Continue");
    if (std::holds_alternative<app::stage::Screening>(walk.practice().stage())) {
        walk.chooseNoInScreening();
    }
    REQUIRE(std::holds_alternative<app::stage::GetReady>(walk.practice().stage()));
}

core::SessionView view(WindowWalk &walk) { return walk.practice().session().session()->view(); }

const core::PlannedStep &step(WindowWalk &walk) {
    return walk.practice().plan().steps[view(walk).position];
}

/// Runs on, and is ready wherever that is waited for, until the session stands at this step or is
/// over.
void runTo(WindowWalk &walk, const std::string &stepId) {
    while (std::holds_alternative<app::stage::Playing>(walk.practice().stage()) &&
           step(walk).step != stepId) {
        walk.clock().advance(1s);
        walk.practice().session().handle(core::event::Tick{});
        if (std::holds_alternative<app::stage::Playing>(walk.practice().stage()) &&
            view(walk).phase == core::Phase::Waiting) {
            walk.practice().session().handle(core::event::Ready{});
        }
    }
    walk.settle();
}

std::vector<core::SessionRecord> sessions(WindowWalk &walk) {
    std::vector<core::SessionRecord> found;
    walk.records().readSessions({.limit = 10, .after = {}},
                                [&](const auto &read) { found = read; });
    walk.settle();
    return found;
}

bool isClosed(WindowWalk &walk, const std::string &routine) {
    return walk.practice().closedBy(walk.practice().library().find(routine)->routine).has_value();
}

}  // namespace

TEST_CASE("sequence: rest, stretch and ball are one session with a break between them") {
    WindowWalk walk;
    startSequence(walk);
    CHECK(label(walk, "getReadyTitle")->text() == "The sequence");
    walk.press("I'm ready");
    runTo(walk, "constructive-rest/break-before-kneeling-hip-flexor-stretch");
    CHECK(view(walk).left == 60s);
    CHECK(label(walk, "stepSaying")->text().contains("Kneeling hip-flexor stretch"));
    CHECK(label(walk, "stepSaying")->text().contains("cushion"));
    runTo(walk, "kneeling-hip-flexor-stretch/break-before-ball-release");
    runTo(walk, "no such step");
    REQUIRE(std::holds_alternative<app::stage::Ended>(walk.practice().stage()));
    walk.press("Done");
    const auto all = sessions(walk);
    REQUIRE(all.size() == 2);  // the check is the other one
    const auto done = std::ranges::find(all, core::kSequenceId, &core::SessionRecord::routineId);
    REQUIRE(done != all.end());
    CHECK(done->outcome == core::Outcome::Completed);
    CHECK(done->held() == 600s + 180s + 240s);
}

TEST_CASE("sequence: where one's times make it too long, Today says so and what to do") {
    WindowWalk walk;
    CHECK(walk.button("Start the sequence") != nullptr);
    CHECK(label(walk, "sequenceLack") == nullptr);
    const auto timesAre = [&](int rest) {
        const std::string routines = walk.dataFolder().toStdString() + "/routines/";
        write(routines + "rest.json",
              R"({"format":1,"adjusts":"constructive-rest","seconds":{"rest":)" +
                  std::to_string(rest) + "}}");
        write(routines + "stretch.json",
              R"({"format":1,"adjusts":"kneeling-hip-flexor-stretch","seconds":{"hold":900}})");
        walk.press("Routines");
        walk.press("Today");
    };
    timesAre(3600);
    CHECK(walk.button("Start the sequence") == nullptr);
    REQUIRE(label(walk, "sequenceLack") != nullptr);
    CHECK(label(walk, "sequenceLack")->property("role") == "muted");
    CHECK(label(walk, "sequenceLack")->text().contains("more than two hours"));
    CHECK(label(walk, "sequenceLack")->text().contains("Adjust times"));
    timesAre(600);
    CHECK(walk.button("Start the sequence") != nullptr);
    CHECK(label(walk, "sequenceLack") == nullptr);
}

TEST_CASE("sequence: pain in one part or right after it closes that one, and not the others") {
    WindowWalk walk;
    startSequence(walk);
    walk.press("I'm ready");
    runTo(walk, GENERATE("kneeling-hip-flexor-stretch/hold",
                         "kneeling-hip-flexor-stretch/break-before-ball-release"));
    walk.press("It hurts");
    walk.press("Sharp, shooting or pulsating");
    walk.practice().done({}, {});
    walk.settle();
    CHECK(isClosed(walk, "kneeling-hip-flexor-stretch"));
    CHECK(isClosed(walk, core::kSequenceId));
    CHECK_FALSE(isClosed(walk, "ball-release"));
    CHECK_FALSE(isClosed(walk, "constructive-rest"));
}

TEST_CASE("get ready: the side to begin with can be chosen, and changes by itself next time") {
    WindowWalk walk;
    walk.reach("Kneeling hip-flexor stretch");
    CHECK(walk.button("Begin with: Left side")->isChecked());
    walk.press("Begin with: Right side");
    CHECK_FALSE(walk.button("Begin with: Left side")->isChecked());
    walk.press("I'm ready");
    CHECK(step(walk).side == core::Side::Right);
    walk.pass(400s);
    walk.press("Done");
    walk.reach("Kneeling hip-flexor stretch");
    CHECK(walk.button("Begin with: Left side")->isChecked());
    walk.practice().leave();
    walk.settle();
    walk.reach("Constructive rest");
    CHECK(walk.button("Begin with: Left side") == nullptr);
}

TEST_CASE("sequence: each part shows its own side from its first step, and rest has none") {
    WindowWalk walk;
    startSequence(walk);
    const auto figure = [&]() -> const ui::FigureWidget & {
        for (auto *each : walk.window().findChildren<ui::FigureWidget *>()) {
            if (each->isVisible()) {
                return *each;
            }
        }
        throw std::runtime_error("no figure to be seen");
    };
    const core::Side first = GENERATE(core::Side::Left, core::Side::Right);
    const core::Side other = core::otherSide(first);
    walk.press("Begin with: " + ui::sideText(first));
    CHECK(figure().pose() == core::Pose::ConstructiveRest);
    CHECK_FALSE(figure().side().has_value());
    walk.press("I'm ready");
    runTo(walk, "constructive-rest/break-before-kneeling-hip-flexor-stretch");
    walk.press("Skip");
    REQUIRE(step(walk).step == "kneeling-hip-flexor-stretch/set-up");
    CHECK(figure().side() == first);
    CHECK(figure().isMirrored() == (first == core::Side::Left));
    CHECK(label(walk, "stepSide")->text().startsWith(ui::sideText(first)));
    CHECK(label(walk, "stepTitle")->accessibleName().contains(ui::sideText(first)));
    runTo(walk, "kneeling-hip-flexor-stretch/switch");
    CHECK(figure().side() == other);
    CHECK(label(walk, "stepSide")->text().startsWith(ui::sideText(other)));
    CHECK(label(walk, "nextStep")->text() == "Next: Tuck your pelvis");
    runTo(walk, "kneeling-hip-flexor-stretch/break-before-ball-release");
    CHECK_FALSE(figure().side().has_value());
    walk.press("Skip");
    REQUIRE(step(walk).step == "ball-release/set-up");
    CHECK(figure().side() == first);
}

TEST_CASE("player: holds are counted in breaths where that is wanted") {
    WindowWalk walk;
    walk.settings().setSession({.getReady = 0s, .holdsInBreaths = true});
    walk.reach("Kneeling hip-flexor stretch");
    walk.press("I'm ready");
    CHECK(label(walk, "timeLeft")->text() == "0:10");  // the tuck is no hold
    walk.pass(10s);
    CHECK(label(walk, "timeLeft")->text() == "5");
    CHECK(label(walk, "timeLeft")->accessibleName() == "Breaths left: 5, 45 seconds");
    walk.pass(9s);
    CHECK(label(walk, "timeLeft")->text() == "5");
    walk.pass(1s);  // the breath is over
    CHECK(label(walk, "timeLeft")->text() == "4");
}

TEST_CASE("floor mode: the time left is at least a twelfth of the screen high") {
    const QSize size = GENERATE(QSize(1024, 700), QSize(1920, 1080));
    WindowWalk walk({.textScale = GENERATE(1.0, 2.0)});
    walk.window().resize(size);
    walk.reach("Constructive rest");
    walk.press("I'm ready");
    walk.pass(1s);
    walk.window().findChild<ui::PlayerPage *>()->setFloorMode(true);
    walk.window().showNormal();
    walk.window().resize(size);
    walk.settle();
    auto *ring = walk.window().findChild<ui::CountdownRing *>();
    REQUIRE(ring->text() == "9:59");
    // What is as dark as text in the middle third of the ring is the digits.
    const QImage picture = ring->grab().toImage();
    const QColor text = ui::lightTokens().text;
    int top = picture.height();
    int bottom = 0;
    for (int y = 0; y < picture.height(); ++y) {
        for (int x = picture.width() / 3; x < 2 * picture.width() / 3; ++x) {
            if (picture.pixelColor(x, y) == text) {
                top = std::min(top, y);
                bottom = std::max(bottom, y);
            }
        }
    }
    CHECK(bottom - top + 1 >= size.height() / 12);
}
