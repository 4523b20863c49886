#include "support/seeded_history.h"

#include <algorithm>
#include <array>
#include <random>
#include <string>

namespace psoas {

namespace {

using namespace std::chrono;
using core::Milliseconds;
using core::SessionRecord;
using core::StepKind;
using core::StepRecord;

/// Numbers by the seed alone: the distributions of the library differ from one to the next.
class Dice {
public:
    explicit Dice(std::uint32_t seed) : m_random(seed) {}

    /// From 0 to `bound` - 1.
    int below(int bound) {
        return static_cast<int>(m_random() % static_cast<std::uint32_t>(bound));
    }
    bool oneIn(int count) { return below(count) == 0; }

private:
    std::mt19937 m_random;
};

struct HoldKind {
    const char *id;
    const char *title;
    seconds length;
    bool hasSides;
    int rounds;
};

struct RoutineKind {
    const char *id;
    const char *title;
    HoldKind hold;
};

constexpr std::array kRoutines{
    RoutineKind{
        "constructive-rest", "Constructive rest", {"rest", "Rest and breathe", 600s, false, 1}},
    RoutineKind{"kneeling-hip-flexor-stretch",
                "Kneeling hip-flexor stretch",
                {"hold", "Hold", 45s, true, 2}},
    RoutineKind{"ball-release", "Ball release", {"spot", "Stay on the spot", 60s, true, 2}},
};

/// Central Europe in both halves of the year, and far to both sides of it.
constexpr std::array kOffsets{60min, 120min, -480min, 720min, 330min};

constexpr std::array kWords{"sore",       "eased",       "tight",   "=1+1",
                            "left, more", "slept badly", "good",    "\303\244rger",
                            "ran",        "\"quoted\"",  "long day"};

std::string uuid(Dice &dice) {
    std::string text = "00000000-0000-4000-8000-000000000000";
    for (char &c : text) {
        if (c == '0') {
            c = "0123456789abcdef"[dice.below(16)];
        }
    }
    return text;
}

std::string note(Dice &dice, std::size_t letters) {
    std::string text;
    while (text.size() < letters) {
        text += (text.empty() ? "" : " ") +
                std::string(
                    kWords[static_cast<std::size_t>(dice.below(static_cast<int>(kWords.size())))]);
    }
    return text;
}

StepRecord step(const char *id, const char *title, StepKind kind, std::optional<core::Side> side,
                int round) {
    StepRecord made;
    made.step = id;
    made.title = title;
    made.kind = kind;
    made.side = side;
    made.round = round;
    return made;
}

void addHold(SessionRecord &session, const HoldKind &kind, std::optional<core::Side> side,
             int round, Dice &dice) {
    session.steps.push_back(step("set-up", "Set up", StepKind::Prepare, side, round));
    StepRecord hold = step(kind.id, kind.title, StepKind::Hold, side, round);
    hold.planned = kind.length;
    hold.held = kind.length;
    if (dice.oneIn(8)) {
        hold.extended = 15s * (1 + dice.below(3));
        hold.held += hold.extended;
    }
    if (dice.oneIn(6)) {
        hold.paused = Milliseconds{dice.below(120'000)};
    }
    if (dice.oneIn(12)) {
        hold.skipped = true;
        hold.held = Milliseconds{dice.below(static_cast<int>(Milliseconds(hold.held).count()))};
    }
    session.steps.push_back(hold);
}

void addSteps(SessionRecord &session, const HoldKind &kind, Dice &dice) {
    for (int round = 1; round <= kind.rounds; ++round) {
        if (!kind.hasSides) {
            addHold(session, kind, std::nullopt, round, dice);
            continue;
        }
        addHold(session, kind, core::Side::Left, round, dice);
        addHold(session, kind, core::Side::Right, round, dice);
    }
}

/// What was planned after this step was never reached.
void cutShort(SessionRecord &session, std::size_t last, Dice &dice) {
    for (std::size_t i = last; i < session.steps.size(); ++i) {
        StepRecord &each = session.steps[i];
        const auto held = static_cast<int>(each.held.count());
        each.held = i == last && held > 0 ? Milliseconds{dice.below(held)} : Milliseconds{0};
        each.extended = i == last ? each.extended : Milliseconds{0};
        each.paused = i == last ? each.paused : Milliseconds{0};
        each.skipped = false;
    }
}

void end(SessionRecord &session, Dice &dice) {
    const bool skipped = std::ranges::any_of(session.steps, &StepRecord::skipped);
    session.outcome = skipped ? core::Outcome::EndedEarly : core::Outcome::Completed;
    if (dice.oneIn(10)) {
        constexpr std::array kOther{core::Outcome::EndedEarly, core::Outcome::Interrupted,
                                    core::Outcome::StoppedForPain};
        session.outcome = kOther[static_cast<std::size_t>(dice.below(3))];
        const auto last =
            static_cast<std::size_t>(dice.below(static_cast<int>(session.steps.size())));
        cutShort(session, last, dice);
        if (session.outcome == core::Outcome::StoppedForPain) {
            const StepRecord &step = session.steps[last];
            session.hurts.push_back({.kind = core::HurtKind::Sharp,
                                     .step = step.step,
                                     .side = step.side,
                                     .at = step.held,
                                     .choice = std::nullopt});
        }
    }
}

void rate(SessionRecord &session, double age, std::size_t noteLetters, Dice &dice) {
    // From about 7 long ago to about 3 now.
    const int usual = 3 + static_cast<int>(4 * std::min(1.0, age));
    if (!dice.oneIn(4)) {
        session.tightnessBefore = std::clamp(usual + dice.below(5) - 2, 0, 10);
        if (!dice.oneIn(6)) {
            session.tightnessAfter =
                std::clamp(*session.tightnessBefore - dice.below(4) + 1, 0, 10);
        }
    }
    if (dice.oneIn(5)) {
        session.note = note(dice, noteLetters);
    }
    if (session.tightnessAfter || !session.note.empty()) {
        session.editedAt = session.endedAt;
    }
}

SessionRecord check(Dice &dice) {
    SessionRecord session;
    session.routineId = "red-flag-check";
    session.routineTitle = "Red-flag check";
    bool anyYes = false;
    for (const char *id : {"e1", "e2", "e3", "e4", "f1", "f2-fever", "f3"}) {
        session.steps.push_back(step(id, "Question", StepKind::Question, std::nullopt, 1));
        const bool yes = std::string(id) == "f3" && dice.oneIn(6);
        session.answers.push_back({.question = id, .yes = yes});
        anyYes = anyYes || yes;
    }
    session.outcome = anyYes ? core::Outcome::Therapist : core::Outcome::Clear;
    return session;
}

SessionRecord technique(Dice &dice) {
    const RoutineKind &routine =
        kRoutines[static_cast<std::size_t>(dice.below(static_cast<int>(kRoutines.size())))];
    SessionRecord session;
    session.routineId = routine.id;
    session.routineTitle = routine.title;
    addSteps(session, routine.hold, dice);
    end(session, dice);
    return session;
}

Milliseconds lengthOf(const SessionRecord &session) {
    Milliseconds length{30'000};
    for (const StepRecord &step : session.steps) {
        length += step.held + step.paused + 10s;
    }
    return length;
}

}  // namespace

void makeHistory(const HistoryKind &kind, const std::function<void(const SessionRecord &)> &take) {
    Dice dice(kind.seed);
    const auto usualGap = Milliseconds(weeks{1}).count() / std::max(kind.perWeek, 0.01);
    auto begins = kind.newest.utc;
    std::size_t zone = 0;
    for (std::size_t i = 0; i < kind.sessions; ++i) {
        SessionRecord session = dice.oneIn(12) ? check(dice) : technique(dice);
        session.id = uuid(dice);
        session.contentDigest = "5e1f";
        session.appVersion = "0.1.0";
        if (kind.travels && dice.oneIn(20)) {
            zone = static_cast<std::size_t>(dice.below(static_cast<int>(kOffsets.size())));
        }
        const minutes offset = kind.travels ? kOffsets[zone] : kind.newest.offset;
        session.startedAt = {begins, offset};
        session.endedAt = core::WallTime{begins + lengthOf(session), offset};
        if (session.answers.empty()) {
            const double age = static_cast<double>(i) / static_cast<double>(kind.sessions);
            rate(session, age, kind.noteLetters, dice);
        }
        take(session);
        const auto gap = static_cast<std::int64_t>(usualGap * (0.25 + dice.below(1500) / 1000.0));
        begins -= lengthOf(session) + Milliseconds{gap};
    }
}

}  // namespace psoas
