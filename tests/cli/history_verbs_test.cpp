#include "cli/history_verbs.h"

#include "cli/command_line.h"
#include "storage/backups.h"
#include "storage/ordinary_user.h"
#include "storage/sqlite_store.h"
#include "support/catch.h"
#include "support/sessions.h"
#include "support/small_files_only.h"
#include "support/temp_folder.h"

#include <SQLiteCpp/Database.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <fstream>
#include <functional>
#include <iterator>
#include <sstream>
#include <streambuf>
#include <string>
#include <utility>

using namespace psoas;
using namespace psoas::cli;
using namespace std::chrono_literals;

namespace fs = std::filesystem;

namespace {

struct Shell {
    TempFolder folder;
    Paths paths{fs::path(PSOAS_SOURCE_DIR) / "content", folder.path()};
    std::ostringstream out;
    std::ostringstream err;

    void store() const {
        auto store = storage::openSqliteStore(folder / "history.db", storage::OpenMode::ReadWrite);
        REQUIRE(store);
        REQUIRE(store.value()->begin(startedSession("done")));
        REQUIRE(store.value()->finish("done", core::Outcome::Completed, wallAt(45s)));
        REQUIRE(store.value()->begin(startedSession("running", 1h)));
    }

    /// Of the one that is done, each an hour older and the last of them the oldest.
    void copies(int count) const {
        sql("WITH RECURSIVE n (i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < " +
            std::to_string(count) +
            ") INSERT INTO sessions (id, routine_id, routine_title, content_digest, started_utc, "
            "started_offset, ended_utc, ended_offset, outcome, tightness_before, tightness_after, "
            "note, edited_utc, edited_offset, app_version) SELECT 's' || i, routine_id, "
            "routine_title, content_digest, "
            "started_utc - i * 3600000, started_offset, ended_utc, ended_offset, outcome, "
            "tightness_before, tightness_after, note, edited_utc, edited_offset, app_version "
            "FROM sessions, n WHERE id = 'done'");
    }

    void sql(const std::string &statements) const {
        SQLite::Database((folder / "history.db").string(), SQLite::OPEN_READWRITE).exec(statements);
    }
};

/// Takes whatever is written, and does something in the middle of it.
class Interrupted : public std::streambuf {
public:
    explicit Interrupted(std::function<void()> job) : m_job(std::move(job)) {}

protected:
    int_type overflow(int_type byte) override {
        if (++m_written == kMiddle) {
            m_job();
        }
        return traits_type::not_eof(byte);
    }

private:
    static constexpr int kMiddle = 10'000;  ///< of every verb's first thousand sessions

    std::function<void()> m_job;
    int m_written = 0;
};

std::ptrdiff_t filesIn(const TempFolder &folder) {
    return std::distance(fs::directory_iterator(folder.path()), fs::directory_iterator());
}

}  // namespace

TEST_CASE("no store yet is an empty history and none is made") {
    Shell shell;
    CHECK(historyExport(shell.paths, HistoryFormat::Json, {}, shell.out, shell.err) == 0);
    CHECK(shell.out.str() == "{\"format\":1,\"sessions\":[],\"deleted\":[]}\n");
    CHECK(historyList(shell.paths, shell.out, shell.err) == 0);
    CHECK(historyCheck(shell.paths, shell.out, shell.err) == 0);
    CHECK(fs::is_empty(shell.folder.path()));
}

TEST_CASE("sessions that are over are exported and the one that runs is left out") {
    Shell shell;
    shell.store();
    CHECK(historyExport(shell.paths, HistoryFormat::Json, {}, shell.out, shell.err) == 0);
    const auto sessions = nlohmann::json::parse(shell.out.str())["sessions"];
    REQUIRE(sessions.size() == 1);
    CHECK(sessions[0]["id"] == "done");
    std::ostringstream lines;
    CHECK(historyList(shell.paths, lines, shell.err) == 0);
    CHECK(lines.str() == "2026-11-24T10:00:00.000+01:00\tStretch\tcompleted\t0:00 of 0:40\n");
}

TEST_CASE("an export to a file replaces it whole or not at all") {
    Shell shell;
    shell.store();
    const auto target = shell.folder / "out.csv";
    CHECK(historyExport(shell.paths, HistoryFormat::Csv, target, shell.out, shell.err) == 0);
    CHECK_THAT(bytesOf(target), ContainsSubstring("done,stretch,"));
    const auto nowhere = shell.folder / "no/such/folder.csv";
    CHECK(historyExport(shell.paths, HistoryFormat::Csv, nowhere, shell.out, shell.err) == 2);

    write(shell.folder / "history.db", std::string(4096, 'x'));
    const std::string before = bytesOf(target);
    CHECK(historyExport(shell.paths, HistoryFormat::Csv, target, shell.out, shell.err) == 3);
    CHECK(bytesOf(target) == before);
    CHECK_FALSE(fs::exists(shell.folder / "out.csv.part"));
}

