// The clock on the wall is moved in the middle of a hold: not a millisecond of it changes.

#include "app/small_practice.h"
#include "support/catch.h"
#include "support/manual_clock.h"
#include "support/temp_folder.h"

#include <iostream>

using namespace psoas;
using namespace psoas::app;
using namespace std::chrono_literals;

namespace {

/// How the wall clock is moved, and to which place on the map.
struct Jump {
    core::Milliseconds by{0};
    std::chrono::minutes offset{60};
};

std::vector<Jump> jumps() {
    std::vector<Jump> all;
    for (const core::Milliseconds by :
         std::initializer_list<core::Milliseconds>{1s, 1h, 24h, 365 * 24h}) {
        all.push_back({.by = by});
        all.push_back({.by = -by});
    }
    // Daylight saving begins and ends; a journey east and west, over the date line.
    for (const std::chrono::minutes offset :
         std::initializer_list<std::chrono::minutes>{120min, 0min, 330min, -480min, 840min}) {
        all.push_back({.offset = offset});
    }
    return all;
}

struct Room {
    TempFolder folder;
    ManualClock clock;
    Settings settings{QString::fromStdString((folder / "settings.ini").string())};
    Practice practice{Practice::Tools{clock, settings, nullptr, "test"}};

    Room() {
        startAtOnce(settings);
        practice.setLibrary(smallLibrary());
        practice.setFacts({});
        getReady(practice);
        practice.ready(4);
    }
    void pass(core::Milliseconds span) {
        clock.advance(span);
        practice.session().handle(core::event::Tick{});
    }
    [[nodiscard]] core::SessionView view() { return practice.session().session()->view(); }
    void jump(const Jump &jump) { clock.setWall({clock.wall().utc + jump.by, jump.offset}); }
};

}  // namespace

TEST_CASE("a jump of the wall clock or another time zone inside a hold moves its end by nothing") {
    int tried = 0;
    for (const Jump &jump : jumps()) {
        INFO(jump.by.count() << " ms, offset " << jump.offset.count() << " min");
        Room room;
        room.pass(7s);
        const core::SessionView before = room.view();
        room.jump(jump);
        room.practice.session().handle(core::event::Tick{});
        CHECK(room.view().left == before.left);
        CHECK(room.view().phase == core::Phase::Running);
        room.pass(5s);
        CHECK(room.view().left == *before.left - 5s);
        room.pass(7'999ms);
        CHECK(isAt<stage::Playing>(room.practice));
        room.pass(1ms);
        REQUIRE(isAt<stage::Ended>(room.practice));
        const auto &record = std::get<stage::Ended>(room.practice.stage()).record;
        CHECK(record.held() == 20s);
        CHECK(record.paused() == 0s);
        // The history shows what the person's own clock said then, and where.
        CHECK(record.startedAt.offset == 60min);
        CHECK(record.endedAt->offset == jump.offset);
        CHECK(record.endedAt->utc == record.startedAt.utc + 20s + jump.by);
        ++tried;
    }
    std::cout << "jumps of the wall clock: " << tried << ", time left changed by 0 ms in each\n";
}

TEST_CASE("a check is good for no longer by any jump of the clock back") {
    for (const Jump &jump : jumps()) {
        if (jump.by >= 0s) {
            continue;
        }
        INFO(jump.by.count() << " ms");
        Room room;
        room.pass(10s);
        room.pass(10s);
        REQUIRE(isAt<stage::Ended>(room.practice));
        room.practice.done({}, {});
        CHECK_FALSE(room.practice.checkDue());
        room.jump(jump);
        CHECK(room.practice.checkDue());
    }
}
