#pragma once

#include <QCoreApplication>
#include <QEventLoop>
#include <QTimer>

#include <chrono>

namespace psoas {

/// Lets the event loop run until `done`, or until a time that no idle or busy machine needs;
/// returns whether it is done.
template <class Done> bool runUntil(Done done) {
    bool over = false;
    QTimer::singleShot(std::chrono::seconds{20}, [&] { over = true; });
    while (!done() && !over) {
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    }
    return done();
}

}  // namespace psoas
