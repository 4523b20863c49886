// How long the window's event loop stands still while the voice speaks, and while it does not.
//
// Usage: voice_gap MODULE_FOLDER SECONDS
//
// Beats every millisecond for so many seconds, twice: in silence, then with a text being spoken and
// replaced by another. Prints a line for each: its name, the worst gap between two beats and how
// long the 99th of a hundred is, in microseconds. Nothing is printed where there is no voice.

#include "app/audio.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QTimer>

#include <algorithm>
#include <chrono>
#include <iostream>
#include <vector>

using namespace psoas;
using namespace std::chrono_literals;

namespace {

constexpr auto kText =
    "Keep the tuck and shift your weight gently forward, until you feel a firm "
    "stretch at the front of the hip and the upper thigh of the back leg.";
constexpr auto kPatience = 10s;
constexpr auto kReplaced = 1500ms;  // before the text is out

void runFor(std::chrono::milliseconds span) {
    QEventLoop loop;
    QTimer::singleShot(span, &loop, &QEventLoop::quit);
    loop.exec();
}

void report(const char *name, std::chrono::seconds span) {
    std::vector<qint64> gaps;
    QElapsedTimer sinceBeat;
    QTimer beat;
    beat.setTimerType(Qt::PreciseTimer);
    QObject::connect(&beat, &QTimer::timeout, &beat, [&] {
        gaps.push_back(sinceBeat.nsecsElapsed() / 1000);
        sinceBeat.start();
    });
    sinceBeat.start();
    beat.start(1ms);
    runFor(span);
    std::ranges::sort(gaps);
    std::cout << name << ' ' << gaps.back() << ' ' << gaps[gaps.size() * 99 / 100] << '\n';
}

}  // namespace

int main(int argc, char **argv) {
    const QCoreApplication application(argc, argv);
    if (argc != 3) {
        std::cerr << "usage: voice_gap MODULE_FOLDER SECONDS\n";
        return 2;
    }
    const std::chrono::seconds span{std::max(1, atoi(argv[2]))};
    app::Audio audio(app::moduleIn({QString::fromLocal8Bit(argv[1])}));
    QEventLoop told;
    QObject::connect(&audio, &app::Audio::voiceTold, &told, &QEventLoop::quit);
    QTimer::singleShot(kPatience, &told, &QEventLoop::quit);
    audio.openVoice({});
    told.exec();
    if (audio.voice().engine.isEmpty()) {
        return 0;
    }
    report("silent", span);
    QTimer again;
    QObject::connect(&again, &QTimer::timeout, &audio,
                     [&] { audio.say(QString::fromLatin1(kText), 0ms); });
    again.start(kReplaced);
    audio.say(QString::fromLatin1(kText), 0ms);
    report("speaking", span);
    again.stop();
    return audio.end() ? 0 : 1;
}
