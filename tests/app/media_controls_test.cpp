#include "app/media_controls.h"

#include "app/desktop_room.h"
#include "support/catch.h"
#include "support/event_loop.h"

#include <QCoreApplication>

using namespace psoas;
using namespace psoas::app;
using namespace std::chrono_literals;

namespace {

constexpr const char *kRoot = "org.mpris.MediaPlayer2";
constexpr const char *kPlayer = "org.mpris.MediaPlayer2.Player";

using Heard = std::vector<std::string>;

struct Controlled {
    OwnSessionBus bus;
    Remote remote;
    DesktopRoom room;

    bool appears() {
        return runUntil([&] { return remote.sees(remote.player); }) && remote.read("Rate") == "1.0";
    }
    bool vanishes() {
        return runUntil([&] { return !remote.sees(remote.player); });
    }
    void begin() {
        room.begin();
        REQUIRE(appears());
        remote.heard.clear();
    }
    /// What was heard since the last time. A reply comes behind all that was told before it.
    Heard news() {
        remote.read("Rate");
        return std::exchange(remote.heard, {});
    }
};

std::string changed(const std::string &properties) {
    return "PropertiesChanged: org.mpris.MediaPlayer2.Player [" + properties + "] []";
}

std::string status(const char *status) { return "(PlaybackStatus " + std::string(status) + ")"; }

std::string track(int position, const std::string &rest) {
    return "(Metadata [(mpris:trackid /io/github/psoas_ease/step/" + std::to_string(position) +
           ") " + rest + "])";
}

std::string obeys(const char *whether) {
    const std::string yes = whether;
    return "(CanGoNext " + yes + ") (CanGoPrevious " + yes + ") (CanPlay " + yes + ") (CanPause " +
           yes + ")";
}

const std::string kLeft =
    "(xesam:title hold) (xesam:album stretch) (xesam:artist [Left side]) (mpris:length 20000000)";
const std::string kRight =
    "(xesam:title hold) (xesam:album stretch) (xesam:artist [Right side]) (mpris:length 20000000)";

}  // namespace

TEST_CASE("controls: on the bus only while a session is under way") {
    Controlled desk;
    desk.room.practice.start("stretch");
    REQUIRE(isAt<stage::Question>(desk.room.practice));
    desk.remote.exchangeWords();
    CHECK_FALSE(desk.remote.sees(desk.remote.player));
    desk.room.practice.leave();
    for (int i = 0; i < 2; ++i) {
        desk.begin();
        desk.room.happen(core::event::End{});
        REQUIRE(desk.vanishes());
        CHECK(desk.remote.press("Play") == "org.freedesktop.DBus.Error.ServiceUnknown");
        desk.room.practice.done(std::nullopt, {});
    }
    // Ended before the bus has said whether the name is to be had.
    desk.room.practice.start("stretch");
    desk.room.practice.ready(std::nullopt);
    desk.room.happen(core::event::End{});
    REQUIRE(desk.vanishes());
    CHECK(desk.news() == Heard{});
}

TEST_CASE("controls: what they tell of the program") {
    Controlled desk;
    desk.begin();
    CHECK(desk.remote.call("org.freedesktop.DBus.Properties", "GetAll", "s", kRoot) ==
          "[(CanQuit false) (CanRaise true) (HasTrackList false) (Identity Psoas Ease) "
          "(DesktopEntry psoas-ease) (SupportedUriSchemes []) (SupportedMimeTypes [])]");
    CHECK(desk.remote.call("org.freedesktop.DBus.Properties", "Set", "ssv", kPlayer, "Volume", "d",
                           0.5) == SD_BUS_ERROR_PROPERTY_READ_ONLY);
    CHECK(desk.remote.call(kPlayer, "OpenUri", "s", "file:///etc/passwd") ==
          SD_BUS_ERROR_NOT_SUPPORTED);
    int raised = 0;
    QObject::connect(desk.room.desktop.get(), &SessionOnDesktop::raised, [&] { ++raised; });
    CHECK(desk.remote.call(kRoot, "Raise").empty());
    CHECK(raised == 1);
    CHECK(desk.remote.call(kRoot, "Quit").empty());
    CHECK(desk.room.phase() == core::Phase::Running);
}

