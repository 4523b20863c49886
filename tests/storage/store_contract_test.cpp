#include "storage/memory_store.h"
#include "storage/sqlite_store.h"
#include "support/catch.h"
#include "support/sessions.h"
#include "support/temp_folder.h"

#include <utility>

using namespace psoas;
using namespace psoas::storage;
using namespace std::chrono_literals;

namespace {

using Code = StoreError::Code;

std::unique_ptr<Store> made(bool inMemory, const TempFolder &folder) {
    if (inMemory) {
        return std::make_unique<MemoryStore>();
    }
    auto opened = openSqliteStore(folder / "history.db", OpenMode::ReadWrite);
    REQUIRE(opened);
    return std::move(opened).value();
}

core::JournalEntry entry(const core::SessionRecord &session, int sequence, std::size_t position,
                         core::Milliseconds held) {
    core::JournalEntry made;
    made.sequence = sequence;
    made.at = held;
    made.transition = core::Transition::Beat;
    made.position = position;
    made.step = session.steps[position];
    made.step.held = held;
    return made;
}

/// Why it was not done; `Io` is no answer to anything asked here.
template <class Value> StoreError::Code refusal(const Stored<Value> &done) {
    REQUIRE_FALSE(done);
    return done.error().code;
}

core::NumberedHurt hurt(std::optional<core::HurtKind> kind) {
    core::NumberedHurt made;
    made.hurt.kind = kind;
    made.hurt.step = "hold";
    made.hurt.side = core::Side::Left;
    made.hurt.at = 8s;
    return made;
}

}  // namespace

