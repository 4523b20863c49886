#pragma once

#include "app/ear.h"

#include <string>
#include <utility>
#include <vector>

namespace psoas::app {

inline std::string nameOf(core::Chime chime) {
    switch (chime) {
        case core::Chime::Start:
            return "start";
        case core::Chime::Switch:
            return "switch";
        case core::Chime::TenSeconds:
            return "ten seconds";
        case core::Chime::HoldEnd:
            return "hold end";
        case core::Chime::SessionEnd:
            return "session end";
        case core::Chime::Paused:
            return "paused";
    }
    return "?";
}

/// Writes down what it is to make heard.
class NotedEar final : public Ear {
public:
    void say(const QString &text, core::Milliseconds after) override {
        const std::string when = after.count() == 0 ? "" : std::to_string(after.count()) + " ms: ";
        m_heard.push_back("\"" + when + text.toStdString() + "\"");
    }
    void hush() override { m_heard.emplace_back("hush"); }
    void play(core::Chime chime, double volume) override {
        m_heard.push_back("chime " + nameOf(chime));
        m_volume = volume;
    }
    void breathe(BreathTone tone, core::Milliseconds length, double volume) override {
        m_heard.push_back((tone == BreathTone::In ? "in " : "out ") +
                          std::to_string(length.count()));
        m_volume = volume;
    }
    void endBreath() override { m_heard.emplace_back("end of breath"); }
    void silence() override { m_heard.emplace_back("silence"); }

    using Heard = std::vector<std::string>;
    /// Since this was asked last.
    Heard take() { return std::exchange(m_heard, {}); }
    [[nodiscard]] double volume() const { return m_volume; }

private:
    Heard m_heard;
    double m_volume = -1;
};

}  // namespace psoas::app
