#pragma once

#include "storage/store.h"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace psoas::storage {

/// A store that forgets: what the program runs on when no file can be opened.
class MemoryStore final : public Store {
public:
    Stored<core::Done> begin(const core::SessionRecord &started) override;
    Stored<core::Done> append(const std::string &id, const core::JournalEntry &entry,
                              core::WallTime at) override;
    Stored<core::Done> finish(const std::string &id, core::Outcome outcome,
                              core::WallTime endedAt) override;
    Stored<core::Done> file(const core::SessionRecord &ended) override;
    Stored<core::Done> interrupt(const std::string &id) override;
    Stored<core::Done> annotate(const std::string &id, std::optional<int> tightnessAfter,
                                const std::string &note, core::WallTime editedAt) override;
    Stored<core::Done> addDayAnswer(const core::DayAnswer &answer) override;
    Stored<core::Done> setScreening(core::Screening question,
                                    const core::ScreeningRecord &record) override;
    Stored<std::vector<core::SessionRecord>> sessions(const SessionQuery &query) override;
    Stored<std::vector<core::UnfinishedSession>> unfinished() override;
    Stored<core::SafetyFacts> safetyFacts() override;
    Stored<Integrity> check() override;

private:
    /// Of a session's journal: which numbers have been, and the newest entry.
    struct Journal {
        std::set<int> sequences;
        std::optional<core::JournalMark> newest;
    };

    [[nodiscard]] core::UnfinishedSession unfinishedOf(const core::SessionRecord &session) const;
    core::SessionRecord *find(const std::string &id);
    [[nodiscard]] std::vector<core::SessionRecord> newestFirst(bool finished) const;
    void note(core::WallTime at);

    std::vector<core::SessionRecord> m_sessions;
    std::map<std::string, Journal> m_journals;
    core::SafetyFacts m_facts;
};

}  // namespace psoas::storage
