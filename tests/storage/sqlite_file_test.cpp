#include "storage/backups.h"
#include "storage/filled_store.h"
#include "storage/ordinary_user.h"
#include "storage/schema.h"
#include "storage/sqlite_store.h"
#include "support/catch.h"
#include "support/sessions.h"
#include "support/temp_folder.h"

#include <SQLiteCpp/Database.h>
#include <sqlite3.h>

#include <functional>
#include <iterator>
#include <utility>
#include <vector>

using namespace psoas;
using namespace psoas::storage;
using namespace std::chrono_literals;

namespace {

using Code = StoreError::Code;

const int kPresent = static_cast<int>(migrations().size());

/// The released migrations and one more.
std::vector<std::string_view> andThen(std::string_view sql) {
    std::vector<std::string_view> all(migrations().begin(), migrations().end());
    all.push_back(sql);
    return all;
}

Code failure(const std::filesystem::path &file, OpenMode mode = OpenMode::ReadWrite) {
    const auto opened = openSqliteStore(file, mode);
    REQUIRE_FALSE(opened);
    return opened.error().code;
}

int number(const std::filesystem::path &file, const std::string &query) {
    return SQLite::Database(file.string()).execAndGet(query).getInt();
}

std::unique_ptr<Store> opened(const std::filesystem::path &file) {
    auto store = openSqliteStore(file, OpenMode::ReadWrite);
    REQUIRE(store);
    return std::move(store).value();
}

std::ptrdiff_t filesIn(const TempFolder &folder) {
    return std::distance(std::filesystem::directory_iterator(folder.path()),
                         std::filesystem::directory_iterator());
}

/// Makes a store in `file` with the session "a" and, in `crashed`, what a program leaves that dies
/// in the middle of a change of it: some pages new, some old, and the journal of the old ones.
void leaveHalfWritten(const std::filesystem::path &file, const std::filesystem::path &crashed) {
    REQUIRE(opened(file)->begin(startedSession("a")));
    SQLite::Database db(file.string(), SQLite::OPEN_READWRITE);
    // So few pages in memory that the first of them reach the file before the commit.
    db.exec("PRAGMA cache_size = 1; BEGIN; UPDATE sessions SET note = 'new'");
    db.exec(
        "WITH RECURSIVE n (i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 2000) "
        "INSERT INTO journal SELECT 'a', i, 0, 0, 0, 'beat', 0, 0 FROM n");
    std::filesystem::create_directories(crashed.parent_path());
    std::filesystem::copy_file(file, crashed);
    std::filesystem::copy_file(file.string() + "-journal", crashed.string() + "-journal");
}

/// While it lives, calls `told` whenever this program connects to a database.
class Connecting {
public:
    explicit Connecting(std::function<void()> told) {
        tell() = std::move(told);
        sqlite3_auto_extension(entry());
    }
    Connecting(const Connecting &) = delete;
    Connecting &operator=(const Connecting &) = delete;
    ~Connecting() { sqlite3_cancel_auto_extension(entry()); }

private:
    // SQLite calls with nothing of ours in its hands.
    static std::function<void()> &tell() {
        static std::function<void()> told;
        return told;
    }
    static int connected(sqlite3 * /*db*/, const char ** /*error*/, const void * /*api*/) {
        tell()();
        return SQLITE_OK;
    }
    static void (*entry())() { return reinterpret_cast<void (*)()>(&Connecting::connected); }
};

}  // namespace

TEST_CASE("a new store is made with its folder for its owner only") {
    const TempFolder folder;
    const auto file = folder / "deep/down/history.db";
    opened(file);
    CHECK(number(file, "PRAGMA application_id") == kApplicationId);
    CHECK(number(file, "PRAGMA user_version") == kPresent);
#ifndef _WIN32
    using std::filesystem::perms;
    CHECK(std::filesystem::status(file).permissions() == (perms::owner_read | perms::owner_write));
    CHECK(std::filesystem::status(file.parent_path()).permissions() == perms::owner_all);
#endif
}