TEST_CASE("controls: what they tell of a step") {
    Controlled desk;
    desk.begin();
    desk.room.pass(7s);
    CHECK(desk.remote.call("org.freedesktop.DBus.Properties", "GetAll", "s", kPlayer) ==
          "[" + status("Playing") + " " + track(1, kLeft) +
              " (Position 7000000) (Rate 1.0) (MinimumRate 1.0) (MaximumRate 1.0) (Volume 1.0) " +
              obeys("true") + " (CanSeek false) (CanControl true)]");
    // Computed when it is asked for, and not with the last tick.
    desk.room.clock.advance(250ms);
    CHECK(desk.remote.read("Position") == "7250000");
    CHECK(desk.remote.call(kPlayer, "Seek", "x", std::int64_t{5000000}).empty());
    CHECK(desk.remote
              .call(kPlayer, "SetPosition", "ox", "/io/github/psoas_ease/step/1", std::int64_t{0})
              .empty());
    CHECK(desk.remote.read("Position") == "7250000");
}

TEST_CASE("controls: introspection names every method, property and signal of MPRIS") {
    Controlled desk;
    desk.begin();
    const std::string xml = desk.remote.call("org.freedesktop.DBus.Introspectable", "Introspect");
    for (const char *method : {"Raise", "Quit", "Next", "Previous", "Pause", "PlayPause", "Stop",
                               "Play", "Seek", "SetPosition", "OpenUri"}) {
        CHECK_THAT(xml, ContainsSubstring("<method name=\"" + std::string(method) + "\""));
    }
    for (const char *property : {"CanQuit",
                                 "CanRaise",
                                 "HasTrackList",
                                 "Identity",
                                 "DesktopEntry",
                                 "SupportedUriSchemes",
                                 "SupportedMimeTypes",
                                 "PlaybackStatus",
                                 "Rate",
                                 "Metadata",
                                 "Volume",
                                 "Position",
                                 "MinimumRate",
                                 "MaximumRate",
                                 "CanGoNext",
                                 "CanGoPrevious",
                                 "CanPlay",
                                 "CanPause",
                                 "CanSeek",
                                 "CanControl"}) {
        CHECK_THAT(xml, ContainsSubstring("<property name=\"" + std::string(property) + "\""));
    }
    CHECK_THAT(xml, ContainsSubstring("<signal name=\"Seeked\""));
    CHECK(desk.remote.call("org.freedesktop.DBus.Peer", "Ping").empty());
}

TEST_CASE("controls: every button does what it says, and none ends a session") {
    Controlled desk;
    desk.begin();
    const auto after = [&](const char *button) {
        CHECK(desk.remote.press(button).empty());
        return desk.room.phase();
    };
    CHECK(after("Play") == core::Phase::Running);
    CHECK(after("Pause") == core::Phase::Paused);
    CHECK(after("Pause") == core::Phase::Paused);
    CHECK(after("Stop") == core::Phase::Paused);
    CHECK(after("Play") == core::Phase::CountIn);
    CHECK(after("Stop") == core::Phase::Paused);
    CHECK(after("PlayPause") == core::Phase::CountIn);
    CHECK(after("PlayPause") == core::Phase::Paused);
    CHECK(desk.room.view().position == 1);
    CHECK(after("Next") == core::Phase::Paused);
    CHECK(desk.room.view().position == 2);
    CHECK(after("Previous") == core::Phase::Paused);
    CHECK(desk.room.view().position == 1);
    CHECK(after("Play") == core::Phase::CountIn);
    desk.room.pass(3s);
    CHECK(after("Next") == core::Phase::Running);
    CHECK(after("Next") == core::Phase::Running);
    CHECK(after("Next") == core::Phase::Waiting);
    CHECK(after("Pause") == core::Phase::Waiting);
    CHECK(after("Stop") == core::Phase::Waiting);
    CHECK(after("Play") == core::Phase::Finished);
    CHECK(desk.vanishes());
}

