#pragma once

#include "app/audio_module.h"
#include "app/desk.h"
#include "app/own_thread.h"
#include "core/clock.h"

namespace psoas::app {

/// Time on a clock that runs on in sleep, since some fixed moment; called on every thread.
using Now = std::function<core::BootTime()>;

/// What waits for an engine longer than this is no longer said or played: the session has moved on.
inline constexpr core::Milliseconds kStale{2000};

/// The voice, on a thread of its own. One text waits at most: a newer one takes its place, and what
/// has waited for longer than `kStale` beyond its time is dropped.
class VoiceThread {
public:
    VoiceThread(OpenModule open, VoiceReport report, Now now);

    /// Starts the thread if it does not run yet, and with it the engine. Until then nothing is
    /// said.
    void choose(const VoiceChoice &choice);
    void say(const QString &text, core::Milliseconds after);
    void hush();

    [[nodiscard]] bool isStarted() const { return m_thread.isStarted(); }
    void askToEnd() { m_thread.askToEnd(); }
    [[nodiscard]] bool end(std::chrono::milliseconds patience) { return m_thread.end(patience); }

private:
    struct Orders;
    class Speaker;

    OpenModule m_open;
    VoiceReport m_report;
    Now m_now;
    std::shared_ptr<Desk<Orders>> m_desk;
    OwnThread m_thread;
};

}  // namespace psoas::app
