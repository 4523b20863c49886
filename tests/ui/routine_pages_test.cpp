// The files of routines as a person makes and changes them in the window.

#include "support/catch.h"
#include "support/temp_folder.h"
#include "support/window_walk.h"
#include "ui/adjust_times_page.h"
#include "ui/range_slider.h"
#include "ui/source_line.h"
#include "ui/time_spin_box.h"

#include <QAbstractItemView>
#include <QCheckBox>
#include <QDir>
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QFileInfo>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <QTest>

#include <functional>
#include <set>

using namespace psoas;
using namespace std::chrono_literals;

namespace {

const std::string kStretch = "kneeling-hip-flexor-stretch";
const QString kTimes = QStringLiteral("/routines/kneeling-hip-flexor-stretch-times.json");
const char *const kBoth =
    R"({"format":1,"adjusts":"kneeling-hip-flexor-stretch","seconds":{"tilt":9,"hold":50}})";
const char *const kMine =
    R"({"format":1,"id":"mine","title":"Mine","kind":"technique","summary":"S",)"
    R"("steps":[{"id":"a","do":"hold","title":"A","pose":"sitting","seconds":5}]})";

/// A window on the Routines page, and a folder of files from elsewhere.
struct Desk {
    QTemporaryDir elsewhere;
    QString picked;  ///< what the person answers when they are asked for a file
    std::function<void()> meanwhile = [] {};  ///< while they are being asked
    WindowWalk walk{{.dialogs = {.open = [this](QWidget *) { return picked; },
                                 .save =
                                     [this](QWidget *, const QString &) {
                                         meanwhile();
                                         return picked;
                                     }}}};

    Desk() { walk.press("Routines"); }

    QString own(const QString &name) const { return walk.dataFolder() + "/routines/" + name; }
    void put(const QString &file, const std::string &text) {
        write(file.toStdString(), text);
        if (file.startsWith(walk.dataFolder())) {
            walk.press("Read files again");
        }
    }
    /// A file from elsewhere with this text, ready to be picked.
    void bring(const std::string &text) {
        picked = elsewhere.filePath("shared.json");
        write(picked.toStdString(), text);
    }
    std::string bytes(const QString &file) const { return bytesOf(file.toStdString()); }

    void choose(const QString &title) {
        auto *list = walk.window().findChild<QAbstractItemView *>("routineList");
        for (int row = 0; row < list->model()->rowCount(); ++row) {
            const QModelIndex index = list->model()->index(row, 0);
            if (index.data().toString().startsWith(title)) {
                list->setCurrentIndex(index);
                return;
            }
        }
        FAIL("no row " << title.toStdString());
    }
    template <class Widget> Widget *see(const char *name) {
        for (auto *each : walk.window().findChildren<Widget *>(QLatin1String(name))) {
            if (each->isVisible()) {
                return each;
            }
        }
        return nullptr;
    }
    QString words(const char *label) {
        auto *found = see<QLabel>(label);
        return found == nullptr ? QString() : found->text();
    }
    void adjust(const QString &title) {
        choose(title);
        walk.press("Adjust times");
    }
    ui::TimeSpinBox &box(const char *step) {
        auto *found = see<ui::TimeSpinBox>((std::string("timeBox-") + step).c_str());
        REQUIRE(found != nullptr);
        return *found;
    }
    void type(QWidget &field, const QString &typed) {
        field.setFocus();
        if (auto *edit = qobject_cast<QLineEdit *>(&field)) {
            edit->selectAll();
        } else {
            qobject_cast<QAbstractSpinBox *>(&field)->selectAll();
        }
        QTest::keyClicks(&field, typed);
    }
    /// From another window, after which all files are read again.
    void comeBack() {
        QEvent activation(QEvent::ActivationChange);
        QCoreApplication::sendEvent(&walk.window(), &activation);
    }
    core::Adjustment times(const std::string &id) {
        const auto *routine = walk.practice().library().find(id);
        REQUIRE(routine != nullptr);
        return core::timesOf(routine->routine);
    }
    /// Whether it was welcome.
    bool drop(const QString &file) {
        QMimeData dropped;
        dropped.setUrls({QUrl::fromLocalFile(file)});
        constexpr auto kEither = Qt::CopyAction | Qt::MoveAction;
        QDragEnterEvent enter({10, 10}, kEither, &dropped, Qt::LeftButton, Qt::ShiftModifier);
        QCoreApplication::sendEvent(&walk.window(), &enter);
        if (enter.isAccepted()) {
            QDropEvent event({10, 10}, kEither, &dropped, Qt::LeftButton, Qt::ShiftModifier);
            QCoreApplication::sendEvent(&walk.window(), &event);
            CHECK(event.dropAction() == Qt::CopyAction);
        }
        walk.settle();
        CHECK(enter.isAccepted() == (see<QWidget>("newRoutinePage") != nullptr));
        return enter.isAccepted();
    }
};

}  // namespace

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
