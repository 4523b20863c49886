// Times as a person changes them in the window.

#include "desk.h"
#include "ui/range_slider.h"

#include <QFileInfo>

using namespace psoas;

TEST_CASE("adjust: 45 becomes 60 by keyboard alone, and the next session holds 60") {
    Desk desk;
    desk.adjust("Kneeling");
    CHECK(QApplication::focusWidget() == &desk.box("hold"));
    QTest::keyClicks(&desk.box("hold"), "60");
    CHECK(desk.words("adjustTotal") == "4 holds, 4:00 together; about 5 min in all");
    for (int i = 0; i < 20 && QApplication::focusWidget() != desk.walk.button("Save"); ++i) {
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    }
    REQUIRE(desk.walk.button("Save")->hasFocus());
    QTest::keyClick(desk.walk.button("Save"), Qt::Key_Return);
    desk.walk.settle();
    CHECK(desk.words("routineTitle") == "Kneeling hip-flexor stretch");
    CHECK(desk.words("routineSaid") == "Your times are saved.");
    CHECK(desk.words("routineNeed").startsWith("about 5 min"));
    CHECK(desk.times(kStretch).seconds.at("hold") == 60s);
    desk.walk.press("Today");
    desk.walk.reach("Kneeling hip-flexor stretch");
    desk.walk.press("I'm ready");
    desk.walk.pass(13s);
    CHECK(desk.walk.practice().session().session()->view().length == 60s);
}

TEST_CASE("adjust: constructive rest is set in minutes") {
    Desk desk;
    desk.adjust("Constructive");
    ui::TimeSpinBox &rest = desk.box("rest");
    CHECK(rest.text() == "10 min");
    CHECK(desk.words("timeCaution") == "Recommended: 5 to 15 minutes");
    desk.type(rest, "12");
    CHECK(rest.time() == 720s);
    desk.type(rest, "7:30");
    CHECK(rest.time() == 450s);
    CHECK(rest.text() == "7:30 min");
    QTest::keyClick(&rest, Qt::Key_Up);
    CHECK(rest.time() == 510s);
    desk.type(rest, "x");
    CHECK(rest.time() == 510s);
    for (int i = 0; i < 9; ++i) {
        QTest::keyClick(&rest, Qt::Key_Backspace);
    }
    QTest::keyClick(&rest, Qt::Key_Delete);  // the unit, in part
    QTest::keyClick(&rest, Qt::Key_Tab);
    CHECK(rest.text() == "8:30 min");
    desk.walk.press("Save");
    CHECK(desk.times("constructive-rest").seconds.at("rest") == 510s);
}

TEST_CASE("adjust: only what was changed is written, and the rest of the file stays") {
    Desk desk;
    desk.put(desk.own("t.json"), kBoth);
    desk.adjust("Kneeling");
    CHECK(desk.box("tilt").time() == 9s);
    desk.box("hold").setTime(55s);
    // Meanwhile another program changes what was not changed here.
    std::string other = kBoth;
    other.replace(other.find(":9"), 2, ":8");
    write(desk.own("t.json").toStdString(), other);
    desk.walk.press("Save");
    other.replace(other.find(":50"), 3, ":55");
    CHECK(desk.bytes(desk.own("t.json")) == other);
    CHECK_FALSE(QFileInfo::exists(desk.walk.dataFolder() + kTimes));
}

TEST_CASE("adjust: what other programs save meanwhile takes nothing away from under the person") {
    Desk desk;
    desk.adjust("Kneeling");
    desk.box("hold").setTime(55s);
    write(desk.own("t.json").toStdString(), kBoth);
    desk.comeBack();
    CHECK(desk.times(kStretch).seconds.at("hold") == 50s);
    CHECK(desk.box("hold").time() == 55s);
}

TEST_CASE("adjust: nothing to save, nothing saved") {
    Desk desk;
    desk.adjust("Kneeling");
    CHECK_FALSE(desk.walk.button("Save")->isEnabled());
    CHECK_FALSE(desk.walk.button("Reset to shipped")->isEnabled());
    desk.box("hold").setTime(50s);
    CHECK(desk.walk.button("Save")->isEnabled());
    desk.walk.press("Cancel");
    CHECK(desk.words("routineTitle") == "Kneeling hip-flexor stretch");
    CHECK_FALSE(QFileInfo::exists(desk.walk.dataFolder() + "/routines"));
    CHECK(desk.times(kStretch).seconds.at("hold") == 45s);
}

TEST_CASE("adjust: reset shows the shipped times, and saving them keeps the person's file aside") {
    Desk desk;
    desk.put(desk.own("t.json"), kBoth);
    desk.adjust("Kneeling");
    desk.walk.press("Reset to shipped");
    CHECK(desk.box("hold").time() == 45s);
    CHECK(desk.box("tilt").time() == 10s);
    CHECK(QFileInfo::exists(desk.own("t.json")));
    SECTION("saved") {
        desk.walk.press("Save");
        CHECK_FALSE(QFileInfo::exists(desk.own("t.json")));
        CHECK(desk.bytes(desk.own("old/t.json")) == kBoth);
        CHECK(desk.times(kStretch).seconds.at("hold") == 45s);
        CHECK(desk.words("routineSaid").contains("old"));
    }
    SECTION("cancelled") {
        desk.walk.press("Cancel");
        CHECK(desk.times(kStretch).seconds.at("hold") == 50s);
    }
    SECTION("or the shipped times set by hand, which are the person's own choice") {
        desk.walk.press("Cancel");
        desk.adjust("Kneeling");
        desk.box("hold").setTime(45s);
        desk.box("tilt").setTime(10s);
        desk.walk.press("Save");
        CHECK(QFileInfo::exists(desk.own("t.json")));
        CHECK(desk.bytes(desk.own("t.json")).find("\"hold\":45") != std::string::npos);
    }
}

