// What the gate must not forget: the program ends and starts again, and meanwhile the store or the
// clock is no longer what it was.

#include "app/record_keeper.h"
#include "app/small_practice.h"
#include "storage/sqlite_store.h"
#include "support/catch.h"
#include "support/failing_disk.h"
#include "support/manual_clock.h"
#include "support/temp_folder.h"

#include <QCoreApplication>
#include <QEventLoop>

#include <algorithm>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

using namespace psoas;
using namespace psoas::app;
using namespace std::chrono_literals;

namespace fs = std::filesystem;

namespace {

QString inFolder(const TempFolder &folder, const char *name) {
    return QString::fromStdString((folder / name).string());
}

/// A machine with a data folder on it, on which the program is started again and again.
struct Machine {
    TempFolder folder;
    ManualClock clock;

    [[nodiscard]] fs::path store() const { return folder / "history.db"; }
    void loseStore() const { fs::remove(store()); }
    void keepCopy() const { fs::copy_file(store(), folder / "copy.db"); }
    void restoreCopy() const {
        fs::copy_file(folder / "copy.db", store(), fs::copy_options::overwrite_existing);
    }
};

/// The program from its start to its end on that machine.
class Run {
public:
    /// Called on the storage thread after each write of the settings.
    std::function<void()> afterSettings = [] {};

    explicit Run(Machine &machine)
        : Run(machine, [file = machine.store()] {
              return storage::openSqliteStore(file, storage::OpenMode::ReadWrite);
          }) {}
    Run(Machine &machine, storage::StoreOpener open)
        : m_records(std::move(open)),
          m_settings(inFolder(machine.folder, "settings.ini"),
                     [this](std::function<void()> job) {
                         m_records.urgent([this, job = std::move(job)] {
                             job();
                             afterSettings();
                         });
                     }),
          practice({.clock = machine.clock,
                    .settings = m_settings,
                    .records = &m_records,
                    .appVersion = QStringLiteral("test")}) {
        practice.setLibrary(smallLibrary());
        readFacts();
    }

    /// As the window does it: first the checks that were left, then the facts.
    void readFacts() {
        m_records.readUnfinished(
            [this](const RecordKeeper::Unfinished &left) { practice.fileLeftChecks(left); });
        practice.setFacts(settledFacts());
    }

    /// What the store knows when all that it was given is in it.
    core::SafetyFacts settledFacts() {
        std::optional<core::SafetyFacts> facts;
        m_records.readFacts([&](const core::SafetyFacts &read) { facts = read; });
        while (!facts) {
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
        }
        return *facts;
    }

    Settings &settings() { return m_settings; }
    RecordKeeper &records() { return m_records; }
    void hurt(core::HurtKind kind) {
        practice.ready(std::nullopt);
        REQUIRE(isAt<stage::Playing>(practice));
        practice.session().handle(core::event::Hurt{});
        practice.session().handle(core::event::NameHurt{kind});
    }

private:
    RecordKeeper m_records;
    Settings m_settings;

public:
    Practice practice;
};

bool closedToday(Practice &practice) {
    practice.start("stretch");
    const auto *blocked = std::get_if<stage::Blocked>(&practice.stage());
    return blocked != nullptr && blocked->why == core::GateStep{core::gate::ClosedToday{}};
}

/// A first day on which the check was clear and the stretch could begin.
void firstDay(Machine &machine) {
    Run run(machine);
    getReady(run.practice);
}

}  // namespace

TEST_CASE("after a restart on a good day nothing is asked twice") {
    Machine machine;
    firstDay(machine);
    Run again(machine);
    CHECK_FALSE(again.practice.checkDue());
    again.practice.start("stretch");
    CHECK(isAt<stage::GetReady>(again.practice));
}

TEST_CASE("a history merged while no window was open leaves the full check due, once") {
    Machine machine;
    firstDay(machine);
    {
        const auto store = storage::openSqliteStore(machine.store(), storage::OpenMode::ReadWrite);
        core::SessionRecord there;
        there.id = "there";
        there.routineId = "stretch";
        there.startedAt = machine.clock.wall();
        there.endedAt = machine.clock.wall();
        there.outcome = core::Outcome::Completed;
        REQUIRE(store.value()->merge({there}, machine.clock.wall()));
    }
    {
        Run again(machine);
        CHECK(again.practice.checkDue());
        again.practice.startCheck();
        passCheck(again.practice);
    }
    Run third(machine);
    CHECK_FALSE(third.practice.checkDue());
}

