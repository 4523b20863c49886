#include "core/safety.h"

#include "support/catch.h"

using namespace psoas::core;
using namespace std::chrono;

namespace {

const sys_time<milliseconds> kNoon = sys_days{2026y / 11 / 24} + 12h;

WallTime at(milliseconds sinceNoon, minutes offset = 0min) { return {kNoon + sinceNoon, offset}; }

/// A routine that brings only the question C7.
Routine technique(const std::string &id = "sit") {
    Step step;
    step.id = "hold";
    step.kind = StepKind::Hold;
    step.pose = Pose::Sitting;
    Routine routine;
    routine.id = id;
    routine.steps = {step};
    return routine;
}

struct Gate {
    SafetyFacts facts;
    SafetySeal seal;
    CheckInterval interval = CheckInterval::Weekly;

    Gate() { facts.screenings[Screening::C7] = {at(-1h), ScreeningAnswer::No}; }

    void file(WallTime when, std::optional<Urgency> urgency = {}, bool clinician = false) {
        const std::string id = "check-" + std::to_string(facts.checks.size());
        facts.checks.push_back({id, when, urgency, clinician});
        facts.newestStored = when;
        seal = sealed(facts, seal);
    }

    GateStep next(WallTime now, const GatePass &pass = {}, const Routine &routine = technique()) {
        return nextGateStep(facts, seal, routine, now, interval, pass);
    }
    bool due(WallTime now) const { return fullCheckDue(facts, seal, now, interval); }
};

const std::vector<std::optional<Urgency>> kResults{
    std::nullopt, Urgency::Therapist, Urgency::Advice, Urgency::Stop, Urgency::Emergency};

}  // namespace

TEST_CASE("first use asks the full check then screening then opens") {
    Gate gate;
    gate.facts.screenings.clear();
    CHECK(gate.next(at(0s)) == GateStep{gate::AskFullCheck{}});
    gate.file(at(1min));
    CHECK(gate.next(at(1min)) == GateStep{gate::AskScreening{{Screening::C7}}});
    gate.facts.screenings[Screening::C7] = {at(2min), ScreeningAnswer::No};
    CHECK(gate.next(at(2min)) == GateStep{gate::Open{}});
}

TEST_CASE("the full check holds for a week and each other day asks one page") {
    Gate gate;
    gate.file(at(0s));
    CHECK(gate.next(at(11h)) == GateStep{gate::Open{}});
    CHECK(gate.next(at(24h)) == GateStep{gate::AskDayPage{at(0s)}});
    gate.facts.days.push_back({at(24h), true});
    CHECK(gate.next(at(25h)) == GateStep{gate::Open{}});
    CHECK(gate.next(at(48h)) == GateStep{gate::AskDayPage{at(0s)}});
    CHECK_FALSE(gate.due(at(hours{7 * 24} - 1ms)));
    CHECK(gate.due(at(hours{7 * 24})));
}

TEST_CASE("the day page is good for its local date and 24 hours at most") {
    Gate gate;
    gate.file(at(-hours{48}));
    gate.facts.days.push_back({at(0s), true});
    CHECK(gate.next(at(12h - 1ms)) == GateStep{gate::Open{}});
    CHECK(gate.next(at(12h)) == GateStep{gate::AskDayPage{at(-hours{48})}});
    // A traveller's date can last longer than a day.
    CHECK(gate.next(at(24h - 1ms, -720min)) == GateStep{gate::Open{}});
    CHECK(gate.next(at(24h, -720min)) == GateStep{gate::AskDayPage{at(-hours{48})}});
}

TEST_CASE("something new makes the full check due until it is filed") {
    Gate gate;
    gate.file(at(-hours{24}));
    gate.facts.days.push_back({at(0s), false});
    CHECK(gate.next(at(1min)) == GateStep{gate::AskFullCheck{}});
    gate.file(at(2min));
    CHECK(gate.next(at(3min)) == GateStep{gate::Open{}});
}