TEST_CASE("adjust: a file of the shipped times can be reset too") {
    Desk desk;
    desk.put(desk.own("t.json"), R"({"format":1,"adjusts":"ball-release"})");
    desk.adjust("Ball");
    desk.walk.press("Reset to shipped");
    desk.walk.press("Save");
    CHECK(QFileInfo::exists(desk.own("old/t.json")));
}

TEST_CASE("adjust: a session of over two hours cannot be saved") {
    Desk desk;
    desk.adjust("Kneeling");
    desk.box("hold").setTime(3600s);
    CHECK_FALSE(desk.walk.button("Save")->isEnabled());
    CHECK(desk.words("adjustTotal").contains("two hours"));
    desk.box("hold").setTime(60s);
    CHECK(desk.walk.button("Save")->isEnabled());
}

TEST_CASE("adjust: on the ball a hold ends at 300 seconds") {
    Desk desk;
    desk.adjust("Ball");
    desk.type(desk.box("first-spot"), "301");
    QTest::keyClick(&desk.box("first-spot"), Qt::Key_Tab);
    CHECK(desk.box("first-spot").time() == 300s);
    CHECK(desk.see<ui::RangeSlider>("timeSlider-first-spot")->maximum() == 180);
}

TEST_CASE("adjust: a faulty file is told of on the page, with its line, and not touched") {
    Desk desk;
    desk.adjust("Kneeling");
    desk.box("hold").setTime(55s);
    QDir().mkpath(desk.walk.dataFolder() + "/routines");
    write((desk.walk.dataFolder() + kTimes).toStdString(), "{\n  \"format\": 1,,\n}");
    desk.walk.press("Save");
    CHECK(desk.words("problemsHeadline").startsWith("Nothing was written"));
    CHECK(desk.words("problem").contains("line 2, column 15"));
    CHECK(desk.words("sourceLine") == "  \"format\": 1,,");
    CHECK(desk.bytes(desk.walk.dataFolder() + kTimes) == "{\n  \"format\": 1,,\n}");
    CHECK(desk.box("hold").time() == 55s);
}

TEST_CASE("adjust: a file that has come meanwhile is the one that is changed") {
    Desk desk;
    desk.adjust("Kneeling");
    desk.box("hold").setTime(55s);
    write(desk.own("t.json").toStdString(), kBoth);
    desk.comeBack();
    desk.walk.press("Save");
    CHECK(desk.times(kStretch).seconds.at("hold") == 55s);
    CHECK(desk.times(kStretch).seconds.at("tilt") == 9s);
    CHECK_FALSE(QFileInfo::exists(desk.walk.dataFolder() + kTimes));
}

TEST_CASE("adjust: of a routine that has gone meanwhile nothing is written") {
    Desk desk;
    desk.put(desk.own("mine.json"), kMine);
    desk.adjust("Mine");
    CHECK(desk.walk.button("Reset to the routine's own") != nullptr);
    desk.box("a").setTime(9s);
    QFile::remove(desk.own("mine.json"));
    desk.comeBack();
    desk.walk.press("Save");
    CHECK(desk.words("problemsHeadline").contains("not there any more"));
    CHECK(QDir(desk.walk.dataFolder() + "/routines").entryList(QDir::Files).isEmpty());
    desk.box("a").setTime(8s);
    CHECK(desk.words("problemsHeadline").isEmpty());
}

TEST_CASE("adjust: of two files of times the other one is told of when the first is reset") {
    Desk desk;
    desk.put(desk.own("a.json"), kBoth);
    std::string other = kBoth;
    other.replace(other.find(":50"), 3, ":33");
    desk.put(desk.own("b.json"), other);
    desk.adjust("Kneeling");
    desk.walk.press("Reset to shipped");
    desk.walk.press("Save");
    CHECK(desk.words("routineSaid").endsWith("another file of yours is in use: b.json"));
}

TEST_CASE(
    "adjust: slider and box show the same, and a caution stands outside what is recommended") {
    Desk desk;
    desk.adjust("Kneeling");
    auto *slider = desk.see<ui::RangeSlider>("timeSlider-hold");
    REQUIRE(slider != nullptr);
    CHECK(slider->value() == 45);
    CHECK(desk.words("timeCaution") == "Recommended: 30 to 60 seconds");
    QTest::mouseClick(slider, Qt::LeftButton, {}, {slider->width() - 2, slider->height() / 2});
    CHECK(desk.box("hold").time() == 120s);
    CHECK(desk.words("timeCaution").startsWith("Outside the recommended 30 to 60 seconds"));
    QTest::keyClick(slider, Qt::Key_Left);
    CHECK(desk.box("hold").time() == 115s);
    desk.box("hold").setTime(47s);
    CHECK(slider->value() == 47);
    CHECK(desk.box("hold").time() == 47s);
    desk.walk.press("Shift forward and hold + more");
    CHECK(desk.box("hold").time() == 52s);
}
