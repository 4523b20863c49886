// Whether a window in which sessions run all day keeps its size. Lets the player page show nine
// hours of the shipped techniques, one after the other, as fast as they can be painted. Prints the
// resident memory in bytes after the first hour (by then every pose and step has been seen) and at
// the end, and how often the page was painted. Usage: session_memory CONTENT_FOLDER

#include "app/library.h"
#include "core/plan.h"
#include "core/session.h"
#include "ui/player_page.h"

#include <QApplication>
#include <QEvent>

#include <unistd.h>
#include <fstream>
#include <iostream>
#include <vector>

namespace {

using namespace psoas;
using namespace std::chrono_literals;

constexpr core::Milliseconds kWarmUp = 1h;
constexpr core::Milliseconds kWhole = 9h;

long residentBytes() {
    std::ifstream statistics("/proc/self/statm");
    long all = 0;
    long resident = 0;
    statistics >> all >> resident;
    return resident * sysconf(_SC_PAGESIZE);
}

/// Counts the pictures of the page.
class Pictures : public QObject {
public:
    int count = 0;

protected:
    bool eventFilter(QObject *, QEvent *event) override {
        count += event->type() == QEvent::Paint ? 1 : 0;
        return false;
    }
};

std::vector<core::Plan> techniques(const QString &content) {
    std::vector<core::Plan> plans;
    for (const auto &each : app::loadLibrary(content, {}).routines) {
        if (each.routine.kind == core::RoutineKind::Technique) {
            plans.push_back(core::planSession(each.routine));
        }
    }
    return plans;
}

/// Shows sessions by a clock of its own.
class Day {
public:
    explicit Day(ui::PlayerPage &page) : m_page(page) {}

    [[nodiscard]] core::Milliseconds passed() const { return m_passed; }

    void show(const core::Plan &plan, core::Session &session) {
        m_page.setPlan(plan);
        happens(session, core::event::Start{});
        while (session.view().phase != core::Phase::Finished) {
            if (session.view().phase == core::Phase::Waiting) {
                happens(session, core::event::Ready{});
            } else {
                happens(session, core::event::Tick{});
            }
        }
    }

private:
    void happens(core::Session &session, const core::Event &event) {
        m_passed += 1s;
        m_now.active += 1s;
        m_now.boot += 1s;
        static_cast<void>(session.handle(m_now, event));
        m_page.setView(session.view());
        QCoreApplication::processEvents();
    }

    ui::PlayerPage &m_page;
    core::Moment m_now{};
    core::Milliseconds m_passed{0};
};

void run(const QString &content) {
    const std::vector<core::Plan> plans = techniques(content);
    const core::Session *shown = nullptr;
    ui::PlayerPage page([&shown] { return shown->view().elapsed; });
    page.setTheme(ui::themeFor(ui::ThemeChoice::Light, 1.0, false));
    page.resize(1280, 800);
    page.show();
    Pictures pictures;
    page.installEventFilter(&pictures);
    Day day(page);
    long before = 0;
    for (std::size_t i = 0; day.passed() < kWhole; ++i) {
        if (before == 0 && day.passed() >= kWarmUp) {
            before = residentBytes();
        }
        const core::Plan &plan = plans.at(i % plans.size());
        core::Session session(plan);
        shown = &session;
        day.show(plan, session);
    }
    std::cout << before << '\n' << residentBytes() << '\n' << pictures.count << '\n';
}

}  // namespace

int main(int argc, char **argv) try {
    const QApplication application(argc, argv);
    if (argc != 2) {
        throw std::runtime_error("usage: session_memory CONTENT_FOLDER");
    }
    run(QString::fromLocal8Bit(argv[1]));
} catch (const std::exception &error) {
    std::cerr << "session_memory: " << error.what() << '\n';
    return 1;
}
