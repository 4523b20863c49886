#include "core/merge.h"

#include "core/overloaded.h"

#include <numeric>
#include <tuple>

namespace psoas::core {

namespace {

/// In UTC; the offset decides only between times that are otherwise the same.
auto keyOf(WallTime time) { return std::pair(time.utc, time.offset); }

auto keyOf(const std::optional<WallTime> &time) {
    return time ? std::optional(keyOf(*time)) : std::nullopt;
}

auto keyOf(const StepRecord &step) {
    return std::tie(step.step, step.title, step.kind, step.side, step.round, step.planned,
                    step.held, step.paused, step.extended, step.skipped);
}

auto keyOf(const AnswerRecord &answer) { return std::tie(answer.question, answer.yes); }

auto keyOf(const HurtRecord &hurt) {
    return std::tie(hurt.kind, hurt.step, hurt.side, hurt.at, hurt.choice);
}

template <class Record> auto keysOf(const std::vector<Record> &records) {
    std::vector<decltype(keyOf(records.front()))> keys;
    keys.reserve(records.size());
    for (const Record &record : records) {
        keys.push_back(keyOf(record));
    }
    return keys;
}

auto keyOf(const SessionRecord &session) {
    return std::tuple(keyOf(session.editedAt), session.routineId, session.routineTitle,
                      session.contentDigest, keyOf(session.startedAt), keyOf(session.endedAt),
                      session.outcome, session.tightnessBefore, session.tightnessAfter,
                      session.note, session.appVersion, keysOf(session.steps),
                      keysOf(session.answers), keysOf(session.hurts));
}

}  // namespace

const std::string &idOf(const Telling &telling) noexcept {
    const auto *session = std::get_if<SessionRecord>(&telling);
    return session != nullptr ? session->id : std::get_if<Tombstone>(&telling)->id;
}

bool yieldsTo(const Telling &here, const Telling &there) {
    return std::visit(
        Overloaded{
            [](const SessionRecord &a, const SessionRecord &b) { return keyOf(a) < keyOf(b); },
            [](const Tombstone &a, const Tombstone &b) {
                return keyOf(a.deletedAt) < keyOf(b.deletedAt);
            },
            [](const SessionRecord &a, const Tombstone &b) {
                return !a.editedAt || !before(b.deletedAt, *a.editedAt);
            },
            [](const Tombstone &a, const SessionRecord &b) {
                return b.editedAt && before(a.deletedAt, *b.editedAt);
            },
        },
        here, there);
}

MergeStep mergeStep(const std::optional<Telling> &here, const Telling &there) {
    const bool deletion = std::holds_alternative<Tombstone>(there);
    if (!here) {
        return deletion ? MergeStep::Marks : MergeStep::New;
    }
    const bool deleted = std::holds_alternative<Tombstone>(*here);
    if (!yieldsTo(*here, there)) {
        if (*here == there) {
            return MergeStep::Same;
        }
        return deleted ? MergeStep::KeptDeleted : MergeStep::KeptHere;
    }
    if (deleted) {
        return deletion ? MergeStep::Marks : MergeStep::Restores;
    }
    return deletion ? MergeStep::Deletes : MergeStep::Replaces;
}

bool changes(MergeStep step) noexcept {
    return step != MergeStep::Same && step != MergeStep::KeptHere && step != MergeStep::KeptDeleted;
}

std::size_t MergeCounts::total() const noexcept {
    return std::accumulate(m_counts.begin(), m_counts.end(), std::size_t{0});
}

std::size_t MergeCounts::changed() const noexcept {
    return total() - (*this)[MergeStep::Same] - (*this)[MergeStep::KeptHere] -
           (*this)[MergeStep::KeptDeleted];
}

}  // namespace psoas::core
