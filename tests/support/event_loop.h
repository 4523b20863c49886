#pragma once

#include <QCoreApplication>
#include <QEventLoop>
#include <QTimer>

#include <chrono>

namespace psoas {

/// Lets the event loop run until `done`, or until a time that no idle or busy machine needs;
/// returns whether it is done.
template <class Done> bool runUntil(Done done) {
    QTimer patience;
    patience.setSingleShot(true);
    patience.start(std::chrono::seconds{20});
    while (!done() && patience.isActive()) {
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    }
    return done();
}

/// The same for what another thread does, which is no event here: looks again and again.
template <class Done> bool becomes(Done done) {
    QTimer beat;
    beat.start(std::chrono::milliseconds{1});
    return runUntil(done);
}

/// Has the timers of `owner` that run end at once: nobody waits for them here.
inline void endTimers(const QObject &owner) {
    for (auto *timer : owner.findChildren<QTimer *>()) {
        if (timer->isActive()) {
            timer->start(std::chrono::milliseconds{0});
        }
    }
}

}  // namespace psoas