TEST_CASE("the interval can be made shorter") {
    Gate gate;
    gate.file(at(0s));
    gate.interval = CheckInterval::Daily;
    CHECK_FALSE(gate.due(at(1h)));
    CHECK(gate.due(at(12h)));
    gate.interval = CheckInterval::EverySession;
    CHECK(gate.due(at(1min)));
    CHECK(gate.next(at(1min), {.checked = true, .dayGiven = false}) == GateStep{gate::Open{}});
}

TEST_CASE("every result locks as it must and every next check unlocks as it may") {
    for (const auto first : kResults) {
        for (const auto second : kResults) {
            for (const bool clinician : {false, true}) {
                Gate gate;
                gate.file(at(0s), first);
                const bool firstLocks = first && *first != Urgency::Therapist;
                CHECK(lockOf(gate.facts, gate.seal).has_value() == firstLocks);
                CHECK(std::holds_alternative<gate::Locked>(gate.next(at(1s))) == firstLocks);
                CHECK(asksForClinician(gate.facts, gate.seal) ==
                      (first == Urgency::Stop || first == Urgency::Emergency));

                gate.file(at(1h), second, clinician);
                const bool secondLocks = second && *second != Urgency::Therapist;
                const bool stays =
                    (first == Urgency::Stop || first == Urgency::Emergency) && !clinician;
                CHECK(lockOf(gate.facts, gate.seal).has_value() == (secondLocks || stays));
                if (stays) {
                    CHECK(*lockOf(gate.facts, gate.seal) >= *first);
                }
                CHECK(std::holds_alternative<gate::Locked>(gate.next(
                          at(2h), {.checked = true, .dayGiven = true})) == (secondLocks || stays));
            }
        }
    }
}

TEST_CASE("any yes makes the next full check due") {
    Gate gate;
    gate.file(at(0s), Urgency::Therapist);
    CHECK(gate.next(at(1min), {.checked = true, .dayGiven = false}) == GateStep{gate::Open{}});
    CHECK(gate.next(at(1min)) == GateStep{gate::AskFullCheck{}});
}

TEST_CASE("a stop for pain closes that routine until the next day and asks the full check") {
    Gate gate;
    gate.file(at(0s));
    gate.facts.painStops.push_back({at(1h), "sit"});
    CHECK(gate.next(at(2h)) == GateStep{gate::ClosedToday{}});
    CHECK(gate.next(at(2h), {}, technique("other")) == GateStep{gate::AskFullCheck{}});
    gate.file(at(3h));
    CHECK(gate.next(at(4h)) == GateStep{gate::ClosedToday{}});
    CHECK(gate.next(at(4h), {}, technique("other")) == GateStep{gate::Open{}});
    CHECK(gate.next(at(12h)) == GateStep{gate::AskDayPage{at(3h)}});
}

TEST_CASE("neither another time zone nor a clock set back makes the next day") {
    Gate gate;
    gate.file(at(-1h));
    gate.facts.painStops.push_back({at(0s), "sit"});
    gate.file(at(1min));
    // An hour later by the sun: the day before in Hawaii, the day after in Kiribati.
    for (const minutes offset : {-600min, 0min, 840min}) {
        CHECK(gate.next(at(1h, offset)) == GateStep{gate::ClosedToday{}});
    }
    CHECK(gate.next(at(-hours{48})) == GateStep{gate::ClosedToday{}});
    CHECK_FALSE(gate.next(at(12h)) == GateStep{gate::ClosedToday{}});
    CHECK(gate.next(at(12h, -600min)) == GateStep{gate::ClosedToday{}});
    CHECK_FALSE(gate.next(at(22h, -600min)) == GateStep{gate::ClosedToday{}});
}

TEST_CASE("screening asks again after thirty days and a yes closes the routine") {
    Gate gate;
    gate.file(at(0s));
    gate.facts.screenings[Screening::C7] = {at(0s), ScreeningAnswer::Yes};
    CHECK(gate.next(at(1h)) == GateStep{gate::ClosedByScreening{{Screening::C7}}});
    gate.facts.screenings[Screening::C7].answer = ScreeningAnswer::YesAgreed;
    CHECK(gate.next(at(1h)) == GateStep{gate::Open{}});
    gate.file(at(hours{30 * 24}));
    CHECK(gate.next(at(hours{30 * 24})) == GateStep{gate::AskScreening{{Screening::C7}}});
}