TEST_CASE("controls: two presses in one breath are two") {
    Controlled desk;
    desk.begin();
    desk.remote.pressAndGoOn("PlayPause");
    desk.remote.press("PlayPause");
    CHECK(desk.room.phase() == core::Phase::CountIn);
}

TEST_CASE("controls: what it hurts like is never answered by them") {
    Controlled desk;
    desk.begin();
    desk.room.happen(core::event::Hurt{});
    CHECK(desk.news() == Heard{changed(status("Paused") + " " + obeys("false"))});
    for (const bool dull : {false, true}) {
        if (dull) {
            desk.room.happen(core::event::NameHurt{core::HurtKind::Dull});
        }
        const core::Phase asked = desk.room.phase();
        for (const char *button : {"Play", "Pause", "PlayPause", "Stop", "Next", "Previous"}) {
            CHECK(desk.remote.press(button).empty());
            CHECK(desk.room.phase() == asked);
        }
    }
    CHECK(desk.news() == Heard{});
    desk.room.happen(core::event::ChooseAfterHurt{core::HurtChoice::EaseOff});
    CHECK(desk.news() == Heard{changed(status("Playing") + " " + obeys("true"))});
}

TEST_CASE("controls: what has changed is told, once and in order") {
    Controlled desk;
    DesktopRoom &room = desk.room;
    desk.begin();
    room.pass(6s);
    CHECK(desk.news() == Heard{});
    room.happen(core::event::Pause{});
    CHECK(desk.news() == Heard{changed(status("Paused"))});
    room.happen(core::event::Resume{});
    CHECK(desk.news() == Heard{changed(status("Playing"))});
    room.pass(3s);
    CHECK(desk.news() == Heard{});
    room.happen(core::event::Back{});
    CHECK(desk.news() == Heard{"Seeked: 0"});
    room.happen(core::event::Extend{});
    CHECK(desk.news() ==
          Heard{changed(track(1,
                              "(xesam:title hold) (xesam:album stretch) "
                              "(xesam:artist [Left side]) (mpris:length 35000000)"))});
    room.happen(core::event::Skip{});
    const Heard rest = desk.news();
    REQUIRE(rest.size() == 2);
    CHECK_THAT(rest.front(), ContainsSubstring("(xesam:title rest)"));
    CHECK_THAT(rest.front(), ContainsSubstring("(mpris:length 5000000)"));
    CHECK(rest.back() == "Seeked: 0");
    room.pass(5s);
    CHECK(desk.news() == Heard{changed(track(3, kRight)), "Seeked: 0"});
    room.pass(20s);
    CHECK(desk.news() == Heard{changed(status("Paused") + " " +
                                       track(4, "(xesam:title lie-down) (xesam:album stretch)")),
                               "Seeked: 0"});
    room.happen(core::event::Ready{});
    CHECK(desk.vanishes());
    CHECK(desk.remote.heard == Heard{});
}

TEST_CASE("controls: a second window has a name with a number") {
    Controlled desk;
    desk.begin();
    DesktopRoom second;
    second.begin();
    const std::string numbered =
        desk.remote.player + ".instance" + std::to_string(QCoreApplication::applicationPid());
    REQUIRE(runUntil([&] { return desk.remote.sees(numbered); }));
    second.happen(core::event::Pause{});
    CHECK(desk.remote.read("PlaybackStatus") == "Playing");
    desk.remote.player = numbered;
    CHECK(desk.remote.read("PlaybackStatus") == "Paused");
    second.happen(core::event::End{});
    CHECK(desk.vanishes());
    desk.remote.player = "org.mpris.MediaPlayer2.psoas_ease";
    CHECK(desk.remote.sees(desk.remote.player));
}
