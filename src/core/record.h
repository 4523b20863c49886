#pragma once

#include "core/clock.h"
#include "core/plan.h"
#include "core/routine.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace psoas::core {

/// How a session ended. The last five belong to the red-flag check.
enum class Outcome {
    Completed,       ///< the end was reached and no hold was skipped
    EndedEarly,      ///< ended by the person, or a hold was skipped
    StoppedForPain,  ///< sharp or numb pain was named
    Interrupted,     ///< the program ended in the middle
    Clear,
    Therapist,
    Advice,
    Stop,
    Emergency,
};

enum class HurtKind { Sharp, Numb, Dull };
enum class HurtChoice { EaseOff, FinishHold, SkipHold, EndSession };

[[nodiscard]] std::string_view outcomeName(Outcome outcome) noexcept;  ///< `ended_early`, …
[[nodiscard]] std::optional<Outcome> outcomeNamed(std::string_view name) noexcept;
[[nodiscard]] std::string_view hurtName(HurtKind kind) noexcept;        ///< `sharp`, `numb`, `dull`
[[nodiscard]] std::string_view choiceName(HurtChoice choice) noexcept;  ///< `ease_off`, …
[[nodiscard]] std::optional<HurtKind> hurtNamed(std::string_view name) noexcept;
[[nodiscard]] std::optional<HurtChoice> choiceNamed(std::string_view name) noexcept;
/// The outcome of a check whose most urgent yes is this; absent: `Clear`.
[[nodiscard]] Outcome outcomeOf(std::optional<Urgency> urgency) noexcept;

/// The urgency of a check with this outcome; nothing for `Clear` and for techniques' outcomes.
[[nodiscard]] std::optional<Urgency> urgencyOf(Outcome outcome) noexcept;
/// Whether the outcome is one of a check.
[[nodiscard]] bool isCheckOutcome(Outcome outcome) noexcept;

/// What a note has room for, in bytes: about twenty pages. A longer one could leave in an export
/// and not come back.
inline constexpr std::size_t kLongestNote = 65'536;

/// Whether a session can have this note: no longer than that and without the character NUL, which
/// an export does not bring back either.
[[nodiscard]] bool canBeNote(std::string_view note) noexcept;

/// What was planned and what was done in one step. Only holds have a dose: every other step has
/// `planned`, `held` and `extended` of zero, so that a session's sums are the sums of its steps.
/// Always `held <= planned + extended`.
struct StepRecord {
    std::string step;
    std::string title;
    StepKind kind = StepKind::Prepare;
    std::optional<Side> side;
    int round = 1;
    Milliseconds planned{0};
    Milliseconds held{0};
    Milliseconds paused{0};  ///< pauses, count-ins and the hurt dialog
    Milliseconds extended{0};
    bool skipped = false;
    friend bool operator==(const StepRecord &, const StepRecord &) = default;
};

struct AnswerRecord {
    std::string question;
    bool yes = false;
    friend bool operator==(const AnswerRecord &, const AnswerRecord &) = default;
};

/// A press of "It hurts". `at` is time run in the step when the clock stopped, pauses not counted.
/// `choice` is there only for dull pain that was answered.
struct HurtRecord {
    std::optional<HurtKind> kind;  ///< absent until named
    std::string step;
    std::optional<Side> side;
    Milliseconds at{0};
    std::optional<HurtChoice> choice;
    friend bool operator==(const HurtRecord &, const HurtRecord &) = default;
};

/// A session as it stands in the store and leaves in an export.
struct SessionRecord {
    std::string id;  ///< UUID
    std::string routineId;
    std::string routineTitle;
    std::string contentDigest;  ///< of the files that the plan was made from
    WallTime startedAt;
    std::optional<WallTime> endedAt;
    std::optional<Outcome> outcome;      ///< absent while it runs
    std::optional<int> tightnessBefore;  ///< 0 to 10
    std::optional<int> tightnessAfter;   ///< 0 to 10
    std::string note;                    ///< see `canBeNote`
    std::optional<WallTime> editedAt;
    std::string appVersion;
    std::vector<StepRecord> steps;  ///< all that were planned, reached or not
    std::vector<AnswerRecord> answers;
    std::vector<HurtRecord> hurts;

