// An exported history that is dropped on the window.

#include "dropped_file.h"
#include "support/catch.h"
#include "support/data_folder.h"
#include "support/temp_folder.h"

#include <QLabel>
#include <QTest>

using namespace psoas;
using namespace std::chrono_literals;

namespace {

/// Two deletions of sessions that this store has never seen, or what is left of them.
QString historyIn(const TempFolder &folder, bool whole = true) {
    const auto file = folder / "history.json";
    const std::string text =
        R"({"format":1,"sessions":[],"deleted":[{"id":"a","deleted_at":"2026-01-01T08:00:00.000Z"},)"
        R"({"id":"b","deleted_at":"2026-01-02T08:00:00.000Z"}]})";
    write(file, whole ? text : text.substr(0, text.size() - 9));
    return QString::fromStdString(file.string());
}

QString shownText(WindowWalk &walk, const char *name) {
    const auto *label = walk.window().findChild<QLabel *>(QLatin1String(name));
    return label != nullptr && label->isVisible() ? label->text() : QString();
}

/// What the preview says once it is there.
QString preview(WindowWalk &walk) {
    REQUIRE(QTest::qWaitFor([&] { return !shownText(walk, "previewLines").isEmpty(); }));
    return shownText(walk, "previewLines");
}

}  // namespace

TEST_CASE(
    "a dropped history is previewed, wherever the window is, and taken in when it is wanted") {
    const TempFolder elsewhere;
    WindowWalk walk(machineOn(QString::fromStdString((elsewhere / "data").string())));
    for (const char *page : {"Today", "Routines", "Settings", "History"}) {
        walk.press(QLatin1String(page));
        REQUIRE(dropOn(walk.window(), historyIn(elsewhere)));
        CHECK(preview(walk) == "Deleted in the file, never here, and kept in mind: 2");
        walk.press("Never mind");
    }
    REQUIRE(dropOn(walk.window(), historyIn(elsewhere)));
    preview(walk);
    walk.press("Take it in");
    CHECK(QTest::qWaitFor([&] { return !shownText(walk, "transferTold").isEmpty(); }));
}

TEST_CASE("a dropped history that was cut off says so where histories are taken in") {
    const TempFolder elsewhere;
    WindowWalk walk(machineOn(QString::fromStdString((elsewhere / "data").string())));
    REQUIRE(dropOn(walk.window(), historyIn(elsewhere, false)));
    CHECK(preview(walk).contains("ends in the middle of the history"));
    CHECK(walk.button("Take it in") == nullptr);
}

TEST_CASE("a history that is dropped while another is being taken in is left alone") {
    const TempFolder elsewhere;
    WindowWalk walk(machineOn(QString::fromStdString((elsewhere / "data").string())));
    const QString file = historyIn(elsewhere);
    CHECK(dropOn(walk.window(), file));
    CHECK(dropOn(walk.window(), file));
    CHECK_FALSE(preview(walk).isEmpty());
}