TEST_CASE("a clock set back voids everything that is dated by it") {
    Gate gate;
    gate.file(at(0s));
    gate.facts.newestStored = at(1h);
    CHECK(gate.next(at(1h)) == GateStep{gate::Open{}});
    CHECK(gate.next(at(1h - 1ms)) == GateStep{gate::AskFullCheck{}});
    CHECK(gate.next(at(30min), {.checked = true, .dayGiven = false}) ==
          GateStep{gate::AskScreening{{Screening::C7}}});
    // Everything answered on the way from this one start lets through.
    CHECK(gate.next(at(30min), {.checked = true, .dayGiven = false, .screened = {Screening::C7}}) ==
          GateStep{gate::Open{}});
}

TEST_CASE("a replaced store cannot open the gate") {
    Gate gate;
    gate.file(at(0s), Urgency::Emergency);
    const SafetyFacts newStore;
    CHECK(lockOf(newStore, gate.seal) == Urgency::Emergency);
    CHECK(asksForClinician(newStore, gate.seal));

    Gate other;
    other.file(at(0s));
    other.seal.lastCheckId = "another";
    CHECK(other.due(at(1min)));
    other.seal = {};
    CHECK(other.due(at(1min)));
    other.facts = {};
    CHECK(other.due(at(1min)));
}

TEST_CASE("a merged check locks by its own time, and only a later one lifts that") {
    Gate gate;
    gate.file(at(-hours{30 * 24}), Urgency::Emergency);
    gate.file(at(-hours{29 * 24}), std::nullopt, true);
    gate.file(at(-1h));
    const auto merged = [&](WallTime when, std::optional<Urgency> urgency, bool clinician = false) {
        gate.facts.mergedChecks.push_back(
            {.check = {"there", when, urgency, clinician}, .after = gate.facts.checks.back().id});
    };
    const auto lock = [&] { return lockOf(gate.facts, gate.seal); };
    SECTION("an emergency of yesterday is not lifted by what a clinician said before") {
        merged(at(-24h), Urgency::Emergency);
        CHECK(lock() == Urgency::Emergency);
        CHECK(asksForClinician(gate.facts, gate.seal));
        gate.file(at(1h));
        CHECK(lock() == Urgency::Emergency);
        gate.file(at(2h), std::nullopt, true);
        CHECK_FALSE(lock());
    }
    SECTION("one of long ago was answered by what was said here since") {
        merged(at(-hours{29 * 24 + 1}), Urgency::Emergency);
        CHECK_FALSE(lock());
        merged(at(-2h), Urgency::Advice);
        CHECK_FALSE(lock());
    }
    SECTION("one dated years ahead is answered by the next check that is filed here") {
        merged(at(hours{24 * 365 * 5}), Urgency::Emergency);
        CHECK(lock() == Urgency::Emergency);
        gate.file(at(1h), std::nullopt, true);
        CHECK_FALSE(lock());
    }
    SECTION("a clinician's word elsewhere lifts a lock of elsewhere, and none of here") {
        merged(at(-24h), Urgency::Emergency);
        merged(at(-23h), std::nullopt, true);
        CHECK_FALSE(lock());
        gate.file(at(0s), Urgency::Stop);
        merged(at(1h), std::nullopt, true);
        CHECK(lock() == Urgency::Stop);
    }
    SECTION("a clock that was set back here hides none from elsewhere") {
        gate.file(at(hours{24 * 100}));
        gate.file(at(-2h), std::nullopt, true);
        merged(at(-1h), Urgency::Emergency);
        CHECK(lock() == Urgency::Emergency);
    }
}

TEST_CASE("after a merge the full check is due until the next one is filed here") {
    Gate gate;
    gate.file(at(0s));
    gate.facts.mergedAfter = "";
    CHECK_FALSE(gate.due(at(1h)));
    gate.facts.mergedAfter = gate.facts.checks.back().id;
    CHECK(gate.due(at(1h)));
    // What is known since the program started may be of before the merge.
    SafetyFacts known = gate.facts;
    known.mergedAfter = "";
    CHECK(fullCheckDue(psoas::core::merged(gate.facts, known), gate.seal, at(1h), gate.interval));
    gate.file(at(2h));
    CHECK_FALSE(gate.due(at(3h)));
}

