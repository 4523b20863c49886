#include "storage/own_files.h"

#include "support/catch.h"
#include "support/temp_folder.h"

using namespace psoas;
using namespace psoas::storage;

namespace fs = std::filesystem;

TEST_CASE("what the app keeps beside its store is its own, there already or not") {
    const TempFolder data;
    const fs::path store = data / "history.db";
    const bool isThere = GENERATE(true, false);
    if (isThere) {
        write(store, "store");
        write(data / "settings.ini", "seal");
        fs::create_directories(data / "backups");
        fs::create_directories(data / "routines" / "more");
    }
    for (const char *name :
         {"history.db", "history.db-journal", "history.db-wal", "settings.ini", ".lock", "backups",
          "backups/new.db", "routines/more/new.json", "./x/../history.db",
          "history-damaged-20261126T093231Z.db", "history-damaged-20261126T093231Z.db-journal"}) {
        INFO(name);
        CHECK(isOwnFile(store, data / name));
    }
    for (const char *name :
         {"history.csv", "settings.ini.pdf", "my history.db", "history.db.json", "more/history.db",
          "more/settings.ini", "routines.json", "history-2026.json"}) {
        INFO(name);
        CHECK_FALSE(isOwnFile(store, data / name));
    }
}

TEST_CASE("a link to one of the app's own files is no way around") {
    const TempFolder data;
    const TempFolder theirs;
    const fs::path store = data / "history.db";
    write(store, "store");
    fs::create_symlink(store, theirs / "out.pdf");
    fs::create_directory_symlink(data.path(), theirs / "folder");
    CHECK(isOwnFile(store, theirs / "out.pdf"));
    CHECK(isOwnFile(store, theirs / "folder" / "settings.ini"));
    CHECK(isOwnFile(theirs / "folder" / "history.db", data / "settings.ini"));
    CHECK_FALSE(isOwnFile(store, theirs / "folder" / "out.pdf"));
    CHECK_FALSE(isOwnFile(store, theirs / "history.db"));
}
