#include "app/voice_thread.h"

#include <QTimer>

#include <algorithm>
#include <mutex>
#include <utility>

namespace psoas::app {

/// What has come for the thread and was not fetched yet.
struct VoiceThread::Desk {
    /// A text and when it is due; an empty one only ends what is being spoken.
    struct Order {
        QString text;
        core::BootTime due;
    };

    std::mutex mutex;
    std::optional<VoiceChoice> choice;
    std::optional<Order> order;

    void put(Order newest) {
        const std::lock_guard lock(mutex);
        order = std::move(newest);
    }
    /// What was to be said while the engine was made is not stale for that.
    void putOff(core::BootTime begun, core::BootTime ended) {
        const std::lock_guard lock(mutex);
        if (order && order->due >= begun) {
            order->due = std::max(order->due, ended);
        }
    }
    std::optional<VoiceChoice> takeChoice() {
        const std::lock_guard lock(mutex);
        return std::exchange(choice, std::nullopt);
    }
    std::optional<Order> takeOrder() {
        const std::lock_guard lock(mutex);
        return std::exchange(order, std::nullopt);
    }
};

class VoiceThread::Speaker final : public OwnThread::Work {
public:
    Speaker(std::shared_ptr<AudioModule> module, const VoiceReport &report,
            std::shared_ptr<Desk> desk, Now now)
        : m_module(std::move(module)),
          m_output(m_module ? m_module->makeVoice(report) : nullptr),
          m_desk(std::move(desk)),
          m_now(std::move(now)) {
        if (m_output == nullptr) {
            report({.lack = Lack::Module, .engines = {}, .engine = {}, .voices = {}});
        }
        m_due.setSingleShot(true);
        m_due.setTimerType(Qt::PreciseTimer);
        QObject::connect(&m_due, &QTimer::timeout, &m_due, [this] { sayInTime(); });
    }

    void wake() override {
        // To choose may take long: what is to be said is fetched only after it.
        const auto choice = m_desk->takeChoice();
        if (choice && m_output) {
            const core::BootTime begun = m_now();
            m_output->choose(*choice);
            m_desk->putOff(begun, m_now());
        }
        auto order = m_desk->takeOrder();
        if (!order || !m_output) {
            return;
        }
        m_next = std::move(*order);
        m_due.stop();
        if (m_next.text.isEmpty() || m_now() < m_next.due) {
            m_output->stop();
        }
        if (!m_next.text.isEmpty()) {
            sayInTime();
        }
    }

private:
    void sayInTime() {
        const core::Milliseconds late = m_now() - m_next.due;
        if (late < core::Milliseconds{0}) {
            m_due.start(-late);
        } else if (late <= kStale) {
            m_output->say(m_next.text);
        }
    }

    std::shared_ptr<AudioModule> m_module;
    std::unique_ptr<VoiceOutput> m_output;
    std::shared_ptr<Desk> m_desk;
    Now m_now;
    Desk::Order m_next;
    QTimer m_due;
};

VoiceThread::VoiceThread(OpenModule open, VoiceReport report, Now now)
    : m_open(std::move(open)),
      m_report(std::move(report)),
      m_now(std::move(now)),
      m_desk(std::make_shared<Desk>()) {}

void VoiceThread::choose(const VoiceChoice &choice) {
    {
        const std::lock_guard lock(m_desk->mutex);
        m_desk->choice = choice;
    }
    if (m_thread.isStarted()) {
        m_thread.wake();
        return;
    }
    m_thread.start(QStringLiteral("voice"),
                   [open = m_open, report = m_report, desk = m_desk, now = m_now] {
                       return std::make_unique<Speaker>(open(), report, desk, now);
                   });
}

void VoiceThread::say(const QString &text, core::Milliseconds after) {
    if (m_thread.isStarted()) {
        m_desk->put({.text = text, .due = m_now() + after});
        m_thread.wake();
    }
}

void VoiceThread::hush() { say({}, core::Milliseconds{0}); }

}  // namespace psoas::app