TEST_CASE("reading creates nothing") {
    const TempFolder folder;
    CHECK(failure(folder / "history.db", OpenMode::ReadOnly) == Code::Missing);
    CHECK(std::filesystem::is_empty(folder.path()));
}

TEST_CASE("what was stored is there after opening again") {
    const TempFolder folder;
    const auto file = folder / "history.db";
    const core::SessionRecord session = startedSession("a");
    REQUIRE(opened(file)->begin(session));
    CHECK(unfinishedRecords(*opened(file)) == std::vector{session});
    auto reader = openSqliteStore(file, OpenMode::ReadOnly);
    REQUIRE(reader);
    CHECK(reader.value()->unfinished().value().size() == 1);
    CHECK_FALSE(reader.value()->begin(startedSession("b")));
}

TEST_CASE("a stranger's database stays as it is") {
    const TempFolder folder;
    const auto file = folder / "history.db";
    const std::string statements =
        GENERATE("CREATE TABLE theirs (x)", "PRAGMA application_id = 7", "PRAGMA user_version = 1");
    sql(file, statements);
    const std::string before = bytesOf(file);
    CHECK(failure(file) == Code::NotOurs);
    CHECK(bytesOf(file) == before);
}

TEST_CASE("a store from a newer version stays as it is") {
    const TempFolder folder;
    const auto file = folder / "history.db";
    opened(file);
    sql(file, "PRAGMA user_version = 1000");
    const std::string before = bytesOf(file);
    CHECK(failure(file) == Code::Newer);
    CHECK(failure(file, OpenMode::ReadOnly) == Code::Newer);
    CHECK(bytesOf(file) == before);
}

TEST_CASE("a file that is no database is damaged and stays as it is") {
    const TempFolder folder;
    const auto file = folder / "history.db";
    write(file, std::string(5000, 'x'));
    CHECK(failure(file) == Code::Damaged);
    CHECK(bytesOf(file) == std::string(5000, 'x'));
}

#ifdef __linux__
TEST_CASE("what may not be written is told when it is opened") {
    using std::filesystem::perms;
    const TempFolder folder;
    const auto file = folder / "history.db";
    const auto locked = [&](const std::filesystem::path &path, perms wanted) {
        std::filesystem::permissions(path, wanted);
    };
    const auto read = perms::owner_read | perms::group_read | perms::others_read;
    const auto enter = perms::owner_exec | perms::group_exec | perms::others_exec;

    SECTION("a folder without a store") {
        locked(folder.path(), read | enter);
        const OrdinaryUser user;
        CHECK(failure(file) == Code::ReadOnly);
        CHECK(failure(folder / "deep/down/history.db") == Code::ReadOnly);
        CHECK(failure(file, OpenMode::ReadOnly) == Code::Missing);
    }
    SECTION("a file") {
        REQUIRE(opened(file)->begin(startedSession("a")));
        locked(file, read);
        const OrdinaryUser user;
        CHECK(failure(file) == Code::ReadOnly);
        CHECK(openSqliteStore(file, OpenMode::ReadOnly));
    }
    SECTION("a file that may not even be read") {
        REQUIRE(opened(file)->begin(startedSession("a")));
        locked(file, perms::none);
        const OrdinaryUser user;
        CHECK(failure(file) == Code::ReadOnly);
        CHECK(failure(file, OpenMode::ReadOnly) == Code::Io);
    }
    SECTION("a folder in which the file may be written, but no journal beside it") {
        REQUIRE(opened(file)->begin(startedSession("a")));
        locked(file, perms::all);
        locked(folder.path(), read | enter);
        const OrdinaryUser user;
        CHECK(failure(file) == Code::ReadOnly);
        const auto reader = openSqliteStore(file, OpenMode::ReadOnly);
        REQUIRE(reader);
        CHECK(reader.value()->unfinished().value().size() == 1);
    }
    SECTION("a folder that may not be entered") {
        REQUIRE(opened(file)->begin(startedSession("a")));
        locked(folder.path(), perms::none);
        {
            const OrdinaryUser user;
            CHECK(failure(file) == Code::ReadOnly);
            CHECK(failure(file, OpenMode::ReadOnly) == Code::Io);
        }
    }
    locked(folder.path(), perms::owner_all);
}
#endif

