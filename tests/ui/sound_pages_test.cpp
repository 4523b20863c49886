#include "support/catch.h"
#include "support/data_folder.h"
#include "support/event_loop.h"
#include "support/noted_audio.h"
#include "support/window_walk.h"

#include <QComboBox>
#include <QLabel>

using namespace psoas;
using namespace std::chrono_literals;

namespace {

const QString kStretch = QStringLiteral("Kneeling hip-flexor stretch");

template <class Widget> Widget *find(WindowWalk &walk, const char *objectName) {
    auto *found = walk.window().findChild<Widget *>(QLatin1String(objectName));
    REQUIRE(found != nullptr);
    return found;
}

void choose(QComboBox &box, const QString &words) {
    const int index = box.findText(words);
    REQUIRE(index >= 0);
    box.setCurrentIndex(index);
    emit box.activated(index);
}

QString unheard(WindowWalk &walk) {
    const auto *label = find<QLabel>(walk, "getReadyUnheard");
    return label->isVisible() ? label->text() : QString();
}

/// Whether this becomes part of what is spoken.
bool isSpoken(const Notes &notes, const std::string &words) {
    return becomes([&] {
        return std::ranges::any_of(notes.lines(), [&](const std::string &line) {
            return line.starts_with("say ") && line.find(words) != std::string::npos;
        });
    });
}

}  // namespace

TEST_CASE("sound: nothing is loaded before the way to a session or to Settings") {
    std::atomic<int> opened = 0;
    WindowWalk walk({.audio = [&] {
        ++opened;
        return std::shared_ptr<app::AudioModule>();
    }});
    for (const char *page : {"Routines", "History", "Today"}) {
        walk.press(page);
    }
    CHECK(opened == 0);
    walk.press("Settings");
    CHECK(becomes([&] { return opened == 2; }));
}

TEST_CASE("sound: Settings lists what there is, and what is chosen there counts at once") {
    const auto notes = std::make_shared<Notes>();
    WindowWalk walk({.audio = noted(notes)});
    walk.press("Settings");
    auto *engine = find<QComboBox>(walk, "soundEngine");
    REQUIRE(becomes([&] { return engine->findText("two") > 0; }));
    choose(*engine, "two");
    CHECK(becomes([&] { return notes->has("choose two"); }));
    auto *voice = find<QComboBox>(walk, "soundVoice");
    REQUIRE(becomes([&] { return voice->findText("low") > 0; }));
    choose(*voice, "low");
    choose(*find<QComboBox>(walk, "soundSpeed"), "Faster");
    CHECK(walk.settings().voice() ==
          app::VoiceChoice{.engine = "two", .voice = "low", .speed = 0.5});
    choose(*find<QComboBox>(walk, "soundVolume"), "30 %");
    CHECK(walk.settings().volume() == 30);
    choose(*find<QComboBox>(walk, "soundBreathTones"), "On");
    CHECK(walk.settings().breathTones());
    walk.press("Test the voice");
    CHECK(becomes([&] { return notes->has("say Breathe in, and let it go."); }));
    walk.press("Test the sounds");
    CHECK(becomes([&] { return notes->has("chime start"); }));
    choose(*find<QComboBox>(walk, "soundSpeaks"), "Off");
    CHECK_FALSE(walk.settings().speaks());
    choose(*find<QComboBox>(walk, "soundChimes"), "Off");
    CHECK_FALSE(walk.settings().chimes());
    CHECK_FALSE(find<QComboBox>(walk, "soundBreathTones")->isEnabled());
    // An engine that is chosen has its own voices, and is asked for them: the same one, too.
    choose(*engine, "two");
    CHECK(walk.settings().voice().voice.isEmpty());
    CHECK(voice->findText("low") < 0);
    CHECK(becomes([&] { return voice->findText("low") > 0; }));
}

TEST_CASE("sound: a choice that is not there is shown and kept") {
    const auto notes = std::make_shared<Notes>();
    WindowWalk walk({.audio = noted(notes)});
    walk.settings().setVoice({.engine = "gone", .voice = "lost", .speed = 0.4});
    walk.press("Settings");
    REQUIRE(becomes([&] { return find<QComboBox>(walk, "soundEngine")->findText("two") > 0; }));
    CHECK(find<QComboBox>(walk, "soundEngine")->currentText() == "gone");
    CHECK(find<QComboBox>(walk, "soundVoice")->currentText() == "lost");
    CHECK(find<QComboBox>(walk, "soundSpeed")->currentText() == "Faster");
    CHECK(walk.settings().voice().engine == "gone");
}

