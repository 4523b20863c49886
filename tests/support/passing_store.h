#pragma once

#include "storage/store.h"

#include <optional>
#include <string>
#include <vector>

namespace psoas {

/// Hands everything on to another store; for those that look at what passes, or hold it up.
class PassingStore : public storage::Store {
public:
    template <class Value> using Stored = storage::Stored<Value>;

    /// `below` must outlive this.
    explicit PassingStore(storage::Store &below) : m_below(below) {}

    Stored<core::Done> begin(const core::SessionRecord &started) override {
        return m_below.begin(started);
    }
    Stored<core::Done> append(const std::string &id, const core::JournalEntry &entry,
                              core::WallTime at) override {
        return m_below.append(id, entry, at);
    }
    Stored<core::Done> finish(const std::string &id, core::Outcome outcome,
                              core::WallTime endedAt) override {
        return m_below.finish(id, outcome, endedAt);
    }
    Stored<core::Done> file(const core::SessionRecord &ended) override {
        return m_below.file(ended);
    }
    Stored<core::Done> interrupt(const std::string &id) override { return m_below.interrupt(id); }
    Stored<core::Done> annotate(const std::string &id, std::optional<int> tightnessAfter,
                                const std::string &note, core::WallTime editedAt) override {
        return m_below.annotate(id, tightnessAfter, note, editedAt);
    }
    Stored<core::Done> addDayAnswer(const core::DayAnswer &answer) override {
        return m_below.addDayAnswer(answer);
    }
    Stored<core::Done> setScreening(core::Screening question,
                                    const core::ScreeningRecord &record) override {
        return m_below.setScreening(question, record);
    }
    Stored<std::vector<core::SessionRecord>> sessions(const storage::SessionQuery &query) override {
        return m_below.sessions(query);
    }
    Stored<std::vector<core::UnfinishedSession>> unfinished() override {
        return m_below.unfinished();
    }
    Stored<std::vector<storage::SessionKey>> find(const core::HistoryFilter &filter,
                                                  core::HistoryOrder order) override {
        return m_below.find(filter, order);
    }
    Stored<std::vector<core::SessionSummary>> summaries(
        const std::vector<storage::SessionKey> &keys) override {
        return m_below.summaries(keys);
    }
    Stored<core::Done> visitSince(std::optional<core::LocalDay> from, const Visit &visit) override {
        return m_below.visitSince(from, visit);
    }
    Stored<std::size_t> count() override { return m_below.count(); }
    Stored<core::SessionRecord> session(const std::string &id) override {
        return m_below.session(id);
    }
    Stored<core::Done> apply(const storage::Edit &edit, core::WallTime at) override {
        return m_below.apply(edit, at);
    }
    Stored<core::Done> undo(const storage::Turn &turn) override { return m_below.undo(turn); }
    Stored<core::Done> redo(const storage::Turn &turn) override { return m_below.redo(turn); }
    Stored<storage::EditsInReach> editsInReach(core::WallTime now) override {
        return m_below.editsInReach(now);
    }
    Stored<core::Done> forgetEdits(core::WallTime now) override { return m_below.forgetEdits(now); }
    Stored<std::vector<core::Tombstone>> tombstones() override { return m_below.tombstones(); }
    Stored<std::vector<core::MergeStep>> compare(
        const std::vector<core::Telling> &others) override {
        return m_below.compare(others);
    }
    Stored<std::vector<core::MergeStep>> merge(const std::vector<core::Telling> &others,
                                               core::WallTime at) override {
        return m_below.merge(others, at);
    }
    Stored<core::SafetyFacts> safetyFacts() override { return m_below.safetyFacts(); }
    Stored<storage::Integrity> check() override { return m_below.check(); }

private:
    storage::Store &m_below;
};

}  // namespace psoas
