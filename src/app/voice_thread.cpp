#include "app/voice_thread.h"

#include <QTimer>

#include <algorithm>
#include <utility>

namespace psoas::app {

struct VoiceThread::Orders {
    /// A text and when it is due; an empty one only ends what is being spoken.
    struct Text {
        QString words;
        core::BootTime due;
    };
    std::optional<VoiceChoice> choice;
    std::optional<Text> text;
};

class VoiceThread::Speaker final : public OwnThread::Work {
public:
    Speaker(std::shared_ptr<AudioModule> module, const VoiceReport &report,
            std::shared_ptr<Desk<Orders>> desk, Now now)
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
        const auto choice = m_desk->at([](Orders &o) { return std::exchange(o.choice, {}); });
        if (choice && m_output) {
            const core::BootTime begun = m_now();
            m_output->choose(*choice);
            putOff(begun, m_now());
        }
        auto text = m_desk->at([](Orders &o) { return std::exchange(o.text, {}); });
        if (!text || !m_output) {
            return;
        }
        m_next = std::move(*text);
        m_due.stop();
        if (m_next.words.isEmpty() || m_now() < m_next.due) {
            m_output->stop();
        }
        if (!m_next.words.isEmpty()) {
            sayInTime();
        }
    }

private:
    /// What was to be said while the engine was made is not stale for that.
    void putOff(core::BootTime begun, core::BootTime ended) {
        m_desk->at([&](Orders &orders) {
            if (orders.text && orders.text->due >= begun) {
                orders.text->due = std::max(orders.text->due, ended);
            }
        });
    }

    void sayInTime() {
        const core::Milliseconds late = m_now() - m_next.due;
        if (late < core::Milliseconds{0}) {
            m_due.start(-late);
        } else if (late <= kStale) {
            m_output->say(m_next.words);
        }
    }

    std::shared_ptr<AudioModule> m_module;
    std::unique_ptr<VoiceOutput> m_output;
    std::shared_ptr<Desk<Orders>> m_desk;
    Now m_now;
    Orders::Text m_next;
    QTimer m_due;
};

VoiceThread::VoiceThread(OpenModule open, VoiceReport report, Now now)
    : m_open(std::move(open)),
      m_report(std::move(report)),
      m_now(std::move(now)),
      m_desk(std::make_shared<Desk<Orders>>()) {}

void VoiceThread::choose(const VoiceChoice &choice) {
    m_desk->at([&](Orders &orders) { orders.choice = choice; });
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
        m_desk->at([&](Orders &orders) { orders.text = {.words = text, .due = m_now() + after}; });
        m_thread.wake();
    }
}

void VoiceThread::hush() { say({}, core::Milliseconds{0}); }

}  // namespace psoas::app
