#include "storage/memory_store.h"

#include "core/sequence.h"
#include "storage/note_refusal.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace psoas::storage {

namespace {

StoreError missing(const std::string &id) {
    return {.code = StoreError::Code::Missing, .detail = "no such session or step: " + id};
}

StoreError refused(const std::string &id) {
    return {.code = StoreError::Code::Refused, .detail = "this has been before: " + id};
}

/// Where a session stands in the order, oldest first.
auto placeOf(const core::SessionRecord &session) {
    return std::pair(session.startedAt.utc, session.id);
}

void keep(const core::AnswerRecord &answer, core::SessionRecord &session) {
    const auto known =
        std::ranges::find(session.answers, answer.question, &core::AnswerRecord::question);
    if (known == session.answers.end()) {
        session.answers.push_back(answer);
    } else {
        *known = answer;
    }
}

void keep(const core::NumberedHurt &hurt, core::SessionRecord &session) {
    session.hurts.resize(std::max(session.hurts.size(), hurt.index + 1));
    session.hurts[hurt.index] = hurt.hurt;
}

}  // namespace

core::SessionRecord *MemoryStore::find(const std::string &id) {
    const auto found = std::ranges::find(m_sessions, id, &core::SessionRecord::id);
    return found == m_sessions.end() ? nullptr : &*found;
}

void MemoryStore::note(core::WallTime at) {
    if (!m_facts.newestStored || core::before(*m_facts.newestStored, at)) {
        m_facts.newestStored = at;
    }
}

Stored<core::Done> MemoryStore::begin(const core::SessionRecord &started) {
    if (find(started.id) != nullptr) {
        return refused(started.id);
    }
    m_sessions.push_back(started);
    note(started.startedAt);
    return core::Done{};
}

Stored<core::Done> MemoryStore::append(const std::string &id, const core::JournalEntry &entry,
                                       core::WallTime at) {
    core::SessionRecord *session = find(id);
    if (session == nullptr || entry.position >= session->steps.size()) {
        return missing(id);
    }
    if (session->outcome) {
        return refused(id);
    }
    Journal &journal = m_journals[id];
    if (!journal.sequences.insert(entry.sequence).second) {
        return refused(id);
    }
    journal.newest = core::markOf(entry, at);
    session->steps[entry.position] = entry.step;
    if (entry.answer) {
        keep(*entry.answer, *session);
    }
    if (entry.hurt) {
        keep(*entry.hurt, *session);
        const auto kind = entry.hurt->hurt.kind;
        if (kind && *kind != core::HurtKind::Dull) {
            m_facts.painStops.push_back(
                {.at = at,
                 .routineId = core::routineOfStep(session->routineId, entry.hurt->hurt.step)});
        }
    }
    note(at);
    return core::Done{};
}

Stored<core::Done> MemoryStore::finish(const std::string &id, core::Outcome outcome,
                                       core::WallTime endedAt) {
    core::SessionRecord *session = find(id);
    if (session == nullptr) {
        return missing(id);
    }
    if (session->outcome) {
        return refused(id);
    }
    session->outcome = outcome;
    session->endedAt = endedAt;
    if (core::isCheckOutcome(outcome)) {
        m_facts.checks.push_back(core::filedCheck(*session));
    }
    note(endedAt);
    return core::Done{};
}

Stored<core::Done> MemoryStore::file(const core::SessionRecord &ended) {
    if (find(ended.id) != nullptr) {
        return refused(ended.id);
    }
    m_sessions.push_back(ended);
    if (core::isCheckOutcome(*ended.outcome)) {
        m_facts.checks.push_back(core::filedCheck(ended));
    }
    if (ended.outcome == core::Outcome::StoppedForPain) {
        m_facts.painStops.push_back(
            {.at = *ended.endedAt, .routineId = core::routineStopped(ended)});
    }
    note(*ended.endedAt);
    return core::Done{};
}

Stored<core::Done> MemoryStore::interrupt(const std::string &id) {
    const core::SessionRecord *session = find(id);
    if (session == nullptr) {
        return missing(id);
    }
    const core::UnfinishedSession unfinished = unfinishedOf(*session);
    return finish(id, core::outcomeAsItStands(unfinished), unfinished.lastSeen());
}

Stored<core::Done> MemoryStore::annotate(const std::string &id, std::optional<int> tightnessAfter,
                                         const std::string &note, core::WallTime editedAt) {
    if (auto refusal = noteRefusal(note)) {
        return std::move(*refusal);
    }
    core::SessionRecord *session = find(id);
    if (session == nullptr) {
        return missing(id);
    }
    session->tightnessAfter = tightnessAfter;
    session->note = note;
    session->editedAt = editedAt;
    this->note(editedAt);
    return core::Done{};
}

Stored<core::Done> MemoryStore::addDayAnswer(const core::DayAnswer &answer) {
    if (std::ranges::find(m_facts.days, answer) == m_facts.days.end()) {
        m_facts.days.push_back(answer);
    }
    note(answer.at);
    return core::Done{};
}

Stored<core::Done> MemoryStore::setScreening(core::Screening question,
                                             const core::ScreeningRecord &record) {
    m_facts.screenings[question] = record;
    note(record.at);
    return core::Done{};
}

std::vector<core::SessionRecord> MemoryStore::newestFirst(bool finished) const {
    std::vector<core::SessionRecord> found;
    std::ranges::copy_if(m_sessions, std::back_inserter(found),
                         [&](const core::SessionRecord &session) {
                             return finished ? isShown(session) : !session.outcome;
                         });
    std::ranges::sort(found, [](const core::SessionRecord &a, const core::SessionRecord &b) {
        return placeOf(a) > placeOf(b);
    });
    return found;
}

Stored<std::vector<core::SessionRecord>> MemoryStore::sessions(const SessionQuery &query) {
    auto found = newestFirst(true);
    if (query.after) {
        const core::SessionRecord *last = find(*query.after);
        if (last == nullptr) {
            return missing(*query.after);
        }
        std::erase_if(found, [&](const core::SessionRecord &session) {
            return placeOf(session) >= placeOf(*last);
        });
    }
    found.resize(std::min(found.size(), query.limit));
    return found;
}

core::UnfinishedSession MemoryStore::unfinishedOf(const core::SessionRecord &session) const {
    const auto journal = m_journals.find(session.id);
    return {.record = session,
            .last = journal == m_journals.end() ? std::nullopt : journal->second.newest};
}

Stored<std::vector<core::UnfinishedSession>> MemoryStore::unfinished() {
    std::vector<core::UnfinishedSession> found;
    for (const core::SessionRecord &session : newestFirst(false)) {
        found.push_back(unfinishedOf(session));
    }
    return found;
}

Stored<core::SafetyFacts> MemoryStore::safetyFacts() { return m_facts; }

Stored<Integrity> MemoryStore::check() { return Integrity{}; }

}  // namespace psoas::storage
