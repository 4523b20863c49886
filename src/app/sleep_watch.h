#pragma once

#include <QObject>

#include <memory>

namespace psoas::app {

/// Tells that the machine is about to sleep, where the system says so beforehand (logind on Linux).
/// It is a hint to put everything on record at once and no more: it may come late or never, and
/// whether there was a sleep is told by the clocks alone.
class SleepWatch : public QObject {
    Q_OBJECT

public:
    /// Begins to listen and returns at once. Nothing here ever waits for the bus: not for one that
    /// is missing, nor for one that never answers, nor at the end.
    explicit SleepWatch(QObject *parent = nullptr);
    ~SleepWatch() override;

signals:
    void aboutToSleep();

private:
    class Bus;
    std::unique_ptr<Bus> m_bus;
};

}  // namespace psoas::app