TEST_CASE("opening a store that needs nothing changes not a byte") {
    const TempFolder folder;
    const auto file = folder / "history.db";
    REQUIRE(opened(file)->begin(startedSession("a")));
    const std::string before = bytesOf(file);
    opened(file);
    CHECK(openSqliteStore(file, OpenMode::ReadOnly));
    CHECK(bytesOf(file) == before);
    CHECK(filesIn(folder) == 1);
}

TEST_CASE("an empty file is no store yet and may become one") {
    const TempFolder folder;
    const auto file = folder / "history.db";
    write(file, "");
    CHECK(failure(file, OpenMode::ReadOnly) == Code::Missing);
    CHECK(bytesOf(file).empty());
    CHECK(filesIn(folder) == 1);
    CHECK(opened(file)->begin(startedSession("a")));
}

TEST_CASE("a change that was cut off is undone by whoever opens the store next") {
    const TempFolder folder;
    const auto file = folder / "crashed/history.db";
    leaveHalfWritten(folder / "history.db", file);
    const std::filesystem::path journal = file.string() + "-journal";
    REQUIRE(std::filesystem::exists(journal));

    SECTION("a reader that may write") {
        const auto mode = GENERATE(OpenMode::ReadOnly, OpenMode::ReadWrite);
        auto store = openSqliteStore(file, mode);
        REQUIRE(store);
        CHECK(unfinishedRecords(*store.value()) == std::vector{startedSession("a")});
        CHECK(store.value()->check().value().faults.empty());
        CHECK_FALSE(std::filesystem::exists(journal));
    }
#ifdef __linux__
    SECTION("a reader that may not says so and leaves it") {
        using std::filesystem::perms;
        const auto read = perms::owner_read | perms::group_read | perms::others_read;
        std::filesystem::permissions(file, read);
        std::filesystem::permissions(journal, read);
        const std::string before = bytesOf(file);
        {
            const OrdinaryUser user;
            CHECK(failure(file, OpenMode::ReadOnly) == Code::HalfWritten);
            CHECK(bytesOf(file) == before);
        }
        // Now the file itself may be written; only the journal cannot be removed.
        std::filesystem::permissions(file, perms::all);
        std::filesystem::permissions(journal, perms::all);
        {
            const OrdinaryUser user;
            CHECK(failure(file, OpenMode::ReadOnly) == Code::HalfWritten);
            CHECK(failure(file) == Code::ReadOnly);
        }
        CHECK(std::filesystem::exists(journal));
        CHECK(unfinishedRecords(*opened(file)) == std::vector{startedSession("a")});
    }
#endif
}

TEST_CASE("a folder in the place of the store is an error") {
    const TempFolder folder;
    std::filesystem::create_directories(folder / "history.db");
    CHECK_FALSE(openSqliteStore(folder / "history.db", OpenMode::ReadWrite));
}

TEST_CASE("a value out of its range is refused by the tables") {
    const TempFolder folder;
    const auto store = opened(folder / "history.db");
    core::SessionRecord session = startedSession("a");
    const auto refused = [&] {
        const auto begun = store->begin(session);
        return !begun && begun.error().code == Code::Refused;
    };
    session.tightnessBefore = 11;
    CHECK(refused());
    session.tightnessBefore = 10;
    session.steps[0].held = 21s;
    CHECK(refused());
    CHECK(store->unfinished().value().empty());
}

