#include "app/sound_thread.h"

#include <mutex>
#include <utility>

namespace psoas::app {

/// What has come for the thread and was not fetched yet. An ending comes before what is played
/// after it, and takes what was to be played before it along.
struct SoundThread::Desk {
    struct Chime {
        core::Chime chime;
        double volume;
        core::BootTime due;
    };
    struct Tone {
        BreathTone tone;
        core::Milliseconds length;
        double volume;
        core::BootTime due;
    };
    struct Orders {
        bool silence = false;
        bool endBreath = false;
        std::optional<Chime> chime;
        std::optional<Tone> tone;
    };

    std::mutex mutex;
    Orders orders;

    template <class Change> void change(Change change) {
        const std::lock_guard lock(mutex);
        change(orders);
    }
    Orders take() {
        const std::lock_guard lock(mutex);
        return std::exchange(orders, {});
    }
};

class SoundThread::Player final : public OwnThread::Work {
public:
    Player(std::shared_ptr<AudioModule> module, const SoundReport &report,
           std::shared_ptr<Desk> desk, Now now)
        : m_module(std::move(module)),
          m_output(m_module ? m_module->makeSound(report) : nullptr),
          m_desk(std::move(desk)),
          m_now(std::move(now)) {
        if (m_output == nullptr) {
            report(Lack::Module);
        }
    }

    void wake() override {
        const Desk::Orders orders = m_desk->take();
        if (!m_output) {
            return;
        }
        if (orders.silence) {
            m_output->silence();
        } else if (orders.endBreath) {
            m_output->endBreath();
        }
        if (orders.tone && inTime(orders.tone->due)) {
            m_output->breathe(orders.tone->tone, orders.tone->length, orders.tone->volume);
        }
        if (orders.chime && inTime(orders.chime->due)) {
            m_output->play(orders.chime->chime, orders.chime->volume);
        }
    }

private:
    [[nodiscard]] bool inTime(core::BootTime due) const { return m_now() - due <= kStale; }

    std::shared_ptr<AudioModule> m_module;
    std::unique_ptr<SoundOutput> m_output;
    std::shared_ptr<Desk> m_desk;
    Now m_now;
};

SoundThread::SoundThread(OpenModule open, SoundReport report, Now now)
    : m_open(std::move(open)),
      m_report(std::move(report)),
      m_now(std::move(now)),
      m_desk(std::make_shared<Desk>()) {}

void SoundThread::start() {
    if (!m_thread.isStarted()) {
        m_thread.start(QStringLiteral("sound"),
                       [open = m_open, report = m_report, desk = m_desk, now = m_now] {
                           return std::make_unique<Player>(open(), report, desk, now);
                       });
    }
}

void SoundThread::play(core::Chime chime, double volume) {
    if (m_thread.isStarted()) {
        m_desk->change([&](Desk::Orders &orders) {
            orders.chime = {.chime = chime, .volume = volume, .due = m_now()};
        });
        m_thread.wake();
    }
}

void SoundThread::breathe(BreathTone tone, core::Milliseconds length, double volume) {
    if (m_thread.isStarted()) {
        m_desk->change([&](Desk::Orders &orders) {
            orders.tone = {.tone = tone, .length = length, .volume = volume, .due = m_now()};
        });
        m_thread.wake();
    }
}

void SoundThread::endBreath() {
    m_desk->change([](Desk::Orders &orders) {
        orders.endBreath = true;
        orders.tone.reset();
    });
    m_thread.wake();
}

void SoundThread::silence() {
    m_desk->change([](Desk::Orders &orders) {
        orders = {};
        orders.silence = true;
    });
    m_thread.wake();
}

}  // namespace psoas::app
