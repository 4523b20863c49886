#pragma once

#include "core/session.h"
#include "support/catch.h"

#include <string>
#include <vector>

namespace psoas::core {

/// Tells a session as a timeline: `at(45s, event::Skip{})` moves both clocks and hands the event
/// over. `heard` collects what was said and played, `journal` what was journaled, as short lines.
class Timeline {
public:
    explicit Timeline(Plan plan, SessionRules rules = {}) : session(std::move(plan), rules) {}

    Timeline(Plan plan, const UnfinishedSession &interrupted)
        : session(std::move(plan), interrupted) {}

    Effects at(Milliseconds when, const Event &event = event::Tick{}) {
        const Milliseconds past = when - m_last;
        m_last = when;
        m_moment = {m_moment.active + past, m_moment.boot + past};
        return keep(session.handle(m_moment, event));
    }

    /// The same so long after whatever came last.
    Effects after(Milliseconds span, const Event &event = event::Tick{}) {
        return at(m_last + span, event);
    }

    /// Ticks every second up to `when`, as an idle machine would.
    void runTo(Milliseconds when) {
        while (m_last + Seconds{1} <= when) {
            at(m_last + Seconds{1});
        }
        at(when);
    }

    /// The machine sleeps: only the boot clock runs.
    void sleep(Milliseconds span) { m_moment.boot += span; }

    Session session;
    std::vector<std::string> heard;
    std::vector<JournalEntry> journal;
    std::optional<Outcome> outcome;

private:
    /// A step that begins by its title and its text; what no file says, by a short word.
    [[nodiscard]] std::string words(const Announcement &what) const {
        switch (what.kind) {
            case Announcement::Kind::StepBegins: {
                const std::string &title = session.plan().steps[what.position].title;
                return what.text.empty() ? title : title + ". " + what.text;
            }
            case Announcement::Kind::Cue:
                return what.text;
            case Announcement::Kind::HalfWay:
                return "half-way";
            case Announcement::Kind::TenSeconds:
                return "ten seconds";
            case Announcement::Kind::TimeAdded:
                return what.takesBack ? "more after all" : "more";
            case Announcement::Kind::Paused:
                return what.slept ? "slept" : "paused";
            case Announcement::Kind::WhatHurts:
                return "what hurts";
            case Announcement::Kind::HowToGoOn:
                return "how to go on";
            case Announcement::Kind::GoingOn:
                return "going on";
            case Announcement::Kind::SessionEnds:
                return "over";
        }
        return {};
    }

    Effects keep(Effects effects) {
        for (const Effect &effect : effects) {
            if (const auto *say = std::get_if<effect::Say>(&effect)) {
                heard.push_back(words(say->what));
            } else if (const auto *entry = std::get_if<effect::Journal>(&effect)) {
                journal.push_back(entry->entry);
            } else if (const auto *end = std::get_if<effect::Finished>(&effect)) {
                REQUIRE_FALSE(outcome);
                outcome = end->outcome;
            }
        }
        return effects;
    }

    Milliseconds m_last{0};
    Moment m_moment{ActiveTime{Milliseconds{500'000}}, BootTime{Milliseconds{900'000}}};
};

inline PlannedStep prepare(const std::string &id, std::optional<Seconds> seconds = {}) {
    PlannedStep step;
    step.step = step.title = id;
    step.kind = StepKind::Prepare;
    step.seconds = seconds;
    return step;
}

inline PlannedStep hold(const std::string &id, Seconds seconds, Side side = Side::Left) {
    PlannedStep step = prepare(id, seconds);
    step.kind = StepKind::Hold;
    step.side = side;
    return step;
}

inline PlannedStep question(const std::string &id, Urgency urgency) {
    PlannedStep step = prepare(id);
    step.kind = StepKind::Question;
    step.urgency = urgency;
    return step;
}

inline Plan planOf(std::vector<PlannedStep> steps, RoutineKind kind = RoutineKind::Technique) {
    return {.routineId = "r", .routineTitle = "R", .kind = kind, .steps = std::move(steps)};
}

}  // namespace psoas::core
