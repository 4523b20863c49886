#include "app/settings.h"

#include "app/held_jobs.h"
#include "support/catch.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QTemporaryDir>

#include <string>

using namespace psoas;
using namespace psoas::app;

namespace {

struct Folder {
    QTemporaryDir dir;
    QString file() const { return dir.filePath("settings.ini"); }
};

core::SafetySeal seal() {
    using namespace std::chrono;
    const core::WallTime at{sys_days{2026y / 11 / 24} + 9h + 5min + 120ms, minutes{-210}};
    return {.lastCheckId = "abc",
            .lock = core::Urgency::Stop,
            .painStops = {{.at = at, .routineId = "ball-release"},
                          {.at = {at.utc + 1ms, 60min}, .routineId = "two words"}},
            .screenedYes = {core::Screening::C1, core::Screening::C7}};
}

}  // namespace

TEST_CASE("settings are read back from the file") {
    const Folder folder;
    {
        Settings settings(folder.file());
        settings.setTheme(ThemeSetting::Dark);
        settings.setTextScale(1.5);
        settings.setMotion(MotionSetting::Reduced);
        settings.setCheckInterval(core::CheckInterval::Daily);
        settings.setEmergencyNumber("112");
        settings.setSeal(seal());
    }
    const Settings again(folder.file());
    CHECK(again.theme() == ThemeSetting::Dark);
    CHECK(again.textScale() == 1.5);
    CHECK(again.motion() == MotionSetting::Reduced);
    CHECK(again.checkInterval() == core::CheckInterval::Daily);
    CHECK(again.emergencyNumber() == "112");
    CHECK(again.seal() == seal());
}

TEST_CASE("what is not set or not understood is the default, or the strictest where it matters") {
    const Folder folder;
    QFile file(folder.file());
    REQUIRE(file.open(QIODevice::WriteOnly));
    file.write("[look]\ntheme=purple\ntext_scale=40\n[safety]\ncheck_interval=never\n");
    file.close();
    const Settings settings(folder.file());
    CHECK(settings.theme() == ThemeSetting::System);
    CHECK(settings.textScale() == 2.0);
    CHECK(settings.checkInterval() == core::CheckInterval::EverySession);
    CHECK(Settings(folder.file() + ".none").checkInterval() == core::CheckInterval::Weekly);
    CHECK(settings.emergencyNumber().isEmpty());
    CHECK_FALSE(settings.seal().lock);
}

TEST_CASE("how a session runs is remembered, and is as usual where it is not understood") {
    const Folder folder;
    CHECK(Settings(folder.file()).session() == SessionSettings{});
    CHECK(SessionSettings{}.getReady == std::chrono::seconds{5});
    const SessionSettings own{.getReady = std::chrono::seconds{12},
                              .alternateSides = false,
                              .holdsInBreaths = true,
                              .breathing = core::Breathing{.in = std::chrono::seconds{3},
                                                           .out = std::chrono::seconds{5},
                                                           .afterIn = std::chrono::seconds{1},
                                                           .afterOut = std::chrono::seconds{0}}};
    Settings(folder.file()).setSession(own);
    CHECK(Settings(folder.file()).session() == own);
    Settings(folder.file()).setSession(SessionSettings{});
    CHECK(Settings(folder.file()).session() == SessionSettings{});

    const auto [ready, breath] = GENERATE(table<const char *, const char *>(
        {{"-3", "4 0 6"}, {"61", "0 0 6 0"}, {"soon", "4 0 6 61"}, {"", "4 -1 6 0"}, {"5", "x"}}));
    QFile file(folder.file());
    REQUIRE(file.open(QIODevice::WriteOnly));
    file.write(QByteArray("[session]\nget_ready_seconds=") + ready + "\nbreathing=" + breath +
               "\n");
    file.close();
    const SessionSettings read = Settings(folder.file()).session();
    CHECK(read.getReady >= std::chrono::seconds{0});
    CHECK(read.getReady <= std::chrono::seconds{60});
    CHECK_FALSE(read.breathing);
}

