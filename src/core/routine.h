#pragma once

#include "core/clock.h"
#include "core/pose.h"

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace psoas::core {

enum class RoutineKind { Technique, SafetyCheck };
enum class StepKind { Prepare, Hold, Rest, Question };
enum class Side { Left, Right };

/// How soon a "yes" needs someone's help; a greater value is more urgent.
enum class Urgency { Therapist, Advice, Stop, Emergency };

[[nodiscard]] std::string_view kindName(RoutineKind kind) noexcept;    ///< `technique`, …
[[nodiscard]] std::string_view kindName(StepKind kind) noexcept;       ///< `prepare`, `hold`, …
[[nodiscard]] std::string_view sideName(Side side) noexcept;           ///< `left` or `right`
[[nodiscard]] std::string_view urgencyName(Urgency urgency) noexcept;  ///< `emergency`, …

// The value with such a name, or nothing.
[[nodiscard]] std::optional<RoutineKind> routineKindNamed(std::string_view name) noexcept;
[[nodiscard]] std::optional<StepKind> stepKindNamed(std::string_view name) noexcept;
[[nodiscard]] std::optional<Side> sideNamed(std::string_view name) noexcept;
[[nodiscard]] std::optional<Urgency> urgencyNamed(std::string_view name) noexcept;

[[nodiscard]] Side otherSide(Side side) noexcept;

/// Something said during a hold, so many seconds after its start or before its end.
struct Cue {
    enum class From { Start, End };
    From from = From::Start;
    Seconds offset{0};
    std::string say;
    friend bool operator==(const Cue &, const Cue &) = default;
};

/// When in a step of this length the cue is due; below zero or beyond the length: never.
[[nodiscard]] Milliseconds offsetIn(const Cue &cue, Milliseconds length) noexcept;

/// How long one breath is, part by part; the pauses may be nothing.
struct Breathing {
    Seconds in{0};
    Seconds out{0};
    Seconds afterIn{0};   ///< pause, breathed in
    Seconds afterOut{0};  ///< pause, breathed out
    friend bool operator==(const Breathing &, const Breathing &) = default;
};

/// The hold times that the sources recommend, both ends included.
struct SecondsRange {
    Seconds least{0};
    Seconds most{0};
    friend bool operator==(const SecondsRange &, const SecondsRange &) = default;
};

/// When to stop, and the fact that says so (`B5`, `F1`, …).
struct StopSign {
    std::string id;
    std::string say;
    friend bool operator==(const StopSign &, const StopSign &) = default;
};

/// One instruction, hold, rest or question.
struct Step {
    std::string id;
    StepKind kind = StepKind::Prepare;
    std::string title;  ///< for a question: the question
    std::string say;
    /// A step that names none in its file has that of the step before it.
    std::optional<Pose> pose;
    std::optional<Seconds> seconds;  ///< absent: the step waits for the person
    std::optional<SecondsRange> recommended;
    std::vector<Cue> cues;
    std::optional<Breathing> breathing;  ///< absent: the routine's
    std::optional<Urgency> urgency;      ///< questions only
    std::string ifYes;                   ///< questions only: what a yes means
    std::vector<std::string> sources;    ///< ids of facts: `K7`, `R2`, …
    friend bool operator==(const Step &, const Step &) = default;
};

/// Steps done several times, on one side after the other, or both. Rounds are the outer loop.
struct Repeat {
    std::string id;
    std::string title;  ///< may be empty
    int times = 1;
    std::vector<Side> sides;  ///< empty: the steps have no side
    std::vector<Step> steps;
    friend bool operator==(const Repeat &, const Repeat &) = default;
};

using RoutineStep = std::variant<Step, Repeat>;

/// A routine as its file says it, adjustments applied or not.
struct Routine {
    std::string id;
    std::string title;
    RoutineKind kind = RoutineKind::Technique;
    std::string summary;
    std::vector<std::string> equipment;
    std::string why;
    std::string feel;
    std::vector<std::string> mistakes;
    std::vector<StopSign> stopIf;
    std::optional<Breathing> breathing;
    std::vector<RoutineStep> steps;
    friend bool operator==(const Routine &, const Routine &) = default;
};

/// The longest that a step in this pose may last: 3600 s, on the ball 300 s.
[[nodiscard]] Seconds longestStep(std::optional<Pose> pose) noexcept;

/// The most rounds that a repeat may have.
inline constexpr int kMostRounds = 20;

/// Whether the text can be an id: lower-case letters a to z and digits, in words joined by single
/// hyphens.
[[nodiscard]] bool isId(std::string_view text) noexcept;

/// The longest that a whole session may last: 2 h of timed steps.
inline constexpr Seconds kLongestSession{7200};

/// Every step of the routine in file order, those inside repeats included.
[[nodiscard]] std::vector<const Step *> allSteps(const Routine &routine);

}  // namespace psoas::core
