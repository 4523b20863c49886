#pragma once

#include "core/clock.h"
#include "core/plan.h"
#include "core/record.h"

#include <cstddef>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace psoas::core {

// What can happen to a session. Every one arrives with the moment at which it happened.
namespace event {
struct Start {};
struct Ready {};  ///< "I'm ready": ends a waiting step; files a check under review
struct Tick {};
struct Pause {};
struct Resume {};  ///< runs on after the count-in
struct Skip {};
struct Back {};
struct Extend {};  ///< 15 more seconds for the running hold, up to its limit
struct Hurt {};    ///< stops the clock and asks which kind
struct NameHurt {
    HurtKind kind;
};
struct ChooseAfterHurt {
    HurtChoice choice;
};
struct Answer {
    bool yes;
};
struct Revise {  ///< while a check is under review: ask that question again
    std::size_t position;
};
/// By the person. Not while the kind of pain is being asked: that must be said first. A check with
/// a yes among its answers ends with the outcome of that (`outcomeWhenLeft`).
struct End {};
/// The machine is about to sleep: what has run so far is journaled at once. Only a hint: whether it
/// slept is told by the clocks.
struct Suspending {};
}  // namespace event

using Event =
    std::variant<event::Start, event::Ready, event::Tick, event::Pause, event::Resume, event::Skip,
                 event::Back, event::Extend, event::Hurt, event::NameHurt, event::ChooseAfterHurt,
                 event::Answer, event::Revise, event::End, event::Suspending>;

enum class Chime { Start, Switch, TenSeconds, HoldEnd, SessionEnd, Paused };

/// Something for the ear. The sentences are made by whoever speaks; what the files say is in it.
struct Announcement {
    enum class Kind {
        StepBegins,   ///< or goes on after an interruption
        Cue,          ///< of the file
        HalfWay,      ///< through a hold that is long enough for it
        TenSeconds,   ///< to the end of a hold
        TimeAdded,    ///< to the running hold: `added`
        Paused,       ///< by the person, or by a sleep of the machine
        WhatHurts,    ///< the time stands still until it is said what kind of pain it is
        HowToGoOn,    ///< after dull pain
        GoingOn,      ///< the count-in after a pause begins
        SessionEnds,  ///< with `outcome`
    };
    Kind kind = Kind::StepBegins;
    std::size_t position = 0;  ///< in the plan
    std::string text;          ///< the words of the file: of the step that begins, or of the cue
    bool newSide = false;      ///< the side has to be said: it is new, or may have been missed
    bool slept = false;        ///< paused by a sleep of the machine, not by the person
    Milliseconds added{0};     ///< with `TimeAdded`: so much
    /// What was said of the time that is left is not true any more.
    bool takesBack = false;
    std::optional<Outcome> outcome{};
    friend bool operator==(const Announcement &, const Announcement &) = default;
};

// What a session wants done. Whoever holds the session does it; the session waits for nothing.
namespace effect {
struct Say {
    Announcement what;
    friend bool operator==(const Say &, const Say &) = default;
};
struct Play {
    Chime chime;
    friend bool operator==(const Play &, const Play &) = default;
};
struct Journal {
    JournalEntry entry;
    friend bool operator==(const Journal &, const Journal &) = default;
};
struct Changed {  ///< the view is no longer what it was, beyond the running of time
    friend bool operator==(const Changed &, const Changed &) = default;
};
struct Finished {
    Outcome outcome;
    friend bool operator==(const Finished &, const Finished &) = default;
};
}  // namespace effect

using Effect =
    std::variant<effect::Say, effect::Play, effect::Journal, effect::Changed, effect::Finished>;
using Effects = std::vector<Effect>;

enum class Phase {
    NotStarted,
    Waiting,  ///< for "I'm ready" or for an answer; no time counts
    Running,
    CountIn,
    Paused,
    Hurt,      ///< the kind of pain is being asked
    HurtDull,  ///< dull: what to do is being asked
    Review,    ///< a check's answers, before they are filed
    Finished,
};

