#include "storage/patient_store.h"

#include "support/catch.h"
#include "support/failing_disk.h"
#include "support/sessions.h"

#include <string>
#include <utility>
#include <vector>

using namespace psoas;
using namespace psoas::storage;
using namespace std::chrono_literals;

namespace {

using Code = StoreError::Code;

/// A patient store on a disk that fails, and everything that was heard of it, in order.
struct Room {
    FailingDisk disk;
    std::vector<std::string> heard;
    PatientStore store{disk.opener(),
                       {.opened =
                            [this](const StoreError *why) {
                                heard.emplace_back(why == nullptr ? "opened" : "not opened");
                            },
                        .stopped = [this](const StoreError &) { heard.emplace_back("stopped"); },
                        .resumed = [this] { heard.emplace_back("resumed"); },
                        .dropped = [this](const StoreError &) { heard.emplace_back("dropped"); }}};

    void begin(const std::string &id) {
        store.write([id](Store &on) { return on.begin(startedSession(id)); },
                    [this, id] { heard.push_back("saved " + id); });
    }

    void finish(const std::string &id) {
        store.write(
            [id](Store &on) { return on.finish(id, core::Outcome::Completed, wallAt(1min)); },
            [this, id] { heard.push_back("ended " + id); });
    }

    std::size_t seen() {
        std::size_t count = 0;
        store.read([&](Store &on) { count = on.unfinished().value().size(); });
        return count;
    }

    std::size_t kept() { return disk.kept.unfinished().value().size(); }

    std::vector<std::string> take() { return std::exchange(heard, {}); }
};

using Heard = std::vector<std::string>;

}  // namespace

TEST_CASE("a write that fails waits and all later ones queue behind it") {
    const Code why = GENERATE(Code::Full, Code::ReadOnly, Code::Io, Code::Busy, Code::Damaged,
                              Code::HalfWritten);
    Room room;
    room.store.open();
    room.begin("a");
    room.disk.writing = why;
    room.begin("b");
    room.begin("c");
    room.finish("b");
    CHECK(room.take() == Heard{"opened", "saved a", "stopped"});
    CHECK(room.seen() == 1);
    CHECK(room.disk.tried == 2);

    room.store.retry();
    CHECK(room.store.failures() == 2);
    CHECK(room.take().empty());

    room.disk.writing = std::nullopt;
    room.store.retry();
    CHECK(room.take() == Heard{"saved b", "saved c", "ended b", "resumed"});
    CHECK(room.store.failures() == 0);
    CHECK(room.kept() == 2);

    room.store.retry();
    room.begin("d");
    CHECK(room.take() == Heard{"saved d"});
}

TEST_CASE(
    "saving that stops again in the middle tells the new reason and goes on where it stopped") {
    Room room;
    room.store.open();
    room.disk.writing = Code::Full;
    room.begin("a");
    room.store.write(
        [&](Store &on) {
            const auto done = on.addDayAnswer({wallAt(0s), true});
            room.disk.writing = Code::Busy;
            return done;
        },
        [] {});
    room.begin("b");
    room.disk.writing = std::nullopt;
    room.store.retry();
    CHECK(room.take() == Heard{"opened", "stopped", "saved a", "stopped"});
    room.disk.writing = std::nullopt;
    room.store.retry();
    CHECK(room.take() == Heard{"saved b", "resumed"});
}

TEST_CASE("a write that will never do is told and dropped, and those behind it are saved") {
    Room room;
    room.store.open();
    room.begin("a");
    room.begin("a");
    room.finish("none");
    room.begin("b");
    CHECK(room.take() == Heard{"opened", "saved a", "dropped", "dropped", "saved b"});

    room.disk.writing = Code::Full;
    room.begin("c");
    room.begin("a");
    room.finish("none");
    room.disk.writing = std::nullopt;
    room.store.retry();
    CHECK(room.take() == Heard{"stopped", "saved c", "dropped", "dropped", "resumed"});
}

TEST_CASE("what had reached the disk although it failed counts as saved when it is refused") {
    Room room;
    room.store.open();
    room.disk.writing = Code::Io;
    room.disk.reachedAll = true;
    room.begin("a");
    room.disk.writing = std::nullopt;
    room.store.retry();
    CHECK(room.take() == Heard{"opened", "stopped", "saved a", "resumed"});
    CHECK(room.kept() == 1);

    room.disk.writing = Code::Io;
    room.store.write([](Store &on) { return on.addDayAnswer({wallAt(0s), true}); }, [] {});
    room.disk.writing = std::nullopt;
    room.store.retry();
    CHECK(room.disk.kept.safetyFacts().value().days.size() == 1);
}

