// What a slow disk does to the window and to the boundaries of a session.
// Usage: PSOAS_SYNC_MS=MS slow_sync
// Lets every sync of this program take so much longer, walks in the real window through the gate
// into a session of 20 holds of a second with pauses, pain and more time, and prints `name number`
// lines: the longest stall of the window's thread in microseconds, how many syncs were made, how
// many of them of settings.ini, and, as often as there were boundaries, how many microseconds after
// its due time one was passed. Fails if the syncs did not come through here, if one was made in the
// window's thread, or if the session is not in the store at the end.

#include "app/clock.h"
#include "storage/sqlite_store.h"
#include "support/temp_folder.h"
#include "support/window_walk.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QTimer>

#include <sys/syscall.h>
#include <unistd.h>
#include <atomic>
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <map>
#include <string>
#include <thread>
#include <vector>

namespace {

using namespace psoas;
using namespace std::chrono_literals;
// On Linux the steady clock is the one that sessions are timed by, in nanoseconds.
using Precise = std::chrono::steady_clock;

std::atomic<int> syncMs{0};
std::atomic<int> syncs{0};
std::atomic<int> settingsSyncs{0};
std::atomic<int> windowSyncs{0};
const std::thread::id windowThread = std::this_thread::get_id();

void meet(int file) {
    char path[512] = {};
    const std::string link = "/proc/self/fd/" + std::to_string(file);
    // The settings are written to a file beside them, which then takes their place.
    const bool isKnown = readlink(link.c_str(), path, sizeof path - 1) > 0;
    settingsSyncs += isKnown && std::string(path).ends_with(".part") ? 1 : 0;
    windowSyncs += std::this_thread::get_id() == windowThread ? 1 : 0;
    ++syncs;
    std::this_thread::sleep_for(std::chrono::milliseconds(syncMs));
}

}  // namespace

extern "C" int fsync(int file) {
    meet(file);
    return static_cast<int>(syscall(SYS_fsync, file));
}

extern "C" int fdatasync(int file) {
    meet(file);
    return static_cast<int>(syscall(SYS_fdatasync, file));
}

namespace {

/// How long this thread has been ready so far while others had the processor.
std::chrono::nanoseconds waitedForProcessor() {
    std::ifstream statistics("/proc/thread-self/schedstat");
    long running = 0;
    long waiting = 0;
    statistics >> running >> waiting;
    return std::chrono::nanoseconds{waiting};
}

/// How long the window's thread was away from its events, at work or waiting for something. What
/// other programs took from it is not its own.
class Stalls {
public:
    Stalls() {
        m_timer.setTimerType(Qt::PreciseTimer);
        m_timer.setInterval(5ms);
        QObject::connect(&m_timer, &QTimer::timeout, [this] {
            const auto now = Precise::now();
            const auto waited = waitedForProcessor();
            const auto away = now - m_last - m_timer.intervalAsDuration();
            m_longest = std::max(m_longest, away - (waited - m_waited));
            m_last = now;
            m_waited = waited;
        });
        m_timer.start();
    }
    [[nodiscard]] Precise::duration longest() const { return m_longest; }

private:
    QTimer m_timer;
    Precise::time_point m_last = Precise::now();
    std::chrono::nanoseconds m_waited = waitedForProcessor();
    Precise::duration m_longest{};
};

void waitUntil(const std::function<bool()> &done) {
    while (!done()) {
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    }
}

/// As somebody does who is in a hurry: without waiting for the disk.
void click(WindowWalk &walk, const char *name) {
    QAbstractButton *found = walk.button(QLatin1String(name));
    if (found == nullptr) {
        throw std::runtime_error(std::string("no button ") + name);
    }
    found->click();
    QElapsedTimer sinceClick;
    sinceClick.start();
    waitUntil([&] { return sinceClick.hasExpired(50); });
}

template <class Stage> bool isAt(WindowWalk &walk) {
    return std::holds_alternative<Stage>(walk.practice().stage());
}

/// From the check, which the named routine begins with, to the page before the session.
void passGate(WindowWalk &walk) {
    waitUntil([&] { return isAt<app::stage::Question>(walk); });
    while (isAt<app::stage::Question>(walk)) {
        click(walk, "No");
    }
    click(walk, "Continue");
    while (isAt<app::stage::Screening>(walk)) {
        for (auto *each : walk.window().findChildren<QAbstractButton *>()) {
            if (each->isVisible() && each->text() == QLatin1String("No")) {
                each->click();
            }
        }
        click(walk, "Continue");
    }
}

/// What is done after so many boundaries.
const std::map<std::size_t, std::vector<const char *>> kMeanwhile{
    {4, {"Pause", "Resume"}},
    {8, {"It hurts", "Strong but dull", "Ease off and go on"}},
    {12, {"Add 15 seconds", "Skip"}},
    {16, {"Pause", "Resume"}},
};

/// The machine's clock, and what it said last.
class WatchedClock final : public app::Clock {
public:
    [[nodiscard]] core::Moment now() const override { return m_last = m_machine->now(); }
    [[nodiscard]] core::WallTime wall() const override { return m_machine->wall(); }
    [[nodiscard]] core::Moment last() const { return m_last; }

private:
    std::unique_ptr<app::Clock> m_machine = app::systemClock();
    mutable core::Moment m_last;
};

/// How much later than it was due each boundary came, by the session's own start.
class Lateness {
public:
    Lateness(app::SessionController &session, const WatchedClock &clock) : m_clock(clock) {
        QObject::connect(&session, &app::SessionController::journaled,
                         [this](const core::JournalEntry &entry) { note(entry); });
    }
    [[nodiscard]] const std::vector<Precise::duration> &all() const { return m_all; }

private:
    void note(const core::JournalEntry &entry) {
        const auto now = Precise::now();
        if (entry.sequence == 1) {
            m_start = Precise::time_point(m_clock.last().active.time_since_epoch()) - entry.at;
        } else if (entry.transition == core::Transition::Done) {
            m_all.push_back(now - m_start - entry.at);
        }
    }

