#pragma once

#include "app/audio_module.h"
#include "support/noted_ear.h"

#include <QSemaphore>

#include <algorithm>
#include <atomic>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace psoas {

/// What both outputs were told, and whether one hangs in it.
class Notes {
public:
    // What they find.
    std::optional<app::Lack> voiceLack;
    std::optional<app::Lack> soundLack;

    void add(const std::string &what) {
        {
            const std::lock_guard lock(m_mutex);
            m_lines.push_back(what);
        }
        if (m_hangs) {
            ++m_hung;
            m_gate.acquire();
        }
    }
    [[nodiscard]] std::vector<std::string> lines() const {
        const std::lock_guard lock(m_mutex);
        return m_lines;
    }
    [[nodiscard]] bool has(const std::string &line) const {
        const auto all = lines();
        return std::find(all.begin(), all.end(), line) != all.end();
    }
    void hang() { m_hangs = true; }
    void letGo() {
        m_hangs = false;
        m_gate.release(1000);
    }
    [[nodiscard]] int hung() const { return m_hung; }

private:
    mutable std::mutex m_mutex;
    std::vector<std::string> m_lines;
    std::atomic<bool> m_hangs = false;
    std::atomic<int> m_hung = 0;
    QSemaphore m_gate;
};

class NotedVoice final : public app::VoiceOutput {
public:
    NotedVoice(std::shared_ptr<Notes> notes, app::VoiceReport report)
        : m_notes(std::move(notes)), m_report(std::move(report)) {}
    ~NotedVoice() override { m_notes->add("voice gone"); }

    void choose(const app::VoiceChoice &choice) override {
        m_notes->add("choose " + choice.engine.toStdString());
        m_report({.lack = m_notes->voiceLack,
                  .engines = {"one", "two"},
                  .engine = choice.engine,
                  .voices = {"high", "low"}});
    }
    void say(const QString &text) override { m_notes->add("say " + text.toStdString()); }
    void stop() override { m_notes->add("stop"); }

private:
    std::shared_ptr<Notes> m_notes;
    app::VoiceReport m_report;
};

class NotedSound final : public app::SoundOutput {
public:
    explicit NotedSound(std::shared_ptr<Notes> notes) : m_notes(std::move(notes)) {}
    ~NotedSound() override { m_notes->add("sound gone"); }

    void play(core::Chime chime, double) override { m_notes->add("chime " + app::nameOf(chime)); }
    void breathe(app::BreathTone, core::Milliseconds length, double) override {
        m_notes->add("breath " + std::to_string(length.count()));
    }
    void endBreath() override { m_notes->add("end of breath"); }
    void silence() override { m_notes->add("silence"); }

private:
    std::shared_ptr<Notes> m_notes;
};

class NotedModule final : public app::AudioModule {
public:
    explicit NotedModule(std::shared_ptr<Notes> notes) : m_notes(std::move(notes)) {}
    std::unique_ptr<app::VoiceOutput> makeVoice(app::VoiceReport report) override {
        return std::make_unique<NotedVoice>(m_notes, std::move(report));
    }
    std::unique_ptr<app::SoundOutput> makeSound(app::SoundReport report) override {
        report(m_notes->soundLack);
        return std::make_unique<NotedSound>(m_notes);
    }

private:
    std::shared_ptr<Notes> m_notes;
};

inline app::OpenModule noted(const std::shared_ptr<Notes> &notes) {
    return [notes] { return std::make_shared<NotedModule>(notes); };
}

}  // namespace psoas
