#include "app/audio.h"

#include "app/prompter.h"
#include "support/catch.h"
#include "support/event_loop.h"
#include "support/noted_audio.h"
#include "support/scripted_session.h"

#include <QSemaphore>
#include <QTemporaryDir>
#include <QThread>

#include <atomic>

using namespace psoas;
using namespace psoas::app;
using namespace std::chrono_literals;

namespace {

/// A clock for all threads, and how often another one than the test's has looked at it.
struct Hand {
    std::shared_ptr<std::atomic<int>> milliseconds = std::make_shared<std::atomic<int>>(0);
    std::shared_ptr<std::atomic<int>> looks = std::make_shared<std::atomic<int>>(0);

    [[nodiscard]] Now now() const {
        return [at = milliseconds, looks = looks, here = QThread::currentThread()] {
            *looks += QThread::currentThread() == here ? 0 : 1;
            return core::BootTime{core::Milliseconds{*at}};
        };
    }
};

}  // namespace

TEST_CASE("nothing is loaded or heard before it is opened") {
    bool opened = false;
    Audio audio([&]() -> std::shared_ptr<AudioModule> {
        opened = true;
        return nullptr;
    });
    audio.say("Anybody?", 0ms);
    audio.hush();
    audio.play(core::Chime::Start, 1);
    audio.breathe(BreathTone::In, 4s, 1);
    audio.endBreath();
    audio.silence();
    CHECK(audio.end());
    CHECK_FALSE(opened);
}

TEST_CASE("what is said and played arrives, each on a thread of its own that ends with it") {
    const auto notes = std::make_shared<Notes>();
    notes->soundLack = Lack::Device;
    {
        Audio audio(noted(notes));
        audio.openVoice({.engine = "one", .voice = {}, .speed = 0});
        audio.openSound();
        audio.say("Hold.", 0ms);
        CHECK(becomes([&] { return notes->has("say Hold."); }));
        audio.play(core::Chime::Switch, 1);
        CHECK(becomes([&] { return notes->has("chime switch"); }));
        audio.breathe(BreathTone::In, 4s, 1);
        CHECK(becomes([&] { return notes->has("breath 4000"); }));
        audio.endBreath();
        CHECK(becomes([&] { return notes->has("end of breath"); }));
        audio.silence();
        CHECK(becomes([&] { return notes->has("silence"); }));
        audio.hush();
        CHECK(becomes([&] { return notes->has("stop"); }));
        CHECK(becomes([&] { return audio.voice().engine == QLatin1String("one"); }));
        CHECK(becomes([&] { return audio.soundLack() == Lack::Device; }));
        audio.openVoice({.engine = "two", .voice = {}, .speed = 0});
        CHECK(becomes([&] { return audio.voice().engine == QLatin1String("two"); }));
        CHECK(audio.end());
    }
    CHECK(notes->has("voice gone"));
    CHECK(notes->has("sound gone"));
}

TEST_CASE("where there is no module the program is told so") {
    Audio audio([]() -> std::shared_ptr<AudioModule> { return nullptr; });
    audio.openVoice({});
    audio.openSound();
    CHECK(becomes([&] { return audio.voice().lack && audio.soundLack(); }));
    CHECK(audio.voice().lack == Lack::Module);
    CHECK(audio.soundLack() == Lack::Module);
    audio.say("Anybody?", 0ms);
    audio.play(core::Chime::Start, 1);
    CHECK(audio.end());
}

TEST_CASE("while a voice hangs one text waits for it, the newest") {
    const auto notes = std::make_shared<Notes>();
    const Hand hand;
    Audio audio(noted(notes), hand.now());
    audio.openVoice({.engine = "one", .voice = {}, .speed = 0});
    REQUIRE(becomes([&] { return notes->has("choose one"); }));
    notes->hang();
    audio.say("first", 0ms);
    REQUIRE(becomes([&] { return notes->hung() == 1; }));
    audio.say("second", 0ms);
    audio.say("third", 0ms);
    *hand.milliseconds += 2000;
    notes->letGo();
    CHECK(becomes([&] { return notes->has("say third"); }));
    CHECK_FALSE(notes->has("say second"));
    CHECK(audio.end());
}

TEST_CASE("what has waited for too long is not said and not played any more") {
    const auto notes = std::make_shared<Notes>();
    const Hand hand;
    Audio audio(noted(notes), hand.now());
    audio.openVoice({.engine = "one", .voice = {}, .speed = 0});
    audio.openSound();
    REQUIRE(becomes([&] { return notes->has("choose one"); }));
    notes->hang();
    audio.say("first", 0ms);
    audio.play(core::Chime::Start, 1);
    REQUIRE(becomes([&] { return notes->hung() == 2; }));
    const int looks = *hand.looks;
    audio.say("stale", 0ms);
    audio.play(core::Chime::Paused, 1);
    audio.breathe(BreathTone::In, 4s, 1);
    *hand.milliseconds += 2001;
    notes->letGo();
    // Each of the three is looked at, the text twice.
    CHECK(becomes([&] { return *hand.looks == looks + 4; }));
    CHECK(audio.end());
    CHECK_FALSE(notes->has("say stale"));
    CHECK_FALSE(notes->has("chime paused"));
    CHECK_FALSE(notes->has("breath 4000"));
}

