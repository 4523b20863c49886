#include "app/settings.h"

#include "support/catch.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

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
        CHECK(settings.setSeal(seal()));
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

TEST_CASE("a seal that cannot be written is noticed") {
    const Folder folder;
    // A folder where the file should be can be written by nobody.
    REQUIRE(QDir().mkpath(folder.file() + "/there"));
    CHECK_FALSE(Settings(folder.file()).setSeal(seal()));
}

TEST_CASE("a lock that cannot be understood counts as the strictest") {
    const Folder folder;
    QFile file(folder.file());
    REQUIRE(file.open(QIODevice::WriteOnly));
    file.write("[safety]\nlock=oops\n");
    file.close();
    CHECK(Settings(folder.file()).seal().lock == core::Urgency::Emergency);
}