TEST_CASE("a lock outlives a restart and the loss of the store") {
    Machine machine;
    {
        Run run(machine);
        run.practice.startCheck();
        run.practice.answer(true);
        run.practice.file();
    }
    if (GENERATE(false, true)) {
        machine.loseStore();
    }
    Run again(machine);
    CHECK(again.practice.lock() == core::Urgency::Emergency);
    again.practice.start("mine");
    CHECK(isAt<stage::Blocked>(again.practice));
}

namespace {

/// How a check ends that nobody files: it is left, or the program ends over it, and perhaps the
/// store is lost on top of that.
enum class Over { Left, ProgramEnded, StoreLost };

/// The whole check or half of it, and its end.
void leaveCheck(Machine &machine, Over over, const std::function<void(Practice &)> &answer) {
    machine.clock.advance(1min);
    {
        Run run(machine);
        run.practice.startCheck();
        answer(run.practice);
        if (over == Over::Left) {
            run.practice.leave();
        }
    }
    if (over == Over::StoreLost) {
        machine.loseStore();
    }
}

std::vector<core::SessionRecord> ended(Run &run) {
    std::vector<core::SessionRecord> found;
    run.records().readSessions({.limit = 100, .after = {}},
                               [&](const RecordKeeper::Sessions &read) { found = read; });
    run.settledFacts();
    return found;
}

std::size_t unfinished(Run &run) {
    std::size_t count = 0;
    run.records().readUnfinished(
        [&](const RecordKeeper::Unfinished &read) { count = read.size(); });
    run.settledFacts();
    return count;
}

}  // namespace

TEST_CASE("a yes is not thrown away by leaving the check, nor by ending the program over it") {
    Machine machine;
    firstDay(machine);
    const auto over = GENERATE(Over::Left, Over::ProgramEnded, Over::StoreLost);
    struct Row {
        std::vector<bool> answers;
        core::Urgency urgency;
    };
    const auto row =
        GENERATE(Row{{true}, core::Urgency::Emergency}, Row{{false, true}, core::Urgency::Stop},
                 Row{{false, true, true}, core::Urgency::Stop});
    CAPTURE(over, row.answers.size());
    leaveCheck(machine, over, [&](Practice &practice) {
        std::ranges::for_each(row.answers, [&](bool yes) { practice.answer(yes); });
    });
    Run again(machine);
    CHECK(again.practice.lock() == row.urgency);
    CHECK(again.practice.checkDue());
    again.practice.start("stretch");
    CHECK(isAt<stage::Blocked>(again.practice));
    // It is filed as it would have been from the review, once.
    CHECK(unfinished(again) == 0);
    if (over != Over::StoreLost) {
        const auto check = ended(again).front();
        CHECK(check.outcome == core::outcomeOf(row.urgency));
        CHECK(check.answers.size() == row.answers.size());
        CHECK(again.settledFacts().checks.back() == core::filedCheck(check));
    }
    // Nine times no is not enough: a clinician has to have looked.
    again.practice.leave();
    again.practice.startCheck();
    CHECK(again.practice.plan().steps.front().step == core::kClinicianQuestion);
    passCheck(again.practice);
    CHECK(again.practice.lock() == row.urgency);
}

TEST_CASE("leaving a check with a yes shows what filing it shows, and leads into no routine") {
    Machine machine;
    Run run(machine);
    run.practice.start("stretch");
    SECTION("an emergency") {
        run.practice.answer(true);
        REQUIRE(isAt<stage::Review>(run.practice));
        run.practice.leave();
        const auto *blocked = std::get_if<stage::Blocked>(&run.practice.stage());
        REQUIRE(blocked != nullptr);
        CHECK(blocked->why == core::GateStep{core::gate::Locked{core::Urgency::Emergency}});
    }
    SECTION("the way to a therapist, which closes nothing") {
        run.practice.answer(false);
        run.practice.answer(false);
        run.practice.answer(true);
        REQUIRE(isAt<stage::Review>(run.practice));
        run.practice.leave();
        CHECK(isAt<stage::Idle>(run.practice));
        CHECK(run.practice.facts().checks.back().urgency == core::Urgency::Therapist);
    }
}

