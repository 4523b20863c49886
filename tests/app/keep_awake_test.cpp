#include "app/keep_awake.h"

#include "app/neighbours.h"
#include "app/session_bus.h"
#include "support/catch.h"
#include "support/event_loop.h"

#include <QCoreApplication>

using namespace psoas;
using namespace psoas::app;
using namespace std::chrono_literals;

namespace {

using Seen = std::vector<std::string>;

const std::string kAsked = "inhibit: Psoas Ease Why";
constexpr const char *kWhy = "Why";

KeepAwake onTheBus() { return {openSessionBus(), kWhy}; }

}  // namespace

TEST_CASE("awake: asked for while it is wanted, and given back") {
    const OwnSessionBus bus;
    ScreenSaver saver;
    KeepAwake awake = onTheBus();
    for (int i = 0; i < 3; ++i) {
        awake.setWanted(true);
        awake.setWanted(true);
        REQUIRE(runUntil([&] { return saver.held.size() == 1; }));
        awake.setWanted(false);
        awake.setWanted(false);
        REQUIRE(runUntil([&] { return saver.held.empty(); }));
    }
    CHECK(saver.seen == Seen{kAsked, "given back", kAsked, "given back", kAsked, "given back"});
}

TEST_CASE("awake: over when it is gone, whether the answer has come or not") {
    const OwnSessionBus bus;
    ScreenSaver saver(GENERATE(ScreenSaver::Answers::Yes, ScreenSaver::Answers::Never));
    auto connection = openSessionBus();
    auto awake = std::make_unique<KeepAwake>(connection, kWhy);
    awake->setWanted(true);
    REQUIRE(runUntil([&] { return saver.seen.size() == 1; }));
    saver.answerNow();
    CHECK(saver.held.size() == 1);
    // Where the answer has not come, only the end of the connection tells that it is over.
    const bool answered = GENERATE(true, false);
    if (answered) {
        saver.exchangeWords();
    }
    awake.reset();
    if (!answered) {
        connection.reset();
    }
    CHECK(runUntil([&] { return saver.held.empty(); }));
}

TEST_CASE("awake: an answer that comes too late is given back at once") {
    const OwnSessionBus bus;
    ScreenSaver saver(ScreenSaver::Answers::Never);
    KeepAwake awake = onTheBus();
    awake.setWanted(true);
    REQUIRE(runUntil([&] { return saver.seen.size() == 1; }));
    SECTION("nobody wants it any more") {
        awake.setWanted(false);
        saver.answerNow();
        REQUIRE(runUntil([&] { return saver.seen.size() == 2; }));
        CHECK(saver.seen == Seen{kAsked, "given back"});
        CHECK(saver.held.empty());
    }
    SECTION("it is wanted again, and one answer is enough") {
        awake.setWanted(false);
        awake.setWanted(true);
        saver.answerNow();
        awake.setWanted(false);
        REQUIRE(runUntil([&] { return saver.seen.size() == 2; }));
        CHECK(saver.seen == Seen{kAsked, "given back"});
    }
}

TEST_CASE("awake: without that service, or if it refuses, the portal is asked") {
    const OwnSessionBus bus;
    Portal portal;
    std::unique_ptr<ScreenSaver> saver;
    if (GENERATE(true, false)) {
        saver = std::make_unique<ScreenSaver>(ScreenSaver::Answers::No);
    }
    KeepAwake awake = onTheBus();
    awake.setWanted(true);
    REQUIRE(runUntil([&] { return portal.seen.size() == 1; }));
    awake.setWanted(false);
    REQUIRE(runUntil([&] { return portal.seen.size() == 2; }));
    // Neither suspend (4) nor idle (8).
    CHECK(portal.seen == Seen{"inhibit: 12 [(reason Why)]", "given back"});
}

TEST_CASE("awake: where nobody grants it, it is asked for only the next time that it is wanted") {
    const OwnSessionBus bus;
    ScreenSaver saver(ScreenSaver::Answers::No);
    KeepAwake awake = onTheBus();
    for (std::size_t times = 1; times <= 3; ++times) {
        awake.setWanted(true);
        saver.exchangeWords();
        awake.setWanted(true);
        saver.exchangeWords();
        CHECK(saver.seen.size() == times);
        awake.setWanted(false);
    }
}

TEST_CASE("awake: a bus that goes away is no harm") {
    auto bus = std::make_unique<OwnSessionBus>();
    auto saver = std::make_unique<ScreenSaver>(
        GENERATE(ScreenSaver::Answers::Yes, ScreenSaver::Answers::Never));
    KeepAwake awake = onTheBus();
    awake.setWanted(true);
    REQUIRE(runUntil([&] { return saver->seen.size() == 1; }));
    saver.reset();
    bus.reset();
    for (int i = 0; i < 100; ++i) {
        awake.setWanted(i % 3 == 0);
        QCoreApplication::processEvents();
    }
}

TEST_CASE("awake: a bus that is missing or says nothing is never waited for") {
    const bool isThere = GENERATE(true, false);
    NoBus none(isThere);
    const With session("DBUS_SESSION_BUS_ADDRESS", none.address());
    KeepAwake awake = onTheBus();
    for (int i = 0; i < 100; ++i) {
        awake.setWanted(i % 2 == 0);
        QCoreApplication::processEvents();
    }
    CHECK(none.wasCalled() == isThere);
}
