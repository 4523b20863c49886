#include "random_person.h"

// What happens to the window and to the machine under it without a hand.

#include "app/content_watcher.h"
#include "support/event_loop.h"
#include "ui/browse_pages.h"

#include <QCloseEvent>
#include <QDir>

#include <stdexcept>

namespace psoas {

using namespace std::chrono_literals;
using Code = storage::StoreError::Code;

// The window and the time

void RandomPerson::resizeWindow() {
    const QSize size(static_cast<int>(300 + below(1100)), static_cast<int>(200 + below(700)));
    did(std::to_string(size.width()) + "x" + std::to_string(size.height()));
    m_walk->window().resize(size);
}

void RandomPerson::changeLook() {
    static const std::vector<double> scales{1, 1.25, 1.5, 2};
    m_walk->settings().setTheme(static_cast<app::ThemeSetting>(below(3)));
    m_walk->settings().setTextScale(anyOf(scales));
    emit m_walk->window().findChild<ui::BrowsePages *>()->lookChanged();
}

void RandomPerson::letTimePass() {
    switch (below(8)) {
        case 0:  // a hiccup
            pass(span(1s, 10s), 10s);
            break;
        case 1:  // longer than any busy moment
            pass(span(10001ms, 40s), 40s);
            break;
        case 2:
            pass(span(1ms, 30ms), 1ms);
            break;
        default:
            pass(span(1s, 20s), span(100ms, 2s));
    }
}

/// The program is busy, and a key comes before the tick that is due.
void RandomPerson::lateKey() {
    const core::Milliseconds busy = span(1ms, 3s);
    did(std::to_string(busy.count()) + " ms");
    m_machine.clock.advance(busy);
    pressKey();
}

void RandomPerson::sleepMachine() {
    const core::Milliseconds asleep = oneIn(2) ? span(1s, 60s) : span(1min, 9h);
    did(std::to_string(asleep.count()) + " ms");
    m_machine.clock.sleep(asleep);
    tick();
}

void RandomPerson::sleepUntilTomorrow() {
    did("tomorrow");
    m_machine.clock.sleep(span(16h, 30h));
}

void RandomPerson::setWallClock() {
    static const std::vector<core::Milliseconds> steps{-1s, 1s,  -1h,  1h,    24h,   24h,
                                                       24h, 48h, -24h, 8760h, -8760h};
    core::WallTime wall = m_machine.clock.wall();
    wall.utc += anyOf(steps);
    if (oneIn(3)) {
        wall.offset = std::chrono::minutes{60 * (static_cast<int>(below(26)) - 12)};
    }
    did(wall.toRfc3339());
    m_machine.clock.setWall(wall);
}

// What else can happen

void RandomPerson::disturbDisk() {
    if (m_machine.disk != nullptr) {
        static const std::vector<Code> codes{Code::Full, Code::Io, Code::ReadOnly, Code::Busy};
        m_machine.disk->writing = anyOf(codes);
    }
}

void RandomPerson::healDisk() {
    if (m_machine.disk == nullptr || m_machine.neverOpens) {
        return;
    }
    m_machine.disk->writing = std::nullopt;
    m_machine.disk->opening = std::nullopt;
    m_walk->records().retryNow();
    if (!runUntil([this] { return m_walk->records().allSaved(); }) ||
        !m_walk->records().unsaved().empty()) {
        throw std::runtime_error("the disk is well and something waits all the same");
    }
}

void RandomPerson::changeFiles() {
    static const std::vector<std::string> texts{
        R"({"format":1,"id":"mine","title":"Mine","kind":"technique","summary":"S",)"
        R"("steps":[{"id":"a","do":"hold","title":"A","pose":"sitting","seconds":12},)"
        R"({"id":"b","do":"prepare","title":"B","pose":"sitting"}]})",
        R"({"format":1,"id":"mine","title":"Mine","kind":"technique","summary":"S",)"
        R"("steps":[{"id":"a","do":"hold","title":"A","pose":"sitting","seconds":5}]})",
        R"({"format":1,"adjusts":"kneeling-hip-flexor-stretch","seconds":{"tilt":9,"hold":50}})",
        R"({"format":1,"adjusts":"kneeling-hip-flexor-stretch","seconds":{"hold":0}})",
        R"({"format":9})",
        "no JSON",
        ""};
    static const std::vector<std::string> names{"mine.json",
                                                "kneeling-hip-flexor-stretch-times.json"};
    const auto file = m_machine.data.path() / "routines" / anyOf(names);
    if (oneIn(4)) {
        did("gone " + file.filename().string());
        std::filesystem::remove(file);
    } else {
        const auto which = below(texts.size());
        did(std::to_string(which) + " in " + file.filename().string());
        write(file, texts[which]);
        write(m_machine.elsewhere / "shared.json", anyOf(texts));
    }
    if (auto *watcher = m_walk->window().findChild<app::ContentWatcher *>()) {
        const bool blocked = watcher->blockSignals(false);
        emit watcher->changed();
        watcher->blockSignals(blocked);
    }
}

void RandomPerson::announceSleep() {
    m_walk->practice().session().handle(core::event::Suspending{});
}

void RandomPerson::startSecond() {
    static const std::vector<std::string> ids{
        "", "kneeling-hip-flexor-stretch", "ball-release", "red-flag-check", "mine", "none-such"};
    const std::string &id = anyOf(ids);
    did(id);
    m_walk->window().comeForward(id);
}

void RandomPerson::comeBack() {
    QEvent activation(QEvent::ActivationChange);
    QCoreApplication::sendEvent(&m_walk->window(), &activation);
}

void RandomPerson::close() {
    QCloseEvent event;
    QCoreApplication::sendEvent(&m_walk->window(), &event);
    m_deed.program = event.isAccepted() ? Deed::Program::Closed : Deed::Program::Runs;
}

void RandomPerson::kill() { m_deed.program = Deed::Program::Killed; }

}  // namespace psoas
