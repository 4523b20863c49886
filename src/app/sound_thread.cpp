#include "app/sound_thread.h"

#include <utility>

namespace psoas::app {

/// An ending comes before what is played after it, and takes what was to be played before it along.
struct SoundThread::Orders {
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
    bool silence = false;
    bool endBreath = false;
    std::optional<Chime> chime;
    std::optional<Tone> tone;
};

class SoundThread::Player final : public OwnThread::Work {
public:
    Player(std::shared_ptr<AudioModule> module, const SoundReport &report,
           std::shared_ptr<Desk<Orders>> desk, Now now)
        : m_module(std::move(module)),
          m_output(m_module ? m_module->makeSound(report) : nullptr),
          m_desk(std::move(desk)),
          m_now(std::move(now)) {
        if (m_output == nullptr) {
            report(Lack::Module);
        }
    }

    void wake() override {
        const Orders orders = m_desk->at([](Orders &o) { return std::exchange(o, {}); });
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
    std::shared_ptr<Desk<Orders>> m_desk;
    Now m_now;
};

SoundThread::SoundThread(OpenModule open, SoundReport report, Now now)
    : m_open(std::move(open)),
      m_report(std::move(report)),
      m_now(std::move(now)),
      m_desk(std::make_shared<Desk<Orders>>()) {}

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
        m_desk->at([&](Orders &orders) {
            orders.chime = {.chime = chime, .volume = volume, .due = m_now()};
        });
        m_thread.wake();
    }
}

void SoundThread::breathe(BreathTone tone, core::Milliseconds length, double volume) {
    if (m_thread.isStarted()) {
        m_desk->at([&](Orders &orders) {
            orders.tone = {.tone = tone, .length = length, .volume = volume, .due = m_now()};
        });
        m_thread.wake();
    }
}

void SoundThread::endBreath() {
    m_desk->at([](Orders &orders) {
        orders.endBreath = true;
        orders.tone.reset();
    });
    m_thread.wake();
}

void SoundThread::silence() {
    m_desk->at([](Orders &orders) {
        orders = {};
        orders.silence = true;
    });
    m_thread.wake();
}

}  // namespace psoas::app
