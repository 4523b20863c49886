#pragma once

#include "storage/store.h"

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
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
    Stored<std::vector<SessionKey>> find(const core::HistoryFilter &filter,
                                         core::HistoryOrder order) override;
    Stored<std::vector<core::SessionSummary>> summaries(
        const std::vector<SessionKey> &keys) override;
    Stored<core::Done> visitSince(std::optional<core::LocalDay> from, const Visit &visit) override;
    Stored<std::size_t> count() override;
    Stored<core::SessionRecord> session(const std::string &id) override;
    Stored<core::Done> apply(const Edit &edit, core::WallTime at) override;
    Stored<core::Done> undo(const Turn &turn) override;
    Stored<core::Done> redo(const Turn &turn) override;
    Stored<EditsInReach> editsInReach(core::WallTime now) override;
    Stored<core::Done> forgetEdits(core::WallTime now) override;
    Stored<std::vector<core::Tombstone>> tombstones() override;
    Stored<std::vector<core::MergeStep>> compare(const std::vector<core::Telling> &others) override;
    Stored<std::vector<core::MergeStep>> merge(const std::vector<core::Telling> &others,
                                               core::WallTime at) override;
    Stored<core::SafetyFacts> safetyFacts() override;
    Stored<Integrity> check() override;

private:
    /// Of a session's journal: which numbers have been, and the newest entry.
    struct Journal {
        std::set<int> sequences;
        std::optional<core::JournalMark> newest;
    };

    /// An edit and what it gives back when it is taken back, or done again.
    struct KeptEdit {
        core::WallTime at;
        EditInReach::Kind kind = EditInReach::Kind::Annotate;
        std::vector<std::pair<std::string, core::Annotation>> others;
        bool undone = false;
        std::int64_t press = 0;  ///< by which it was turned last
    };

    /// Over and not deleted.
    [[nodiscard]] bool isShown(const core::SessionRecord &session) const;
    core::SessionRecord *findShown(const std::string &id);
    void annotateNow(core::SessionRecord &session, const core::Annotation &now, core::WallTime at);
    void keepEdit(KeptEdit edit);
    [[nodiscard]] KeptEdit *editInReach(bool undone, core::WallTime now);
    void turn(bool undone, const Turn &by);
    void turnOne(KeptEdit &edit, std::size_t which, core::WallTime at);
    [[nodiscard]] core::MergeStep stepOf(const core::Telling &other);
    void put(const core::SessionRecord &other);
    void noteSafety(const core::SessionRecord &other);
    void noteCheck(const core::FiledCheck &check);
    void takeOutOfReach(const std::string &id);
    [[nodiscard]] std::string newestCheck() const;

    [[nodiscard]] core::UnfinishedSession unfinishedOf(const core::SessionRecord &session) const;
    core::SessionRecord *find(const std::string &id);
    [[nodiscard]] std::vector<core::SessionRecord> newestFirst(bool finished) const;
    void note(core::WallTime at);

    std::vector<core::SessionRecord> m_sessions;
    std::map<std::string, Journal> m_journals;
    std::map<std::string, core::WallTime> m_tombstones;
    std::vector<KeptEdit> m_edits;  ///< oldest first
    core::SafetyFacts m_facts;
};

}  // namespace psoas::storage
