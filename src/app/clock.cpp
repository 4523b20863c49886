#include "app/clock.h"

#include "app/monotonic.h"

#include <QDateTime>

namespace psoas::app {

namespace {

class SystemClock final : public Clock {
public:
    core::Moment now() const override {
        return {core::ActiveTime{std::chrono::floor<core::Milliseconds>(activeTime())},
                core::BootTime{std::chrono::floor<core::Milliseconds>(bootTime())}};
    }

    core::WallTime wall() const override {
        const QDateTime now = QDateTime::currentDateTime();
        return {
            std::chrono::sys_time<core::Milliseconds>{core::Milliseconds{now.toMSecsSinceEpoch()}},
            std::chrono::duration_cast<std::chrono::minutes>(core::Seconds{now.offsetFromUtc()})};
    }
};

class RehearsalClock final : public Clock {
public:
    RehearsalClock(const Clock &real, int speed)
        : m_real(real), m_speed(speed), m_start(real.now()) {}

    core::Moment now() const override {
        const core::Moment real = m_real.now();
        return {m_start.active + (real.active - m_start.active) * m_speed,
                m_start.boot + (real.boot - m_start.boot) * m_speed};
    }

    core::WallTime wall() const override { return m_real.wall(); }
    int speed() const override { return m_speed; }

private:
    const Clock &m_real;
    int m_speed;
    core::Moment m_start;
};

}  // namespace

std::unique_ptr<Clock> systemClock() { return std::make_unique<SystemClock>(); }

std::unique_ptr<Clock> rehearsalClock(const Clock &real, int speed) {
    return std::make_unique<RehearsalClock>(real, speed);
}

}  // namespace psoas::app
