// Every set of answers that a person can give to the shipped red-flag check, filed after every lock
// there can be, against tables written down by hand. Nothing here asks the code what is right.

#include "content/catalog.h"
#include "core/safety.h"
#include "core/session.h"
#include "support/catch.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

using namespace psoas;
using namespace std::chrono_literals;

namespace {

using core::Urgency;
using Lock = std::optional<Urgency>;

constexpr Lock kNone = std::nullopt;
constexpr Lock kTherapist = Urgency::Therapist;
constexpr Lock kAdvice = Urgency::Advice;
constexpr Lock kStop = Urgency::Stop;
constexpr Lock kEmergency = Urgency::Emergency;

// The tables

struct ShippedQuestion {
    const char *id;
    Urgency urgency;
};

constexpr std::array kQuestions{
    ShippedQuestion{"e1", Urgency::Emergency},
    ShippedQuestion{"e2", Urgency::Emergency},
    ShippedQuestion{"e3", Urgency::Emergency},
    ShippedQuestion{"e4", Urgency::Emergency},
    ShippedQuestion{"f1", Urgency::Stop},
    ShippedQuestion{"f2-fever", Urgency::Advice},
    ShippedQuestion{"f2-night-pain", Urgency::Advice},
    ShippedQuestion{"f2-weight-loss", Urgency::Advice},
    ShippedQuestion{"f3", Urgency::Therapist},
};

/// What the most urgent yes leads to, from the least urgent on: its urgency, how the check ends.
struct Result {
    Lock highest;
    core::Outcome outcome;
};

constexpr std::array kResults{
    Result{kNone, core::Outcome::Clear},          Result{kTherapist, core::Outcome::Therapist},
    Result{kAdvice, core::Outcome::Advice},       Result{kStop, core::Outcome::Stop},
    Result{kEmergency, core::Outcome::Emergency},
};

enum class Clinician { NotAsked, No, Yes };

/// The lock afterwards, by the lock before and by the most urgent yes (in the order of `kResults`).
struct Row {
    Lock before;
    bool mustAsk;  ///< whether the check begins with "Has a clinician looked at this?"
    std::array<Lock, kResults.size()> withoutClinician;  ///< not asked, or no
    std::array<Lock, kResults.size()> withClinician;
};

// Techniques are open exactly where this says `kNone`.
constexpr std::array kRows{
    Row{kNone,
        false,
        {kNone, kNone, kAdvice, kStop, kEmergency},
        {kNone, kNone, kAdvice, kStop, kEmergency}},
    Row{kAdvice,
        false,
        {kNone, kNone, kAdvice, kStop, kEmergency},
        {kNone, kNone, kAdvice, kStop, kEmergency}},
    Row{kStop,
        true,
        {kStop, kStop, kStop, kStop, kEmergency},
        {kNone, kNone, kAdvice, kStop, kEmergency}},
    Row{kEmergency,
        true,
        {kEmergency, kEmergency, kEmergency, kEmergency, kEmergency},
        {kNone, kNone, kAdvice, kStop, kEmergency}},
};

// The walk

/// Where the lock before is remembered. A store can be lost, and so can what is kept outside it.
enum class Kept { InBoth, InStore, InSeal };

/// How the answers are given: at once, or each of them wrong first and corrected in the review.
enum class Way { Straight, Corrected };

const core::WallTime kBefore{std::chrono::sys_days{std::chrono::year{2026} / 11 / 24} + 9h, 60min};
const core::WallTime kFiled{kBefore.utc + 1h, 60min};
const core::WallTime kAfter{kFiled.utc + 1min, 60min};

struct Gate {
    core::SafetyFacts facts;
    core::SafetySeal seal;

    void file(const core::SessionRecord &session) {
        facts.checks.push_back(core::filedCheck(session));
        facts.newestStored = session.endedAt;
        seal = core::sealed(facts, seal);
    }

