#pragma once

#include "app/settings_file.h"

#include <QObject>
#include <QString>

#include <chrono>
#include <functional>
#include <memory>

class QThread;

namespace psoas::app {

/// A thread for what may hang: a sound server, a speech engine. Nobody waits for it but `end`, and
/// that only so long; what still hangs then is left behind, with all that it holds.
class OwnThread {
public:
    /// What lives on the thread: made there, woken there, and gone there.
    class Work {
    public:
        Work() = default;
        Work(const Work &) = delete;
        Work &operator=(const Work &) = delete;
        virtual ~Work() = default;
        /// Once at the beginning, and after every `OwnThread::wake`; several of these may come as
        /// one.
        virtual void wake() = 0;
    };
    using Make = std::function<std::unique_ptr<Work>()>;

    OwnThread() = default;
    OwnThread(const OwnThread &) = delete;
    OwnThread &operator=(const OwnThread &) = delete;
    /// As `end` without patience.
    ~OwnThread();

    /// Once. `make` is called on the new thread, which has an event loop.
    void start(const QString &name, Make make);
    [[nodiscard]] bool isStarted() const { return m_thread != nullptr; }

    /// Has the work look at what has come for it. Never waits, and nothing piles up.
    void wake();

    void askToEnd();
    /// Asks it to end and waits so long; returns whether no thread is left behind.
    [[nodiscard]] bool end(std::chrono::milliseconds patience);

private:
    struct Door;

    QThread *m_thread = nullptr;
    bool m_leftBehind = false;
    std::shared_ptr<Door> m_door;
};

/// The way from such a thread back to the one of `home`, as long as `home` is there. It must be a
/// member of `home`, or as short-lived.
class WayBack {
public:
    explicit WayBack(QObject &home);
    WayBack(const WayBack &) = delete;
    WayBack &operator=(const WayBack &) = delete;
    /// From now on jobs are dropped.
    ~WayBack();

    /// May be called on any thread, and kept for longer than this.
    [[nodiscard]] Executor executor() const;

private:
    struct Gate;
    std::shared_ptr<Gate> m_gate;
};

}  // namespace psoas::app
