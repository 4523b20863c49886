// The filter of the list of sessions, by itself.

#include "ui/session_filter.h"

#include "support/catch.h"

#include <QComboBox>
#include <QCoreApplication>
#include <QDateEdit>
#include <QPushButton>

using namespace psoas;
using namespace std::chrono;

namespace {

constexpr core::LocalDay kToday{2026y / 11 / 26};

struct Desk {
    ui::SessionFilter filter;
    int changes = 0;

    Desk() {
        QObject::connect(&filter, &ui::SessionFilter::changed, &filter, [this] { ++changes; });
        filter.setToday(kToday, Monday);
        filter.show();
    }
    template <class Widget> Widget &part(const char *name) {
        auto *found = filter.findChild<Widget *>(QLatin1String(name));
        REQUIRE(found != nullptr);
        return *found;
    }
    void choose(const char *box, const QString &words) {
        auto &found = part<QComboBox>(box);
        REQUIRE(found.findText(words) >= 0);
        found.setCurrentIndex(found.findText(words));
        emit found.activated(found.currentIndex());
    }
    void openChoices(bool open) { part<QPushButton>("filterMore").setChecked(open); }
    void setDay(const char *box, int year, int month, int day) {
        part<QDateEdit>(box).setDate(QDate(year, month, day));
    }
};

}  // namespace

TEST_CASE("filter: two days that were chosen stay, whatever else is changed") {
    Desk desk;
    desk.openChoices(true);
    desk.choose("filterWhen", "Between two days");
    desk.setDay("filterFrom", 2026, 1, 1);
    desk.setDay("filterUntil", 2026, 1, 31);
    desk.openChoices(false);
    desk.choose("sessionOrder", "Oldest first");
    CHECK(desk.filter.filter().from == core::LocalDay(2026y / 1 / 1));
    CHECK(desk.filter.filter().until == core::LocalDay(2026y / 1 / 31));
    desk.choose("filterWhen", "At any time");
    CHECK_FALSE(desk.filter.filter().from);
    desk.choose("filterWhen", "Between two days");
    CHECK(desk.filter.filter().until == kToday);
}

TEST_CASE("filter: a day that is set takes the other along where it would lie before it") {
    Desk desk;
    desk.choose("filterWhen", "Between two days");
    desk.setDay("filterFrom", 2026, 11, 20);
    CHECK(desk.filter.filter().until == kToday);
    desk.setDay("filterUntil", 2026, 10, 1);
    CHECK(desk.filter.filter().from == core::LocalDay(2026y / 10 / 1));
    desk.setDay("filterFrom", 2026, 10, 9);
    CHECK(desk.filter.filter().until == core::LocalDay(2026y / 10 / 9));
    CHECK(desk.changes == 4);
}

TEST_CASE("filter: a routine that is looked for stays though its last session is gone") {
    Desk desk;
    desk.filter.setRoutines({{"ball", "Ball release"}, {"rest", "Constructive rest"}});
    desk.choose("filterRoutine", "Constructive rest");
    desk.filter.setRoutines({{"ball", "Ball release"}});
    CHECK(desk.filter.filter().routineId == "rest");
    CHECK(desk.part<QComboBox>("filterRoutine").currentText() == "Constructive rest");
    CHECK(desk.filter.leavesOut());
    desk.part<QPushButton>("filterClear").click();
    desk.filter.setRoutines({{"ball", "Ball release"}});
    CHECK(desk.part<QComboBox>("filterRoutine").count() == 2);
    CHECK_FALSE(desk.filter.filter().routineId);
}

TEST_CASE("filter: in a low window the choices are scrolled and nothing lies over anything") {
    Desk desk;
    desk.openChoices(true);
    desk.choose("filterWhen", "Between two days");
    desk.filter.resize(260, 320);
    QCoreApplication::processEvents();
    const auto bottomOf = [&](const char *name) {
        const auto &box = desk.part<QWidget>(name);
        return box.mapTo(box.window(), QPoint(0, box.height())).y();
    };
    const auto topOf = [&](const char *name) {
        const auto &box = desk.part<QWidget>(name);
        return box.mapTo(box.window(), QPoint(0, 0)).y();
    };
    CHECK(topOf("filterOutcome") >= bottomOf("filterRoutine"));
    CHECK(topOf("filterWhen") >= bottomOf("filterOutcome"));
    CHECK(topOf("filterFrom") >= bottomOf("filterWhen"));
    CHECK(topOf("filterUntil") >= bottomOf("filterFrom"));
    CHECK(desk.part<QWidget>("filterUntil").height() >= 26);
}