    core::GateStep next(const core::Routine &routine, bool checked) const {
        const core::GatePass pass{.checked = checked, .dayGiven = false};
        return core::nextGateStep(facts, seal, routine, kAfter, core::CheckInterval::Weekly, pass);
    }
};

Gate gateWith(Lock lock, Kept kept) {
    Gate gate;
    for (const core::Screening question : core::allScreenings()) {
        gate.facts.screenings[question] = {kBefore, core::ScreeningAnswer::No};
    }
    if (!lock) {
        return gate;
    }
    core::SessionRecord check;
    check.id = "before";
    check.endedAt = kBefore;
    check.outcome = std::ranges::find(kResults, lock, &Result::highest)->outcome;
    gate.file(check);
    if (kept == Kept::InStore) {
        gate.seal = {};
    } else if (kept == Kept::InSeal) {
        gate.facts.checks.clear();
    }
    return gate;
}

/// The check's plan as a person meets it.
core::Plan checkPlan(const core::Routine &check, Clinician clinician) {
    core::Plan plan = core::planSession(check);
    if (clinician != Clinician::NotAsked) {
        core::PlannedStep ask;
        ask.step = core::kClinicianQuestion;
        ask.kind = core::StepKind::Question;
        plan.steps.insert(plan.steps.begin(), ask);
    }
    return plan;
}

/// What is meant to be answered at each position of the plan.
std::vector<bool> wantedAnswers(unsigned combination, Clinician clinician) {
    std::vector<bool> wanted;
    if (clinician != Clinician::NotAsked) {
        wanted.push_back(clinician == Clinician::Yes);
    }
    for (std::size_t i = 0; i < kQuestions.size(); ++i) {
        wanted.push_back(((combination >> i) & 1U) != 0);
    }
    return wanted;
}

/// Answers whatever is asked until the review is there.
void answerAll(core::Session &session, const std::vector<bool> &answers) {
    while (session.view().phase == core::Phase::Waiting) {
        (void)session.handle({}, core::event::Answer{answers[session.view().position]});
    }
}

/// From the review, one answer after the other is set right.
void correctAll(core::Session &session, const std::vector<bool> &answers) {
    for (std::size_t position = 0; position < answers.size(); ++position) {
        (void)session.handle({}, core::event::Revise{position});
        (void)session.handle({}, core::event::Answer{answers[position]});
        answerAll(session, answers);
    }
}

core::SessionRecord walk(const core::Plan &plan, const std::vector<bool> &wanted, Way way) {
    core::Session session(plan);
    (void)session.handle({}, core::event::Start{});
    if (way == Way::Corrected) {
        std::vector<bool> wrong = wanted;
        wrong.flip();
        answerAll(session, wrong);
        correctAll(session, wanted);
    } else {
        answerAll(session, wanted);
    }
    core::SessionRecord record;
    record.id = "now";
    record.startedAt = kBefore;
    record.endedAt = kFiled;
    for (const core::Effect &effect : session.handle({}, core::event::Ready{})) {
        if (const auto *end = std::get_if<core::effect::Finished>(&effect)) {
            record.outcome = end->outcome;
        }
    }
    record.answers = session.answers();
    return record;
}

// The comparison

std::size_t resultOf(unsigned combination) {
    Lock highest;
    for (std::size_t i = 0; i < kQuestions.size(); ++i) {
        if (((combination >> i) & 1U) != 0) {
            highest = std::max(highest, Lock(kQuestions[i].urgency));
        }
    }
    const auto found = std::ranges::find(kResults, highest, &Result::highest);
    return static_cast<std::size_t>(found - kResults.begin());
}

/// "open", or the lock that is told instead; anything else is neither.
std::string told(const core::GateStep &step) {
    if (std::holds_alternative<core::gate::Open>(step)) {
        return "open";
    }
    const auto *locked = std::get_if<core::gate::Locked>(&step);
    return locked == nullptr ? "asks" : std::string(core::urgencyName(locked->urgency));
}

std::string toldFor(Lock lock) { return lock ? std::string(core::urgencyName(*lock)) : "open"; }

std::vector<core::Routine> techniques(const content::Catalog &catalog) {
    std::vector<core::Routine> found;
    for (const content::CatalogEntry &entry : catalog.entries) {
        if (entry.routine.kind == core::RoutineKind::Technique) {
            found.push_back(entry.routine);
        }
    }
    return found;
}

const content::Catalog &shipped() {
    static const content::Catalog catalog =
        content::loadCatalog(std::filesystem::path(PSOAS_SOURCE_DIR) / "content", std::nullopt);
    return catalog;
}

/// Files the check after the row's lock. What differs from the tables; empty if nothing does.
std::string faults(const Row &row, Kept kept, Clinician clinician, std::size_t result,
                   const core::SessionRecord &record) {
    static const std::vector<core::Routine> routines = techniques(shipped());
    const Lock after =
        clinician == Clinician::Yes ? row.withClinician[result] : row.withoutClinician[result];
    std::string faults;
    const auto expect = [&](bool right, const char *what) {
        faults += right ? "" : std::string(what) + "; ";
    };
    Gate gate = gateWith(row.before, kept);
    expect(core::asksForClinician(gate.facts, gate.seal) == row.mustAsk, "the clinician question");
    for (const core::Routine &routine : routines) {
        expect(told(gate.next(routine, false)) == (row.before ? toldFor(row.before) : "asks"),
               "the gate before");
    }
    expect(record.outcome == kResults[result].outcome, "the outcome");
    gate.file(record);
    expect(core::lockOf(gate.facts, gate.seal) == after, "the lock afterwards");
    expect(core::lockOf({}, gate.seal) == after, "the lock afterwards, with the store lost");
    for (const core::Routine &routine : routines) {
        expect(told(gate.next(routine, true)) == toldFor(after), "whether techniques are open");
        // Without the pass of this start, any yes makes the next start ask again.
        const std::string later = after ? toldFor(after) : result == 0 ? "open" : "asks";
        expect(told(gate.next(routine, false)) == later, "the next start");
    }
    return faults;
}

/// The same record filed after every lock, wherever that is kept; returns how often.
int checkAfterEveryLock(Clinician clinician, unsigned combination,
                        const core::SessionRecord &record) {
    int filed = 0;
    for (const Row &row : kRows) {
        for (const Kept kept : {Kept::InBoth, Kept::InStore, Kept::InSeal}) {
            ++filed;
            const auto found = faults(row, kept, clinician, resultOf(combination), record);
            if (!found.empty()) {
                CAPTURE(toldFor(row.before), static_cast<int>(kept), static_cast<int>(clinician),
                        combination);
                FAIL_CHECK(found);
            }
        }
    }
    return filed;
}

}  // namespace

