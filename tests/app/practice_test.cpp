#include "app/practice.h"

#include "app/small_practice.h"
#include "support/catch.h"
#include "support/manual_clock.h"

#include <QTemporaryDir>

using namespace psoas;
using namespace psoas::app;
using namespace std::chrono_literals;

namespace {

struct Room {
    QTemporaryDir dir;
    ManualClock clock;
    Settings settings{dir.filePath("settings.ini")};
    Practice practice{Practice::Tools{clock, settings, nullptr, "test"}};

    Room() {
        startAtOnce(settings);
        practice.setLibrary(smallLibrary());
        practice.setFacts({});
    }

    template <class Wanted> bool at() const { return isAt<Wanted>(practice); }
    void passCheck() { app::passCheck(practice); }
    void passScreening(core::ScreeningAnswer answer = core::ScreeningAnswer::No) {
        app::passScreening(practice, answer);
    }
    void getReady() { app::getReady(practice); }
};

}  // namespace

TEST_CASE("start leads through whatever is due straight into the routine") {
    Room room;
    room.practice.start("stretch");
    CHECK(room.at<stage::Question>());
    room.passCheck();
    CHECK(std::get<stage::Screening>(room.practice.stage()).questions ==
          std::set{core::Screening::C5, core::Screening::C7});
    room.passScreening();
    REQUIRE(room.at<stage::GetReady>());
    room.practice.ready(4);
    CHECK(room.at<stage::Playing>());
    // Who was ready for the first step is not asked again.
    CHECK(room.practice.session().session()->view().position == 1);
    room.clock.advance(9s);
    room.practice.session().handle(core::event::Tick{});
    room.clock.advance(9s);
    room.practice.session().handle(core::event::Tick{});
    room.clock.advance(2s);
    room.practice.session().handle(core::event::Tick{});
    REQUIRE(room.at<stage::Ended>());
    const auto &record = std::get<stage::Ended>(room.practice.stage()).record;
    CHECK(record.outcome == core::Outcome::Completed);
    CHECK(record.held() == 20s);
    CHECK(record.tightnessBefore == 4);
    room.practice.done(2, "");
    CHECK(room.at<stage::Idle>());
}

TEST_CASE("a second start on the same day goes straight to ready and the next day asks one page") {
    Room room;
    room.getReady();
    room.practice.leave();
    room.practice.start("stretch");
    CHECK(room.at<stage::GetReady>());
    room.practice.leave();
    room.clock.advance(24h);
    room.practice.start("stretch");
    REQUIRE(room.at<stage::DayPage>());
    room.practice.answerDay(true);
    CHECK(room.at<stage::GetReady>());
}

TEST_CASE("something new opens the full check and leaving it keeps the gate shut") {
    Room room;
    room.getReady();
    room.practice.leave();
    room.clock.advance(24h);
    room.practice.start("stretch");
    room.practice.answerDay(false);
    CHECK(room.at<stage::Question>());
    room.practice.leave();
    CHECK(room.at<stage::Idle>());
    CHECK(room.practice.checkDue());
    room.practice.start("stretch");
    CHECK(room.at<stage::Question>());
}

TEST_CASE("a lock closes every technique and begins the next check with the clinician") {
    Room room;
    room.practice.start("stretch");
    room.practice.answer(true);
    REQUIRE(room.at<stage::Review>());
    room.practice.file();
    REQUIRE(room.at<stage::Blocked>());
    room.practice.leave();
    for (const char *id : {"stretch", "mine"}) {
        room.practice.start(id);
        CHECK(room.at<stage::Blocked>());
        CHECK(room.practice.closedBy(*room.practice.routine()));
        room.practice.leave();
    }
    room.practice.startCheck();
    CHECK(room.practice.plan().steps.front().step == core::kClinicianQuestion);
    room.passCheck();
    CHECK(room.practice.lock() == core::Urgency::Emergency);
    room.practice.leave();

    room.practice.startCheck();
    room.practice.answer(true);
    room.passCheck();
    CHECK_FALSE(room.practice.lock());
}

TEST_CASE("an answer is changed before it is filed") {
    Room room;
    room.practice.start("stretch");
    room.practice.answer(true);
    room.practice.revise(0);
    CHECK(room.at<stage::Question>());
    room.passCheck();
    CHECK(room.at<stage::Screening>());
}

TEST_CASE("a yes in the screening closes the routine and the others stay open") {
    Room room;
    room.practice.start("stretch");
    room.passCheck();
    room.passScreening(core::ScreeningAnswer::Yes);
    CHECK(room.at<stage::Blocked>());
    room.practice.changeScreening(core::Screening::C7, core::ScreeningAnswer::No);
    room.practice.changeScreening(core::Screening::C5, core::ScreeningAnswer::YesAgreed);
    room.practice.leave();
    room.practice.start("stretch");
    CHECK(room.at<stage::GetReady>());
}

TEST_CASE("a stop for pain closes the routine for the day") {
    Room room;
    room.getReady();
    room.practice.ready(std::nullopt);
    room.practice.session().handle(core::event::Hurt{});
    room.practice.session().handle(core::event::NameHurt{core::HurtKind::Sharp});
    REQUIRE(room.at<stage::Ended>());
    CHECK(std::get<stage::Ended>(room.practice.stage()).record.outcome ==
          core::Outcome::StoppedForPain);
    CHECK(room.practice.checkDue());
    room.practice.done(std::nullopt, "");
    room.practice.start("stretch");
    CHECK(std::get<stage::Blocked>(room.practice.stage()).why ==
          core::GateStep{core::gate::ClosedToday{}});
    room.practice.leave();
    room.practice.start("mine");
    CHECK(room.at<stage::Question>());
}