    [[nodiscard]] Milliseconds planned() const noexcept;
    [[nodiscard]] Milliseconds held() const noexcept;
    [[nodiscard]] Milliseconds paused() const noexcept;
    friend bool operator==(const SessionRecord &, const SessionRecord &) = default;
};

/// The record of a planned step before anything was done.
[[nodiscard]] StepRecord untouched(const PlannedStep &step);

/// What is added to the hold at `position` because it was added to the same hold of the round on
/// the side worked before: the second side is never planned shorter. Nothing where the first was
/// not held to its end, whether it was skipped or ended for pain.
[[nodiscard]] Milliseconds carriedExtension(const std::vector<StepRecord> &steps,
                                            std::size_t position) noexcept;

/// The side whose hold takes over what is added to the one at `position`; nothing where none
/// follows.
[[nodiscard]] std::optional<Side> sideCarriedTo(const std::vector<StepRecord> &steps,
                                                std::size_t position) noexcept;

enum class Transition {
    Began,  ///< the step at `position` begins
    Beat,   ///< five more seconds have run
    Paused,
    CountIn,  ///< three seconds to go
    Resumed,
    Extended,
    Done,
    Skipped,
    WentBack,  ///< the step's dose was set back to nothing
    Hurt,
    HurtNamed,
    HurtAnswered,
    Answered,
    Ended,      ///< by the person, before the plan's end
    Suspended,  ///< the machine slept or stood still; paused at the second it stopped
};

[[nodiscard]] std::string_view transitionName(Transition transition) noexcept;
[[nodiscard]] std::optional<Transition> transitionNamed(std::string_view name) noexcept;

/// A hurt and which one of the session it is, from 0; a later entry replaces an earlier one.
struct NumberedHurt {
    std::size_t index = 0;
    HurtRecord hurt;
    friend bool operator==(const NumberedHurt &, const NumberedHurt &) = default;
};

/// One line of the journal: what happened, when, and how the step at `position` then stood. A
/// store that applies entries in order knows all that was done up to the last of them.
struct JournalEntry {
    int sequence = 0;    ///< from 1, without gaps
    Milliseconds at{0};  ///< active time since the session's start
    Transition transition = Transition::Began;
    std::size_t position = 0;  ///< in the plan
    Milliseconds elapsed{0};   ///< run in this step, pauses not counted
    StepRecord step;
    std::optional<AnswerRecord> answer;  ///< replaces an earlier answer to the same question
    std::optional<NumberedHurt> hurt;
    friend bool operator==(const JournalEntry &, const JournalEntry &) = default;
};

/// The newest line of a session's journal, without what the record tells of it.
struct JournalMark {
    int sequence = 0;
    Milliseconds at{0};  ///< active time since the session's start
    Transition transition = Transition::Began;
    std::size_t position = 0;  ///< in the plan
    Milliseconds elapsed{0};   ///< run in that step
    WallTime wall;
    friend bool operator==(const JournalMark &, const JournalMark &) = default;
};

[[nodiscard]] JournalMark markOf(const JournalEntry &entry, WallTime wall);

/// A session that nobody ended, as it stood at its last journal entry.
struct UnfinishedSession {
    SessionRecord record;
    std::optional<JournalMark> last;  ///< absent: the program ended before the first entry
    friend bool operator==(const UnfinishedSession &, const UnfinishedSession &) = default;

    /// When it was last seen running: at its last entry, or else at its start.
    [[nodiscard]] WallTime lastSeen() const { return last ? last->wall : record.startedAt; }
};

/// What such a session counts as when it is filed as it stands: stopped for pain or ended early if
/// that was the last thing the person said, else interrupted. Never completed.
[[nodiscard]] Outcome outcomeAsItStands(const UnfinishedSession &session) noexcept;

}  // namespace psoas::core
