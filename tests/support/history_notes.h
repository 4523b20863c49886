#pragma once

#include "core/merge.h"
#include "core/record.h"
#include "storage/store.h"

#include <map>
#include <mutex>
#include <set>
#include <string>
#include <vector>

namespace psoas {

/// What a store tells of its history: the sessions that can be seen, and what was deleted.
struct HistoryStand {
    std::map<std::string, core::SessionRecord> shown;
    std::set<std::string> deleted;
    friend bool operator==(const HistoryStand &, const HistoryStand &) = default;
};

[[nodiscard]] HistoryStand standOf(storage::Store &store);

/// Sees to it that a store's edits and imports add up over all the lives of a program: what was
/// done in a session never becomes anything else, nothing is gone that nobody deleted, and what is
/// deleted and brought back is just that. Any thread.
class HistoryNotes {
public:
    using Ids = std::set<std::string>;
    /// How many sessions came and went in each way.
    struct Counts {
        std::size_t ended = 0;
        std::size_t annotated = 0;
        std::size_t deleted = 0;
        std::size_t broughtBack = 0;
        std::size_t takenIn = 0;
    };

    /// What is in the store is not what it was, and rightly so.
    void startOver(const HistoryStand &now);
    /// A session was over.
    void ended(const std::string &id, const HistoryStand &before, const HistoryStand &after);
    /// An edit was made, not taken back.
    void edited(const storage::Edit &edit, const HistoryStand &before, const HistoryStand &after);
    /// The edit that was in reach was taken back, or done again; null: there was none.
    void turned(const storage::EditInReach *edit, const HistoryStand &before,
                const HistoryStand &after);
    void merged(const std::vector<core::Telling> &others, const std::vector<core::MergeStep> &steps,
                const HistoryStand &before, const HistoryStand &after);
    /// Something that changes no session, or that failed.
    void nothing(const std::string &what, const HistoryStand &before, const HistoryStand &after);
    /// What is found when the program is gone.
    void found(const HistoryStand &now);

    [[nodiscard]] Counts counts() const;
    /// The ids of what is deleted.
    [[nodiscard]] Ids deleted() const;
    /// What did not add up.
    [[nodiscard]] std::vector<std::string> faults() const;

private:
    void expect(const std::string &what, const Ids &shown, const HistoryStand &before,
                const HistoryStand &after);
    void compareWithFirst(const HistoryStand &now);
    void fault(const std::string &words) { m_faults.push_back(words); }

    mutable std::mutex m_mutex;
    std::map<std::string, core::SessionRecord> m_first;  ///< each session as it was first seen
    HistoryStand m_last;
    bool m_mixed = false;  ///< an import since may have done what an edit would take back
    Counts m_counts;
    std::vector<std::string> m_faults;
};

}  // namespace psoas
