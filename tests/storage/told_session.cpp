#include "storage/told_session.h"

#include "storage/kept_sessions.h"
#include "storage/sqlite_store.h"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>

#include <algorithm>
#include <utility>

namespace psoas::storage {

using namespace std::chrono_literals;

namespace {

constexpr std::size_t kEntries = 6;
constexpr std::size_t kHurtEntry = 4;  ///< the index of the one that names pain
// The indices of the writes after the start and the entries.
constexpr std::size_t kEnd = kEntries + 1;
constexpr std::size_t kNote = kEnd + 1;
constexpr std::size_t kDay = kNote + 1;
constexpr std::size_t kScreening = kDay + 1;

const core::DayAnswer kDayAnswer{wallAt(3h), true};
const core::ScreeningRecord kScreeningAnswer{wallAt(3h), core::ScreeningAnswer::Yes};

std::vector<core::JournalEntry> entriesOf(const core::SessionRecord &session) {
    std::vector<core::JournalEntry> entries(kEntries);
    for (std::size_t i = 0; i < kEntries; ++i) {
        core::JournalEntry &entry = entries[i];
        entry.sequence = static_cast<int>(i) + 1;
        entry.at = 5s * entry.sequence;
        entry.transition = core::Transition::Beat;
        entry.position = i / 3;
        entry.step = session.steps[entry.position];
        entry.step.held = 5s * (static_cast<int>(i % 3) + 1);
    }
    core::HurtRecord hurt;
    hurt.kind = core::HurtKind::Sharp;
    hurt.step = "hold";
    hurt.at = 8s;
    entries[kHurtEntry].hurt = core::NumberedHurt{.index = 0, .hurt = hurt};
    return entries;
}

core::SessionRecord ended(core::SessionRecord session) {
    session.outcome = core::Outcome::StoppedForPain;
    session.endedAt = wallAt(2h);
    return session;
}

core::SessionRecord noted(core::SessionRecord session) {
    session.tightnessAfter = 3;
    session.note = "better";
    session.editedAt = wallAt(2h + 1min);
    return session;
}

}  // namespace

ToldSession::ToldSession()
    : m_started(startedSession("told", 1h)), m_entries(entriesOf(m_started)) {
    m_writes.push_back([session = m_started](Store &store) { return store.begin(session); });
    for (const core::JournalEntry &entry : m_entries) {
        m_writes.push_back(
            [entry](Store &store) { return store.append("told", entry, wallAt(1h + entry.at)); });
    }
    const core::SessionRecord last = noted(ended(m_started));
    m_writes.push_back(
        [last](Store &store) { return store.finish("told", *last.outcome, *last.endedAt); });
    m_writes.push_back([last](Store &store) {
        return store.annotate("told", last.tightnessAfter, last.note, *last.editedAt);
    });
    m_writes.push_back([](Store &store) { return store.addDayAnswer(kDayAnswer); });
    m_writes.push_back(
        [](Store &store) { return store.setScreening(core::Screening::C3, kScreeningAnswer); });
}

ToldSession::Found ToldSession::look(Store &store, const std::filesystem::path &file) const {
    Found found;
    found.session = onlySession(store, "told");
    core::SessionRecord whole = m_started;
    const std::set<int> journal = journalOf(file, "told");
    for (std::size_t i = 0; i < kEntries; ++i) {
        if (journal.contains(m_entries[i].sequence)) {
            found.writes.insert(i + 1);
            whole = applied(whole, m_entries[i]);
        }
    }
    if (found.session) {
        found.writes.insert(0);
        if (found.session->outcome) {
            found.writes.insert(kEnd);
            whole = ended(whole);
        }
        if (found.session->editedAt) {
            found.writes.insert(kNote);
            whole = noted(whole);
        }
    }
    if (found.session || !journal.empty()) {
        found.expected = whole;
    }
    const core::SafetyFacts facts = store.safetyFacts().value();
    found.painStops = std::ranges::ssize(facts.painStops);
    found.days = std::ranges::count(facts.days, kDayAnswer);
    if (found.days > 0) {
        found.writes.insert(kDay);
    }
    if (facts.screenings.contains(core::Screening::C3)) {
        found.writes.insert(kScreening);
    }
    return found;
}

std::string ToldSession::faultsOf(const std::filesystem::path &file,
                                  const std::set<std::size_t> &acknowledged,
                                  const std::multiset<std::string> &before) const {
    auto opened = openSqliteStore(file, OpenMode::ReadWrite);
    if (!opened) {
        return "it does not open: " + opened.error().detail;
    }
    Store &store = *opened.value();
    std::string faults;
    const Integrity integrity = store.check().value();
    for (const std::string &fault : integrity.faults) {
        faults += fault + "; ";
    }
    const Found found = look(store, file);
    if (!std::ranges::includes(found.writes, acknowledged)) {
        faults += "something acknowledged is lost; ";
    }
    if (found.session != found.expected) {
        faults += "the session is not what its journal says; ";
    }
    if (found.days > 1 || found.painStops != (found.writes.contains(kHurtEntry + 1) ? 1 : 0)) {
        faults += "something is there twice or without what it came with; ";
    }
    if (!std::ranges::includes(rowsOf(file), before)) {
        faults += "an earlier row is no longer what it was; ";
    }
    return faults;
}

std::multiset<std::string> rowsOf(const std::filesystem::path &file) {
    const SQLite::Database db(file.string());
    std::multiset<std::string> rows;
    SQLite::Statement tables(db,
                             "SELECT name FROM sqlite_schema WHERE type = 'table' "
                             "AND name <> 'newest_stored'");
    while (tables.executeStep()) {
        const std::string table = tables.getColumn(0);
        SQLite::Statement all(db, "SELECT * FROM " + table);
        while (all.executeStep()) {
            std::string row = table;
            for (int i = 0; i < all.getColumnCount(); ++i) {
                row += '|' + all.getColumn(i).getString();
            }
            rows.insert(std::move(row));
        }
    }
    return rows;
}

}  // namespace psoas::storage
