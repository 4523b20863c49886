#include "app/audio.h"
#include "app/prompter.h"

#include "support/catch.h"
#include "support/event_loop.h"
#include "support/scripted_session.h"

#include <QCoreApplication>
#include <QLibrary>
#include <QTemporaryDir>

using namespace psoas;
using namespace psoas::app;
using namespace std::chrono_literals;

namespace {

OpenModule builtModule() { return moduleIn({QStringLiteral(PSOAS_MODULE_FOLDER)}); }

template <class Function> Function inHangingSpeech(const char *name) {
    QLibrary library(QStringLiteral(PSOAS_SPEECH_FOLDER "/texttospeech/hanging_speech"));
    return reinterpret_cast<Function>(library.resolve(name));
}

}  // namespace

TEST_CASE("the module is found where it is built, and nowhere else") {
    CHECK(builtModule()() != nullptr);
    CHECK(moduleIn({QStringLiteral("/nowhere")})() == nullptr);
    CHECK(moduleIn({QStringLiteral("/nowhere"), QStringLiteral(PSOAS_MODULE_FOLDER)})() != nullptr);
}

TEST_CASE("the module tells what there is, and ends when it is asked to") {
    QCoreApplication::addLibraryPath(QStringLiteral(PSOAS_SPEECH_FOLDER));
    Audio audio(builtModule());
    bool told = false;
    QObject::connect(&audio, &Audio::voiceTold, &audio, [&] { told = true; });
    audio.openVoice({.engine = "hanging", .voice = {}, .speed = 0});
    audio.openSound();
    REQUIRE(becomes([&] { return told; }));
    CHECK(audio.voice().engine == "hanging");
    CHECK(audio.voice().voices == QStringList{"mute"});
    CHECK(audio.voice().engines.contains("hanging"));
    CHECK(audio.end());
}

TEST_CASE("a speech engine that hangs changes nothing in a session, and is left behind") {
    QCoreApplication::addLibraryPath(QStringLiteral(PSOAS_SPEECH_FOLDER));
    const QTemporaryDir folder;
    const Settings settings(folder.filePath("settings.ini"));
    ManualClock clock;
    SessionController alone(clock);
    const auto expected = journalOf(alone, clock);

    SessionController session(clock);
    Audio audio(builtModule());
    audio.openVoice({.engine = "hanging", .voice = {}, .speed = 0});
    REQUIRE(becomes([&] { return audio.voice().engine == QLatin1String("hanging"); }));
    const Prompter prompter(
        {.clock = clock, .settings = settings, .session = session, .ear = audio});
    audio.say("Is anybody there?", 0ms);
    const auto begun = inHangingSpeech<int (*)()>("textsBegun");
    REQUIRE(begun != nullptr);
    REQUIRE(becomes([&] { return begun() == 1; }));
    CHECK(journalOf(session, clock) == expected);
    CHECK(begun() == 1);
    CHECK_FALSE(audio.end());
    inHangingSpeech<void (*)()>("letGo")();
}
