#pragma once

#include "app/prompter.h"
#include "app/session_controller.h"
#include "support/manual_clock.h"

#include <vector>

namespace psoas {

/// Two sides with all that is heard in one: waiting, a cue, a breath, and the last ten seconds.
inline core::Plan spokenPlan() {
    using namespace std::chrono_literals;
    core::PlannedStep getReady;
    getReady.step = "get-ready";
    getReady.title = "Lie down";
    getReady.say = "Bend your knees.";
    core::PlannedStep hold;
    hold.step = "hold";
    hold.title = "Hold";
    hold.say = "Tuck your pelvis.";
    hold.kind = core::StepKind::Hold;
    hold.seconds = 30s;
    hold.side = core::Side::Left;
    hold.breathing = core::Breathing{.in = 4s, .out = 6s};
    hold.cues = {{.from = core::Cue::From::Start, .offset = 15s, .say = "Keep breathing."}};
    core::PlannedStep rest;
    rest.step = "rest";
    rest.title = "Change sides";
    rest.kind = core::StepKind::Rest;
    rest.seconds = 10s;
    core::PlannedStep right = hold;
    right.side = core::Side::Right;
    core::Plan plan;
    plan.routineId = "spoken";
    plan.routineTitle = "Spoken";
    plan.steps = {getReady, hold, rest, right};
    return plan;
}

/// Runs a session through everything that can be heard in one; returns what went on record.
inline std::vector<core::JournalEntry> journalOf(app::SessionController &session,
                                                 app::ManualClock &clock) {
    using namespace std::chrono_literals;
    std::vector<core::JournalEntry> journal;
    const auto heard =
        QObject::connect(&session, &app::SessionController::journaled, &session,
                         [&](const core::JournalEntry &entry) { journal.push_back(entry); });
    const auto pass = [&](core::Milliseconds span) {
        for (; span > 0ms; span -= 250ms) {
            clock.advance(250ms);
            session.handle(core::event::Tick{});
        }
    };
    session.load(spokenPlan());
    session.handle(core::event::Start{});
    pass(2s);
    session.handle(core::event::Ready{});
    pass(16s);
    session.handle(core::event::Pause{});
    pass(5s);
    session.handle(core::event::Resume{});
    pass(4s);
    session.handle(core::event::Extend{});
    pass(1s);
    clock.sleep(60s);
    pass(1s);
    session.handle(core::event::Resume{});
    pass(40s);
    session.handle(core::event::Back{});
    session.handle(core::event::Hurt{});
    pass(3s);
    session.handle(core::event::NameHurt{core::HurtKind::Dull});
    session.handle(core::event::ChooseAfterHurt{core::HurtChoice::EaseOff});
    pass(90s);
    QObject::disconnect(heard);
    return journal;
}

}  // namespace psoas
