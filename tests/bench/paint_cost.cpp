// What a running session costs to look at. Usage: paint_cost WHAT SECONDS
// WHAT is `ring`, the peer: a bare antialiased ring of 380 px, painted 30 times a second; or what
// the real window, 1280 x 800 and over the shipped content, does in a session: `breathing`,
// `moving` (the leg, and the breath), `gliding` (only the time in which the figure glides from pose
// to pose), `paused`, or `minimised` by the window manager while it breathes.
// Prints `cost N`, the microseconds of processor time that this program took for a second, and
// `paints N`, how many paint events its widgets had in all of that time.

#include "app/clock.h"
#include "support/temp_folder.h"
#include "support/window_walk.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QPainter>
#include <QTimer>
#include <QVBoxLayout>

#include <chrono>
#include <ctime>
#include <iostream>
#include <string>

namespace {

using namespace psoas;
using namespace std::chrono_literals;

constexpr QSize kWindow{1280, 800};
constexpr auto kSettled = 3s;  // after which nothing of the start is left to do

/// Counts what the widgets of this program paint.
class Paints : public QObject {
public:
    int count = 0;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override {
        count += event->type() == QEvent::Paint && watched->isWidgetType() ? 1 : 0;
        return false;
    }
};

class Ring : public QWidget {
public:
    Ring() {
        setFixedSize(380, 380);
        connect(&m_frames, &QTimer::timeout, this, [this] { update(); });
        m_frames.start(1000ms / 30);
    }

protected:
    void paintEvent(QPaintEvent *) override {
        constexpr double kStroke = 17;
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(Qt::darkCyan, kStroke));
        painter.drawEllipse(QRectF(rect()).adjusted(kStroke, kStroke, -kStroke, -kStroke));
    }

private:
    QTimer m_frames;
};

void wait(std::chrono::milliseconds span) {
    QEventLoop loop;
    QTimer::singleShot(span, Qt::PreciseTimer, &loop, &QEventLoop::quit);
    loop.exec();
}

std::chrono::microseconds processorTime() {
    timespec time{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return std::chrono::duration_cast<std::chrono::microseconds>(
        std::chrono::seconds{time.tv_sec} + std::chrono::nanoseconds{time.tv_nsec});
}

/// Adds up the stretches of time that it is told to look at.
class Meter {
public:
    Meter() { qApp->installEventFilter(&m_paints); }

    void lookFor(std::chrono::milliseconds span) {
        m_paints.count = 0;
        QElapsedTimer clock;
        const auto before = processorTime();
        clock.start();
        wait(span);
        m_used += processorTime() - before;
        m_looked += std::chrono::microseconds{clock.nsecsElapsed() / 1000};
        m_counted += m_paints.count;
    }

    [[nodiscard]] std::chrono::microseconds looked() const { return m_looked; }

    void print() const {
        std::cout << "cost " << m_used.count() * 1'000'000 / m_looked.count() << "\npaints "
                  << m_counted << '\n';
    }

private:
    Paints m_paints;
    std::chrono::microseconds m_used{};
    std::chrono::microseconds m_looked{};
    int m_counted = 0;
};

/// A routine of holds in these poses in turn, each so long and so often.
std::string routineOf(std::initializer_list<const char *> poses, int seconds, int times) {
    std::string steps;
    for (const char *pose : poses) {
        steps += steps.empty() ? "" : ",";
        steps += std::string(R"({"id":")") + pose + R"(","do":"hold","title":"Hold","pose":")" +
                 pose + R"(","seconds":)" + std::to_string(seconds) + "}";
    }
    return R"({"format":1,"id":"bench","title":"Bench","kind":"technique","summary":"S",)"
           R"("breathing":{"in":4,"out":6},"steps":[{"id":"rounds","do":"repeat",)"
           R"("title":"Rounds","times":)" +
           std::to_string(times) + R"(,"sides":["right"],"steps":[)" + steps + "]}]}";
}

/// The real window in a session over one routine, in real time.
class RunningSession {
public:
    explicit RunningSession(const std::string &routine)
        : m_walk((write(m_folder / "routines/bench.json", routine),
                  WindowWalk::Machine{
                      .routines = QString::fromStdString((m_folder / "routines").string()),
                      .startRoutine = "bench",
                      .clock = m_clock.get(),
                      .theme = app::ThemeSetting::Light})) {
        m_walk.window().resize(kWindow);
        m_walk.answerNo();
        m_walk.press(QStringLiteral("Continue"));
        m_walk.chooseNoInScreening();
        m_walk.press(QStringLiteral("I'm ready"));
    }
    WindowWalk &walk() { return m_walk; }

private:
    TempFolder m_folder;
    std::unique_ptr<app::Clock> m_clock = app::systemClock();
    WindowWalk m_walk;
};

void measureRing(Meter &meter, std::chrono::seconds span) {
    QWidget window;
    auto *column = new QVBoxLayout(&window);
    column->addWidget(new Ring, 0, Qt::AlignCenter);
    window.resize(kWindow);
    window.show();
    wait(kSettled);
    meter.lookFor(span);
}

void measureGlides(Meter &meter, std::chrono::seconds span) {
    RunningSession session(routineOf({"half-kneeling-tilted", "half-kneeling-forward"}, 1, 20));
    wait(kSettled);
    bool glides = false;
    QObject::connect(&session.walk().practice().session(), &app::SessionController::viewChanged,
                     &session.walk().window(), [&] { glides = true; });
    while (meter.looked() < span) {
        glides = false;
        while (!glides) {
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
        }
        meter.lookFor(std::chrono::milliseconds{ui::kGlideMs});
    }
}

void measure(const std::string &what, Meter &meter, std::chrono::seconds span) {
    if (what == "ring") {
        measureRing(meter, span);
        return;
    }
    if (what == "gliding") {
        measureGlides(meter, span);
        return;
    }
    const char *pose = what == "moving" ? "prone-leg-moving" : "constructive-rest";
    RunningSession session(routineOf({pose}, 120, 1));
    if (what == "paused") {
        session.walk().press(QStringLiteral("Pause"));
    } else if (what == "minimised") {
        session.walk().window().showMinimized();
    } else if (what != "breathing" && what != "moving") {
        throw std::runtime_error("nothing is called " + what);
    }
    wait(kSettled);
    meter.lookFor(span);
}

}  // namespace

int main(int argc, char **argv) try {
    const QApplication application(argc, argv);
    if (argc != 3) {
        throw std::runtime_error("usage: paint_cost WHAT SECONDS");
    }
    Meter meter;
    measure(argv[1], meter, std::chrono::seconds{std::stoi(argv[2])});
    meter.print();
} catch (const std::exception &error) {
    std::cerr << "paint_cost: " << error.what() << '\n';
    return 1;
}
