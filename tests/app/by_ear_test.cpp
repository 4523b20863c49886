// A session followed with the eyes closed: everything that has to be known is said.

#include "app/practice.h"
#include "app/prompter.h"
#include "small_practice.h"
#include "support/catch.h"
#include "support/manual_clock.h"
#include "support/noted_ear.h"

#include <QTemporaryDir>

#include <algorithm>
#include <iostream>
#include <string>
#include <vector>

using namespace psoas;
using namespace psoas::app;
using namespace std::chrono_literals;

namespace {

/// What is heard, each with the step that runs when it is heard; before the session, none.
struct Sound {
    std::optional<std::size_t> position;
    std::string words;  ///< a text in quotes, or a chime
};

class Mat {
public:
    Mat() {
        m_practice.setLibrary(loadLibrary(QStringLiteral(PSOAS_SOURCE_DIR "/content"), QString()));
        m_practice.setFacts({});
    }

    /// The whole session of this routine: ready whenever that is waited for.
    std::vector<Sound> follow(const std::string &routine) {
        m_practice.start(routine);
        passCheck(m_practice);
        passScreening(m_practice);
        m_prompter.introduce(m_practice.plan());
        note(std::nullopt);
        m_practice.ready({});
        while (isAt<stage::Playing>(m_practice)) {
            note(position());
            m_clock.advance(1s);
            m_practice.session().handle(core::event::Tick{});
            if (isAt<stage::Playing>(m_practice) &&
                m_practice.session().session()->view().phase == core::Phase::Waiting) {
                note(position());
                m_practice.session().handle(core::event::Ready{});
            }
        }
        note(m_practice.plan().steps.size());
        return m_heard;
    }

    const core::Plan &plan() { return m_practice.plan(); }

private:
    std::size_t position() { return m_practice.session().session()->view().position; }

    void note(std::optional<std::size_t> position) {
        for (const std::string &words : m_ear.take()) {
            m_heard.push_back({position, words});
        }
    }

    QTemporaryDir m_folder;
    Settings m_settings{m_folder.filePath("settings.ini")};
    ManualClock m_clock;
    Practice m_practice{Practice::Tools{m_clock, m_settings, nullptr, "test"}};
    NotedEar m_ear;
    Prompter m_prompter{
        {.clock = m_clock, .settings = m_settings, .session = m_practice.session(), .ear = m_ear}};
    std::vector<Sound> m_heard;
};

bool isSaid(const std::vector<Sound> &heard, std::optional<std::size_t> position,
            const std::string &words) {
    return std::ranges::any_of(heard, [&](const Sound &each) {
        return each.position == position && each.words.find(words) != std::string::npos;
    });
}

}  // namespace

TEST_CASE("by ear: posture, side, start, switch and end of every technique are heard") {
    const std::string routine =
        GENERATE("constructive-rest", "kneeling-hip-flexor-stretch", "ball-release");
    Mat mat;
    const auto heard = mat.follow(routine);
    const auto &steps = mat.plan().steps;
    CAPTURE(routine);
    // Before it: how to get into position, and on which side it begins.
    CHECK(isSaid(heard, std::nullopt, steps.front().say));
    const auto sides = core::sidesOf(steps);
    CHECK((sides.empty() || isSaid(heard, std::nullopt, "You begin with the left side.")));

    std::optional<core::Side> worked;
    for (std::size_t i = 1; i < steps.size(); ++i) {
        const core::PlannedStep &step = steps[i];
        CAPTURE(i, step.step);
        CHECK(isSaid(heard, i, step.title));
        CHECK(isSaid(heard, i, step.say));
        CHECK(isSaid(heard, i, "chime "));  // that it begins, or that what was before has ended
        if (step.side && step.side != worked) {
            const bool left = step.side == core::Side::Left;
            CHECK(isSaid(heard, i, left ? "Now the left side." : "Now the right side."));
            worked = step.side;
        }
        for (const core::Cue &cue : step.cues) {
            CHECK(isSaid(heard, i, cue.say));
        }
        if (step.kind == core::StepKind::Hold) {
            CHECK(isSaid(heard, i, "chime ten seconds"));
            CHECK((isSaid(heard, i, "Half-way.") || step.seconds < 40s));
            CHECK(isSaid(heard, i + 1,
                         i + 1 < steps.size() ? "chime hold end" : "chime session end"));
        }
    }
    CHECK(isSaid(heard, steps.size(), "The session is over."));
    CHECK(isSaid(heard, steps.size(), "chime session end"));
    std::cout << routine << ": " << heard.size() << " texts and chimes heard in "
              << mat.plan().total().count() << " s\n";
}