TEST_CASE("sound: the page before a session says what will not be heard, and only of what is on") {
    const auto notes = std::make_shared<Notes>();
    notes->voiceLack = app::Lack::Engine;
    WindowWalk walk({.audio = noted(notes)});
    SECTION("no voice: the chimes carry the meaning") {
        walk.reach(kStretch);
        REQUIRE(becomes([&] { return !unheard(walk).isEmpty(); }));
        CHECK(unheard(walk).contains("No voice was found"));
        CHECK(unheard(walk).contains("chimes tell you when to start, switch and stop"));
    }
    SECTION("no voice and no chimes wanted: the screen is all there is") {
        walk.settings().setChimes(false);
        walk.reach(kStretch);
        REQUIRE(becomes([&] { return !unheard(walk).isEmpty(); }));
        CHECK(unheard(walk).contains("Keep the screen where you can see it."));
        CHECK_FALSE(unheard(walk).contains("chimes tell"));
    }
    SECTION("no sound device for either: said once, and tried again from there") {
        notes->voiceLack = app::Lack::Device;
        notes->soundLack = app::Lack::Device;
        walk.reach(kStretch);
        REQUIRE(becomes([&] { return !unheard(walk).isEmpty(); }));
        CHECK(unheard(walk).count("sound device") == 1);
        const auto choices = [&] {
            const auto lines = notes->lines();
            return std::ranges::count(lines, "choose ");
        };
        const auto before = choices();
        walk.press("Try again");
        CHECK(becomes([&] { return choices() > before && notes->has("chime start"); }));
    }
    SECTION("no sound device") {
        notes->soundLack = app::Lack::Device;
        walk.reach(kStretch);
        REQUIRE(becomes([&] { return unheard(walk).contains("No sound device"); }));
        CHECK(unheard(walk).contains("Keep the screen where you can see it."));
    }
    SECTION("nothing is missed that is switched off") {
        walk.press("Settings");  // where it becomes known that there is none
        const auto *lack = find<QLabel>(walk, "soundVoiceLack");
        REQUIRE(becomes([&] { return lack->isVisible(); }));
        walk.settings().setSpeaks(false);
        walk.press("Today");
        walk.reach(kStretch);
        walk.settle();
        CHECK(unheard(walk).isEmpty());
    }
}

TEST_CASE("sound: where all is there the page before a session says nothing about it") {
    const auto notes = std::make_shared<Notes>();
    WindowWalk walk({.audio = noted(notes)});
    walk.reach(kStretch);
    REQUIRE(becomes([&] { return notes->has("choose "); }));
    walk.settle();
    CHECK(unheard(walk).isEmpty());
}

TEST_CASE("sound: a session is heard, but for what is muted, and the next one is heard again") {
    const auto notes = std::make_shared<Notes>();
    WindowWalk walk({.audio = noted(notes)});
    walk.reach(kStretch);
    walk.press("I'm ready");
    walk.pass(1s);
    CHECK(isSpoken(*notes, "Now the left side. "));
    walk.press("Mute");
    CHECK(becomes([&] { return notes->has("silence"); }));
    const auto count = [&](const std::string &chime) {
        return std::ranges::count(notes->lines(), "chime " + chime);
    };
    const auto before = count("paused");
    walk.press("Pause");
    walk.press("End session");
    walk.press("End session");
    walk.press("Done");
    CHECK(count("paused") == before);
    CHECK(count("session end") == 0);

    walk.reach(kStretch);
    walk.press("I'm ready");
    CHECK_FALSE(walk.button("Mute")->isChecked());
    walk.pass(1s);
    walk.press("Pause");
    CHECK(becomes([&] { return count("paused") > before; }));
}

TEST_CASE("sound: how to get into place is spoken before a session, and the side to begin with") {
    const auto notes = std::make_shared<Notes>();
    WindowWalk walk({.audio = noted(notes)});
    walk.reach(kStretch);
    CHECK(isSpoken(*notes, walk.practice().plan().steps.front().say));
    CHECK(isSpoken(*notes, "You begin with the left side."));
    walk.press("Begin with: Right side");
    CHECK(isSpoken(*notes, "You begin with the right side."));
}

TEST_CASE("sound: after pain it is spoken what to do about it") {
    const auto notes = std::make_shared<Notes>();
    WindowWalk walk({.audio = noted(notes)});
    walk.reach(kStretch);
    walk.press("I'm ready");
    walk.pass(1s);
    walk.press("It hurts");
    walk.press("Sharp, shooting or pulsating");
    CHECK(isSpoken(*notes, walk.practice().library().texts.pain.front().text));
}

TEST_CASE("sound: a session that goes on after an interruption is heard") {
    const QTemporaryDir folder;
    {
        WindowWalk walk(machineOn(folder.path()));
        walk.reach(kStretch);
        walk.press("I'm ready");
        walk.pass(18s);
    }
    const auto notes = std::make_shared<Notes>();
    auto machine = machineOn(folder.path());
    machine.audio = noted(notes);
    WindowWalk walk(machine);
    walk.clock().advance(1min);
    walk.press("Continue");
    REQUIRE(std::holds_alternative<app::stage::Playing>(walk.practice().stage()));
    CHECK(becomes([&] { return notes->has("choose "); }));
}
