// The whole window under whatever may happen to it, over many lives of the program.

#include "app/content_watcher.h"
#include "exchange/history_json.h"
#include "gate_watch.h"
#include "history_watch.h"
#include "possible_states.h"
#include "random_person.h"
#include "storage/sqlite_store.h"
#include "support/catch.h"
#include "support/data_folder.h"
#include "support/faulty_vfs.h"
#include "support/long_form.h"
#include "support/noted_store.h"
#include "support/seeded_history.h"
#include "support/sessions.h"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>

#include <atomic>
#include <deque>
#include <fstream>
#include <iostream>
#include <map>
#include <optional>
#include <sstream>

using namespace psoas;

namespace {

using core::Outcome;

/// While it lives what Qt warns of is kept, but for what an offscreen window cannot do.
class Warnings {
public:
    Warnings() : m_before(qInstallMessageHandler(hear)) { heard().clear(); }
    Warnings(const Warnings &) = delete;
    Warnings &operator=(const Warnings &) = delete;
    ~Warnings() { qInstallMessageHandler(m_before); }

    [[nodiscard]] static std::vector<std::string> take() { return std::exchange(heard(), {}); }

private:
    static std::vector<std::string> &heard() {
        static std::vector<std::string> warnings;
        return warnings;
    }
    static void hear(QtMsgType, const QMessageLogContext &, const QString &words) {
        if (!words.startsWith(QLatin1String("This plugin does not support"))) {
            heard().push_back(words.toStdString());
        }
    }

    QtMessageHandler m_before;
};

/// What was seen in all the tries together.
struct Tally {
    int events = 0;
    int killed = 0;
    int closed = 0;
    std::size_t begun = 0;
    std::size_t ended = 0;
    HistoryNotes::Counts history;
    int filesRead = 0;
    std::map<std::string, int> states;
};

/// What somebody did in the weeks before yesterday.
std::vector<core::Telling> weeksBefore(core::WallTime now, std::uint32_t seed) {
    now.utc -= std::chrono::hours{24};
    std::vector<core::Telling> sessions;
    makeHistory({.seed = seed, .sessions = 40, .newest = now},
                [&](const core::SessionRecord &each) { sessions.emplace_back(each); });
    return sessions;
}

/// A history from another machine, to be taken in.
void bringHistory(const std::filesystem::path &file, const std::vector<core::Telling> &sessions) {
    std::ofstream out(file, std::ios::binary);
    exchange::HistoryJsonWriter writer(out);
    for (const core::Telling &each : sessions) {
        writer.add(std::get<core::SessionRecord>(each));
    }
    writer.end();
}

/// The sessions of a store, unfinished ones without an outcome, by their ids.
std::map<std::string, core::SessionRecord> sessionsIn(storage::Store &store,
                                                      std::vector<std::string> &faults) {
    std::vector<core::SessionRecord> all = store.sessions({.limit = 10000, .after = {}}).value();
    const std::vector<core::SessionRecord> unfinished = unfinishedRecords(store);
    all.insert(all.end(), unfinished.begin(), unfinished.end());
    std::map<std::string, core::SessionRecord> found;
    for (const core::SessionRecord &each : all) {
        if (!found.emplace(each.id, each).second) {
            faults.push_back("twice in the store: " + each.id);
        }
    }
    return found;
}

/// One machine and all the lives of the program on it.
class Lives {
public:
    Lives(std::uint32_t seed, bool onFile, Tally &tally)
        : m_seed(seed), m_tally(tally), m_person(seed, m_machine), m_dice(seed + 1) {
        const core::WallTime now = m_machine.clock.wall();
        const std::vector<core::Telling> before = weeksBefore(now, seed);
        if (onFile) {
            bringHistory(m_machine.elsewhere / "other.json", before);
        } else {
            m_machine.disk = std::make_unique<FailingDisk>();
            (void)m_machine.disk->kept.merge(before, now);
            m_notes.startOver(m_machine.disk->kept);
        }
    }

    void run(int events) {
        try {
            begin();
            for (int i = 0; i < events; ++i) {
                happen();
            }
            end(Deed::Program::Killed);
        } catch (const std::exception &thrown) {
            m_witnessed.faults.emplace_back(thrown.what());
            report();
        }
        m_tally.begun += m_witnessed.begun.size();
        m_tally.ended += m_witnessed.ended.size();
        count(m_notes.history().counts());
    }

private:
    void begin();
    void happen();
    void end(Deed::Program how);
    void report();
    void count(const HistoryNotes::Counts &history);
    [[nodiscard]] storage::StoreOpener opener();
    [[nodiscard]] WindowWalk::Machine machine();
    /// What the program said of the store before it was gone.
    struct Told {
        std::set<std::string> saved;                    ///< sessions that are in it
        std::optional<core::SessionRecord> underWay{};  ///< one of these
    };
    void checkStore(const Told &told);
    void checkSession(const core::SessionRecord &stored);
    void checkJournals();