TEST_CASE("the shipped check asks the nine questions with their urgencies") {
    const core::Plan plan = core::planSession(content::fullCheck(shipped()).routine);
    REQUIRE(plan.steps.size() == kQuestions.size());
    for (std::size_t i = 0; i < kQuestions.size(); ++i) {
        CHECK(plan.steps[i].step == kQuestions[i].id);
        CHECK(plan.steps[i].kind == core::StepKind::Question);
        CHECK(plan.steps[i].urgency == kQuestions[i].urgency);
    }
    CHECK(techniques(shipped()).size() == 3);
}

TEST_CASE("all answers to the full check after every lock lead where the tables say") {
    const Way way = GENERATE(Way::Straight, Way::Corrected);
    const auto clinician = GENERATE(Clinician::NotAsked, Clinician::No, Clinician::Yes);
    CAPTURE(static_cast<int>(way));
    const core::Plan plan = checkPlan(content::fullCheck(shipped()).routine, clinician);
    int filed = 0;
    for (unsigned combination = 0; combination < 1U << kQuestions.size(); ++combination) {
        const auto record = walk(plan, wantedAnswers(combination, clinician), way);
        filed += checkAfterEveryLock(clinician, combination, record);
    }
    CHECK(filed == 512 * 4 * 3);
}

TEST_CASE("an emergency ends the questions and leaves the later ones unanswered") {
    const core::Plan plan = checkPlan(content::fullCheck(shipped()).routine, Clinician::NotAsked);
    for (std::size_t first = 0; first < 4; ++first) {
        const auto combination = ~0U << first;
        const auto record =
            walk(plan, wantedAnswers(combination, Clinician::NotAsked), Way::Straight);
        CHECK(record.answers.size() == first + 1);
        CHECK(record.outcome == core::Outcome::Emergency);
    }
}