TEST_CASE("what is set counts at once, before it is in the file") {
    const Folder folder;
    HeldJobs jobs;
    {
        Settings settings(folder.file(), jobs.executor());
        settings.setEmergencyNumber("112");
        settings.setSeal(seal());
        CHECK(settings.emergencyNumber() == "112");
        CHECK(settings.seal() == seal());
        settings.setSeal({});
        CHECK(settings.seal() == core::SafetySeal{});
        settings.setSeal(seal());
        CHECK_FALSE(QFile::exists(folder.file()));
    }
    jobs.runAll();
    CHECK(Settings(folder.file()).emergencyNumber() == "112");
    CHECK(Settings(folder.file()).seal() == seal());
}

TEST_CASE("a seal that is not kept is told once, and so is that it is kept after all") {
    const Folder folder;
    // A folder where the file should be can be written by nobody.
    REQUIRE(QDir().mkpath(folder.file() + "/there"));
    Settings settings(folder.file());
    std::string told;
    QObject::connect(&settings, &Settings::sealNotKept, [&] { told += "lost "; });
    QObject::connect(&settings, &Settings::sealKept, [&] { told += "kept "; });
    settings.setTheme(ThemeSetting::Dark);
    QCoreApplication::processEvents();
    CHECK(told.empty());
    settings.setSeal(seal());
    settings.setSeal(seal());
    QCoreApplication::processEvents();
    CHECK(told == "lost ");
    REQUIRE(QDir(folder.file()).removeRecursively());
    settings.setTheme(ThemeSetting::Light);
    QCoreApplication::processEvents();
    CHECK(told == "lost kept ");
    settings.setSeal(seal());
    QCoreApplication::processEvents();
    CHECK(told == "lost kept ");
    CHECK(Settings(folder.file()).seal() == seal());
}

TEST_CASE("a lock that cannot be understood counts as the strictest") {
    const Folder folder;
    QFile file(folder.file());
    REQUIRE(file.open(QIODevice::WriteOnly));
    file.write("[safety]\nlock=oops\n");
    file.close();
    CHECK(Settings(folder.file()).seal().lock == core::Urgency::Emergency);
}

TEST_CASE(
    "voice and sound are on, of the usual kind, and the breath is silent until it is asked for") {
    const Folder folder;
    const VoiceChoice fast{.engine = "flite", .voice = "slt", .speed = 0.5};
    {
        Settings settings(folder.file());
        CHECK(settings.speaks());
        CHECK(settings.voice() == VoiceChoice{});
        CHECK(settings.chimes());
        CHECK(settings.volume() == 70);
        CHECK_FALSE(settings.breathTones());
        settings.setSpeaks(false);
        settings.setVoice(fast);
        settings.setChimes(false);
        settings.setVolume(0);
        settings.setBreathTones(true);
    }
    const Settings again(folder.file());
    CHECK_FALSE(again.speaks());
    CHECK(again.voice() == fast);
    CHECK_FALSE(again.chimes());
    CHECK(again.volume() == 0);
    CHECK(again.breathTones());
}

TEST_CASE("settings of voice and sound that make no sense count as not set or as the nearest") {
    const Folder folder;
    QFile file(folder.file());
    REQUIRE(file.open(QIODevice::WriteOnly));
    file.write("[voice]\non=perhaps\nspeed=7\n[sound]\non=\nvolume=loud\nbreath_tones=perhaps\n");
    file.close();
    Settings settings(folder.file());
    CHECK(settings.speaks());
    CHECK(settings.voice().speed == 1);
    CHECK(settings.chimes());
    CHECK(settings.volume() == 70);
    CHECK_FALSE(settings.breathTones());
    settings.setVolume(300);
    CHECK(settings.volume() == 100);
    settings.setVolume(-1);
    CHECK(settings.volume() == 0);
}
