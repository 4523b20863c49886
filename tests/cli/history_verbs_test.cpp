#include "cli/history_verbs.h"

#include "storage/sqlite_store.h"
#include "support/catch.h"
#include "support/sessions.h"
#include "support/temp_folder.h"

#include <nlohmann/json.hpp>

#include <sstream>

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
};

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
    write(shell.folder / "backups/b.db", std::string(4096, 'x'));
    CHECK(historyCheck(shell.paths, shell.out, shell.err) == 3);
}
