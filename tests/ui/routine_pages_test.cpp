// The files of routines as a person makes, shares and mends them in the window.

#include "desk.h"
#include "ui/figure_widget.h"
#include "ui/source_line.h"

#include <QCheckBox>
#include <QFileInfo>
#include <QPushButton>

#include <set>

using namespace psoas;

TEST_CASE("share: files that are read again while a dialog is open take nothing away") {
    Desk desk;
    desk.put(desk.own("mine.json"), kMine);
    desk.choose("Mine");
    desk.picked = desk.elsewhere.filePath("mine.json");
    SECTION("the routine is still there") {
        desk.meanwhile = [&] { desk.walk.press("Read files again"); };
        desk.walk.press("Export…");
        CHECK(desk.bytes(desk.picked) == kMine);
    }
    SECTION("or not") {
        desk.meanwhile = [&] {
            QFile::remove(desk.own("mine.json"));
            desk.walk.press("Read files again");
        };
        desk.walk.press("Export…");
        CHECK(desk.words("routineSaid").contains("not there any more"));
        CHECK_FALSE(QFileInfo::exists(desk.picked));
    }
}

TEST_CASE("share: what was agreed to for one name says nothing about another") {
    Desk desk;
    desk.put(desk.own("mine.json"), kMine);
    std::string yours = kMine;
    yours.replace(yours.find("mine"), 4, "yours");
    desk.put(desk.own("yours.json"), yours);
    desk.bring(kMine);
    desk.walk.press("Import…");
    desk.see<QCheckBox>("newReplace")->click();
    desk.type(*desk.see<QLineEdit>("newId"), "yours");
    REQUIRE(desk.see<QCheckBox>("newReplace") != nullptr);
    CHECK_FALSE(desk.see<QCheckBox>("newReplace")->isChecked());
    CHECK_FALSE(desk.walk.button("Import")->isEnabled());
    // A title that is mended leaves the name that came with the file.
    desk.type(*desk.see<QLineEdit>("newId"), "mine");
    desk.walk.press("Cancel");
    desk.walk.press("Import…");
    desk.type(*desk.see<QLineEdit>("newTitle"), "Better");
    CHECK(desk.see<QLineEdit>("newId")->text() == "mine");
}

TEST_CASE("share: a file that is dropped while times are changed takes nothing away") {
    Desk desk;
    desk.adjust("Kneeling");
    desk.box("hold").setTime(55s);
    desk.bring(kMine);
    REQUIRE(desk.drop(desk.picked));
    desk.walk.press("Cancel");
    CHECK(desk.box("hold").time() == 55s);
    desk.walk.press("Save");
    CHECK(desk.times(kStretch).seconds.at("hold") == 55s);
}

TEST_CASE("problems: the file that has been mended stays the one that is shown") {
    Desk desk;
    desk.put(desk.own("mine.json"), "{");
    desk.choose("mine.json");
    desk.put(desk.own("mine.json"), kMine);
    CHECK(desk.words("routineTitle") == "Mine");
}

TEST_CASE("new from this: a routine of one's own, with an id made from its title") {
    Desk desk;
    desk.put(desk.own("t.json"), kBoth);
    desk.choose("Kneeling");
    desk.walk.press("New from this…");
    auto *title = desk.see<QLineEdit>("newTitle");
    auto *id = desk.see<QLineEdit>("newId");
    CHECK(title->hasFocus());
    CHECK(id->text() == "my-kneeling-hip-flexor-stretch");
    desk.type(*title, "Slow stretch");
    CHECK(id->text() == "slow-stretch");
    CHECK(desk.words("newSteps").contains("3. Shift forward and hold · left side · 50 seconds"));
    desk.walk.press("Make routine");
    CHECK(desk.words("routineTitle") == "Slow stretch");
    CHECK(desk.times("slow-stretch").seconds == desk.times(kStretch).seconds);
    CHECK(desk.words("routineSaid").contains("slow-stretch.json"));
    SECTION("whose id cannot be had again, nor a shipped one, nor one that is none") {
        desk.walk.press("New from this…");
        id = desk.see<QLineEdit>("newId");
        for (const char *taken : {"slow-stretch", "ball-release", ""}) {
            desk.type(*id, taken);
            id->setText(taken);
            emit id->textEdited(taken);
            CHECK_FALSE(desk.walk.button("Make routine")->isEnabled());
        }
        CHECK(desk.see<QCheckBox>("newReplace") == nullptr);
        desk.type(*id, "No Id");
        CHECK_FALSE(desk.walk.button("Make routine")->isEnabled());
        CHECK(desk.words("newState").startsWith("The file name may hold small letters"));
        // An id that the person has typed is not overwritten by the title's.
        desk.type(*desk.see<QLineEdit>("newTitle"), "Other");
        CHECK(id->text() == "No Id");
    }
}

TEST_CASE("new from this: not from a check, whose questions would all be asked twice") {
    Desk desk;
    desk.choose("Red-flag");
    CHECK(desk.walk.button("New from this…") == nullptr);
    CHECK(desk.walk.button("Adjust times") == nullptr);
}