TEST_CASE("an edit taken back though told as failed is taken back once") {
    Room room;
    room.store.open();
    room.begin("a");
    room.finish("a");
    for (const char *note : {"one", "two"}) {
        const core::Annotation now{.tightnessBefore = {}, .tightnessAfter = {}, .note = note};
        room.store.write(
            [now](Store &on) {
                return on.apply(edit::Annotate{.id = "a", .now = now}, wallAt(1h));
            },
            [] {});
    }
    room.disk.writing = Code::Io;
    room.disk.reachedAll = true;
    room.store.write([turn = Turn(wallAt(2h), 71)](Store &on) { return on.undo(turn); }, [] {});
    room.disk.writing = std::nullopt;
    room.store.retry();
    CHECK(room.disk.kept.session("a").value().note == "one");
}

TEST_CASE("a store that opens late gets what the one in its place was given") {
    const Code why = GENERATE(Code::Full, Code::ReadOnly, Code::Io, Code::Busy, Code::HalfWritten);
    Room room;
    room.disk.opening = why;
    REQUIRE(room.disk.kept.begin(startedSession("before")));
    room.store.open();
    room.begin("a");
    room.begin("b");
    room.finish("b");
    CHECK(room.take() == Heard{"not opened", "stopped"});
    CHECK(room.seen() == 1);
    CHECK(room.kept() == 1);
    room.store.retry();
    CHECK(room.store.failures() == 2);
    CHECK(room.take().empty());

    room.disk.opening = std::nullopt;
    room.disk.writing = Code::Full;
    room.store.retry();
    // The reason is told anew where it has become another.
    CHECK(room.take() == (why == Code::Full ? Heard{"opened"} : Heard{"opened", "stopped"}));
    CHECK(room.seen() == 1);

    room.disk.writing = std::nullopt;
    room.store.retry();
    CHECK(room.take() == Heard{"saved a", "saved b", "ended b", "resumed"});
    CHECK(room.seen() == 2);
    CHECK(room.disk.opened == 3);
}

TEST_CASE("a damaged store is replaced, and what waited for it goes into the new one") {
    Room room;
    room.disk.opening = Code::Damaged;
    room.store.open();
    room.begin("a");
    CHECK(room.take() == Heard{"not opened", "stopped"});
    bool replaced = false;
    const auto sound = [](Store &) { return false; };
    SECTION("by one that can be opened") {
        room.store.replaceIf(sound, [&] {
            replaced = true;
            room.disk.opening = std::nullopt;
        });
        CHECK(replaced);
        CHECK(room.take() == Heard{"opened", "saved a", "resumed"});
    }
    SECTION("by one that cannot: the new reason is told") {
        room.store.replaceIf(sound, [&] { room.disk.opening = Code::Full; });
        CHECK(room.take() == Heard{"not opened", "stopped"});
        room.disk.opening = std::nullopt;
        room.store.retry();
        CHECK(room.take() == Heard{"opened", "saved a", "resumed"});
    }
    CHECK(room.kept() == 1);
}

TEST_CASE("a store that is open is replaced only where it is found unsound") {
    Room room;
    room.store.open();
    room.begin("a");
    room.take();
    bool closed = false;
    room.store.replaceIf([](Store &) { return false; }, [&] { closed = true; });
    CHECK_FALSE(closed);
    CHECK(room.take().empty());
    room.store.replaceIf([](Store &on) { return on.unfinished().value().size() == 1; },
                         [&] { closed = true; });
    CHECK(closed);
    CHECK(room.take() == Heard{"opened"});
}

TEST_CASE("only the store itself drops a write, not the one in its place") {
    Room room;
    room.disk.opening = Code::Busy;
    REQUIRE(room.disk.kept.begin(startedSession("before")));
    room.store.open();
    room.finish("before");
    room.begin("before");
    room.disk.opening = std::nullopt;
    room.store.retry();
    CHECK(room.take() ==
          Heard{"not opened", "stopped", "opened", "ended before", "dropped", "resumed"});
}

TEST_CASE("where the store is lost a session runs in memory and nothing is tried again") {
    const Code why = GENERATE(Code::Newer, Code::NotOurs);
    const bool late = GENERATE(false, true);
    Room room;
    room.disk.opening = late ? Code::Busy : why;
    room.store.open();
    room.begin("a");
    if (late) {
        room.disk.opening = why;
        room.store.retry();
        CHECK(room.take() == Heard{"not opened", "stopped", "not opened"});
    } else {
        CHECK(room.take() == Heard{"not opened"});
    }
    CHECK(room.store.failures() == 0);
    room.begin("b");
    CHECK(room.seen() == 2);
    room.begin("b");
    CHECK(room.take() == Heard{"dropped"});

    const int opened = room.disk.opened;
    room.disk.opening = std::nullopt;
    room.store.retry();
    CHECK(room.disk.opened == opened);
    CHECK(room.take().empty());
}