TEST_CASE("what is said while the engine is made is said when it is there") {
    const auto notes = std::make_shared<Notes>();
    const Hand hand;
    Audio audio(noted(notes), hand.now());
    notes->hang();
    audio.openVoice({.engine = "one", .voice = {}, .speed = 0});
    REQUIRE(becomes([&] { return notes->hung() == 1; }));
    audio.say("Lie down.", 0ms);
    *hand.milliseconds += 10000;
    notes->letGo();
    CHECK(becomes([&] { return notes->has("say Lie down."); }));
    CHECK(audio.end());
}

TEST_CASE("what ends the sounds ends those too that wait for a device that hangs") {
    const auto notes = std::make_shared<Notes>();
    const Hand hand;
    Audio audio(noted(notes), hand.now());
    audio.openSound();
    notes->hang();
    audio.play(core::Chime::Start, 1);
    REQUIRE(becomes([&] { return notes->hung() == 1; }));
    audio.play(core::Chime::Paused, 1);
    audio.breathe(BreathTone::In, 4s, 1);
    const bool all = GENERATE(true, false);
    all ? audio.silence() : audio.endBreath();
    notes->letGo();
    CHECK(becomes([&] { return notes->has(all ? "silence" : "end of breath"); }));
    CHECK(audio.end());
    CHECK(notes->has("chime paused") != all);
    CHECK_FALSE(notes->has("breath 4000"));
}

TEST_CASE("what does not answer for a while is told as a lack, until it does") {
    const auto gate = std::make_shared<QSemaphore>();
    Audio audio([gate]() -> std::shared_ptr<AudioModule> {
        gate->acquire();
        return nullptr;
    });
    audio.openVoice({});
    audio.openSound();
    QCoreApplication::processEvents();
    CHECK_FALSE(audio.voice().lack);
    CHECK_FALSE(audio.soundLack());
    endTimers(audio);
    CHECK(runUntil([&] { return audio.voice().lack && audio.soundLack(); }));
    CHECK(audio.voice().lack == Lack::Answer);
    CHECK(audio.soundLack() == Lack::Answer);
    gate->release(2);
    CHECK(becomes(
        [&] { return audio.voice().lack == Lack::Module && audio.soundLack() == Lack::Module; }));
    CHECK(audio.end());
}

TEST_CASE("a text waits for its time, and ends what is spoken at once") {
    const auto notes = std::make_shared<Notes>();
    const Hand hand;
    Audio audio(noted(notes), hand.now());
    audio.openVoice({.engine = "one", .voice = {}, .speed = 0});
    audio.say("later", 5ms);
    CHECK(becomes([&] { return notes->has("stop"); }));
    CHECK_FALSE(notes->has("say later"));
    *hand.milliseconds += 5;
    CHECK(becomes([&] { return notes->has("say later"); }));
    CHECK(audio.end());
}

TEST_CASE("who hangs is left behind, and comes to an end alone") {
    const auto notes = std::make_shared<Notes>();
    const Hand hand;
    auto audio = std::make_unique<Audio>(noted(notes), hand.now());
    audio->openVoice({.engine = "one", .voice = {}, .speed = 0});
    REQUIRE(becomes([&] { return notes->has("choose one"); }));
    notes->hang();
    audio->say("first", 0ms);
    REQUIRE(becomes([&] { return notes->hung() == 1; }));
    CHECK_FALSE(audio->end());
    audio.reset();
    notes->letGo();
    CHECK(becomes([&] { return notes->has("voice gone"); }));
}

TEST_CASE(
    "the journal of a session is the same with voice and sound working, missing and hanging") {
    const QTemporaryDir folder;
    Settings settings(folder.filePath("settings.ini"));
    settings.setBreathTones(true);
    const auto journal = [&](const OpenModule &open, Notes *notes, bool hangs) {
        ManualClock clock;
        SessionController session(clock);
        Audio audio(open);
        audio.openVoice(settings.voice());
        audio.openSound();
        if (notes != nullptr) {
            REQUIRE(becomes([&] { return notes->has("choose "); }));
        }
        if (hangs) {
            notes->hang();
            audio.say("Is anybody there?", 0ms);
            audio.play(core::Chime::Start, 1);
            REQUIRE(becomes([&] { return notes->hung() == 2; }));
        }
        const Prompter prompter(
            {.clock = clock, .settings = settings, .session = session, .ear = audio});
        auto entries = journalOf(session, clock);
        if (notes != nullptr && !hangs) {
            CHECK(becomes([&] { return notes->has("chime session end"); }));
        }
        CHECK(audio.end() != hangs);
        return entries;
    };

    ManualClock clock;
    SessionController alone(clock);
    const auto expected = journalOf(alone, clock);
    REQUIRE(expected.size() > 30);
    const auto works = std::make_shared<Notes>();
    CHECK(journal(noted(works), works.get(), false) == expected);
    CHECK(works->lines().size() > 4);
    const auto missing = []() -> std::shared_ptr<AudioModule> { return nullptr; };
    CHECK(journal(missing, nullptr, false) == expected);
    const auto hangs = std::make_shared<Notes>();
    CHECK(journal(noted(hangs), hangs.get(), true) == expected);
    hangs->letGo();
    CHECK(becomes([&] { return hangs->has("voice gone") && hangs->has("sound gone"); }));
}
