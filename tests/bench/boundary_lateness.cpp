// How late the boundaries of a session are in real time.
// Usage: boundary_lateness STEPS SECONDS
// Runs a plan of so many holds of so many seconds and prints, for each boundary, how many
// microseconds after its due time the controller passed it; negative is early.

#include "app/clock.h"
#include "app/session_controller.h"

#include <QCoreApplication>

#include <chrono>
#include <cstdlib>
#include <iostream>

namespace {

using namespace psoas;
// On Linux the steady clock is the one that sessions are timed by, in nanoseconds.
using Precise = std::chrono::steady_clock;

core::Plan planOf(int steps, core::Seconds length) {
    core::Plan plan;
    plan.routineId = plan.routineTitle = "bench";
    for (int i = 0; i < steps; ++i) {
        core::PlannedStep step;
        step.step = step.title = "hold";
        step.kind = core::StepKind::Hold;
        step.seconds = length;
        plan.steps.push_back(step);
    }
    return plan;
}

}  // namespace

int main(int argc, char **argv) {
    QCoreApplication application(argc, argv);
    if (argc != 3) {
        std::cerr << "usage: boundary_lateness STEPS SECONDS\n";
        return 2;
    }
    const int steps = std::atoi(argv[1]);
    const core::Seconds length{std::atoi(argv[2])};
    const auto clock = app::systemClock();
    app::SessionController session(*clock);
    Precise::time_point start;
    int passed = 0;
    QObject::connect(&session, &app::SessionController::journaled, &application,
                     [&](const core::JournalEntry &entry) {
                         if (entry.transition != core::Transition::Done) {
                             return;
                         }
                         const auto late = Precise::now() - start - ++passed * length;
                         std::cout
                             << std::chrono::duration_cast<std::chrono::microseconds>(late).count()
                             << '\n';
                     });
    QObject::connect(&session, &app::SessionController::finished, &application,
                     [] { QCoreApplication::quit(); });
    session.load(planOf(steps, length));
    // The controller reads its clock inside `handle`: not before the moment that is taken here.
    start = Precise::now();
    session.handle(core::event::Start{});
    return QCoreApplication::exec();
}