TEST_CASE("an export touches no other file beside its target") {
    Shell shell;
    shell.store();
    const auto target = shell.folder / "out.csv";
    const auto theirs = shell.folder / "out.csv.part";
    write(theirs, "not ours");
    CHECK(historyExport(shell.paths, HistoryFormat::Csv, target, shell.out, shell.err) == 0);
    CHECK(bytesOf(theirs) == "not ours");
    write(shell.folder / "history.db", std::string(4096, 'x'));
    CHECK(historyExport(shell.paths, HistoryFormat::Csv, target, shell.out, shell.err) == 3);
    CHECK(bytesOf(theirs) == "not ours");
    CHECK(filesIn(shell.folder) == 3);
}

TEST_CASE("an export never replaces a file of the app's own") {
    Shell shell;
    shell.store();
    write(shell.folder / "settings.ini", "the seal");
    const std::string before = bytesOf(shell.folder / "history.db");
    const auto target = shell.folder / GENERATE("history.db", "settings.ini", "routines/new.json");
    CHECK(historyExport(shell.paths, HistoryFormat::Csv, target, shell.out, shell.err) == 2);
    CHECK(bytesOf(shell.folder / "history.db") == before);
    CHECK(bytesOf(shell.folder / "settings.ini") == "the seal");
    CHECK(filesIn(shell.folder) == 2);
}

TEST_CASE("an export of a store that cannot be read prints no half of a document") {
    Shell shell;
    write(shell.folder / "history.db", std::string(4096, 'x'));
    CHECK(historyExport(shell.paths, HistoryFormat::Json, {}, shell.out, shell.err) == 3);
    CHECK(shell.out.str().empty());
}

TEST_CASE("an export goes on over pages, newest first and each session once") {
    Shell shell;
    shell.store();
    shell.copies(2499);
    CHECK(historyExport(shell.paths, HistoryFormat::Json, {}, shell.out, shell.err) == 0);
    const auto sessions = nlohmann::json::parse(shell.out.str())["sessions"];
    REQUIRE(sessions.size() == 2500);
    bool inOrder = sessions[0]["id"] == "done";
    for (std::size_t i = 1; i < sessions.size(); ++i) {
        inOrder = inOrder && sessions[i]["id"] == "s" + std::to_string(i);
    }
    CHECK(inOrder);
    std::ostringstream rows;
    CHECK(historyList(shell.paths, rows, shell.err) == 0);
    const std::string list = rows.str();
    CHECK(std::count(list.begin(), list.end(), '\n') == 2500);
}

TEST_CASE("a history that is replaced while it is read is not taken for a shorter one") {
    Shell shell;
    shell.store();
    shell.copies(2499);
    // As a restore in the window does.
    Interrupted out([&] { shell.sql("DELETE FROM sessions WHERE id > 's5'"); });
    std::ostream told(&out);
    const Verb verb =
        GENERATE_COPY(Verb(verb::HistoryExport{.format = HistoryFormat::Json, .output = {}}),
                      Verb(verb::HistoryExport{.format = HistoryFormat::Csv, .output = {}}),
                      Verb(verb::HistoryList{}));
    CHECK(run(verb, shell.paths, "1", told, shell.err) == 3);
    CHECK_THAT(shell.err.str(), ContainsSubstring("replaced"));
}

TEST_CASE("an empty file is no store yet to every verb and stays empty") {
    Shell shell;
    write(shell.folder / "history.db", "");
    CHECK(historyExport(shell.paths, HistoryFormat::Json, {}, shell.out, shell.err) == 0);
    CHECK(shell.out.str() == "{\"format\":1,\"sessions\":[],\"deleted\":[]}\n");
    CHECK(historyList(shell.paths, shell.out, shell.err) == 0);
    std::ostringstream checked;
    CHECK(historyCheck(shell.paths, checked, shell.err) == 0);
    CHECK_THAT(checked.str(), ContainsSubstring("no sessions yet"));
    CHECK(shell.err.str().empty());
    CHECK(bytesOf(shell.folder / "history.db").empty());
    CHECK(filesIn(shell.folder) == 1);
}

TEST_CASE("an empty backup is none, and one is looked at even where the store is gone") {
    Shell shell;
    write(shell.folder / "backups/history-20261126T093231Z-start.db", "");
    CHECK(historyCheck(shell.paths, shell.out, shell.err) == 3);
    CHECK_THAT(shell.err.str(), ContainsSubstring("-start.db"));
}

