#pragma once

#include "app/neighbours.h"
#include "app/session_bus.h"
#include "app/session_on_desktop.h"
#include "app/small_practice.h"
#include "support/manual_clock.h"

#include <QTemporaryDir>

namespace psoas::app {

/// `stretch` on both sides: get into place, hold 20 s left, rest 5 s, hold 20 s right, and then lie
/// down and say when.
inline Library twoSides() {
    using namespace std::chrono_literals;
    Library out = smallLibrary();
    core::Repeat both;
    both.id = "both";
    both.sides = {core::Side::Left, core::Side::Right};
    both.steps = {step("hold", core::StepKind::Hold, 20s), step("rest", core::StepKind::Rest, 5s)};
    out.routines.front() = made("stretch", core::RoutineKind::Technique,
                                {step("set-up", core::StepKind::Prepare, std::nullopt), both,
                                 step("lie-down", core::StepKind::Prepare, std::nullopt)});
    return out;
}

/// A practice on a desktop of its own.
struct DesktopRoom {
    QTemporaryDir dir;
    ManualClock clock;
    Settings settings{dir.filePath("settings.ini")};
    Practice practice{Practice::Tools{clock, settings, nullptr, "test"}};
    std::unique_ptr<SessionOnDesktop> desktop = std::make_unique<SessionOnDesktop>(
        practice, openSessionBus(),
        SessionOnDesktop::Words{.whyAwake = "Why", .side = [](core::Side side) {
                                    return side == core::Side::Left ? QString("Left side")
                                                                    : QString("Right side");
                                }});

    DesktopRoom() {
        practice.setLibrary(twoSides());
        practice.setFacts({});
    }

    void happen(const core::Event &event) { practice.session().handle(event); }
    /// From the pages into the hold on the left.
    void begin() {
        practice.start("stretch");
        if (isAt<stage::Question>(practice)) {
            passCheck(practice);
            passScreening(practice);
        }
        practice.ready(std::nullopt);
        // There may be a time to get into place.
        while (phase() == core::Phase::CountIn) {
            pass(core::Seconds{1});
        }
        REQUIRE(phase() == core::Phase::Running);
    }
    void pass(core::Milliseconds span) {
        using namespace std::chrono_literals;
        for (; span > 0s; span -= std::min<core::Milliseconds>(span, 1s)) {
            clock.advance(std::min<core::Milliseconds>(span, 1s));
            happen(core::event::Tick{});
        }
    }
    core::SessionView view() { return practice.session().session()->view(); }
    core::Phase phase() { return view().phase; }
};

}  // namespace psoas::app
