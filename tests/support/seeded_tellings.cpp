#include "support/seeded_tellings.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace psoas {

namespace {

using core::Milliseconds;
using namespace std::chrono_literals;

constexpr std::int64_t kLastTime = 7'258'118'399'999;

/// What is easily broken on the way out or in: quotes and line ends, formulas, what steers a
/// terminal, the ends of every length of UTF-8, letters that join and letters from the right.
constexpr std::array<std::string_view, 34> kParts{
    "a",
    "Hip",
    " ",
    ",",
    ";",
    "\"",
    "\\",
    "\\u0041",
    "'",
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t",
    "\r",
    "\n",
    "\r\n",
    "\x01",
    "\x1b[31m",
    "\x7f",
    "\xC2\x80",
    "\xC3\xBC",
    "\xDF\xBF",
    "\xE0\xA0\x80",
    "\xE2\x80\xAE",
    "\xE2\x80\xA8",
    "\xEF\xBB\xBF",
    "\xEF\xBF\xBF",
    "\xEF\xBC\x9D",
    "\xD7\xA9\xD7\x9C",
    "e\xCC\x81",
    "\xF0\x90\x80\x80",
    "\xF0\x9F\xA7\x98\xE2\x80\x8D\xE2\x99\x80\xEF\xB8\x8F",
    "\xF4\x8F\xBF\xBF",
};

auto placeOf(const core::SessionRecord &session) {
    return std::pair(session.startedAt.utc, session.id);
}

auto placeOf(const core::Tombstone &deletion) {
    return std::pair(deletion.deletedAt.utc, deletion.id);
}

template <class Record> std::vector<Record> newestFirst(std::vector<Record> records) {
    std::ranges::sort(records,
                      [](const Record &a, const Record &b) { return placeOf(b) < placeOf(a); });
    return records;
}

}  // namespace

std::int64_t SeededTellings::number(std::int64_t least, std::int64_t most) {
    const auto range = static_cast<std::uint64_t>(most - least) + 1;
    return least + static_cast<std::int64_t>(m_random() % range);
}

std::string SeededTellings::text() {
    std::string text;
    for (std::int64_t left = number(1, 12); left > 0; --left) {
        text += kParts[static_cast<std::size_t>(number(0, kParts.size() - 1))];
    }
    return text;
}

core::WallTime SeededTellings::time() {
    const std::chrono::minutes offset(number(-18 * 60, 18 * 60));
    return {std::chrono::sys_time<Milliseconds>(Milliseconds(number(0, kLastTime))), offset};
}

std::optional<core::Side> SeededTellings::side() {
    const std::int64_t which = number(0, 2);
    return which == 0   ? std::nullopt
           : which == 1 ? std::optional(core::Side::Left)
                        : std::optional(core::Side::Right);
}

std::optional<int> SeededTellings::rating() {
    return chance(70) ? std::optional(static_cast<int>(number(0, 10))) : std::nullopt;
}

core::StepRecord SeededTellings::step() {
    core::StepRecord step;
    step.step = text();
    step.title = text();
    step.kind = static_cast<core::StepKind>(number(0, 3));
    step.side = side();
    step.round = static_cast<int>(number(1, 20));
    step.paused = Milliseconds(chance(30) ? number(0, 90'000) : 0);
    step.skipped = chance(10);
    if (step.kind == core::StepKind::Hold) {
        step.planned = Milliseconds(1000 * number(1, 3600));
        step.extended = 15s * number(0, 3);
        step.held = Milliseconds(number(0, (step.planned + step.extended).count()));
    }
    return step;
}

core::HurtRecord SeededTellings::hurt() {
    core::HurtRecord hurt;
    hurt.step = text();
    hurt.side = side();
    hurt.at = Milliseconds(number(0, 3'600'000));
    if (chance(80)) {
        hurt.kind = static_cast<core::HurtKind>(number(0, 2));
    }
    if (hurt.kind == core::HurtKind::Dull && chance(80)) {
        hurt.choice = static_cast<core::HurtChoice>(number(0, 3));
    }
    return hurt;
}

core::SessionRecord SeededTellings::session() {
    core::SessionRecord session;
    session.id = "session-" + std::to_string(++m_made);
    session.routineId = "routine-" + std::to_string(number(1, 5));
    session.routineTitle = text();
    session.contentDigest = text();
    session.startedAt = time();
    session.endedAt = time();
    session.outcome = static_cast<core::Outcome>(number(0, 8));
    session.tightnessBefore = rating();
    session.tightnessAfter = rating();
    session.note = chance(60) ? text() : std::string();
    session.editedAt = chance(30) ? std::optional(time()) : std::nullopt;
    session.appVersion = "0.1." + std::to_string(number(0, 9));
    for (std::int64_t left = number(0, 9); left > 0; --left) {
        session.steps.push_back(step());
    }
    for (std::int64_t left = chance(20) ? number(1, 9) : 0; left > 0; --left) {
        session.answers.push_back({std::to_string(left) + text(), chance(30)});
    }
    for (std::int64_t left = chance(20) ? number(1, 3) : 0; left > 0; --left) {
        session.hurts.push_back(hurt());
    }
    return session;
}

core::Tombstone SeededTellings::tombstone() {
    return {.id = "deleted-" + std::to_string(++m_made), .deletedAt = time()};
}

std::vector<core::SessionRecord> SeededTellings::sessions(std::size_t count) {
    std::vector<core::SessionRecord> made(count);
    std::ranges::generate(made, [this] { return session(); });
    return newestFirst(std::move(made));
}

std::vector<core::Tombstone> SeededTellings::tombstones(std::size_t count) {
    std::vector<core::Tombstone> made(count);
    std::ranges::generate(made, [this] { return tombstone(); });
    return newestFirst(std::move(made));
}

}  // namespace psoas
