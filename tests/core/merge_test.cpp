#include "core/merge.h"
#include "support/catch.h"

#include <algorithm>
#include <map>
#include <random>
#include <vector>

using namespace psoas::core;
using namespace std::chrono;
using namespace std::chrono_literals;

namespace {

WallTime at(int ms, int offset = 0) {
    return {sys_days{2026y / 11 / 24} + milliseconds{ms}, minutes{offset}};
}

SessionRecord session(std::optional<int> editedMs, const std::string &note = {}) {
    SessionRecord made;
    made.id = "a";
    made.routineId = "stretch";
    made.startedAt = at(0);
    made.endedAt = at(1);
    made.outcome = Outcome::Completed;
    made.note = note;
    if (editedMs) {
        made.editedAt = at(*editedMs);
    }
    return made;
}

Tombstone deleted(int ms) { return {.id = "a", .deletedAt = at(ms)}; }

/// Any telling of one of a few sessions, at one of a few times, so that ties are common.
Telling anyTelling(std::mt19937 &random) {
    const auto below = [&](unsigned bound) { return static_cast<int>(random() % bound); };
    const std::string id(1, static_cast<char>('a' + below(3)));
    if (below(4) == 0) {
        return Tombstone{.id = id, .deletedAt = at(below(4), below(2))};
    }
    SessionRecord made = session(std::nullopt, std::string(1, static_cast<char>('x' + below(2))));
    made.id = id;
    if (below(3) > 0) {
        made.editedAt = at(below(4), below(2));
    }
    made.tightnessBefore = below(2) == 0 ? std::nullopt : std::optional(below(3));
    if (below(3) == 0) {
        made.steps.push_back({.step = "hold", .title = "Hold", .side = std::nullopt});
        made.steps.back().held = milliseconds{below(2)};
    }
    if (below(4) == 0) {
        made.hurts.push_back(
            {.kind = HurtKind::Dull, .step = "hold", .side = Side::Left, .choice = {}});
    }
    if (below(4) == 0) {
        made.answers.push_back({.question = "e1", .yes = below(2) == 0});
    }
    return made;
}

using History = std::map<std::string, Telling>;

void mergeInto(History &here, const Telling &other) {
    const auto known = here.find(idOf(other));
    const auto step =
        mergeStep(known == here.end() ? std::nullopt : std::optional(known->second), other);
    if (changes(step)) {
        here.insert_or_assign(idOf(other), other);
    }
}

History mergedOf(const std::vector<Telling> &tellings) {
    History history;
    for (const Telling &each : tellings) {
        mergeInto(history, each);
    }
    return history;
}

}  // namespace

TEST_CASE("the later edit stands") {
    CHECK(yieldsTo(session(1), session(2)));
    CHECK_FALSE(yieldsTo(session(2), session(1)));
    CHECK(yieldsTo(session(std::nullopt), session(-10)));
    CHECK(yieldsTo(session(1, "b"), session(2, "a")));
}

TEST_CASE("of two edits of the same time the greater values stand") {
    CHECK(yieldsTo(session(1, "a"), session(1, "b")));
    CHECK_FALSE(yieldsTo(session(1, "b"), session(1, "a")));
    CHECK_FALSE(yieldsTo(session(1, "a"), session(1, "a")));
    // By bytes: letters beyond ASCII come after all that are not.
    CHECK(yieldsTo(session(1, "z"), session(1, "\303\244")));
}