TEST_CASE("share: what one window exports the other imports, after a preview") {
    Desk here;
    here.put(here.own("mine.json"), kMine);
    here.choose("Mine");
    Desk there;
    here.picked = there.picked = there.elsewhere.filePath("mine.json");
    here.walk.press("Export…");
    CHECK(here.words("routineSaid").startsWith("Exported to"));
    there.walk.press("Import…");
    CHECK(there.words("newSteps") == "1. A · 5 seconds");
    CHECK_FALSE(QFileInfo::exists(there.walk.dataFolder() + "/routines"));
    there.walk.press("Import");
    CHECK(there.words("routineTitle") == "Mine");
    CHECK(there.bytes(there.own("mine.json")) == kMine);
}

TEST_CASE("share: an id of one's own is replaced only when asked for") {
    Desk desk;
    desk.put(desk.own("mine.json"), kMine);
    std::string theirs = kMine;
    theirs.replace(theirs.find("Mine"), 4, "Theirs");
    desk.bring(theirs);
    desk.walk.press("Import…");
    CHECK_FALSE(desk.walk.button("Import")->isEnabled());
    CHECK(desk.words("newState") == "You have a routine with this name already.");
    desk.see<QCheckBox>("newReplace")->click();
    desk.walk.press("Import");
    CHECK(desk.bytes(desk.own("mine.json")) == theirs);
    CHECK(desk.bytes(desk.own("old/mine.json")) == kMine);
    CHECK(desk.words("routineTitle") == "Theirs");
}

TEST_CASE("share: times are previewed and imported as times") {
    Desk desk;
    desk.bring(kBoth);
    desk.walk.press("Import…");
    CHECK(desk.words("newHeading") == "Import times for “Kneeling hip-flexor stretch”");
    CHECK(desk.words("newSteps").contains("hold · left side · 50 seconds"));
    CHECK(desk.see<QLineEdit>("newId") == nullptr);
    desk.walk.press("Import");
    CHECK(desk.bytes(desk.walk.dataFolder() + kTimes) == kBoth);
    CHECK(desk.words("routineTitle") == "Kneeling hip-flexor stretch");
    desk.walk.press("Import…");
    CHECK_FALSE(desk.walk.button("Import")->isEnabled());
    desk.walk.press("Cancel");
}

TEST_CASE("share: a dropped file is looked at first, and a faulty one says what is wrong") {
    Desk desk;
    desk.walk.press("Today");
    desk.bring("{\"format\": 1,\n \"id\": 5}");
    REQUIRE(desk.drop(desk.picked));
    CHECK(desk.words("problemsHeadline").startsWith("This file cannot be imported"));
    CHECK(desk.words("sourceLine") == "{\"format\": 1,");
    CHECK(desk.walk.button("Import") == nullptr);
    CHECK_FALSE(QFileInfo::exists(desk.walk.dataFolder() + "/routines"));
    desk.walk.press("Cancel");
    CHECK(desk.see<QWidget>("routinesPage") != nullptr);
}

TEST_CASE("share: after a faulty file another one can be chosen") {
    Desk desk;
    desk.bring("{");
    desk.walk.press("Import…");
    CHECK(desk.walk.button("Choose another file…")->hasFocus());
    desk.bring(kMine);
    desk.walk.press("Choose another file…");
    CHECK(desk.words("newSteps") == "1. A · 5 seconds");
    CHECK(desk.walk.button("Choose another file…") == nullptr);
}

TEST_CASE("share: nothing can be dropped on the way to a session or in it") {
    Desk desk;
    desk.bring(kMine);
    desk.walk.press("Today");
    desk.walk.press("Start Ball release");
    CHECK_FALSE(desk.drop(desk.picked));
    desk.walk.press("Leave");
    CHECK(desk.drop(desk.picked));
}

TEST_CASE("problems: a routine whose times have turned bad is marked, with line and caret") {
    Desk desk;
    desk.put(desk.own("t.json"), kBoth);
    desk.adjust("Kneeling");
    desk.box("tilt").setTime(8s);
    desk.walk.press("Save");
    CHECK(desk.words("routineSaid") == "Your times are saved.");
    CHECK(desk.see<QLabel>("problem") == nullptr);
    desk.put(desk.own("t.json"), "{\n\t\"seconds\": { \"hold\": 60s }\n}");
    CHECK(desk.words("problemsHeadline").contains("last good copy"));
    CHECK(desk.words("routineSaid").isEmpty());
    CHECK(desk.words("sourceLine") == " \"seconds\": { \"hold\": 60s }");
    CHECK(desk.times(kStretch).seconds.at("tilt") == 8s);
    auto *list = desk.walk.window().findChild<QAbstractItemView *>("routineList");
    CHECK(list->currentIndex().data().toString().contains("(problem)"));
}