TEST_CASE("a slip that was corrected locks nothing, however the check ends") {
    Machine machine;
    firstDay(machine);
    leaveCheck(machine, GENERATE(Over::Left, Over::ProgramEnded, Over::StoreLost),
               [](Practice &practice) {
                   practice.answer(true);
                   practice.revise(0);
                   practice.answer(false);
               });
    Run again(machine);
    CHECK_FALSE(again.practice.lock());
    // There was a yes: a full check is due all the same.
    CHECK(again.practice.checkDue());
    again.practice.start("stretch");
    CHECK(isAt<stage::Question>(again.practice));
}

TEST_CASE("half a check lifts no lock, though a clinician has looked") {
    Machine machine;
    leaveCheck(machine, Over::Left, [](Practice &practice) { practice.answer(true); });
    leaveCheck(machine, GENERATE(Over::Left, Over::ProgramEnded, Over::StoreLost),
               [](Practice &practice) {
                   practice.answer(true);  // a clinician has looked
                   practice.answer(false);
                   practice.answer(true);
               });
    Run again(machine);
    CHECK(again.practice.lock() == core::Urgency::Emergency);
}

TEST_CASE("a check without a yes that is left stays one that was left") {
    Machine machine;
    firstDay(machine);
    const auto over = GENERATE(Over::Left, Over::ProgramEnded);
    leaveCheck(machine, over, [](Practice &practice) { practice.answer(false); });
    Run again(machine);
    CHECK_FALSE(again.practice.lock());
    CHECK_FALSE(again.practice.checkDue());
    CHECK(unfinished(again) == (over == Over::Left ? 0 : 1));
}

TEST_CASE("something new leaves a full check due, whatever becomes of the store") {
    Machine machine;
    firstDay(machine);
    machine.keepCopy();
    machine.clock.advance(24h);
    {
        Run run(machine);
        run.practice.start("stretch");
        REQUIRE(isAt<stage::DayPage>(run.practice));
        run.practice.answerDay(false);
    }
    if (GENERATE(false, true)) {
        machine.restoreCopy();
    }
    Run again(machine);
    CHECK(again.practice.checkDue());
}

TEST_CASE("a stop for pain closes its routine, whatever becomes of the store") {
    Machine machine;
    firstDay(machine);
    machine.keepCopy();
    {
        Run run(machine);
        run.practice.start("stretch");
        run.hurt(GENERATE(core::HurtKind::Sharp, core::HurtKind::Numb));
    }
    switch (GENERATE(0, 1, 2)) {
        case 1:
            machine.restoreCopy();
            break;
        case 2:
            machine.loseStore();
            break;
        default:
            break;
    }
    Run again(machine);
    CHECK(again.practice.checkDue());
    CHECK(closedToday(again.practice));
    again.practice.leave();
    // Another routine asks the full check and is then open; this one is not, until tomorrow.
    again.practice.start("mine");
    passCheck(again.practice);
    again.practice.leave();
    CHECK(closedToday(again.practice));
    machine.clock.advance(24h);
    CHECK_FALSE(closedToday(again.practice));
}

TEST_CASE("pain that was not named before the program ended leaves a full check due") {
    Machine machine;
    firstDay(machine);
    {
        Run run(machine);
        run.practice.start("stretch");
        run.practice.ready(std::nullopt);
        run.practice.session().handle(core::event::Hurt{});
    }
    Run again(machine);
    CHECK(again.practice.checkDue());
}

TEST_CASE("dull pain leaves nothing due") {
    Machine machine;
    firstDay(machine);
    {
        Run run(machine);
        run.practice.start("stretch");
        run.hurt(core::HurtKind::Dull);
        CHECK_FALSE(run.practice.checkDue());
    }
    Run again(machine);
    CHECK_FALSE(again.practice.checkDue());
}

TEST_CASE("a clock set back in the middle of a session does not hide its pain") {
    Machine machine;
    firstDay(machine);
    Run run(machine);
    run.practice.start("stretch");
    run.practice.ready(std::nullopt);
    core::WallTime earlier = machine.clock.wall();
    const bool byDays = GENERATE(false, true);
    earlier.utc -= byDays ? 48h : 1h;
    machine.clock.setWall(earlier);
    run.practice.session().handle(core::event::Hurt{});
    run.practice.session().handle(core::event::NameHurt{core::HurtKind::Sharp});
    run.practice.done(std::nullopt, {});
    // The clock is put right again.
    machine.clock.setWall({earlier.utc + (byDays ? 48h : 1h) + 5min, earlier.offset});
    CHECK(run.practice.checkDue());
    CHECK(closedToday(run.practice));
}