/// The session as a page shows it, at the moment of the last event. Breaths follow one another from
/// the beginning of a step, and anew, from the beginning of a breath, after every count-in.
struct SessionView {
    Phase phase = Phase::NotStarted;
    std::size_t position = 0;          ///< in the plan
    Milliseconds elapsed{0};           ///< run in this step, pauses not counted
    std::optional<Milliseconds> left;  ///< absent where the step waits
    Milliseconds length{0};            ///< of this step with what was added; 0 where it waits
    Milliseconds breathFrom{0};        ///< of `elapsed`: where the first breath began, see below
    Milliseconds countInLeft{0};
    Milliseconds countInLength{0};  ///< of the count-in that runs or ran last
    Milliseconds planElapsed{0};    ///< timed steps before this one, and this one's `elapsed`
    Milliseconds planLength{0};     ///< of all timed steps, with what was added
    std::string saying;             ///< the newest instruction or cue that is still true
    Milliseconds added{0};          ///< to this hold, what was carried over included
    Milliseconds carried{0};        ///< of that: because it was added on the side held before
    std::optional<Side> carriesTo;  ///< the side that will be held as much longer as this one
    bool canExtend = false;
    bool wasSuspended = false;  ///< the pause came from a sleep, not from the person
};

/// The numbers of a session's behaviour. A rehearsal at N times the speed scales the last two, so
/// that a busy moment is not taken for a sleep.
struct SessionRules {
    Milliseconds countIn{3000};
    Milliseconds getReady{0};       ///< count-in to a timed step after "I'm ready"; 0: none
    Milliseconds backWindow{3000};  ///< Back within this goes to the previous step
    Milliseconds extension{15000};
    Milliseconds beat{5000};         ///< at most this much is lost when the program is killed
    Milliseconds standstill{10000};  ///< a longer gap between two events was no busy moment
    Milliseconds slept{1000};        ///< boot clock ahead of the active one by more: a sleep
};

/// A session as a value with one function. It reads no clock, starts no timer and calls nobody:
/// time comes in with each event, and what is to be done comes out as effects. How often it is
/// ticked makes no difference to what it records: a late event passes through every boundary that
/// was missed, in order, and speaks only the newest text.
///
/// Events that make no sense in the present phase change nothing and return no effects.
class Session {
public:
    explicit Session(Plan plan, SessionRules rules = {});

    /// One that was interrupted, to go on where its last journal entry left it: `Start` counts in
    /// and runs on from that very millisecond. The numbers of its entries go on as well. The plan
    /// must be the one it began with (`canGoOn`).
    Session(Plan plan, const UnfinishedSession &interrupted, SessionRules rules = {});

    /// Moves time on to `now`, then lets `event` happen. `now.active` must not run backwards; an
    /// earlier one counts as the last one seen.
    [[nodiscard]] Effects handle(Moment now, const Event &event);

    [[nodiscard]] SessionView view() const;

    /// When the session next wants a tick because something changes by itself, in active time;
    /// nothing while it waits, is paused or is over.
    [[nodiscard]] std::optional<ActiveTime> nextBoundary() const;

    [[nodiscard]] const Plan &plan() const noexcept { return m_plan; }
    /// One for each planned step, in the plan's order.
    [[nodiscard]] const std::vector<StepRecord> &steps() const noexcept { return m_steps; }
    [[nodiscard]] const std::vector<HurtRecord> &hurts() const noexcept { return m_hurts; }
    /// The answers given so far, in the plan's order.
    [[nodiscard]] std::vector<AnswerRecord> answers() const;
    /// The most urgent of the questions answered with yes, if any.
    [[nodiscard]] std::optional<Urgency> urgency() const;

private:
    void moveTo(Moment now);
    void passTime(Milliseconds span);
    void runStep(Milliseconds &span);
    void countIn(Milliseconds &span);
    void addPaused(Milliseconds span);
    void suspend(Milliseconds stood);

    void on(const event::Start &);
    void on(const event::Ready &);
    void on(const event::Tick &) {}
    void on(const event::Pause &);
    void on(const event::Resume &);
    void on(const event::Skip &);
    void on(const event::Back &);
    void on(const event::Extend &);
    void on(const event::Hurt &);
    void on(const event::NameHurt &named);
    void on(const event::ChooseAfterHurt &chosen);
    void on(const event::Answer &answer);
    void on(const event::Revise &revise);
    void on(const event::End &);
    void on(const event::Suspending &);

