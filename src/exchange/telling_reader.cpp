#include "exchange/telling_reader.h"

#include "exchange/field.h"

#include <algorithm>
#include <array>
#include <limits>
#include <set>
#include <string>
#include <string_view>
#include <utility>

namespace psoas::exchange {

namespace {

using core::Milliseconds;
using namespace std::chrono_literals;

/// What nobody plans or adds to one step; as in the store.
constexpr Milliseconds kLongestStep = std::chrono::hours{24};
/// A pause has no bound in the store: the lid may stay closed for months. This one is as long as
/// all the years that a time can lie in, and the sums of it still fit.
constexpr Milliseconds kLongestPause{7'258'118'399'999};
constexpr Milliseconds kLongestSum = kLongestPause * kMostSteps;
constexpr int kTightest = 10;

constexpr std::string_view kSides = "`left` or `right`";
constexpr std::string_view kKinds = "`prepare`, `hold`, `rest` or `question`";
constexpr std::string_view kHurts = "`sharp`, `numb` or `dull`";
constexpr std::string_view kChoices = "`ease_off`, `finish_hold`, `skip_hold` or `end_session`";
constexpr std::string_view kOutcomes =
    "`completed`, `ended_early`, `stopped_for_pain`, `interrupted`, `clear`, `therapist`, "
    "`advice`, `stop` or `emergency`";

/// A session as its object tells of it: with sums, which its steps tell once more.
struct ToldSession {
    core::SessionRecord session;
    Milliseconds planned{0};
    Milliseconds held{0};
    Milliseconds paused{0};
};

template <class Record>
std::vector<Record> readList(const Value &value, Record (*read)(const Value &)) {
    std::vector<Record> records;
    for (const JsonNode &each : value.list(kMostSteps)) {
        records.push_back(read(Value(each, value.fault())));
    }
    return records;
}

using Step = core::StepRecord;
constexpr std::array kStepFields{
    Field<Step>{"step", [](const Value &v, Step &s) { s.step = v.text(kLongestOtherText); }},
    Field<Step>{"title", [](const Value &v, Step &s) { s.title = v.text(kLongestOtherText); }},
    Field<Step>{"do",
                [](const Value &v, Step &s) { s.kind = v.named(core::stepKindNamed, kKinds); }},
    Field<Step>{"side",
                [](const Value &v, Step &s) { s.side = v.namedOrNull(core::sideNamed, kSides); }},
    Field<Step>{"round",
                [](const Value &v, Step &s) {
                    s.round = static_cast<int>(v.whole(1, std::numeric_limits<int>::max()));
                }},
    Field<Step>{"planned_ms", [](const Value &v, Step &s) { s.planned = v.span(kLongestStep); }},
    Field<Step>{"held_ms", [](const Value &v, Step &s) { s.held = v.span(2 * kLongestStep); }},
    Field<Step>{"paused_ms", [](const Value &v, Step &s) { s.paused = v.span(kLongestPause); }},
    Field<Step>{"extended_ms", [](const Value &v, Step &s) { s.extended = v.span(kLongestStep); }},
    Field<Step>{"skipped", [](const Value &v, Step &s) { s.skipped = v.flag(); }},
};

/// What no single field of a step tells. Not of a step that is wrong as it is.
void checkDose(const Value &value, const Step &step) {
    if (value.fault().found()) {
        return;
    }
    const auto refuse = [&](std::string_view key, std::string reason) {
        value.fault().at(*value.node().find(key), std::move(reason));
    };
    if (step.held > step.planned + step.extended) {
        refuse("held_ms", "`held_ms` is more than the " +
                              std::to_string((step.planned + step.extended).count()) +
                              " that were planned and added");
    }
    if (step.kind != core::StepKind::Hold && step.planned + step.held + step.extended > 0ms) {
        refuse(step.planned > 0ms ? "planned_ms" : "extended_ms",
               "only a hold has time planned, held or added");
    }
}

Step readStep(const Value &value) {
    Step step = readFields<Step>(value, "a step", kStepFields);
    checkDose(value, step);
    return step;
}

std::optional<bool> yesNamed(std::string_view name) noexcept {
    return name == "yes" ? std::optional(true) : name == "no" ? std::optional(false) : std::nullopt;
}

using Answer = core::AnswerRecord;
constexpr std::array kAnswerFields{
    Field<Answer>{"question",
                  [](const Value &v, Answer &a) { a.question = v.text(kLongestOtherText); }},
    Field<Answer>{"answer",
                  [](const Value &v, Answer &a) { a.yes = v.named(yesNamed, "`yes` or `no`"); }},
};

Answer readAnswer(const Value &value) {
    return readFields<Answer>(value, "an answer", kAnswerFields);
}

/// A question has one answer: the last that was given.
std::vector<Answer> readAnswers(const Value &value) {
    auto answers = readList<Answer>(value, readAnswer);
    std::set<std::string_view> questions;
    for (std::size_t i = 0; i < answers.size() && !value.fault().found(); ++i) {
        if (!questions.insert(answers[i].question).second) {
            value.fault().at(
                value.node().children[i],
                "the question " + inTicks(answers[i].question) + " is answered a second time");
        }
    }
    return answers;
}

using Hurt = core::HurtRecord;
constexpr std::array kHurtFields{
    Field<Hurt>{"kind",
                [](const Value &v, Hurt &h) { h.kind = v.namedOrNull(core::hurtNamed, kHurts); }},
    Field<Hurt>{"step", [](const Value &v, Hurt &h) { h.step = v.text(kLongestOtherText); }},
    Field<Hurt>{"side",
                [](const Value &v, Hurt &h) { h.side = v.namedOrNull(core::sideNamed, kSides); }},
    Field<Hurt>{"at_ms", [](const Value &v, Hurt &h) { h.at = v.span(kLongestPause); }},
    Field<Hurt>{"choice", [](const Value &v,
                             Hurt &h) { h.choice = v.namedOrNull(core::choiceNamed, kChoices); }},
};

Hurt readHurt(const Value &value) { return readFields<Hurt>(value, "a hurt", kHurtFields); }

std::string idIn(const Value &value) {
    std::string id = value.text(kLongestSessionId);
    if (id.empty()) {
        value.refuse("an id must not be empty");
    }
    return id;
}

using Told = ToldSession;
constexpr std::array kSessionFields{
    Field<Told>{"id", [](const Value &v, Told &t) { t.session.id = idIn(v); }},
    Field<Told>{"routine_id",
                [](const Value &v, Told &t) { t.session.routineId = v.text(kLongestOtherText); }},
    Field<Told>{
        "routine_title",
        [](const Value &v, Told &t) { t.session.routineTitle = v.text(kLongestOtherText); }},
    Field<Told>{
        "content_digest",
        [](const Value &v, Told &t) { t.session.contentDigest = v.text(kLongestOtherText); }},
    Field<Told>{"started_at", [](const Value &v, Told &t) { t.session.startedAt = v.time(); }},
    Field<Told>{"ended_at", [](const Value &v, Told &t) { t.session.endedAt = v.time(); }},
    Field<Told>{"outcome",
                [](const Value &v, Told &t) {
                    t.session.outcome = v.named(core::outcomeNamed, kOutcomes);
                }},
    Field<Told>{"planned_ms", [](const Value &v, Told &t) { t.planned = v.span(kLongestSum); }},
    Field<Told>{"held_ms", [](const Value &v, Told &t) { t.held = v.span(kLongestSum); }},
    Field<Told>{"paused_ms", [](const Value &v, Told &t) { t.paused = v.span(kLongestSum); }},
    Field<Told>{
        "tightness_before",
        [](const Value &v, Told &t) { t.session.tightnessBefore = v.wholeOrNull(0, kTightest); }},
    Field<Told>{
        "tightness_after",
        [](const Value &v, Told &t) { t.session.tightnessAfter = v.wholeOrNull(0, kTightest); }},
    Field<Told>{"note",
                [](const Value &v, Told &t) {
                    t.session.note = v.isNull() ? std::string() : v.text(core::kLongestNote);
                }},
    Field<Told>{"edited_at", [](const Value &v, Told &t) { t.session.editedAt = v.timeOrNull(); }},
    Field<Told>{"app_version",
                [](const Value &v, Told &t) { t.session.appVersion = v.text(kLongestOtherText); }},
    Field<Told>{"steps",
                [](const Value &v, Told &t) { t.session.steps = readList<Step>(v, readStep); }},
    Field<Told>{"answers", [](const Value &v, Told &t) { t.session.answers = readAnswers(v); }},
    Field<Told>{"hurts",
                [](const Value &v, Told &t) { t.session.hurts = readList<Hurt>(v, readHurt); }},
};

/// What a session was and what its steps were is told twice, and must be the same.
void checkSums(const Value &value, const Told &told) {
    const auto check = [&](std::string_view key, Milliseconds head, Milliseconds sum) {
        if (!value.fault().found() && head != sum) {
            value.fault().at(*value.node().find(key),
                             inTicks(std::string(key)) + " must be " + std::to_string(sum.count()) +
                                 ", the sum of the steps, not " + std::to_string(head.count()));
        }
    };
    check("planned_ms", told.planned, told.session.planned());
    check("held_ms", told.held, told.session.held());
    check("paused_ms", told.paused, told.session.paused());
}

constexpr std::array kTombstoneFields{
    Field<core::Tombstone>{"id", [](const Value &v, core::Tombstone &t) { t.id = idIn(v); }},
    Field<core::Tombstone>{"deleted_at",
                           [](const Value &v, core::Tombstone &t) { t.deletedAt = v.time(); }},
};

core::Result<core::Telling, NodeFault> unlessFaulty(const FirstFault &fault,
                                                    core::Telling telling) {
    if (fault.found()) {
        return *fault.found();
    }
    return telling;
}

}  // namespace

core::Result<core::Telling, NodeFault> readSession(const JsonNode &node) {
    FirstFault fault(node);
    const Value value(node, fault);
    Told told = readFields<Told>(value, "a session", kSessionFields);
    checkSums(value, told);
    return unlessFaulty(fault, std::move(told.session));
}

core::Result<core::Telling, NodeFault> readTombstone(const JsonNode &node) {
    FirstFault fault(node);
    return unlessFaulty(
        fault, readFields<core::Tombstone>(Value(node, fault), "a deletion", kTombstoneFields));
}

}  // namespace psoas::exchange