TEST_CASE("a screening yes is not forgotten with the store that knew it") {
    Machine machine;
    firstDay(machine);
    machine.keepCopy();
    {
        Run run(machine);
        run.practice.changeScreening(core::Screening::C5, core::ScreeningAnswer::Yes);
    }
    {
        Run again(machine);
        again.practice.start("stretch");
        CHECK(isAt<stage::Blocked>(again.practice));
    }
    machine.restoreCopy();
    Run restored(machine);
    restored.practice.start("stretch");
    REQUIRE(isAt<stage::Screening>(restored.practice));
    CHECK(std::get<stage::Screening>(restored.practice.stage()).questions ==
          std::set{core::Screening::C5});
    passScreening(restored.practice);
    CHECK(isAt<stage::GetReady>(restored.practice));
}

TEST_CASE("without a store that can be opened the full check is asked before every session") {
    Machine machine;
    fs::create_directories(machine.store());
    Run run(machine);
    for (int i = 0; i < 2; ++i) {
        run.practice.start("stretch");
        REQUIRE(isAt<stage::Question>(run.practice));
        passCheck(run.practice);
        if (i == 0) {
            passScreening(run.practice);
        }
        REQUIRE(isAt<stage::GetReady>(run.practice));
        run.practice.leave();
    }
}

TEST_CASE("a store that opens late is believed only once its facts have come") {
    FailingDisk disk;
    disk.opening = storage::StoreError::Code::Full;
    Machine machine;
    Run run(machine, disk.opener());
    getReady(run.practice);
    run.practice.leave();
    CHECK(run.practice.checkDue());

    bool open = false;
    QObject::connect(&run.records(), &RecordKeeper::opened, &run.practice, [&] {
        open = true;
        CHECK(run.practice.checkDue());
    });
    disk.opening = std::nullopt;
    run.records().retryNow();
    while (!open) {
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    }
    run.readFacts();
    CHECK_FALSE(run.practice.checkDue());
}

TEST_CASE("a page that stood open over night asks what the new day asks") {
    Machine machine;
    Run run(machine);
    SECTION("ready, and the night comes between") {
        getReady(run.practice);
        machine.clock.advance(GENERATE(20h, 9 * 24h));
        run.practice.ready(5);
        CHECK_FALSE(isAt<stage::Playing>(run.practice));
        CHECK((isAt<stage::DayPage>(run.practice) || isAt<stage::Question>(run.practice)));
    }
    SECTION("the screening") {
        run.practice.start("stretch");
        passCheck(run.practice);
        machine.clock.advance(20h);
        passScreening(run.practice);
        CHECK(isAt<stage::DayPage>(run.practice));
    }
    SECTION("the review of a check, which is as old as its first question") {
        run.practice.startCheck();
        answerAll(run.practice, false);
        machine.clock.advance(6 * 24h);
        run.practice.file();
        CHECK_FALSE(run.practice.checkDue());
        machine.clock.advance(25h);
        CHECK(run.practice.checkDue());
    }
}

TEST_CASE("the seal is in its file before the store has what broke it") {
    Machine machine;
    firstDay(machine);
    machine.clock.advance(24h);
    const auto stored = [&] {
        const auto store = storage::openSqliteStore(machine.store(), storage::OpenMode::ReadOnly);
        return store.value()->safetyFacts().value();
    };
    const core::SafetyFacts before = stored();
    std::vector<core::SafetyFacts> atWrites;
    {
        Run run(machine);
        run.afterSettings = [&] { atWrites.push_back(stored()); };
        SECTION("something new today") {
            run.practice.start("stretch");
            run.practice.answerDay(false);
        }
        SECTION("a screening answer") {
            run.practice.changeScreening(core::Screening::C5, core::ScreeningAnswer::Yes);
        }
        SECTION("a check that is filed") {
            run.practice.startCheck();
            run.practice.answer(true);
            // The broken seal is written; the one that is filed is a write of its own.
            run.settledFacts();
            run.practice.file();
        }
    }
    REQUIRE_FALSE(atWrites.empty());
    for (const core::SafetyFacts &each : atWrites) {
        CHECK(each.days == before.days);
        CHECK(each.screenings == before.screenings);
        CHECK(each.checks == before.checks);
    }
    CHECK_FALSE(stored() == before);
}
