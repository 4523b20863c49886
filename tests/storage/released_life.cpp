#include "storage/released_life.h"

#include <algorithm>
#include <iterator>
#include <stdexcept>
#include <string>

namespace psoas {

using namespace std::chrono_literals;
using core::HurtChoice;
using core::HurtKind;
using core::Outcome;
using core::SessionRecord;
using core::Side;
using core::StepKind;
using core::StepRecord;
using core::Transition;
using storage::Store;

namespace {

/// In the morning of that day of November, at an offset of so many minutes.
core::WallTime on(unsigned day, core::Milliseconds sinceEight, int offset = 60) {
    using namespace std::chrono;
    return {sys_days{2026y / November / std::chrono::day{day}} + 8h + sinceEight, minutes{offset}};
}

StepRecord hold(const std::string &step, std::optional<Side> side, core::Milliseconds planned,
                core::Milliseconds held) {
    return {.step = step,
            .title = "Hold " + step,
            .kind = StepKind::Hold,
            .side = side,
            .round = 1,
            .planned = planned,
            .held = held,
            .paused = 0ms,
            .extended = 0ms,
            .skipped = false};
}

StepRecord untimed(const std::string &step, StepKind kind) {
    StepRecord made = hold(step, std::nullopt, 0ms, 0ms);
    made.kind = kind;
    return made;
}

SessionRecord session(const std::string &id, core::WallTime start, core::Milliseconds took,
                      std::optional<Outcome> outcome) {
    SessionRecord made;
    made.id = "5f0c8a52-0000-4000-8000-00000000000" + id;
    made.routineId = "kneeling-hip-flexor-stretch";
    made.routineTitle = "Kneeling hip-flexor stretch";
    made.contentDigest = "sha256:0123456789abcdef";
    made.startedAt = start;
    made.outcome = outcome;
    if (outcome) {
        made.endedAt = core::WallTime{start.utc + took, start.offset};
    }
    made.appVersion = "0.1.0";
    made.steps = {untimed("get-ready", StepKind::Prepare), hold("stretch", Side::Left, 30s, 30s),
                  untimed("breathe", StepKind::Rest), hold("stretch", Side::Right, 30s, 30s)};
    return made;
}

SessionRecord completed() {
    SessionRecord made = session("1", on(2, 0ms), 3min + 7ms, Outcome::Completed);
    made.tightnessBefore = 7;
    made.tightnessAfter = 0;
    made.note = "Better \xE2\x80\x93 \"much\" better,\nj\xC3\xBCst so";
    made.editedAt = on(2, 4min);
    made.steps[1].extended = 15s;
    made.steps[1].held = 45s;
    made.steps[1].paused = 12'345ms;
    made.steps[3].extended = 15s;
    made.steps[3].held = 44'999ms;
    return made;
}

SessionRecord endedEarly() {
    SessionRecord made = session("2", on(3, 5h, -480), 2min, Outcome::EndedEarly);
    made.tightnessBefore = 10;
    made.steps[3].held = 4'001ms;
    made.steps[3].skipped = true;
    made.steps.push_back(hold("both", std::nullopt, 60s, 0s));
    made.steps.back().round = 2;
    made.hurts = {{.kind = HurtKind::Dull,
                   .step = "stretch",
                   .side = Side::Left,
                   .at = 10'500ms,
                   .choice = HurtChoice::FinishHold},
                  {.kind = HurtKind::Dull,
                   .step = "stretch",
                   .side = Side::Right,
                   .at = 4'001ms,
                   .choice = HurtChoice::SkipHold}};
    return made;
}

SessionRecord stoppedForPain() {
    SessionRecord made = session("3", on(4, 23h, 345), 1min, Outcome::StoppedForPain);
    made.steps[1].held = 9s;
    made.steps[3].held = 0s;
    made.hurts = {
        {.kind = HurtKind::Sharp, .step = "stretch", .side = Side::Left, .at = 9s, .choice = {}}};
    return made;
}

SessionRecord check(const std::string &id, core::WallTime start, Outcome outcome, bool clinician) {
    SessionRecord made = session(id, start, 40s, outcome);
    made.routineId = "red-flag-check";
    made.routineTitle = "Red-flag check";
    made.steps = {untimed("q1", StepKind::Question),
                  untimed(core::kClinicianQuestion, StepKind::Question)};
    made.answers = {{.question = "q1", .yes = outcome != Outcome::Clear},
                    {.question = core::kClinicianQuestion, .yes = clinician}};
    return made;
}

SessionRecord interrupted() {
    SessionRecord made = session("6", on(7, 0ms), 35s, Outcome::Interrupted);
    made.steps[3].held = 0s;
    return made;
}

SessionRecord running() {
    SessionRecord made = session("7", on(8, 0ms), 0ms, std::nullopt);
    made.tightnessBefore = 5;
    made.steps[1].held = 17s;
    made.steps[3].held = 0s;
    made.hurts = {{.kind = {}, .step = "stretch", .side = Side::Left, .at = 17s, .choice = {}}};
    return made;
}

/// The journal that leads to the record: each step as it stood at its end, five seconds apart, with
/// the answers and the hurts at the first.
std::vector<core::JournalEntry> journalOf(const SessionRecord &record) {
    std::vector<core::JournalEntry> journal;
    const auto add = [&](Transition transition, std::size_t position) -> core::JournalEntry & {
        core::JournalEntry entry;
        entry.sequence = static_cast<int>(journal.size()) + 1;
        entry.at = entry.sequence * 5s;
        entry.transition = transition;
        entry.position = position;
        entry.elapsed = record.steps[position].held;
        entry.step = record.steps[position];
        return journal.emplace_back(std::move(entry));
    };
    for (const core::AnswerRecord &answer : record.answers) {
        add(Transition::Answered, 0).answer = answer;
    }
    for (std::size_t i = 0; i < record.hurts.size(); ++i) {
        add(Transition::Hurt, 1).hurt = core::NumberedHurt{.index = i, .hurt = record.hurts[i]};
    }
    for (std::size_t i = 0; i < record.steps.size(); ++i) {
        if (record.steps[i].held > 0ms) {
            add(Transition::Began, i);
            add(record.steps[i].skipped ? Transition::Skipped : Transition::Beat, i);
        }
    }
    return journal;
}

core::WallTime wallOf(const SessionRecord &record, const core::JournalEntry &entry) {
    return {record.startedAt.utc + entry.at, record.startedAt.offset};
}

template <class Outcome> void require(const Outcome &outcome) {
    if (!outcome) {
        throw std::runtime_error(outcome.error().detail);
    }
}

void begin(const SessionRecord &record, Store &store) {
    SessionRecord started = record;
    started.outcome.reset();
    started.endedAt.reset();
    started.tightnessAfter.reset();
    started.note.clear();
    started.editedAt.reset();
    started.answers.clear();
    started.hurts.clear();
    for (StepRecord &step : started.steps) {
        step.held = step.paused = step.extended = 0ms;
        step.skipped = false;
    }
    require(store.begin(started));
    for (const core::JournalEntry &entry : journalOf(record)) {
        require(store.append(record.id, entry, wallOf(record, entry)));
    }
}

void end(const SessionRecord &record, Store &store) {
    if (record.outcome == Outcome::Interrupted) {
        require(store.interrupt(record.id));
    } else if (record.outcome) {
        require(store.finish(record.id, *record.outcome, *record.endedAt));
    }
    if (record.editedAt) {
        require(store.annotate(record.id, record.tightnessAfter, record.note, *record.editedAt));
    }
}

}  // namespace

ReleasedLife releasedLife() {
    ReleasedLife life;
    life.ended = {interrupted(),
                  check("5", on(6, 1h), Outcome::Clear, false),
                  check("4", on(6, 0h), Outcome::Therapist, true),
                  stoppedForPain(),
                  endedEarly(),
                  completed()};
    SessionRecord &broken = life.ended.front();
    broken.endedAt = wallOf(broken, journalOf(broken).back());
    const SessionRecord now = running();
    const core::JournalEntry last = journalOf(now).back();
    life.unfinished = {.record = now, .last = core::markOf(last, wallOf(now, last))};
    life.facts.checks = {
        {life.ended[2].id, life.ended[2].startedAt, core::Urgency::Therapist, true},
        {life.ended[1].id, life.ended[1].startedAt, {}, false}};
    life.facts.days = {{on(3, 4h), true}, {on(4, 22h), false}};
    life.facts.screenings = {{core::Screening::C1, {on(3, 4h), core::ScreeningAnswer::No}},
                             {core::Screening::C4, {on(4, 4h), core::ScreeningAnswer::YesAgreed}}};
    const SessionRecord &pain = life.ended[3];
    life.facts.painStops = {
        {.at = wallOf(pain, journalOf(pain).front()), .routineId = pain.routineId}};
    life.facts.newestStored = wallOf(now, last);
    return life;
}

void live(const ReleasedLife &life, Store &store) {
    for (auto each = life.ended.rbegin(); each != life.ended.rend(); ++each) {
        begin(*each, store);
        end(*each, store);
    }
    for (const core::DayAnswer &answer : life.facts.days) {
        require(store.addDayAnswer(answer));
    }
    for (const auto &[question, record] : life.facts.screenings) {
        require(store.setScreening(question, record));
    }
    begin(life.unfinished.record, store);
}

}  // namespace psoas
