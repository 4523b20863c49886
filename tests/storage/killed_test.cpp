// A program that is killed at any moment: what it said was on the disk is there.

#include "storage/kept_sessions.h"
#include "storage/scripted_session.h"
#include "storage/sqlite_store.h"
#include "support/catch.h"
#include "support/child_process.h"
#include "support/long_form.h"
#include "support/temp_folder.h"

#include <iostream>
#include <memory>
#include <random>
#include <string>
#include <thread>
#include <vector>

using namespace psoas;
using namespace psoas::storage;
using namespace std::chrono_literals;

namespace {

std::vector<core::JournalEntry> scriptedJournal() {
    std::vector<core::JournalEntry> entries;
    (void)runScript([&](const core::JournalEntry &entry) { entries.push_back(entry); });
    return entries;
}

/// Kills the journaling program over and over on the same few stores and looks at what is left.
class Kills {
public:
    Kills() : m_journal(scriptedJournal()) {}

    [[nodiscard]] std::size_t entries() const { return m_journal.size(); }

    /// Kills it a while after it has said so many lines.
    void afterLines(std::size_t lines, std::chrono::microseconds moment) {
        start(0);
        while (lines-- > 0) {
            hear();
        }
        // Not waiting for anything: this is the moment that chance has chosen.
        std::this_thread::sleep_for(moment);
        m_child->kill();
        look();
    }

    /// It kills itself as soon as it has said that this entry is on the disk.
    void afterEntry(int sequence) {
        start(sequence);
        const int signal = look();
        REQUIRE(signal == SIGKILL);
        REQUIRE(m_acknowledged == sequence);
    }

    void tell(const char *what) const {
        std::cout << what << ": programs killed: " << m_killed
                  << ", ended before: " << m_runs - m_killed
                  << ", entries acknowledged: " << m_allAcknowledged
                  << ", sessions lost: " << m_lost << ", stores unsound: " << m_unsound << '\n';
        CHECK(m_lost == 0);
        CHECK(m_unsound == 0);
        CHECK(m_killed > 0);
        CHECK(m_allAcknowledged > 0);
    }

private:
    static constexpr int kSessionsInOneStore = 10;

    void start(int last) {
        if (m_runs++ % kSessionsInOneStore == 0) {
            m_folder = std::make_unique<TempFolder>();
            m_earlier.clear();
        }
        m_id = "session-" + std::to_string(m_runs);
        m_acknowledged = -1;
        m_saidEnd = false;
        m_child = std::make_unique<ChildProcess>(std::vector<std::string>{
            PSOAS_JOURNALING_CHILD, m_folder->path().string(), m_id, std::to_string(last)});
    }

    bool hear() {
        const auto line = m_child->line();
        if (!line) {
            return false;
        }
        m_saidEnd = *line == "end";
        m_acknowledged = m_saidEnd ? m_acknowledged : std::stoi(*line);
        return true;
    }

    /// Hears what it has said to its end and compares; returns the signal that ended it.
    int look() {
        while (hear()) {
        }
        const int signal = m_child->wait();
        REQUIRE((signal == SIGKILL || m_child->exitCode() == 0));
        m_killed += signal == SIGKILL ? 1 : 0;
        m_allAcknowledged += std::max(m_acknowledged, 0);

        const auto file = *m_folder / "history.db";
        auto store = openSqliteStore(file, OpenMode::ReadWrite);
        if (!store || !store.value()->check().value().faults.empty()) {
            ++m_unsound;
            return signal;
        }
        const auto all = everySession(*store.value());
        const auto session = onlySession(*store.value(), m_id);
        const bool whole = session ? isWhole(*session, journalOf(file, m_id)) : m_acknowledged < 0;
        const auto others = m_earlier.size() + (session ? 1 : 0);
        if (!whole || all.size() != others || !hasEarlier(all)) {
            ++m_lost;
        }
        if (session) {
            m_earlier.push_back(*session);
        }
        return signal;
    }

    /// Whether the session is what its entries say, with all that were acknowledged and at most the
    /// one more that was on its way.
    [[nodiscard]] bool isWhole(const core::SessionRecord &found, const std::set<int> &there) const {
        const int count = static_cast<int>(there.size());
        const bool gapless = count == 0 || (*there.begin() == 1 && *there.rbegin() == count);
        core::SessionRecord expected = scriptedStart(m_id);
        for (int i = 0; i < count; ++i) {
            expected = applied(expected, m_journal.at(static_cast<std::size_t>(i)));
        }
        if (found.outcome && there.size() == m_journal.size()) {
            expected.outcome = found.outcome;
            expected.endedAt = wallAt(10min);
        }
        return gapless && count >= m_acknowledged && count <= std::max(m_acknowledged, 0) + 1 &&
               found == expected && (found.outcome || !m_saidEnd);
    }

    [[nodiscard]] bool hasEarlier(const std::vector<core::SessionRecord> &all) const {
        return std::ranges::all_of(m_earlier, [&](const core::SessionRecord &session) {
            return std::ranges::count(all, session) == 1;
        });
    }

    const std::vector<core::JournalEntry> m_journal;
    std::unique_ptr<TempFolder> m_folder;
    std::vector<core::SessionRecord> m_earlier;  ///< in the same store
    std::unique_ptr<ChildProcess> m_child;
    std::string m_id;
    int m_acknowledged = -1;  ///< the last entry that it said was on the disk; 0: the start
    bool m_saidEnd = false;
    int m_runs = 0;
    int m_killed = 0;
    int m_allAcknowledged = 0;
    int m_lost = 0;
    int m_unsound = 0;
};

}  // namespace

TEST_CASE("killed: at any moment, everything that was acknowledged is there, and once") {
    std::mt19937 random(20261126);
    Kills kills;
    const int times = longForm() ? 1000 : 40;
    for (int i = 0; i < times; ++i) {
        // A third of the time before it has said anything: while it starts and opens the store.
        const std::size_t lines = random() % 3 == 0 ? 0 : random() % kills.entries();
        const std::size_t longest = lines == 0 ? 20'000 : 2'000;
        kills.afterLines(lines, std::chrono::microseconds{random() % longest});
    }
    kills.tell("at random moments");
}

TEST_CASE("killed: right after each journal entry, it is there") {
    Kills kills;
    REQUIRE(kills.entries() > 40);
    for (std::size_t sequence = 1; sequence <= kills.entries(); ++sequence) {
        kills.afterEntry(static_cast<int>(sequence));
    }
    kills.tell("after each entry");
}
