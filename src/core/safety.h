#pragma once

#include "core/clock.h"
#include "core/record.h"
#include "core/routine.h"
#include "core/screening.h"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <variant>
#include <vector>

namespace psoas::core {

/// A red-flag check whose result was filed.
struct FiledCheck {
    std::string id;  ///< of the session it was
    WallTime at;
    std::optional<Urgency> urgency;  ///< of the most urgent yes; absent: none was answered yes
    bool clinicianLooked = false;    ///< yes to "Has a clinician looked at this?"
    friend bool operator==(const FiledCheck &, const FiledCheck &) = default;
};

/// A check that was filed on another machine and came in with its history.
struct MergedCheck {
    FiledCheck check;
    std::string after;  ///< id of the newest check filed here when it came in; empty: none was
    friend bool operator==(const MergedCheck &, const MergedCheck &) = default;
};

/// The day page's answer.
struct DayAnswer {
    WallTime at;
    bool nothingNew = false;
    friend bool operator==(const DayAnswer &, const DayAnswer &) = default;
};

struct ScreeningRecord {
    WallTime at;
    ScreeningAnswer answer = ScreeningAnswer::No;
    friend bool operator==(const ScreeningRecord &, const ScreeningRecord &) = default;
};

/// A session that ended because of sharp or numb pain.
struct PainStop {
    WallTime at;
    std::string routineId;
    friend bool operator==(const PainStop &, const PainStop &) = default;
};

/// Everything the gate decides by. Lists are oldest first.
struct SafetyFacts {
    std::vector<FiledCheck> checks;           ///< filed here, as they were filed
    std::vector<MergedCheck> mergedChecks{};  ///< by their times
    /// Id of the newest check filed here (empty: none) when another history last changed this one;
    /// a full check is due until the next one is filed.
    std::optional<std::string> mergedAfter{};
    std::vector<DayAnswer> days;
    std::map<Screening, ScreeningRecord> screenings;  ///< the newest answer to each
    std::vector<PainStop> painStops;
    /// The newest wall time in the store, of anything. A clock that stands before it was set back.
    std::optional<WallTime> newestStored;
    friend bool operator==(const SafetyFacts &, const SafetyFacts &) = default;
};

/// What is remembered outside the store, so that a store that was replaced, restored from a backup,
/// damaged or could not be written cannot open the gate.
struct SafetySeal {
    std::string lastCheckId{};          ///< of the check that is good; empty: a new one is due
    std::optional<Urgency> lock{};      ///< that the last check left
    std::vector<PainStop> painStops{};  ///< those that may still close a routine
    std::set<Screening> screenedYes{};  ///< questions whose newest answer is `Yes`
    friend bool operator==(const SafetySeal &, const SafetySeal &) = default;
};

enum class CheckInterval { EverySession, Daily, Weekly };

/// What the person has answered on the way from this one press of *Start*. It lets them through
/// where nothing can be remembered (no store, a clock that stands wrong) without asking in circles.
struct GatePass {
    WallTime since{};       ///< when *Start* was pressed
    bool checked = false;   ///< the full check was filed
    bool dayGiven = false;  ///< "Nothing new"
    std::set<Screening> screened{};
};

// What stands between *Start* and the routine, one at a time.
namespace gate {
struct Locked {  ///< a check's result closes every technique
    Urgency urgency;
    friend bool operator==(const Locked &, const Locked &) = default;
};
struct ClosedToday {  ///< this routine was stopped for pain today
    friend bool operator==(const ClosedToday &, const ClosedToday &) = default;
};
struct AskFullCheck {
    friend bool operator==(const AskFullCheck &, const AskFullCheck &) = default;
};
struct AskDayPage {
    WallTime since;  ///< "Anything new since …?": when the last check was filed
    friend bool operator==(const AskDayPage &, const AskDayPage &) = default;
};
struct AskScreening {
    std::set<Screening> questions;
    friend bool operator==(const AskScreening &, const AskScreening &) = default;
};
struct ClosedByScreening {  ///< a yes without a clinician's word
    std::set<Screening> questions;
    friend bool operator==(const ClosedByScreening &, const ClosedByScreening &) = default;
};
struct Open {
    friend bool operator==(const Open &, const Open &) = default;
};
}  // namespace gate

using GateStep = std::variant<gate::Locked, gate::ClosedToday, gate::AskFullCheck, gate::AskDayPage,
                              gate::AskScreening, gate::ClosedByScreening, gate::Open>;

/// How long answers are good for (the check weekly, screenings 30 days, the day page for its date
/// and 24 hours at most).
inline constexpr std::chrono::hours kCheckValidity{7 * 24};
inline constexpr std::chrono::hours kDayValidity{24};
inline constexpr std::chrono::hours kScreeningValidity{30 * 24};

/// Whether a result of this urgency closes every technique: all but `Therapist` do.
[[nodiscard]] bool locks(Urgency urgency) noexcept;

/// The lock that these checks leave: the strictest of the seal's, that of the checks filed here,
/// and that of all checks in the order of their times. An emergency or a stop is lifted only by a
/// later check in which a clinician has looked; advice by any later check without a yes that locks.
/// A check filed here after a merge is later than all that came in with it, whatever their dates.
[[nodiscard]] std::optional<Urgency> lockOf(const SafetyFacts &facts, const SafetySeal &seal);

/// Whether the next full check begins with "Has a clinician looked at this?".
[[nodiscard]] bool asksForClinician(const SafetyFacts &facts, const SafetySeal &seal);

/// Whether a full check is due at `now`: none yet, too old by the interval, a yes in the last one,
/// "Something new" or a stop for pain since, another history merged in since, a last check that is
/// not the sealed one (the store was replaced, or the seal broken), or a clock that stands before
/// what is stored.
[[nodiscard]] bool fullCheckDue(const SafetyFacts &facts, const SafetySeal &seal, WallTime now,
                                CheckInterval interval);

/// Whether a stop for pain since the last check is a reason for it.
[[nodiscard]] bool painSinceCheck(const SafetyFacts &facts);

/// The pass as long as it is good: for the local date and 24 hours, like the day page. After that
/// an empty one that begins at `now`: a page that stood open over night counts as just reached.
[[nodiscard]] GatePass stillGood(const GatePass &pass, WallTime now);

/// The one way in: what comes next between *Start* and this technique. Call it again after each
/// answer, with a pass that is still good, until it says `Open` or a reason why not.
[[nodiscard]] GateStep nextGateStep(const SafetyFacts &facts, const SafetySeal &seal,
                                    const Routine &routine, WallTime now, CheckInterval interval,
                                    const GatePass &pass);

/// The check that this session was, dated by its first question. It must have ended with a check's
/// outcome. A clinician has looked only where no question was left open: half a check lifts
/// nothing.
[[nodiscard]] FiledCheck filedCheck(const SessionRecord &session);

/// What a check comes to that is left before it was filed, or that the program did not live to see
/// the end of: the outcome of its most urgent yes. `planned` are its steps as they were begun,
/// `questions` say how urgent a yes is; a yes to a question that is not among them counts as an
/// emergency. Nothing where no yes counts. One that points to a therapist counts only when every
/// question was answered: filed, it would stand for a whole check, and lift a lock.
[[nodiscard]] std::optional<Outcome> outcomeWhenLeft(const std::vector<StepRecord> &planned,
                                                     const std::vector<AnswerRecord> &answers,
                                                     const std::vector<PlannedStep> &questions);

/// What the store knows, and what was answered since the program started and may not be in it yet.
[[nodiscard]] SafetyFacts merged(SafetyFacts stored, const SafetyFacts &sinceStart);

/// The id that "Has a clinician looked at this?" has among the check's answers.
inline constexpr const char *kClinicianQuestion = "clinician";

/// The seal after the newest of `facts.checks` was filed.
[[nodiscard]] SafetySeal sealed(const SafetyFacts &facts, const SafetySeal &before);

/// The seal once something has happened that only a new full check answers: a yes that may never
/// be filed, "Something new", or pain. That check is then due whatever becomes of the store.
[[nodiscard]] SafetySeal broken(SafetySeal seal);

/// The same after a stop for pain, which closes its routine besides. Stops that close nothing any
/// more at the new one's time are forgotten.
[[nodiscard]] SafetySeal brokenByPain(SafetySeal seal, const PainStop &stop);

/// The seal while a check is under way whose most urgent yes so far is this: with the lock that it
/// would leave, should neither the program nor the store live to file it.
[[nodiscard]] SafetySeal foreseeing(SafetySeal seal, std::optional<Urgency> urgency);

/// The seal after a screening question was answered.
[[nodiscard]] SafetySeal withScreening(SafetySeal seal, Screening question, ScreeningAnswer answer);

}  // namespace psoas::core
