#include "core/safety.h"

#include "core/sequence.h"

#include <algorithm>
#include <cassert>
#include <map>
#include <utility>

namespace psoas::core {

namespace {

bool needsClinician(std::optional<Urgency> lock) {
    return lock == Urgency::Emergency || lock == Urgency::Stop;
}

std::optional<Urgency> lockingPart(std::optional<Urgency> urgency) {
    return urgency && locks(*urgency) ? urgency : std::nullopt;
}

std::optional<Urgency> lockAfter(std::optional<Urgency> lock, const FiledCheck &check) {
    const auto found = lockingPart(check.urgency);
    if (needsClinician(lock) && !check.clinicianLooked) {
        return std::max(lock, found);
    }
    return found;
}

std::optional<Urgency> lockAfterAll(const std::vector<FiledCheck> &checks) {
    std::optional<Urgency> lock;
    for (const FiledCheck &check : checks) {
        lock = lockAfter(lock, check);
    }
    return lock;
}

/// How many of the checks filed here come before this one: those up to the last that was filed
/// before it came in and is not dated later. Of two clocks that differ the stricter order counts.
std::size_t placeAmong(const std::vector<FiledCheck> &here, const MergedCheck &merged) {
    const auto newest = std::ranges::find(here, merged.after, &FiledCheck::id);
    std::size_t place = newest == here.end() ? (merged.after.empty() ? 0 : here.size())
                                             : static_cast<std::size_t>(newest - here.begin()) + 1;
    while (place > 0 && before(merged.check.at, here[place - 1].at)) {
        --place;
    }
    return place;
}

/// The checks filed here in the order in which they were filed, those merged in put between them.
std::vector<FiledCheck> inOrderOfTimes(const SafetyFacts &facts) {
    using Time = decltype(WallTime::utc);
    std::multimap<std::pair<std::size_t, Time>, FiledCheck> merged;
    for (const MergedCheck &each : facts.mergedChecks) {
        merged.emplace(std::pair(placeAmong(facts.checks, each), each.check.at.utc), each.check);
    }
    std::vector<FiledCheck> all;
    auto next = merged.begin();
    for (std::size_t place = 0; place <= facts.checks.size(); ++place) {
        for (; next != merged.end() && next->first.first == place; ++next) {
            all.push_back(next->second);
        }
        if (place < facts.checks.size()) {
            all.push_back(facts.checks[place]);
        }
    }
    return all;
}

/// A clock that stands before what is stored was set back: nothing stored can be dated by it.
bool clockIsBack(const SafetyFacts &facts, WallTime now) {
    return facts.newestStored && before(now, *facts.newestStored);
}

/// Whether something given then is no older than `validity` now.
bool isFresh(WallTime then, WallTime now, std::chrono::hours validity) {
    return !before(now, then) && now.utc - then.utc < validity;
}

bool isFreshToday(WallTime then, WallTime now) {
    return then.localDate() == now.localDate() && isFresh(then, now, kDayValidity);
}

bool holds(const FiledCheck &check, WallTime now, CheckInterval interval) {
    switch (interval) {
        case CheckInterval::EverySession:
            return false;
        case CheckInterval::Daily:
            return isFreshToday(check.at, now);
        case CheckInterval::Weekly:
            break;
    }
    return isFresh(check.at, now, kCheckValidity);
}

/// What came in the same millisecond as the check's first question is what led to it.
bool isAfter(const FiledCheck &check, WallTime then) { return before(check.at, then); }

/// Whether anything since the check calls for another.
bool newsSince(const FiledCheck &check, const SafetyFacts &facts) {
    return painSinceCheck(facts) || std::ranges::any_of(facts.days, [&](const DayAnswer &day) {
               return !day.nothingNew && isAfter(check, day.at);
           });
}

bool dayPageDue(const SafetyFacts &facts, WallTime now) {
    if (clockIsBack(facts, now)) {
        return true;
    }
    const bool checkedToday = std::ranges::any_of(
        facts.checks, [&](const FiledCheck &check) { return isFreshToday(check.at, now); });
    const bool answeredToday = std::ranges::any_of(facts.days, [&](const DayAnswer &day) {
        return day.nothingNew && isFreshToday(day.at, now);
    });
    return !checkedToday && !answeredToday;
}

/// Whether `now` is on a later date than `then`, by the clocks of both places: a change of the
/// time zone alone makes no new day, and a clock set back makes none either.
bool isLaterDay(WallTime then, WallTime now) {
    const WallTime nowThere{now.utc, then.offset};
    return now.localDate() > then.localDate() && nowThere.localDate() > then.localDate();
}

bool closedToday(const SafetyFacts &facts, const SafetySeal &seal, const Routine &routine,
                 WallTime now) {
    const auto closes = [&, ids = routinesIn(routine)](const PainStop &stop) {
        return ids.contains(stop.routineId) && !isLaterDay(stop.at, now);
    };
    return std::ranges::any_of(facts.painStops, closes) ||
           std::ranges::any_of(seal.painStops, closes);
}

bool screeningDue(Screening question, const SafetyFacts &facts, const SafetySeal &seal,
                  WallTime now) {
    const auto known = facts.screenings.find(question);
    if (known == facts.screenings.end() || clockIsBack(facts, now) ||
        !isFresh(known->second.at, now, kScreeningValidity)) {
        return true;
    }
    // A store that has lost a yes is not the one that was sealed.
    return seal.screenedYes.contains(question) && known->second.answer != ScreeningAnswer::Yes;
}

GateStep screeningStep(const SafetyFacts &facts, const SafetySeal &seal, const Routine &routine,
                       WallTime now, const GatePass &pass) {
    std::set<Screening> due;
    std::set<Screening> closed;
    for (const Screening question : screeningsFor(routine)) {
        if (!pass.screened.contains(question) && screeningDue(question, facts, seal, now)) {
            due.insert(question);
            continue;
        }
        const auto known = facts.screenings.find(question);
        if (known == facts.screenings.end() || known->second.answer == ScreeningAnswer::Yes) {
            closed.insert(question);
        }
    }
    if (!due.empty()) {
        return gate::AskScreening{std::move(due)};
    }
    if (!closed.empty()) {
        return gate::ClosedByScreening{std::move(closed)};
    }
    return gate::Open{};
}

/// Whether every question of a check was answered.
bool isWhole(const std::vector<StepRecord> &planned, const std::vector<AnswerRecord> &answers) {
    return std::ranges::all_of(planned, [&](const StepRecord &step) {
        return step.kind != StepKind::Question ||
               std::ranges::find(answers, step.step, &AnswerRecord::question) != answers.end();
    });
}

/// How urgent a yes to this question is; nothing for the clinician's, which is no sign of anything.
std::optional<Urgency> urgencyOfYes(const std::string &question,
                                    const std::vector<PlannedStep> &questions) {
    if (question == kClinicianQuestion) {
        return std::nullopt;
    }
    const auto asked = std::ranges::find(questions, question, &PlannedStep::step);
    return asked != questions.end() && asked->urgency ? asked->urgency : Urgency::Emergency;
}

}  // namespace

bool locks(Urgency urgency) noexcept { return urgency != Urgency::Therapist; }

std::optional<Urgency> lockOf(const SafetyFacts &facts, const SafetySeal &seal) {
    const auto ofAll =
        facts.mergedChecks.empty() ? std::optional<Urgency>() : lockAfterAll(inOrderOfTimes(facts));
    return std::max({lockAfterAll(facts.checks), ofAll, lockingPart(seal.lock)});
}

bool asksForClinician(const SafetyFacts &facts, const SafetySeal &seal) {
    return needsClinician(lockOf(facts, seal));
}

bool fullCheckDue(const SafetyFacts &facts, const SafetySeal &seal, WallTime now,
                  CheckInterval interval) {
    if (facts.checks.empty()) {
        return true;
    }
    const FiledCheck &last = facts.checks.back();
    return last.id != seal.lastCheckId || last.id == facts.mergedAfter || clockIsBack(facts, now) ||
           last.urgency.has_value() || !holds(last, now, interval) || newsSince(last, facts);
}

bool painSinceCheck(const SafetyFacts &facts) {
    return std::ranges::any_of(facts.painStops, [&](const PainStop &stop) {
        return facts.checks.empty() || isAfter(facts.checks.back(), stop.at);
    });
}

GatePass stillGood(const GatePass &pass, WallTime now) {
    return isFreshToday(pass.since, now) ? pass : GatePass{.since = now};
}

GateStep nextGateStep(const SafetyFacts &facts, const SafetySeal &seal, const Routine &routine,
                      WallTime now, CheckInterval interval, const GatePass &pass) {
    if (const auto lock = lockOf(facts, seal)) {
        return gate::Locked{*lock};
    }
    if (closedToday(facts, seal, routine, now)) {
        return gate::ClosedToday{};
    }
    if (!pass.checked) {
        if (fullCheckDue(facts, seal, now, interval)) {
            return gate::AskFullCheck{};
        }
        if (!pass.dayGiven && dayPageDue(facts, now)) {
            return gate::AskDayPage{facts.checks.back().at};
        }
    }
    return screeningStep(facts, seal, routine, now, pass);
}

FiledCheck filedCheck(const SessionRecord &session) {
    // Any other outcome would pass for a check without a yes.
    assert(session.outcome && isCheckOutcome(*session.outcome));
    const bool looked = isWhole(session.steps, session.answers) &&
                        std::ranges::any_of(session.answers, [](const AnswerRecord &answer) {
                            return answer.question == kClinicianQuestion && answer.yes;
                        });
    return {.id = session.id,
            .at = session.startedAt,
            .urgency = session.outcome ? urgencyOf(*session.outcome) : std::nullopt,
            .clinicianLooked = looked};
}

std::optional<Outcome> outcomeWhenLeft(const std::vector<StepRecord> &planned,
                                       const std::vector<AnswerRecord> &answers,
                                       const std::vector<PlannedStep> &questions) {
    std::optional<Urgency> most;
    for (const AnswerRecord &answer : answers) {
        if (answer.yes) {
            most = std::max(most, urgencyOfYes(answer.question, questions));
        }
    }
    const bool counts = most && (locks(*most) || isWhole(planned, answers));
    return counts ? std::optional(outcomeOf(most)) : std::nullopt;
}

SafetyFacts merged(SafetyFacts stored, const SafetyFacts &sinceStart) {
    const auto addNew = [](auto &known, const auto &more) {
        for (const auto &fact : more) {
            if (std::ranges::find(known, fact) == known.end()) {
                known.push_back(fact);
            }
        }
    };
    addNew(stored.checks, sinceStart.checks);
    addNew(stored.mergedChecks, sinceStart.mergedChecks);
    if (!stored.mergedAfter) {
        stored.mergedAfter = sinceStart.mergedAfter;
    }
    addNew(stored.days, sinceStart.days);
    addNew(stored.painStops, sinceStart.painStops);
    for (const auto &[question, record] : sinceStart.screenings) {
        stored.screenings[question] = record;
    }
    if (sinceStart.newestStored &&
        (!stored.newestStored || before(*stored.newestStored, *sinceStart.newestStored))) {
        stored.newestStored = sinceStart.newestStored;
    }
    return stored;
}

SafetySeal sealed(const SafetyFacts &facts, const SafetySeal &before) {
    if (facts.checks.empty()) {
        return before;
    }
    const FiledCheck &filed = facts.checks.back();
    SafetySeal after = before;
    after.lastCheckId = filed.id;
    after.lock = lockAfter(lockOf(facts, before), filed);
    return after;
}

SafetySeal broken(SafetySeal seal) {
    seal.lastCheckId.clear();
    return seal;
}

SafetySeal brokenByPain(SafetySeal seal, const PainStop &stop) {
    std::erase_if(seal.painStops,
                  [&](const PainStop &each) { return isLaterDay(each.at, stop.at); });
    seal.painStops.push_back(stop);
    return broken(std::move(seal));
}

SafetySeal foreseeing(SafetySeal seal, std::optional<Urgency> urgency) {
    seal.lock = std::max(seal.lock, lockingPart(urgency));
    return seal;
}

SafetySeal withScreening(SafetySeal seal, Screening question, ScreeningAnswer answer) {
    if (answer == ScreeningAnswer::Yes) {
        seal.screenedYes.insert(question);
    } else {
        seal.screenedYes.erase(question);
    }
    return seal;
}

}  // namespace psoas::core
