// When the player page rests: what nobody sees, or what stands still, must not keep a machine
// awake.
#include "support/catch.h"
#include "support/window_walk.h"
#include "ui/player_page.h"

#include <QCoreApplication>
#include <QTimer>
#include <QWidget>

#include <algorithm>

using namespace psoas;
using namespace psoas::ui;
using namespace std::chrono_literals;

namespace {

core::PlannedStep holdIn(core::Pose pose) {
    core::PlannedStep step;
    step.step = step.title = "hold";
    step.kind = core::StepKind::Hold;
    step.pose = pose;
    step.side = core::Side::Left;
    step.seconds = 60s;
    step.breathing = core::Breathing{.in = 4s, .out = 6s};
    return step;
}

/// The page in a session that breathes and moves a leg.
class Player {
public:
    explicit Player(bool reducedMotion = false) {
        page.setTheme(themeFor(ThemeChoice::Light, 1.0, reducedMotion));
        page.resize(1024, 700);
        core::Plan plan;
        plan.steps = {holdIn(core::Pose::ProneLegMoving)};
        page.setPlan(plan);
        show(core::Phase::Running);
        page.show();  // in its pose already: nothing has to glide there
        QCoreApplication::processEvents();
    }

    void show(core::Phase phase) {
        elapsed += 1s;
        core::SessionView view;
        view.phase = phase;
        view.elapsed = view.planElapsed = elapsed;
        view.length = view.planLength = 60s;
        view.left = 60s - elapsed;
        page.setView(view);
        QCoreApplication::processEvents();
    }

    /// Whether anything will be painted by itself, before the next view.
    [[nodiscard]] bool moves() const {
        const auto timers = page.findChildren<QTimer *>();
        return std::ranges::any_of(timers, &QTimer::isActive);
    }

    core::Milliseconds elapsed{0};
    PlayerPage page{[this] { return elapsed; }};
};

}  // namespace

TEST_CASE("player page: it moves while the session runs and rests while it is paused") {
    Player player;
    CHECK(player.moves());
    player.show(core::Phase::Paused);
    CHECK_FALSE(player.moves());
    player.show(core::Phase::Running);
    CHECK(player.moves());
    player.page.hide();
    CHECK_FALSE(player.moves());
    player.page.show();
    CHECK(player.moves());
}

TEST_CASE("player page: in a minimised window it rests, whatever happens in the session") {
    Player player;
    player.page.showMinimized();
    QCoreApplication::processEvents();
    CHECK_FALSE(player.moves());
    player.show(core::Phase::Paused);
    player.show(core::Phase::Running);
    player.show(core::Phase::Running);
    CHECK_FALSE(player.moves());
    player.page.showNormal();
    QCoreApplication::processEvents();
    CHECK(player.moves());
}

TEST_CASE("player page: under reduced motion nothing moves between two views") {
    Player player(true);
    CHECK_FALSE(player.moves());
}

TEST_CASE("player page: floor mode, minimising and a hidden window change nothing in the timing") {
    const auto journalOf = [](bool disturbed) {
        std::vector<core::JournalEntry> journal;
        WindowWalk walk;
        QObject::connect(&walk.practice().session(), &app::SessionController::journaled,
                         &walk.window(),
                         [&](const core::JournalEntry &entry) { journal.push_back(entry); });
        walk.reach(QStringLiteral("Kneeling hip-flexor stretch"));
        walk.press(QStringLiteral("I'm ready"));
        auto *player = walk.window().findChild<ui::PlayerPage *>();
        for (int second = 0; second < 300; ++second) {
            if (disturbed && second % 7 == 0) {
                player->setFloorMode(!player->isFloorMode());
            }
            if (disturbed && second % 11 == 0) {
                second % 2 == 0 ? walk.window().showMinimized() : walk.window().showNormal();
            }
            if (disturbed && second % 13 == 0) {
                walk.window().setVisible(!walk.window().isVisible());
            }
            walk.pass(std::chrono::seconds{1});
        }
        return journal;
    };
    const auto quiet = journalOf(false);
    CHECK(quiet.size() > 50);
    CHECK(journalOf(true) == quiet);
}