TEST_CASE("no table takes an offset that no place on earth has") {
    const TempFolder folder;
    const auto file = folder / "history.db";
    const auto store = opened(file);
    const std::string row =
        GENERATE("safety_checks (id, utc, offset, clinician_looked) VALUES ('a', 0, OFFSET, 0)",
                 "day_answers (utc, offset, nothing_new) VALUES (0, OFFSET, 1)",
                 "screenings (question, utc, offset, answer) VALUES ('C1', 0, OFFSET, 'no')",
                 "pain_stops (utc, offset, routine_id) VALUES (0, OFFSET, 'r')",
                 "newest_stored (one, utc, offset) VALUES (1, 0, OFFSET)");
    const auto inserted = [&](const std::string &offset) {
        std::string values = row;
        values.replace(values.rfind("OFFSET"), 6, offset);
        sql(file, "INSERT INTO " + values);
    };
    CAPTURE(row);
    CHECK_THROWS_AS(inserted("-1081"), SQLite::Exception);
    CHECK_THROWS_AS(inserted("1081"), SQLite::Exception);
    CHECK_NOTHROW(inserted("-1080"));
}

TEST_CASE("the journal knows every transition and no other word") {
    const TempFolder folder;
    const auto file = folder / "history.db";
    const auto store = opened(file);
    const core::SessionRecord session = startedSession("a");
    REQUIRE(store->begin(session));
    core::JournalEntry entry;
    entry.step = session.steps[0];
    const int last = static_cast<int>(core::Transition::Suspended);
    for (int each = 0; each <= last; ++each) {
        entry.sequence = each + 1;
        entry.transition = static_cast<core::Transition>(each);
        CAPTURE(core::transitionName(entry.transition));
        CHECK(store->append("a", entry, wallAt(0s)));
    }
    CHECK_THROWS_AS(sql(file, "INSERT INTO journal VALUES ('a', 99, 0, 0, 'slept', 0)"),
                    SQLite::Exception);
}

TEST_CASE("every entry of the journal is a row of its own") {
    const TempFolder folder;
    const auto file = folder / "history.db";
    const auto store = opened(file);
    const core::SessionRecord session = startedSession("a");
    REQUIRE(store->begin(session));
    for (int sequence = 1; sequence <= 3; ++sequence) {
        core::JournalEntry entry;
        entry.sequence = sequence;
        entry.at = sequence * 5s;
        entry.transition = core::Transition::Beat;
        entry.step = session.steps[0];
        REQUIRE(store->append("a", entry, wallAt(entry.at)));
    }
    CHECK(number(file, "SELECT count(*) FROM journal WHERE session_id = 'a'") == 3);
    CHECK(number(file, "SELECT at_ms FROM journal WHERE sequence = 3") == 15000);
    CHECK(number(file, "SELECT count(*) FROM journal WHERE transition = 'beat'") == 3);
}

TEST_CASE("an older store is migrated after a backup of it") {
    const TempFolder folder;
    const auto file = folder / "history.db";
    REQUIRE(opened(file)->begin(startedSession("a")));
    const auto newer = andThen("ALTER TABLE sessions ADD COLUMN mood TEXT;");
    auto store = openSqliteStore(file, OpenMode::ReadWrite, newer);
    REQUIRE(store);
    CHECK(store.value()->unfinished().value().size() == 1);
    CHECK(number(file, "PRAGMA user_version") == kPresent + 1);
    CHECK(number(file, "SELECT count(mood) FROM sessions") == 0);
    const auto backups = backupsIn(folder / "backups");
    REQUIRE(backups.size() == 1);
    CHECK(backups[0].reason == BackupReason::BeforeMigration);
    CHECK(number(backups[0].file, "PRAGMA user_version") == kPresent);
    CHECK(number(backups[0].file, "SELECT count(*) FROM sessions") == 1);
}

TEST_CASE("nothing is written between the backup and the migration") {
    const TempFolder folder;
    const auto file = folder / "history.db";
    REQUIRE(opened(file)->begin(startedSession("a")));
    SQLite::Database other(file.string(), SQLite::OPEN_READWRITE);
    int connections = 0;
    bool written = false;
    // The first connections are those of the store and of the model it is compared with; all others
    // serve the backup.
    const Connecting connecting([&] {
        if (++connections > 2) {
            written |= other.tryExec("UPDATE sessions SET note = 'late'") == SQLITE_OK;
        }
    });
    const auto newer = andThen("ALTER TABLE sessions ADD COLUMN mood TEXT;");
    REQUIRE(openSqliteStore(file, OpenMode::ReadWrite, newer));
    CHECK(connections > 2);
    CHECK_FALSE(written);
}