TEST_CASE("the store contract") {
    const TempFolder folder;
    const bool inMemory = GENERATE(true, false);
    CAPTURE(inMemory);
    const auto store = made(inMemory, folder);
    core::SessionRecord session = startedSession("a");

    SECTION("nothing is in a new store") {
        CHECK(store->sessions({}).value().empty());
        CHECK(store->unfinished().value().empty());
        CHECK(store->safetyFacts().value() == core::SafetyFacts{});
        CHECK(store->check().value().faults.empty());
    }

    SECTION("a session is there from its start and whole at its end") {
        REQUIRE(store->begin(session));
        REQUIRE(store->unfinished().value().size() == 1);
        CHECK(unfinishedRecords(*store)[0] == session);
        CHECK(store->sessions({}).value().empty());

        REQUIRE(store->append("a", entry(session, 1, 0, 5s), wallAt(5s)));
        session.steps[0].held = 5s;
        CHECK(unfinishedRecords(*store)[0] == session);
        REQUIRE(store->append("a", entry(session, 2, 0, 20s), wallAt(20s)));
        session.steps[0].held = 20s;

        REQUIRE(store->finish("a", core::Outcome::EndedEarly, wallAt(21s)));
        session.outcome = core::Outcome::EndedEarly;
        session.endedAt = wallAt(21s);
        CHECK(store->unfinished().value().empty());
        REQUIRE(store->sessions({}).value().size() == 1);
        CHECK(store->sessions({}).value()[0] == session);
        CHECK(store->safetyFacts().value().checks.empty());

        REQUIRE(store->annotate("a", 3, "better; \"much\"", wallAt(60s)));
        session.tightnessAfter = 3;
        session.note = "better; \"much\"";
        session.editedAt = wallAt(60s);
        CHECK(store->sessions({}).value()[0] == session);
        CHECK(store->safetyFacts().value().newestStored == wallAt(60s));
        CHECK(store->check().value().faults.empty());
    }

    SECTION("answers and hurts are replaced by later entries about them") {
        REQUIRE(store->begin(session));
        core::JournalEntry first = entry(session, 1, 0, 8s);
        first.answer = core::AnswerRecord{"e1", true};
        first.hurt = hurt(std::nullopt);
        REQUIRE(store->append("a", first, wallAt(8s)));
        core::JournalEntry second = entry(session, 2, 0, 8s);
        second.answer = core::AnswerRecord{"e1", false};
        second.hurt = hurt(core::HurtKind::Dull);
        second.hurt->hurt.choice = core::HurtChoice::EaseOff;
        REQUIRE(store->append("a", second, wallAt(9s)));
        const auto found = unfinishedRecords(*store)[0];
        CHECK(found.answers == std::vector{core::AnswerRecord{"e1", false}});
        CHECK(found.hurts == std::vector{second.hurt->hurt});
        CHECK(store->safetyFacts().value().painStops.empty());
    }

    SECTION("sharp or numb pain closes the routine whatever becomes of the session") {
        const auto kind = GENERATE(core::HurtKind::Sharp, core::HurtKind::Numb);
        REQUIRE(store->begin(session));
        core::JournalEntry named = entry(session, 1, 0, 8s);
        named.hurt = hurt(kind);
        REQUIRE(store->append("a", named, wallAt(8s)));
        CHECK(store->safetyFacts().value().painStops ==
              std::vector{core::PainStop{wallAt(8s), "stretch"}});
    }

    SECTION("an unfinished session tells its newest entry") {
        REQUIRE(store->begin(session));
        CHECK_FALSE(store->unfinished().value()[0].last);
        core::JournalEntry first = entry(session, 1, 1, 5s);
        first.elapsed = 5s;
        REQUIRE(store->append("a", first, wallAt(5s)));
        core::JournalEntry second = entry(session, 2, 0, 7s);
        second.transition = core::Transition::Suspended;
        second.elapsed = 7'250ms;
        REQUIRE(store->append("a", second, wallAt(8s)));
        CHECK(store->unfinished().value()[0].last == core::markOf(second, wallAt(8s)));
    }

    SECTION("a session is filed as it stands") {
        REQUIRE(store->begin(session));
        core::JournalEntry last = entry(session, 1, 0, 8s);
        auto outcome = core::Outcome::Interrupted;
        SECTION("interrupted") {}
        SECTION("ended by the person") {
            last.transition = core::Transition::Ended;
            outcome = core::Outcome::EndedEarly;
        }
        SECTION("stopped for pain") {
            last.hurt = hurt(core::HurtKind::Numb);
            outcome = core::Outcome::StoppedForPain;
        }
        REQUIRE(store->append("a", last, wallAt(8s)));
        REQUIRE(store->interrupt("a"));
        REQUIRE(store->sessions({}).value().size() == 1);
        CHECK(store->sessions({}).value()[0].outcome == outcome);
        CHECK(store->sessions({}).value()[0].endedAt == wallAt(8s));
    }

    SECTION("a check is filed with its end") {
        REQUIRE(store->begin(session));
        core::JournalEntry answered = entry(session, 1, 0, 0s);
        answered.answer = core::AnswerRecord{core::kClinicianQuestion, true};
        REQUIRE(store->append("a", answered, wallAt(1s)));
        REQUIRE(store->finish("a", core::Outcome::Advice, wallAt(9s)));
        CHECK(store->safetyFacts().value().checks ==
              std::vector{core::FiledCheck{"a", session.startedAt, core::Urgency::Advice, true}});
    }

    SECTION("a session that nobody ended was interrupted when it last gave a sign") {
        REQUIRE(store->begin(session));
        REQUIRE(store->append("a", entry(session, 1, 0, 5s), wallAt(305s)));
        core::WallTime abroad = wallAt(-3600s);  // the clock was set back meanwhile
        abroad.offset = 120min;
        REQUIRE(store->append("a", entry(session, 2, 0, 10s), abroad));
        session.id = "untouched";
        REQUIRE(store->begin(session));
        REQUIRE(store->interrupt("a"));
        REQUIRE(store->interrupt("untouched"));
        const auto ended = store->sessions({}).value();
        REQUIRE(ended.size() == 2);
        CHECK(ended[1].outcome == core::Outcome::Interrupted);
        CHECK(ended[1].endedAt == abroad);
        CHECK(ended[1].held() == 10s);
        CHECK(ended[0].endedAt == session.startedAt);
        CHECK(refusal(store->interrupt("a")) == Code::Refused);
        CHECK(refusal(store->interrupt("none")) == Code::Missing);
    }

    SECTION("day answers and screenings are kept") {
        REQUIRE(store->addDayAnswer({wallAt(1h), true}));
        REQUIRE(store->addDayAnswer({wallAt(0s), false}));
        REQUIRE(store->addDayAnswer({wallAt(1h), true}));  // told twice, given once
        REQUIRE(store->setScreening(core::Screening::C3, {wallAt(0s), core::ScreeningAnswer::Yes}));
        REQUIRE(store->setScreening(core::Screening::C3,
                                    {wallAt(1min), core::ScreeningAnswer::YesAgreed}));
        const core::SafetyFacts facts = store->safetyFacts().value();
        CHECK(facts.days ==
              std::vector{core::DayAnswer{wallAt(1h), true}, core::DayAnswer{wallAt(0s), false}});
        CHECK(facts.screenings.at(core::Screening::C3) ==
              core::ScreeningRecord{wallAt(1min), core::ScreeningAnswer::YesAgreed});
        CHECK(facts.newestStored == wallAt(1h));
    }

    SECTION("sessions are read newest first and page by page") {
        for (const auto &[id, at] : {std::pair{"b", 2h}, {"a", 1h}, {"c", 2h}, {"d", 3h}}) {
            REQUIRE(store->begin(startedSession(id, at)));
            REQUIRE(store->finish(id, core::Outcome::Completed, wallAt(at)));
        }
        std::string order;
        SessionQuery query{.limit = 2, .after = std::nullopt};
        for (auto page = store->sessions(query).value(); !page.empty();
             page = store->sessions(query).value()) {
            for (const auto &each : page) {
                order += each.id;
            }
            query.after = page.back().id;
        }
        CHECK(order == "dcba");

        // One that runs has its place among them, too.
        REQUIRE(store->begin(startedSession("now", 90min)));
        const auto older = store->sessions({.limit = 2, .after = "now"}).value();
        REQUIRE(older.size() == 1);
        CHECK(older[0].id == "a");
    }

    SECTION("nothing can be told to come after a session that is not there") {
        CHECK(refusal(store->sessions({.limit = 2, .after = "gone"})) == Code::Missing);
        REQUIRE(store->begin(session));
        REQUIRE(store->finish("a", core::Outcome::Completed, wallAt(1h)));
        CHECK(refusal(store->sessions({.limit = 2, .after = "gone"})) == Code::Missing);
        CHECK(store->sessions({.limit = 2, .after = "a"}).value().empty());
    }

    SECTION("a session that is not there is missing") {
        CHECK(refusal(store->finish("x", core::Outcome::Completed, wallAt(0s))) == Code::Missing);
        CHECK(refusal(store->annotate("x", 1, "", wallAt(0s))) == Code::Missing);
        CHECK(refusal(store->append("x", entry(session, 1, 0, 0s), wallAt(0s))) == Code::Missing);
        CHECK(store->safetyFacts().value() == core::SafetyFacts{});
    }

    SECTION("a step that was never planned is missing and leaves nothing behind") {
        REQUIRE(store->begin(session));
        core::JournalEntry beyond = entry(session, 1, 0, 5s);
        beyond.position = session.steps.size();
        beyond.hurt = hurt(core::HurtKind::Sharp);
        CHECK(refusal(store->append("a", beyond, wallAt(5s))) == Code::Missing);
        CHECK(unfinishedRecords(*store) == std::vector{session});
        CHECK(store->safetyFacts().value().painStops.empty());
        CHECK(store->safetyFacts().value().newestStored == wallAt(0s));
    }

    SECTION("what happens only once is refused the second time") {
        REQUIRE(store->begin(session));
        CHECK(refusal(store->begin(session)) == Code::Refused);
        CHECK(unfinishedRecords(*store) == std::vector{session});

        // The journal's numbers go without gaps, so a number that came before is a mistake.
        REQUIRE(store->append("a", entry(session, 1, 0, 5s), wallAt(5s)));
        CHECK(refusal(store->append("a", entry(session, 1, 0, 9s), wallAt(9s))) == Code::Refused);
        CHECK(unfinishedRecords(*store)[0].steps[0].held == 5s);

        REQUIRE(store->finish("a", core::Outcome::Clear, wallAt(10s)));
        CHECK(refusal(store->finish("a", core::Outcome::Stop, wallAt(11s))) == Code::Refused);
        CHECK(store->sessions({}).value()[0].outcome == core::Outcome::Clear);
        CHECK(store->safetyFacts().value().checks.size() == 1);
        CHECK(refusal(store->append("a", entry(session, 2, 0, 1s), wallAt(12s))) == Code::Refused);
        CHECK(store->sessions({}).value()[0].steps[0].held == 5s);
    }

    SECTION("a whole session is filed at once, with what follows from it") {
        session.steps[0].held = 12s;
        session.answers = {{"e1", true}};
        session.hurts = {hurt(core::HurtKind::Sharp).hurt};
        session.outcome = core::Outcome::StoppedForPain;
        session.endedAt = wallAt(1min);
        session.tightnessAfter = 4;
        session.note = "odd";
        session.editedAt = wallAt(2min);
        REQUIRE(store->file(session));
        CHECK(store->sessions({}).value() == std::vector{session});
        CHECK(store->safetyFacts().value().painStops ==
              std::vector{core::PainStop{wallAt(1min), "stretch"}});
        CHECK(refusal(store->file(session)) == Code::Refused);
        session.id = "b";
        session.outcome = core::Outcome::Stop;
        REQUIRE(store->file(session));
        REQUIRE(store->safetyFacts().value().checks.size() == 1);
        CHECK(store->safetyFacts().value().checks[0].urgency == core::Urgency::Stop);
        CHECK(store->check().value().faults.empty());
    }
}