    void takeUp();
    void enter(std::size_t position, Phase phase);
    void goOn();
    void finishStep(Transition how);
    void finish(Outcome outcome);
    void startCountIn(Milliseconds length);
    void getReady();
    void sayAgain();
    void resetDose(std::size_t position);
    void undoSkip();
    void askNext();
    void speakAt(Milliseconds elapsed);
    void carryOut(HurtChoice choice);
    void easeOff();

    void journal(Transition transition);
    void say(Announcement::Kind kind, std::string text = {});
    void play(Chime chime);
    void changed();
    [[nodiscard]] Effects takeEffects();

    void showPlan(SessionView &view) const;
    void showStep(SessionView &view) const;

    [[nodiscard]] const PlannedStep &current() const { return m_plan.steps[m_position]; }
    [[nodiscard]] StepRecord &record() { return m_steps[m_position]; }
    [[nodiscard]] bool isHold() const { return current().kind == StepKind::Hold; }
    [[nodiscard]] bool isUnderWay() const;
    [[nodiscard]] std::string sayingAt(Milliseconds elapsed) const;
    [[nodiscard]] std::string sayingNow() const;
    [[nodiscard]] bool hasToldOfEnd() const;
    void sayAnew();
    [[nodiscard]] Milliseconds length() const;
    [[nodiscard]] Milliseconds extensionLeft() const;
    [[nodiscard]] std::optional<Milliseconds> halfWay() const;
    [[nodiscard]] std::optional<Side> sideServed() const;
    [[nodiscard]] bool isOnNewSide() const;
    [[nodiscard]] Milliseconds nextStop() const;
    [[nodiscard]] Outcome outcomeAtEnd() const;
    [[nodiscard]] Outcome outcomeOfCheck() const;
    [[nodiscard]] Outcome outcomeIfEnded() const;

    /// Where a step stood when it was skipped.
    struct Skipped {
        std::size_t position;
        Milliseconds elapsed;
        Milliseconds extended;
        bool paused;
    };

    Plan m_plan;
    SessionRules m_rules;
    std::vector<StepRecord> m_steps;
    std::vector<HurtRecord> m_hurts;
    std::vector<std::optional<bool>> m_answers;  ///< by position

    Phase m_phase = Phase::NotStarted;
    Phase m_phaseBeforeHurt = Phase::NotStarted;
    std::size_t m_position = 0;
    Milliseconds m_elapsed{0};   ///< run in this step
    Milliseconds m_extended{0};  ///< added to this step
    Milliseconds m_breathFrom{0};
    Milliseconds m_countedIn{0};
    Milliseconds m_countInLength{0};
    Milliseconds m_age{0};           ///< active time since the start
    std::vector<Skipped> m_skipped;  ///< one after the other, up to here: Back undoes the last
    Moment m_now{};
    bool m_suspended = false;
    bool m_halfTold = false;  ///< of this step
    std::string m_saying;
    std::optional<Milliseconds> m_toldOfEnd;  ///< of this step: when `m_saying` told what is left
    int m_sequence = 0;
    std::optional<Transition> m_takenUpAfter;  ///< what the interrupted session did last

    // What the event at hand has brought about so far.
    Effects m_effects;
    std::optional<Announcement> m_newest;
    std::optional<Chime> m_newestChime;
    bool m_changed = false;
};

/// Whether the interrupted session can go on by this plan: a technique, with the very steps that
/// were planned then, that has not been ended by the person or by pain.
[[nodiscard]] bool canGoOn(const Plan &plan, const UnfinishedSession &interrupted);

/// Where it would go on: the step's place in the plan, and what would be left of that step; nothing
/// left where the step waits, is over, or asks about pain.
struct GoingOn {
    std::size_t position = 0;
    std::optional<Milliseconds> left;
    friend bool operator==(const GoingOn &, const GoingOn &) = default;
};
[[nodiscard]] GoingOn whereItGoesOn(const Plan &plan, const UnfinishedSession &interrupted);

}  // namespace psoas::core