TEST_CASE("a migration may rebuild a table, and nothing that refers to it is lost") {
    const TempFolder folder;
    const auto file = folder / "history.db";
    REQUIRE(opened(file)->begin(startedSession("a")));
    const auto newer = andThen(
        "CREATE TABLE rebuilt AS SELECT * FROM sessions; DROP TABLE sessions;"
        "CREATE TABLE sessions (id TEXT NOT NULL PRIMARY KEY) STRICT;"
        "INSERT INTO sessions SELECT id FROM rebuilt; DROP TABLE rebuilt;");
    REQUIRE(openSqliteStore(file, OpenMode::ReadWrite, newer));
    CHECK(number(file, "SELECT count(*) FROM sessions") == 1);
    CHECK(number(file, "SELECT count(*) FROM session_steps") == 2);
}

TEST_CASE("a migration that leaves rows without their session is taken back") {
    const TempFolder folder;
    const auto file = folder / "history.db";
    REQUIRE(opened(file)->begin(startedSession("a")));
    const auto careless = andThen("DELETE FROM sessions;");
    CHECK_FALSE(openSqliteStore(file, OpenMode::ReadWrite, careless));
    CHECK(number(file, "PRAGMA user_version") == kPresent);
    CHECK(unfinishedRecords(*opened(file)) == std::vector{startedSession("a")});
}