TEST_CASE("problems: a file that is not in use is told of on every page, but not on the mat") {
    Desk desk;
    const auto banner = [&] { return desk.words("banner"); };
    desk.put(desk.own("bad.json"), "{");
    CHECK(banner().isEmpty());
    desk.walk.press("Today");
    CHECK(banner() == "Not used because of a problem: bad.json. See Routines.");
    desk.walk.press("Routines");
    CHECK(banner().isEmpty());
    QFile::remove(desk.own("bad.json"));
    desk.put(desk.own("t.json"), kBoth);
    desk.put(desk.own("t.json"), "{");
    desk.walk.press("Today");
    CHECK(banner() ==
          "The file of “Kneeling hip-flexor stretch” has a problem. Its last good copy is used. "
          "See Routines.");
    desk.walk.press("Start Ball release");
    CHECK(banner().isEmpty());
    desk.walk.press("Leave");
    CHECK_FALSE(banner().isEmpty());
    desk.walk.press("Routines");
    desk.put(desk.own("t.json"), kBoth);
    desk.walk.press("Today");
    CHECK(banner().isEmpty());
}

TEST_CASE("source line: the caret is in sight however long the line and narrow the window") {
    const ui::Theme theme = ui::themeFor(ui::ThemeChoice::Light, 1, false);
    const int caret = GENERATE(0, 3, 500, 999, 1000);
    CAPTURE(caret);
    // A block that fills its place stands there, and blanks everywhere else.
    QString line(1001, ' ');
    line[caret] = QChar(0x2588);
    ui::SourceLine shown(line, caret);
    QPalette palette;
    palette.setColor(QPalette::BrightText, theme.tokens.danger);
    palette.setColor(QPalette::Text, theme.tokens.good);
    shown.setPalette(palette);
    shown.resize(200, shown.sizeHint().height());
    const QImage picture = shown.grab().toImage();
    const auto columnsOf = [&](const QColor &colour) {
        std::set<int> columns;
        for (int y = 0; y < picture.height(); ++y) {
            for (int x = 0; x < picture.width(); ++x) {
                if (picture.pixelColor(x, y) == colour) {
                    columns.insert(x);
                }
            }
        }
        return columns;
    };
    const std::set<int> caretAt = columnsOf(theme.tokens.danger);
    const std::set<int> blockAt = columnsOf(theme.tokens.good);
    REQUIRE_FALSE(caretAt.empty());
    REQUIRE_FALSE(blockAt.empty());
    CHECK(blockAt.contains((*caretAt.begin() + *caretAt.rbegin()) / 2));
}

TEST_CASE("routines: a routine can be looked through without starting it") {
    Desk desk;
    desk.choose("Kneeling");
    auto *figure = desk.see<ui::FigureWidget>("figure");
    REQUIRE(figure != nullptr);
    CHECK(desk.words("previewPlace") == "12 steps. Look through them here without starting.");
    CHECK_FALSE(desk.walk.button("Previous step")->isEnabled());
    std::set<core::Pose> poses;
    for (int step = 1; step <= 12; ++step) {
        CHECK(desk.walk.button("Next step")->isEnabled());
        desk.walk.press("Next step");
        CHECK(desk.words("previewPlace").startsWith(QString("Step %1 of 12: ").arg(step)));
        CHECK_FALSE(desk.words("previewSays").isEmpty());
        poses.insert(figure->pose());
    }
    CHECK_FALSE(desk.walk.button("Next step")->isEnabled());
    CHECK(desk.words("previewPlace") ==
          "Step 12 of 12: Shift forward and hold · Right side · 0:45");
    CHECK(figure->side() == core::Side::Right);
    CHECK(poses == std::set{core::Pose::HalfKneeling, core::Pose::HalfKneelingTilted,
                            core::Pose::HalfKneelingForward});
    for (int step = 12; step > 0; --step) {
        desk.walk.press("Previous step");
    }
    CHECK(desk.words("previewPlace").startsWith("12 steps."));
    CHECK(std::holds_alternative<app::stage::Idle>(desk.walk.practice().stage()));
}

TEST_CASE("routines: the mistake of the kneeling stretch is shown crossed out, and no other") {
    Desk desk;
    const auto mistakes = [&] {
        std::vector<core::Pose> shown;
        for (const auto *each : desk.walk.window().findChildren<ui::FigureWidget *>()) {
            if (each->isVisible() && ui::poseRow(each->pose()).crossedOut) {
                shown.push_back(each->pose());
            }
        }
        return shown;
    };
    desk.choose("Kneeling");
    CHECK(mistakes() == std::vector{core::Pose::HalfKneelingArched});
    desk.choose("Constructive");
    CHECK(mistakes().empty());
}

TEST_CASE("routines: a note names its step, and stands below Start") {
    Desk desk;
    desk.put(desk.own("times.json"),
             R"({"format": 1, "adjusts": "ball-release", "seconds": {"first-spot": 12}})");
    desk.choose("Ball release");
    const auto *note = desk.see<QLabel>("problem");
    REQUIRE(note != nullptr);
    CHECK(note->text().contains("First spot: 12 seconds is not within"));
    const auto *start = desk.see<QPushButton>("routineStart");
    REQUIRE(start != nullptr);
    const auto below = [&](const QWidget *each) {
        return each->mapTo(&desk.walk.window(), QPoint(0, 0)).y();
    };
    CHECK(below(note) > below(start));
}