#ifdef __linux__
TEST_CASE("output that cannot be written is noticed") {
    Shell shell;
    shell.store();
    // A link, so that a fault here cannot harm the device.
    const auto link = shell.folder / "link";
    fs::create_symlink("/dev/full", link);

    SECTION("a verb's own output") {
        const auto routine = (shell.paths.content / "routines/ball-release.json").string();
        const Verb wanted = GENERATE_COPY(
            Verb(verb::HistoryExport{}), Verb(verb::HistoryList{}), Verb(verb::HistoryCheck{}),
            Verb(verb::List{true}), Verb(verb::Plan{"ball-release", false}), Verb(verb::Schema{}),
            Verb(verb::Validate{{routine}, true}), Verb(verb::Help{}), Verb(verb::Version{}));
        std::ofstream full(link);
        CHECK(run(wanted, shell.paths, "1", full, shell.err) == 2);
    }
    SECTION("a device as the target") {
        CHECK(historyExport(shell.paths, HistoryFormat::Json, link, shell.out, shell.err) == 2);
        CHECK(fs::is_symlink(link));
    }
    SECTION("a file that gets too large on the way") {
        const auto target = shell.folder / "out.json";
        write(target, "as it was");
        const SmallFilesOnly limit;
        CHECK(historyExport(shell.paths, HistoryFormat::Json, target, shell.out, shell.err) == 2);
        CHECK(bytesOf(target) == "as it was");
        CHECK(filesIn(shell.folder) == 3);
    }
    CHECK_THAT(shell.err.str(), ContainsSubstring("cannot be written"));
}

TEST_CASE("a data folder that may not be entered ends every verb with a message") {
    Shell shell;
    shell.store();
    const auto backups = shell.folder / "backups";
    fs::create_directories(backups);

    SECTION("the folder itself") {
        fs::permissions(shell.folder.path(), fs::perms::none);
        const OrdinaryUser user;
        CHECK(historyList(shell.paths, shell.out, shell.err) == 3);
        CHECK(historyExport(shell.paths, HistoryFormat::Csv, {}, shell.out, shell.err) == 3);
        CHECK(historyCheck(shell.paths, shell.out, shell.err) == 3);
        CHECK(shell.out.str().empty());
    }
    SECTION("only its backups") {
        fs::permissions(shell.folder / "history.db", fs::perms::all);
        fs::permissions(backups, fs::perms::none);
        const OrdinaryUser user;
        CHECK(historyCheck(shell.paths, shell.out, shell.err) == 3);
    }
    fs::permissions(shell.folder.path(), fs::perms::owner_all);
    fs::permissions(backups, fs::perms::owner_all);
    CHECK_THAT(shell.err.str(), ContainsSubstring("cannot be read"));
}

TEST_CASE("an export follows a link and keeps the permissions of what it replaces") {
    Shell shell;
    shell.store();
    const auto real = shell.folder / "real.csv";
    const auto link = shell.folder / "link.csv";
    write(real, "old");
    const auto mine = fs::perms::owner_read | fs::perms::owner_write;
    fs::permissions(real, mine);
    fs::create_symlink("real.csv", link);
    CHECK(historyExport(shell.paths, HistoryFormat::Csv, link, shell.out, shell.err) == 0);
    CHECK(fs::is_symlink(link));
    CHECK_THAT(bytesOf(real), ContainsSubstring("done,stretch,"));
    CHECK(fs::status(real).permissions() == mine);
}
#endif

TEST_CASE("a store that is damaged or newer cannot be read") {
    Shell shell;
    write(shell.folder / "history.db", std::string(4096, 'x'));
    CHECK(historyList(shell.paths, shell.out, shell.err) == 3);
    CHECK(historyCheck(shell.paths, shell.out, shell.err) == 3);
    CHECK_THAT(shell.err.str(), ContainsSubstring("damaged"));
}

TEST_CASE("the store and its newest backup are checked") {
    Shell shell;
    shell.store();
    CHECK(historyCheck(shell.paths, shell.out, shell.err) == 0);
    const auto file = shell.folder / "history.db";
    const auto made = [&](core::WallTime now) {
        const auto backup = storage::backUp(file, storage::BackupReason::Asked, now);
        REQUIRE(backup);
        return backup.value().file;
    };
    const auto older = made(wallAt(1h));
    const auto newest = made(wallAt(2h));
    write(shell.folder / "backups/b.db", "of somebody else");
    write(older, "damaged, but not the newest");
    CHECK(historyCheck(shell.paths, shell.out, shell.err) == 0);
    CHECK_THAT(shell.out.str(), ContainsSubstring("-asked.db: whole, sessions: 2"));
    SECTION("a newest one that is damaged") {
        write(newest, std::string(4096, 'x'));
        CHECK(historyCheck(shell.paths, shell.out, shell.err) == 3);
        CHECK_THAT(shell.err.str(), ContainsSubstring("damaged"));
    }
    SECTION("a newest one with nothing in it") {
        write(newest, "");
        CHECK(historyCheck(shell.paths, shell.out, shell.err) == 3);
    }
    SECTION("no folder, but a file") {
        fs::remove_all(shell.folder / "backups");
        write(shell.folder / "backups", "mine");
        CHECK(historyCheck(shell.paths, shell.out, shell.err) == 3);
        CHECK_THAT(shell.err.str(), ContainsSubstring("cannot be read"));
    }
}
