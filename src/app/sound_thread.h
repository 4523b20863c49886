#pragma once

#include "app/audio_module.h"
#include "app/desk.h"
#include "app/own_thread.h"
#include "app/voice_thread.h"

namespace psoas::app {

/// Chimes and tones, on a thread of their own. One chime and one tone wait at most: a newer one
/// takes the place of its like, and what has waited for longer than `kStale` is dropped.
class SoundThread {
public:
    SoundThread(OpenModule open, SoundReport report, Now now);

    /// Once. Until then nothing is played.
    void start();
    void play(core::Chime chime, double volume);
    void breathe(BreathTone tone, core::Milliseconds length, double volume);
    void endBreath();
    void silence();

    [[nodiscard]] bool isStarted() const { return m_thread.isStarted(); }
    void askToEnd() { m_thread.askToEnd(); }
    [[nodiscard]] bool end(std::chrono::milliseconds patience) { return m_thread.end(patience); }

private:
    struct Orders;
    class Player;

    OpenModule m_open;
    SoundReport m_report;
    Now m_now;
    std::shared_ptr<Desk<Orders>> m_desk;
    OwnThread m_thread;
};

}  // namespace psoas::app
