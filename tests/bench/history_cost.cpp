// What a long history costs to look at. Usage:
//   history_cost fill FILE SESSIONS      makes a store with so many sessions, newest now
//   history_cost page FILE               opens the window on it and looks at its history
// `page` prints `filled N`, the microseconds from the press of History right after the start to the
// first picture in which the last weeks are filled; `totals N`, to the totals of all sessions;
// `filter N`, of the slowest of several searches; `memory N`, the program's bytes after the list
// was scrolled from one end to the other.

#include "app/clock.h"
#include "storage/sqlite_store.h"
#include "support/seeded_history.h"
#include "support/window_walk.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QLabel>
#include <QListView>
#include <QScrollBar>

#include <algorithm>
#include <fstream>
#include <iostream>
#include <string>
#include <vector>

namespace {

using namespace psoas;
using namespace std::chrono_literals;

constexpr std::size_t kBatch = 1000;
constexpr double kYears = 20;
constexpr double kWeeksAYear = 52;
constexpr int kPulls = 40;  // of the scroll bar, from one end to the other

int fill(const std::string &file, std::size_t sessions) {
    const auto store = storage::openSqliteStore(file, storage::OpenMode::ReadWrite);
    if (!store) {
        return 1;
    }
    const core::WallTime now = app::systemClock()->wall();
    std::vector<core::Telling> batch;
    const auto write = [&] {
        const bool done = store.value()->merge(batch, now).ok();
        batch.clear();
        return done;
    };
    bool good = true;
    // A small history is one of the last weeks; a large one of many years.
    const double perWeek = std::max(8.0, static_cast<double>(sessions) / (kYears * kWeeksAYear));
    makeHistory({.seed = 1, .sessions = sessions, .newest = now, .perWeek = perWeek},
                [&](const core::SessionRecord &each) {
                    batch.emplace_back(each);
                    if (batch.size() == kBatch) {
                        good = write() && good;
                    }
                });
    return write() && good ? 0 : 1;
}

long pssBytes() {
    std::ifstream rollup("/proc/self/smaps_rollup");
    for (std::string word; rollup >> word;) {
        if (word == "Pss:") {
            long kilobytes = 0;
            rollup >> kilobytes;
            return kilobytes * 1024;
        }
    }
    return 0;
}

/// Whether this widget has been painted since it was last asked about.
class PaintWatch : public QObject {
public:
    bool painted = false;

protected:
    bool eventFilter(QObject *, QEvent *event) override {
        painted = painted || event->type() == QEvent::Paint;
        return false;
    }
};

template <class Condition> void runUntil(Condition isMet) {
    while (!isMet()) {
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    }
}

long microseconds(const QElapsedTimer &since) {
    return static_cast<long>(since.nsecsElapsed() / 1000);
}

void lookAtPictures(WindowWalk &walk) {
    QElapsedTimer clock;
    clock.start();
    walk.button("History")->click();
    const auto *week = walk.window().findChild<QLabel *>(QStringLiteral("totalWeek"));
    const auto *all = walk.window().findChild<QLabel *>(QStringLiteral("totalAll"));
    const auto *empty = walk.window().findChild<QLabel *>(QStringLiteral("historyEmpty"));
    PaintWatch watch;
    walk.window().findChild<QWidget *>(QStringLiteral("doseCalendar"))->installEventFilter(&watch);
    runUntil([&] { return (week->isVisible() && watch.painted) || empty->isVisible(); });
    std::cout << "filled " << microseconds(clock) << '\n';
    runUntil([&] { return !all->text().contains("being counted"); });
    std::cout << "totals " << microseconds(clock) << '\n';
}

long timeOf(WindowWalk &walk, const core::HistoryFilter &filter) {
    QElapsedTimer clock;
    clock.start();
    bool answered = false;
    walk.records().findSessions(filter, core::HistoryOrder::NewestFirst,
                                [&](const auto &) { answered = true; });
    runUntil([&] { return answered; });
    return microseconds(clock);
}

void search(WindowWalk &walk) {
    std::vector<core::HistoryFilter> filters(4);
    filters[0].routineId = "ball-release";
    filters[1].outcome = core::Outcome::StoppedForPain;
    filters[2].from = core::localDay(app::systemClock()->wall()) - std::chrono::weeks{12};
    filters[3].noteMatches = [](std::string_view note) {
        return QString::fromUtf8(note.data(), static_cast<qsizetype>(note.size()))
            .toCaseFolded()
            .contains(QStringLiteral("badly"));
    };
    long slowest = 0;
    for (const core::HistoryFilter &each : filters) {
        slowest = std::max(slowest, timeOf(walk, each));
    }
    std::cout << "filter " << slowest << '\n';
}

void scroll(WindowWalk &walk) {
    walk.press("Sessions");
    walk.settle();
    walk.settle();
    auto *bar =
        walk.window().findChild<QListView *>(QStringLiteral("sessionList"))->verticalScrollBar();
    for (int i = 0; i <= kPulls; ++i) {
        bar->setValue(bar->maximum() / kPulls * i);
        walk.settle();
    }
    std::cout << "memory " << pssBytes() << '\n';
}

int lookAt(int argc, char **argv, const std::string &file) {
    const QApplication application(argc, argv);
    const auto clock = app::systemClock();
    WindowWalk walk(
        {.open = [file] { return storage::openSqliteStore(file, storage::OpenMode::ReadWrite); },
         .clock = clock.get(),
         .opensAtOnce = false});
    lookAtPictures(walk);
    walk.settle();  // what the page has asked for besides
    walk.settle();
    search(walk);
    scroll(walk);
    return 0;
}

}  // namespace

int main(int argc, char **argv) {
    const std::vector<std::string> words(argv + 1, argv + argc);
    if (words.size() == 3 && words[0] == "fill") {
        return fill(words[1], std::stoul(words[2]));
    }
    if (words.size() == 2 && words[0] == "page") {
        return lookAt(argc, argv, words[1]);
    }
    std::cerr << "usage: history_cost fill FILE SESSIONS | page FILE\n";
    return 2;
}
