#include "storage/filled_store.h"

#include "storage/sqlite_store.h"
#include "support/catch.h"
#include "support/sessions.h"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>
#include <sqlite3.h>

#include <algorithm>
#include <iterator>
#include <utility>

namespace psoas {

using namespace psoas::storage;
using namespace std::chrono_literals;

namespace {

/// While it lives, connections that are made do not wait for the disk: what is only the ground that
/// a test stands on need not outlive a power cut.
class Unsynced {
public:
    Unsynced() { sqlite3_auto_extension(entry()); }
    Unsynced(const Unsynced &) = delete;
    Unsynced &operator=(const Unsynced &) = delete;
    ~Unsynced() { sqlite3_cancel_auto_extension(entry()); }

private:
    static int connected(sqlite3 *db, const char ** /*error*/, const void * /*api*/) {
        sqlite3_exec(db, "PRAGMA synchronous = OFF", nullptr, nullptr, nullptr);
        return sqlite3_set_authorizer(db, leaveIt, nullptr);
    }
    static int leaveIt(void * /*ours*/, int action, const char *name, const char * /*value*/,
                       const char * /*database*/, const char * /*trigger*/) {
        const bool isIt = action == SQLITE_PRAGMA && std::string(name) == "synchronous";
        return isIt ? SQLITE_IGNORE : SQLITE_OK;
    }
    static void (*entry())() { return reinterpret_cast<void (*)()>(&Unsynced::connected); }
};

std::vector<std::string> columnsOf(SQLite::Database &db, const std::string &table) {
    std::vector<std::string> columns;
    // The sums of a session follow from its steps, and the store's own check compares them.
    SQLite::Statement names(db,
                            "SELECT name FROM pragma_table_info(?1) "
                            "WHERE NOT (?1 = 'sessions' AND name LIKE '%\\_ms' ESCAPE '\\')");
    names.bind(1, table);
    while (names.executeStep()) {
        columns.push_back(names.getColumn(0));
    }
    return columns;
}

std::vector<std::string> rowsIn(SQLite::Database &db, const std::string &table) {
    std::string values;
    for (const std::string &column : columnsOf(db, table)) {
        values += (values.empty() ? "quote(" : " || ' ' || quote(") + column + ")";
    }
    std::vector<std::string> rows;
    SQLite::Statement all(db, "SELECT " + values + " FROM " + table + " ORDER BY 1");
    while (all.executeStep()) {
        rows.push_back(all.getColumn(0));
    }
    return rows;
}

void fillSession(Store &store, const core::SessionRecord &session, bool ends) {
    REQUIRE(store.begin(session));
    for (int sequence = 1; sequence <= 12; ++sequence) {
        core::JournalEntry entry;
        entry.sequence = sequence;
        entry.at = sequence * 5s;
        entry.transition = core::Transition::Beat;
        entry.position = sequence > 6 ? 1 : 0;
        entry.step = session.steps[entry.position];
        entry.step.held = std::min<core::Milliseconds>(sequence * 3s, 20s);
        if (sequence == 3) {
            entry.answer = core::AnswerRecord{.question = "E1", .yes = false};
            entry.hurt = core::NumberedHurt{.index = 0,
                                            .hurt = {.kind = core::HurtKind::Sharp,
                                                     .step = "hold",
                                                     .side = core::Side::Left,
                                                     .at = 8s,
                                                     .choice = {}}};
        }
        REQUIRE(store.append(session.id, entry,
                             {session.startedAt.utc + entry.at, session.startedAt.offset}));
    }
    const core::WallTime end{session.startedAt.utc + 55s, session.startedAt.offset};
    if (ends) {
        REQUIRE(store.finish(session.id, core::Outcome::Therapist, end));
        REQUIRE(store.annotate(session.id, 4, "it's better " + session.id, end));
    }
}

}  // namespace

Rows rowsOf(const std::filesystem::path &file) {
    SQLite::Database db(file.string(), SQLite::OPEN_READONLY);
    Rows rows;
    SQLite::Statement tables(
        db, "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'");
    while (tables.executeStep()) {
        const std::string table = tables.getColumn(0);
        rows[table] = rowsIn(db, table);
    }
    return rows;
}

Rows rowsButNewest(const std::filesystem::path &file) {
    Rows rows = rowsOf(file);
    rows.erase("newest_stored");
    return rows;
}

void fillStore(const std::filesystem::path &file, int sessions, const std::string &prefix) {
    const Unsynced unsynced;
    const auto store = openSqliteStore(file, OpenMode::ReadWrite);
    REQUIRE(store);
    for (int i = 1; i <= sessions; ++i) {
        fillSession(*store.value(), startedSession(prefix + std::to_string(i), i * 1min),
                    i < sessions);
    }
    REQUIRE(store.value()->addDayAnswer({.at = wallAt(1h), .nothingNew = true}));
    REQUIRE(store.value()->setScreening(core::Screening::C1,
                                        {.at = wallAt(1h), .answer = core::ScreeningAnswer::Yes}));
}

std::vector<core::SessionRecord> allSessions(const std::filesystem::path &file) {
    const auto store = openSqliteStore(file, OpenMode::ReadOnly);
    REQUIRE(store);
    auto found = store.value()->sessions({});
    REQUIRE(found);
    std::vector<core::SessionRecord> all = std::move(found).value();
    std::ranges::move(unfinishedRecords(*store.value()), std::back_inserter(all));
    return all;
}

storage::Backup backedUp(const std::filesystem::path &store, core::WallTime now,
                         storage::BackupReason reason) {
    auto backup = storage::backUp(store, reason, now);
    if (!backup) {
        FAIL(backup.error().detail);
    }
    return std::move(backup).value();
}

void sql(const std::filesystem::path &file, const std::string &statements) {
    SQLite::Database(file.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE).exec(statements);
}

}  // namespace psoas