TEST_CASE("what is newer or another's is not touched, not even its write-ahead log") {
    const TempFolder folder;
    const auto file = folder / "there/history.db";
    const bool newer = GENERATE(true, false);
    const auto mode = GENERATE(OpenMode::ReadOnly, OpenMode::ReadWrite);
    std::filesystem::create_directories(file.parent_path());
    // As a program leaves it that is still at work on it, or has died.
    const auto source = folder / "source.db";
    SQLite::Database busy(source.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    busy.exec(newer ? "PRAGMA application_id = " + std::to_string(kApplicationId) +
                          "; PRAGMA user_version = 1000"
                    : std::string("CREATE TABLE theirs (a)"));
    busy.exec("PRAGMA journal_mode = WAL; CREATE TABLE t (a); INSERT INTO t VALUES (1)");
    for (const char *part : {"", "-wal", "-shm"}) {
        std::filesystem::copy_file(source.string() + part, file.string() + part);
    }
    const std::string before = bytesOf(file);
    const std::string log = bytesOf(file.string() + "-wal");
    REQUIRE(log.size() > 1000);
    CHECK(failure(file, mode) == (newer ? Code::Newer : Code::NotOurs));
    CHECK(bytesOf(file) == before);
    CHECK(bytesOf(file.string() + "-wal") == log);
}

TEST_CASE("a store that is not made as its version is is damaged and stays as it is") {
    const TempFolder folder;
    const auto file = folder / "history.db";
    opened(file);
    const std::string change = GENERATE(
        "DROP TABLE hurts", "DROP INDEX sessions_by_start", "ALTER TABLE sessions DROP COLUMN note",
        "ALTER TABLE sessions RENAME COLUMN note TO notes",
        "DROP TABLE pain_stops; CREATE TABLE pain_stops (number INTEGER PRIMARY KEY, "
        "utc INTEGER NOT NULL, offset INTEGER NOT NULL, routine_id TEXT NOT NULL)",
        "DROP INDEX sessions_by_start; "
        "CREATE INDEX sessions_by_start ON sessions (started_utc, id DESC)",
        "DROP INDEX sessions_by_start; "
        "CREATE INDEX sessions_by_start ON sessions (started_utc DESC, id DESC, note)",
        "ALTER TABLE sessions ADD COLUMN mine TEXT",
        "CREATE TRIGGER odd AFTER INSERT ON hurts BEGIN DELETE FROM hurts; END",
        "CREATE TRIGGER odd AFTER INSERT ON HURTS BEGIN DELETE FROM hurts; END",
        "CREATE UNIQUE INDEX odd ON sessions (routine_id)",
        "CREATE INDEX odd ON sessions (abs(tightness_before))",
        "CREATE INDEX odd ON sessions (note) WHERE abs(started_utc) > 0",
        "PRAGMA user_version = 0");
    CAPTURE(change);
    sql(file, change);
    const std::string before = bytesOf(file);
    const auto mode = GENERATE(OpenMode::ReadOnly, OpenMode::ReadWrite);
    CHECK(failure(file, mode) == Code::Damaged);
    CHECK(bytesOf(file) == before);
}

TEST_CASE("what the library notes down about its tables does no harm") {
    const TempFolder folder;
    const auto file = folder / "history.db";
    REQUIRE(opened(file)->begin(startedSession("a")));
    sql(file, "ANALYZE");
    CHECK(opened(file)->unfinished().value().size() == 1);
}

TEST_CASE("what a person has added to their store for themselves is no damage") {
    const TempFolder folder;
    const auto file = folder / "history.db";
    REQUIRE(opened(file)->begin(startedSession("a")));
    sql(file,
        GENERATE("CREATE INDEX mine ON sessions (routine_id, note COLLATE NOCASE DESC)",
                 "CREATE VIEW mine AS SELECT note FROM sessions",
                 "CREATE VIEW mine AS SELECT note FROM sessions; CREATE TRIGGER odd INSTEAD OF "
                 "INSERT ON mine BEGIN SELECT 1; END",
                 "CREATE TABLE mine (a INTEGER PRIMARY KEY, b UNIQUE, c REFERENCES mine (a))"));
    const auto store = opened(file);
    REQUIRE(store->finish("a", core::Outcome::Completed, wallAt(45s)));
    CHECK(store->check().value().faults.empty());
    const Backup backup = backUp(file, BackupReason::Asked, wallAt(1h)).value();
    CHECK(restore(file, backup, wallAt(2h)));
    CHECK(openSqliteStore(file, OpenMode::ReadOnly));
}

TEST_CASE("the full check finds what no table refuses") {
    const TempFolder folder;
    const auto file = folder / "history.db";
    const auto store = opened(file);
    REQUIRE(store->begin(startedSession("a")));
    CHECK(store->check().value().faults.empty());
    sql(file, GENERATE("UPDATE sessions SET started_utc = -1",
                       "UPDATE sessions SET started_utc = 7258118400000",
                       "UPDATE sessions SET edited_utc = 5",
                       "UPDATE session_steps SET planned_ms = 86400001",
                       "INSERT INTO journal VALUES ('a', 1, 0, -1, 0, 'beat', 0, 0)",
                       "INSERT INTO journal VALUES ('b', 1, 0, 0, 0, 'beat', 0, 0)",
                       "INSERT INTO day_answers VALUES (1, 7258118400000, 0, 1)",
                       "UPDATE newest_stored SET utc = -1",
                       "PRAGMA ignore_check_constraints = ON; UPDATE sessions SET note = 5, "
                       "tightness_before = 11"));
    CHECK(store->check().value().faults.size() == 1);
}

TEST_CASE("a migration that fails leaves the store as it was") {
    const TempFolder folder;
    const auto file = folder / "history.db";
    REQUIRE(opened(file)->begin(startedSession("a")));
    const auto broken = andThen("ALTER TABLE sessions ADD COLUMN mood TEXT; DROP TABLE missing;");
    CHECK_FALSE(openSqliteStore(file, OpenMode::ReadWrite, broken));
    CHECK_FALSE(openSqliteStore(file, OpenMode::ReadWrite, broken));
    CHECK(backupsIn(folder / "backups").empty());
    CHECK(number(file, "PRAGMA user_version") == kPresent);
    CHECK(unfinishedRecords(*opened(file)) == std::vector{startedSession("a")});
}
