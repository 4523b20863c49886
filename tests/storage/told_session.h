#pragma once

#include "storage/patient_store.h"
#include "support/sessions.h"

#include <cstddef>
#include <filesystem>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace psoas::storage {

/// A session from its start to the note after it, told to a store in ten writes and two answers to
/// the gate, and what of it is found in the store afterwards.
class ToldSession {
public:
    ToldSession();

    /// In their order. Each says something that the store can only have from it.
    [[nodiscard]] const std::vector<PatientStore::Write> &writes() const { return m_writes; }

    /// What is wrong with the store in `file`: whether it opens and is sound, whether the writes
    /// with these `acknowledged` indices are in it, and everything of the others whole or not at
    /// all and nothing twice, and all rows that were there `before` as they were. Empty: nothing.
    [[nodiscard]] std::string faultsOf(const std::filesystem::path &file,
                                       const std::set<std::size_t> &acknowledged,
                                       const std::multiset<std::string> &before) const;

private:
    /// What is in a store, by the index of the write that it came from.
    struct Found {
        std::set<std::size_t> writes;
        std::optional<core::SessionRecord> session;
        std::optional<core::SessionRecord> expected;  ///< from the journal's rows and the flags
        std::ptrdiff_t painStops = 0;
        std::ptrdiff_t days = 0;
    };
    [[nodiscard]] Found look(Store &store, const std::filesystem::path &file) const;

    core::SessionRecord m_started;
    std::vector<core::JournalEntry> m_entries;
    std::vector<PatientStore::Write> m_writes;
};

/// Every row of every table, the newest stored time left out: the one row that is meant to change.
[[nodiscard]] std::multiset<std::string> rowsOf(const std::filesystem::path &file);

}  // namespace psoas::storage