    std::uint32_t m_seed;
    Tally &m_tally;
    RandomMachine m_machine;
    RandomPerson m_person;
    std::mt19937 m_dice;
    StoreNotes m_notes;
    Witnessed m_witnessed;
    std::atomic<int> m_opened{0};  ///< how often the store was, in this life
    int m_happened = 0;
    std::deque<std::string> m_lately;
    std::unique_ptr<WindowWalk> m_walk;
    std::unique_ptr<GateWatch> m_watch;
    std::unique_ptr<HistoryWatch> m_history;
};

storage::StoreOpener Lives::opener() {
    const auto underneath =
        m_machine.disk != nullptr
            ? m_machine.disk->opener()
            : machineOn(QString::fromStdString(m_machine.data.path().string())).open;
    return [this, underneath]() -> storage::Stored<std::unique_ptr<storage::Store>> {
        auto store = underneath();
        if (!store) {
            return store;
        }
        // The program opens a store a second time only after it has put another in its place.
        if (m_opened++ > 0) {
            m_notes.startOver(*store.value());
        }
        return std::unique_ptr<storage::Store>(
            std::make_unique<NotedStore>(std::move(store).value(), m_notes));
    };
}

WindowWalk::Machine Lives::machine() {
    const QString data = QString::fromStdString(m_machine.data.path().string());
    WindowWalk::Machine machine = machineOn(data);
    if (m_machine.disk != nullptr) {
        machine.store.clear();
    }
    machine.open = opener();
    machine.clock = &m_machine.clock;
    machine.dialogs = m_person.dialogs();
    machine.opensAtOnce = false;
    return machine;
}

void Lives::begin() {
    using Code = storage::StoreError::Code;
    m_machine.neverOpens = false;
    if (m_machine.disk != nullptr) {
        const auto luck = m_dice() % 12;
        m_machine.neverOpens = luck == 0;
        m_machine.disk->opening = luck == 0   ? std::optional(Code::Newer)
                                  : luck == 1 ? std::optional(Code::Io)
                                              : std::nullopt;
        if (m_dice() % 4 != 0) {
            m_machine.disk->writing = std::nullopt;
        }
    }
    m_opened = 0;
    m_walk = std::make_unique<WindowWalk>(machine());
    m_watch = std::make_unique<GateWatch>(*m_walk, m_machine.clock, m_witnessed);
    m_history =
        std::make_unique<HistoryWatch>(*m_walk, m_machine.clock, m_machine.elsewhere.path());
    m_walk->settle();
    // What the system tells of files comes at another event each time: the person tells it.
    if (auto *watcher = m_walk->window().findChild<app::ContentWatcher *>()) {
        watcher->blockSignals(true);
    }
}

void Lives::happen() {
    m_watch->allowEnd(m_person.canEndSession());
    const Deed deed = m_person.act(*m_walk);
    m_watch->allowEnd(false);
    ++m_happened;
    ++m_tally.events;
    std::vector<std::string> &faults = m_witnessed.faults;
    if (deed.program != Deed::Program::Killed) {
        std::ranges::move(m_history->impossibilities(), std::back_inserter(faults));
    }
    m_lately.push_back(deed.what + " -> " + stateOf(*m_walk));
    if (m_lately.size() > 20) {
        m_lately.pop_front();
    }
    ++m_tally.states[stateOf(*m_walk)];
    std::ranges::move(impossibilities(*m_walk), std::back_inserter(faults));
    std::ranges::move(m_notes.faults(), std::back_inserter(faults));
    for (const std::string &each : Warnings::take()) {
        faults.push_back("Qt warns: " + each);
    }
    if (deed.program != Deed::Program::Runs) {
        end(deed.program);
        begin();
    }
    if (!faults.empty()) {
        report();
    }
}

void Lives::count(const HistoryNotes::Counts &history) {
    HistoryNotes::Counts &all = m_tally.history;
    all.ended += history.ended;
    all.annotated += history.annotated;
    all.deleted += history.deleted;
    all.broughtBack += history.broughtBack;
    all.takenIn += history.takenIn;
}

void Lives::end(Deed::Program how) {
    ++(how == Deed::Program::Killed ? m_tally.killed : m_tally.closed);
    if (how == Deed::Program::Closed) {
        m_walk->settle();
    }
    // Where the store was replaced, what was saved before may rightly be gone.
    const bool saved = m_walk->records().allSaved() && m_opened == 1;
    const Told told =
        saved ? Told{.saved = m_watch->begun(), .underWay = m_walk->practice().underWay()} : Told{};
    m_tally.filesRead += m_history->filesRead();
    m_history.reset();
    m_watch.reset();
    m_walk.reset();
    checkStore(told);
}

void Lives::report() {
    std::ostringstream words;
    words << "seed " << m_seed << ", event " << m_happened << ":\n";
    for (const std::string &fault : m_witnessed.faults) {
        words << "  " << fault << '\n';
    }
    for (const std::string &each : m_lately) {
        words << "    " << each << '\n';
    }
    FAIL(words.str());
}

// What is in the store when the program is gone

void Lives::checkStore(const Told &told) {
    std::vector<std::string> &faults = m_witnessed.faults;
    std::unique_ptr<storage::Store> file;
    if (m_machine.disk == nullptr) {
        file = storage::openSqliteStore(
                   storeIn(QString::fromStdString(m_machine.data.path().string())),
                   storage::OpenMode::ReadOnly)
                   .value();
    }
    storage::Store &store = file != nullptr ? *file : m_machine.disk->kept;
    const auto stored = sessionsIn(store, faults);
    m_notes.history().found(standOf(store));
    const HistoryNotes::Ids deleted = m_notes.history().deleted();
    for (const auto &[id, noted] : m_notes.sessions()) {
        const auto found = stored.find(id);
        if (deleted.contains(id)) {
            continue;
        }
        if (found == stored.end()) {
            faults.push_back("acknowledged and lost: " + id);
        } else if (found->second.steps != noted.record.steps ||
                   found->second.outcome.has_value() != noted.over ||
                   (noted.record.outcome && found->second.outcome != noted.record.outcome)) {
            faults.push_back("not as it was acknowledged: " + id);
        }
    }
    for (const std::string &id : told.saved) {
        if (!stored.contains(id) && !deleted.contains(id)) {
            faults.push_back("saved, as the program says, and lost: " + id);
        }
    }
    if (const auto &lived = told.underWay; lived && stored.contains(lived->id)) {
        const core::Milliseconds lost = lived->held() - stored.at(lived->id).held();
        if (lost < core::Milliseconds{0} || lost > core::SessionRules{}.beat) {
            faults.push_back("lost " + std::to_string(lost.count()) + " ms of " + lived->id);
        }
    }
    for (const auto &[id, session] : stored) {
        checkSession(session);
    }
    std::ranges::copy(m_notes.faults(), std::back_inserter(faults));
    if (file != nullptr) {
        checkJournals();
    }
}

/// A technique has only an end that was seen, and then what was seen at the end is what is stored.
void Lives::checkSession(const core::SessionRecord &stored) {
    if (!stored.outcome || !stored.answers.empty() || !m_witnessed.begun.contains(stored.id)) {
        return;
    }
    const auto [first, last] = m_witnessed.ended.equal_range(stored.id);
    const bool seen = std::any_of(first, last, [&](const auto &each) {
        return each.second.outcome == stored.outcome && each.second.steps == stored.steps &&
               each.second.hurts == stored.hurts;
    });
    const bool filedAsItStood =
        m_witnessed.endedHere.contains(stored.id) && stored.outcome != Outcome::Completed;
    if (!seen && !filedAsItStood) {
        m_witnessed.faults.push_back("in the store but not seen: " + stored.id + " " +
                                     std::string(core::outcomeName(*stored.outcome)));
    }
}

void Lives::checkJournals() {
    const auto noted = m_notes.sessions();
    SQLite::Database file(storeIn(QString::fromStdString(m_machine.data.path().string())).string());
    SQLite::Statement journals(
        file, "SELECT session_id, count(*), min(sequence), max(sequence) FROM journal GROUP BY 1");
    while (journals.executeStep()) {
        const int entries = journals.getColumn(1).getInt();
        const bool whole =
            journals.getColumn(2).getInt() == 1 && journals.getColumn(3).getInt() == entries;
        if (!whole) {
            m_witnessed.faults.push_back("a gap in the journal of " +
                                         journals.getColumn(0).getString());
        }
    }
}

void tryLives(bool onFile, const char *name) {
    constexpr int kEventsPerMachine = 1500;
    const int machines = longForm() ? 34 : 1;
    const Warnings warnings;
    const FaultyVfs quick;  // no power is cut here, so nothing waits for a real sync
    Tally tally;
    for (int i = 0; i < machines; ++i) {
        Lives(static_cast<std::uint32_t>(i) + 1, onFile, tally).run(kEventsPerMachine);
    }
    std::cout << name << ": events " << tally.events << ", lives: " << tally.killed + tally.closed
              << " (killed " << tally.killed << ", closed " << tally.closed
              << "), sessions begun: " << tally.begun << ", ended: " << tally.ended
              << ", corrected: " << tally.history.annotated
              << ", deleted: " << tally.history.deleted
              << ", brought back: " << tally.history.broughtBack
              << ", taken in: " << tally.history.takenIn << ", files read: " << tally.filesRead
              << ", states:";
    std::vector<std::string> unseen;
    for (const std::string &state : knownStates(onFile)) {
        std::cout << ' ' << state << ' ' << tally.states[state] << ';';
        if (tally.states[state] == 0) {
            unseen.push_back(state);
        }
    }
    std::cout << " impossible: 0, crashes: 0\n";
    CAPTURE(unseen);
    CHECK(unseen.size() <= (longForm() ? 0U : 3U));
}

}  // namespace

TEST_CASE("random events: a store in a file") { tryLives(true, "random events, file"); }

TEST_CASE("random events: a disk that fails") { tryLives(false, "random events, failing disk"); }