    const WatchedClock &m_clock;
    Precise::time_point m_start;
    std::vector<Precise::duration> m_all;
};

/// The session with all that is done in it, to its end.
void play(WindowWalk &walk, const Lateness &lateness) {
    click(walk, "I'm ready");
    std::size_t passed = 0;
    while (!isAt<app::stage::Ended>(walk)) {
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
        if (passed == lateness.all().size()) {
            continue;
        }
        passed = lateness.all().size();
        if (const auto now = kMeanwhile.find(passed); now != kMeanwhile.end()) {
            for (const char *name : now->second) {
                click(walk, name);
            }
        }
    }
    click(walk, "Done");
}

long microseconds(Precise::duration span) {
    return static_cast<long>(std::chrono::duration_cast<std::chrono::microseconds>(span).count());
}

WindowWalk::Machine machineIn(const TempFolder &folder, const app::Clock &clock) {
    write(folder / "routines/bench.json",
          R"({"format": 1, "id": "bench", "title": "Bench", "kind": "technique", "summary": "S",
              "steps": [{"id": "rounds", "do": "repeat", "title": "Rounds", "times": 20,
              "steps": [{"id": "hold", "do": "hold", "title": "Hold", "seconds": 1}]}]})");
    return {.routines = QString::fromStdString((folder / "routines").string()),
            .startRoutine = "bench",
            .open =
                [file = folder / "history.db"] {
                    return storage::openSqliteStore(file, storage::OpenMode::ReadWrite);
                },
            .clock = &clock};
}

/// Whether all of it is in the store that this window worked on.
bool isStored(const TempFolder &folder) {
    const auto store = storage::openSqliteStore(folder / "history.db", storage::OpenMode::ReadOnly);
    const auto sessions = store.value()->sessions({});
    return sessions.value().size() == 2 && store.value()->unfinished().value().empty();
}

void run(const TempFolder &folder) {
    const WatchedClock clock;
    WindowWalk walk(machineIn(folder, clock));
    // Until here a file was made ready for it.
    windowSyncs = 0;
    const Stalls stalls;
    walk.settings().setEmergencyNumber(QStringLiteral("112"));
    passGate(walk);
    const Lateness lateness(walk.practice().session(), clock);
    play(walk, lateness);
    walk.window().close();
    std::cout << "stall " << microseconds(stalls.longest()) << '\n';
    for (const auto late : lateness.all()) {
        std::cout << "late " << microseconds(late) << '\n';
    }
    // All that is left to do is to drain the storage thread: nobody waits for that any more.
    syncMs = 0;
}

}  // namespace

int main(int argc, char **argv) try {
    const QApplication application(argc, argv);
    syncMs = qEnvironmentVariableIntValue("PSOAS_SYNC_MS");
    const TempFolder folder;
    run(folder);
    std::cout << "syncs " << syncs << "\nsettings-syncs " << settingsSyncs << '\n';
    if (syncs == 0 || settingsSyncs == 0) {
        throw std::runtime_error("the syncs do not come through here");
    }
    if (windowSyncs > 0) {
        throw std::runtime_error("a sync in the window's thread");
    }
    if (!isStored(folder)) {
        throw std::runtime_error("the session is not in the store");
    }
} catch (const std::exception &error) {
    std::cerr << "slow_sync: " << error.what() << '\n';
    return 1;
}