TEST_CASE("facts that come late do not undo what was answered meanwhile") {
    Room room;
    room.getReady();
    core::SafetyFacts stored;
    stored.checks.push_back(
        {"old", {room.clock.wall().utc - 1h, 0min}, core::Urgency::Stop, false});
    room.practice.setFacts(stored);
    CHECK(room.practice.lock() == core::Urgency::Stop);
    CHECK(room.practice.facts().checks.size() == 2);
    room.practice.ready(std::nullopt);
    CHECK(room.at<stage::Blocked>());
}

TEST_CASE("nothing starts while something is under way or where the safety texts are missing") {
    Room room;
    room.practice.start("stretch");
    room.practice.start("mine");
    CHECK(room.practice.routine()->id == "stretch");

    Practice broken(Practice::Tools{room.clock, room.settings, nullptr, "test"});
    Library lost = smallLibrary();
    lost.fatal.push_back({});
    broken.setLibrary(lost);
    broken.start("stretch");
    broken.startCheck();
    CHECK(isAt<stage::Idle>(broken));
}

TEST_CASE("a safety check that is started as a routine is the full check") {
    Room room;
    room.practice.start("red-flag-check");
    CHECK(room.at<stage::Question>());
    room.passCheck();
    CHECK(room.at<stage::Idle>());
    CHECK_FALSE(room.practice.checkDue());
}

TEST_CASE("there is time to get ready as long as the person has set it") {
    Room room;
    room.settings.setSession({.getReady = 7s});
    room.getReady();
    room.practice.ready({});
    const auto view = [&] { return room.practice.session().session()->view(); };
    CHECK(view().phase == core::Phase::CountIn);
    CHECK(view().countInLeft == 7s);
    room.clock.advance(7s);
    room.practice.session().handle(core::event::Tick{});
    CHECK(view().phase == core::Phase::Running);
    CHECK(view().elapsed == 0s);
}

namespace {

/// The small library, its stretch on these sides.
Library stretchedOn(const std::vector<core::Side> &sides) {
    Library library = smallLibrary();
    core::Routine &stretch = library.routines.front().routine;
    stretch.steps.back() = core::Repeat{.id = "sides",
                                        .title = "",
                                        .times = 1,
                                        .sides = sides,
                                        .steps = {std::get<core::Step>(stretch.steps.back())}};
    return library;
}

}  // namespace

TEST_CASE("one side alone is done only where the routine has it") {
    Room room;
    room.practice.setLibrary(stretchedOn({core::Side::Left}));
    room.getReady();
    room.practice.leave();
    CHECK(room.practice.library().hasSide("stretch", core::Side::Left));
    CHECK_FALSE(room.practice.library().hasSide("stretch", core::Side::Right));
    CHECK_FALSE(room.practice.library().hasSide("mine", core::Side::Left));
    CHECK_FALSE(room.practice.library().hasSide("gone", core::Side::Left));
    room.practice.start("stretch", core::Side::Right);
    CHECK(room.at<stage::Idle>());
    room.practice.start("stretch", core::Side::Left);
    CHECK(room.at<stage::GetReady>());
}

TEST_CASE("the side to begin with changes from session to session") {
    Room room;
    room.practice.setLibrary(stretchedOn({core::Side::Left, core::Side::Right}));
    room.getReady();
    const auto firstSide = [&] {
        room.practice.leave();
        room.practice.start("stretch");
        REQUIRE(room.at<stage::GetReady>());
        return core::sidesOf(room.practice.plan().steps).front();
    };
    CHECK(firstSide() == core::Side::Left);
    core::SessionRecord last;
    last.routineId = "stretch";
    for (const core::PlannedStep &step : room.practice.plan().steps) {
        last.steps.push_back(core::untouched(step));
    }
    SECTION("only where something was held") {
        room.practice.setRecent({last});
        CHECK(firstSide() == core::Side::Left);
    }
    const auto hold = std::ranges::find(last.steps, core::StepKind::Hold, &core::StepRecord::kind);
    hold->held = 1s;
    REQUIRE(hold->side == core::Side::Left);
    room.practice.setRecent({last});
    CHECK(firstSide() == core::Side::Right);
    SECTION("unless the person wants it as the routine says") {
        room.settings.setSession({.getReady = 0s, .alternateSides = false});
        CHECK(firstSide() == core::Side::Left);
    }
    SECTION("or chooses the side before the session") {
        room.practice.chooseFirstSide(core::Side::Left);
        room.practice.ready({});
        CHECK(core::sidesOf(room.practice.session().session()->plan().steps).front() ==
              core::Side::Left);
    }
    SECTION("the newest session counts") {
        core::SessionRecord older = last;
        std::ranges::find(older.steps, core::StepKind::Hold, &core::StepRecord::kind)->side =
            core::Side::Right;
        room.practice.setRecent({last, older});
        CHECK(firstSide() == core::Side::Right);
    }
}

TEST_CASE("a breath of the person's own takes the place of the routine's") {
    Room room;
    const core::Breathing own{.in = 3s, .out = 5s, .afterIn = 1s};
    room.settings.setSession({.getReady = 0s, .breathing = own});
    Library library = smallLibrary();
    for (LibraryRoutine &each : library.routines) {
        each.routine.breathing = core::Breathing{.in = 4s, .out = 6s};
    }
    room.practice.setLibrary(std::move(library));
    room.getReady();
    for (const core::PlannedStep &step : room.practice.plan().steps) {
        CHECK(step.breathing == own);
    }
}
