#include "app/own_thread.h"

#include <QDeadlineTimer>
#include <QEventLoop>
#include <QMetaObject>
#include <QThread>

#include <mutex>
#include <utility>

namespace psoas::app {

/// Where the thread can be reached. Shared with it, as it may stay longer than its owner.
struct OwnThread::Door {
    std::mutex mutex;
    QObject *bell = nullptr;  ///< on the thread, while it listens
    Work *work = nullptr;     ///< whom the bell wakes
    bool rung = false;

    static void run(const std::shared_ptr<Door> &door, const Make &make);
    static void ring(const std::shared_ptr<Door> &door);
};

void OwnThread::Door::run(const std::shared_ptr<Door> &door, const Make &make) {
    const std::unique_ptr<Work> work = make();
    QObject bell;
    {
        const std::lock_guard lock(door->mutex);
        door->bell = &bell;
        door->work = work.get();
    }
    work->wake();
    QEventLoop().exec();
    const std::lock_guard lock(door->mutex);
    door->bell = nullptr;
}

void OwnThread::Door::ring(const std::shared_ptr<Door> &door) {
    const std::lock_guard lock(door->mutex);
    if (door->bell == nullptr || std::exchange(door->rung, true)) {
        return;
    }
    QMetaObject::invokeMethod(
        door->bell,
        [door] {
            {
                const std::lock_guard answered(door->mutex);
                door->rung = false;
            }
            door->work->wake();
        },
        Qt::QueuedConnection);
}

OwnThread::~OwnThread() { static_cast<void>(end(std::chrono::milliseconds{0})); }

void OwnThread::start(const QString &name, Make make) {
    m_door = std::make_shared<Door>();
    m_thread = QThread::create([door = m_door, make = std::move(make)] { Door::run(door, make); });
    m_thread->setObjectName(name);
    m_thread->start();
}

void OwnThread::wake() {
    if (m_thread != nullptr) {
        Door::ring(m_door);
    }
}

void OwnThread::askToEnd() {
    if (m_thread != nullptr) {
        m_thread->quit();
    }
}

bool OwnThread::end(std::chrono::milliseconds patience) {
    askToEnd();
    if (m_thread != nullptr && !m_thread->wait(QDeadlineTimer(patience))) {
        // To delete it now would end the program.
        QObject::connect(m_thread, &QThread::finished, m_thread, &QObject::deleteLater);
        m_leftBehind = true;
    } else {
        delete m_thread;
    }
    m_thread = nullptr;
    return !m_leftBehind;
}

struct WayBack::Gate {
    std::mutex mutex;
    QObject *home;
};

WayBack::WayBack(QObject &home) : m_gate(std::make_shared<Gate>()) { m_gate->home = &home; }

WayBack::~WayBack() {
    const std::lock_guard lock(m_gate->mutex);
    m_gate->home = nullptr;
}

Executor WayBack::executor() const {
    return [gate = m_gate](std::function<void()> job) {
        const std::lock_guard lock(gate->mutex);
        if (gate->home != nullptr) {
            QMetaObject::invokeMethod(gate->home, std::move(job), Qt::QueuedConnection);
        }
    };
}

}  // namespace psoas::app