TEST_CASE("of two tellings that differ in anything at all one stands") {
    SessionRecord less = session(1, "n");
    less.routineTitle = less.contentDigest = less.appVersion = "a";
    less.tightnessBefore = less.tightnessAfter = 3;
    less.steps = {{.step = "hold", .title = "Hold", .kind = StepKind::Hold, .side = Side::Left}};
    less.answers = {{.question = "e1", .yes = false}};
    less.hurts = {{.kind = HurtKind::Sharp, .step = "hold", .side = {}, .choice = {}}};
    const std::vector<void (*)(SessionRecord &)> greater{
        [](SessionRecord &s) { s.editedAt->offset += 1min; },
        [](SessionRecord &s) { s.routineId += 'a'; },
        [](SessionRecord &s) { s.routineTitle += 'a'; },
        [](SessionRecord &s) { s.contentDigest += 'a'; },
        [](SessionRecord &s) { s.startedAt.utc += 1ms; },
        [](SessionRecord &s) { s.endedAt->offset += 1min; },
        [](SessionRecord &s) { s.outcome = Outcome::EndedEarly; },
        [](SessionRecord &s) { s.tightnessBefore = 4; },
        [](SessionRecord &s) { s.tightnessAfter = 4; },
        [](SessionRecord &s) { s.appVersion += 'a'; },
        [](SessionRecord &s) { s.steps.push_back(s.steps[0]); },
        [](SessionRecord &s) { s.steps[0].step += 'a'; },
        [](SessionRecord &s) { s.steps[0].title += 'a'; },
        [](SessionRecord &s) { s.steps[0].kind = StepKind::Rest; },
        [](SessionRecord &s) { s.steps[0].side = Side::Right; },
        [](SessionRecord &s) { ++s.steps[0].round; },
        [](SessionRecord &s) { s.steps[0].planned += 1ms; },
        [](SessionRecord &s) { s.steps[0].held += 1ms; },
        [](SessionRecord &s) { s.steps[0].paused += 1ms; },
        [](SessionRecord &s) { s.steps[0].extended += 1ms; },
        [](SessionRecord &s) { s.steps[0].skipped = true; },
        [](SessionRecord &s) { s.answers[0].question += 'a'; },
        [](SessionRecord &s) { s.answers[0].yes = true; },
        [](SessionRecord &s) { s.hurts[0].kind = HurtKind::Numb; },
        [](SessionRecord &s) { s.hurts[0].step += 'a'; },
        [](SessionRecord &s) { s.hurts[0].side = Side::Left; },
        [](SessionRecord &s) { s.hurts[0].at += 1ms; },
        [](SessionRecord &s) { s.hurts[0].choice = HurtChoice::EaseOff; },
    };
    for (std::size_t i = 0; i < greater.size(); ++i) {
        CAPTURE(i);
        SessionRecord more = less;
        greater[i](more);
        CHECK(yieldsTo(less, more));
        CHECK_FALSE(yieldsTo(more, less));
    }
}

TEST_CASE("a deletion stands unless the session was edited later") {
    CHECK(yieldsTo(session(5), deleted(5)));
    CHECK(yieldsTo(session(std::nullopt), deleted(-10)));
    CHECK_FALSE(yieldsTo(session(5), deleted(4)));
    CHECK(yieldsTo(deleted(4), session(5)));
    CHECK_FALSE(yieldsTo(deleted(5), session(5)));
    CHECK_FALSE(yieldsTo(deleted(5), session(std::nullopt)));
    CHECK(yieldsTo(deleted(4), deleted(5)));
}

TEST_CASE("what becomes of a telling from elsewhere") {
    CHECK(mergeStep(std::nullopt, session(1)) == MergeStep::New);
    CHECK(mergeStep(std::nullopt, deleted(1)) == MergeStep::Marks);
    CHECK(mergeStep(session(1), session(1)) == MergeStep::Same);
    CHECK(mergeStep(session(1), session(2)) == MergeStep::Replaces);
    CHECK(mergeStep(session(2), session(1)) == MergeStep::KeptHere);
    CHECK(mergeStep(session(1), deleted(2)) == MergeStep::Deletes);
    CHECK(mergeStep(session(2), deleted(1)) == MergeStep::KeptHere);
    CHECK(mergeStep(deleted(2), session(1)) == MergeStep::KeptDeleted);
    CHECK(mergeStep(deleted(1), session(2)) == MergeStep::Restores);
    CHECK(mergeStep(deleted(1), deleted(1)) == MergeStep::Same);
    CHECK(mergeStep(deleted(1), deleted(2)) == MergeStep::Marks);
    CHECK(mergeStep(deleted(2), deleted(1)) == MergeStep::KeptDeleted);
}

TEST_CASE("histories merge to the same in every order, and merging twice changes nothing") {
    std::mt19937 random(11);
    int differing = 0;
    for (int round = 0; round < 3000; ++round) {
        CAPTURE(round);
        std::vector<Telling> tellings;
        for (int i = 0; i < 6; ++i) {
            tellings.push_back(anyTelling(random));
        }
        const History one = mergedOf(tellings);
        std::ranges::shuffle(tellings, random);
        History other = mergedOf(tellings);
        REQUIRE((one == other));
        for (const Telling &each : tellings) {
            mergeInto(other, each);
        }
        REQUIRE((one == other));
        differing += one.size() < tellings.size() ? 1 : 0;
    }
    CHECK(differing > 2000);
}