TEST_CASE("a lock kept by the seal alone is lifted only as one in the store is") {
    SafetyFacts facts;
    SafetySeal seal{.lastCheckId = "lost", .lock = Urgency::Stop};
    facts.checks.push_back({"a", at(0s), std::nullopt, false});
    seal = sealed(facts, seal);
    CHECK(seal.lock == Urgency::Stop);
    facts.checks.push_back({"b", at(1h), std::nullopt, true});
    seal = sealed(facts, seal);
    CHECK_FALSE(seal.lock);
    CHECK_FALSE(lockOf(facts, seal));
}

namespace {

PlannedStep asked(const std::string &id, std::optional<Urgency> urgency) {
    PlannedStep made;
    made.step = id;
    made.kind = StepKind::Question;
    made.urgency = urgency;
    return made;
}

/// A check as it stands in the store: all its steps, and the answers given so far.
struct LeftCheck {
    std::vector<PlannedStep> questions{asked("e", Urgency::Emergency), asked("s", Urgency::Stop),
                                       asked("a", Urgency::Advice), asked("t", Urgency::Therapist)};
    std::vector<AnswerRecord> answers;

    [[nodiscard]] std::vector<StepRecord> planned() const {
        std::vector<StepRecord> steps;
        for (const PlannedStep &each : questions) {
            steps.push_back(untouched(each));
        }
        return steps;
    }
    [[nodiscard]] std::optional<Outcome> outcome() const {
        return outcomeWhenLeft(planned(), answers, questions);
    }
};

}  // namespace

TEST_CASE("a check that is left comes to its most urgent yes, and to nothing without one") {
    LeftCheck check;
    CHECK_FALSE(check.outcome());
    check.answers = {{"e", false}, {"s", false}};
    CHECK_FALSE(check.outcome());
    check.answers = {{"e", false}, {"s", false}, {"a", true}};
    CHECK(check.outcome() == Outcome::Advice);
    check.answers = {{"e", false}, {"s", true}, {"a", true}};
    CHECK(check.outcome() == Outcome::Stop);
    check.answers = {{"e", true}};
    CHECK(check.outcome() == Outcome::Emergency);
    check.answers = {{"e", false}, {"s", false}, {"a", false}, {"t", false}};
    CHECK_FALSE(check.outcome());
}

TEST_CASE("a therapist yes counts for a whole check only, and so does the clinician's") {
    LeftCheck check;
    check.answers = {{"e", false}, {"s", false}, {"t", true}};
    CHECK_FALSE(check.outcome());
    check.answers.push_back({"a", false});
    CHECK(check.outcome() == Outcome::Therapist);

    check.questions.insert(check.questions.begin(), asked(kClinicianQuestion, std::nullopt));
    check.answers = {{kClinicianQuestion, true}, {"e", false}};
    CHECK_FALSE(check.outcome());
    SessionRecord record;
    record.steps = check.planned();
    record.answers = {{kClinicianQuestion, true}, {"e", false}, {"s", false}, {"a", true}};
    record.outcome = Outcome::Advice;
    CHECK_FALSE(filedCheck(record).clinicianLooked);
    record.answers.push_back({"t", false});
    CHECK(filedCheck(record).clinicianLooked);
}

TEST_CASE("a yes to a question that is not asked any more counts as the worst") {
    LeftCheck check;
    check.answers = {{"mine/gone", false}, {"s", true}};
    CHECK(check.outcome() == Outcome::Stop);
    check.answers.front().yes = true;
    CHECK(check.outcome() == Outcome::Emergency);
}

TEST_CASE("the lock that a check under way would leave is foreseen, and never a laxer one") {
    const SafetySeal locked{.lastCheckId = "a", .lock = Urgency::Stop};
    CHECK(foreseeing(locked, Urgency::Emergency).lock == Urgency::Emergency);
    CHECK(foreseeing(locked, Urgency::Advice) == locked);
    CHECK(foreseeing(locked, std::nullopt) == locked);
    CHECK_FALSE(foreseeing({}, Urgency::Therapist).lock);
}
