#include "app/session_controller.h"

#include "support/catch.h"
#include "support/manual_clock.h"

using namespace psoas;
using namespace psoas::app;
using namespace std::chrono_literals;

namespace {

core::Plan oneHold() {
    core::PlannedStep hold;
    hold.step = "hold";
    hold.title = "Hold";
    hold.kind = core::StepKind::Hold;
    hold.seconds = 20s;
    core::Plan plan;
    plan.steps = {hold};
    return plan;
}

}  // namespace

TEST_CASE("a controller without a session does nothing") {
    const ManualClock clock;
    SessionController controller(clock);
    controller.handle(core::event::Start{});
    CHECK(controller.session() == nullptr);
    CHECK(controller.elapsedNow() == 0ms);
}

TEST_CASE("a controller turns effects into signals and ends last") {
    ManualClock clock;
    SessionController controller(clock);
    std::vector<std::string> heard;
    QObject::connect(&controller, &SessionController::announced, &controller,
                     [&](const core::Announcement &what) {
                         heard.emplace_back(what.kind == core::Announcement::Kind::SessionEnds
                                                ? "over"
                                                : "begins");
                     });
    QObject::connect(&controller, &SessionController::journaled, &controller,
                     [&](const core::JournalEntry &entry) {
                         heard.emplace_back(core::transitionName(entry.transition));
                     });
    QObject::connect(
        &controller, &SessionController::finished, &controller,
        [&](core::Outcome outcome) { heard.emplace_back(core::outcomeName(outcome)); });
    controller.load(oneHold());
    controller.handle(core::event::Start{});
    clock.advance(3s);
    controller.handle(core::event::Tick{});
    CHECK(controller.session()->view().left == 17s);
    clock.advance(250ms);
    CHECK(controller.elapsedNow() == 3250ms);
    controller.handle(core::event::Skip{});
    CHECK(heard == std::vector<std::string>{"began", "begins", "skipped", "over", "ended_early"});
}
