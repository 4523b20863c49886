// A program to be killed: journals the scripted session into the store of a folder and says which
// entry is on the disk as soon as it is.
//
//     journaling_child FOLDER SESSION LAST
//
// Writes a line for each acknowledgement: 0 when the session has begun, the number of each journal
// entry, `end` when it is over. After entry LAST it kills itself; 0: never.

#include "storage/scripted_session.h"
#include "storage/sqlite_store.h"
#include "support/faulty_vfs.h"
#include "support/long_form.h"

#include <unistd.h>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <optional>
#include <string>

using namespace psoas;

namespace {

/// At once and in one piece, past any buffer of ours: what was said must outlive a kill.
void say(const std::string &line) {
    const std::string bytes = line + '\n';
    if (write(STDOUT_FILENO, bytes.data(), bytes.size()) < 0) {
        std::exit(3);
    }
}

/// Goes on only where the store has done as it was told.
void require(bool done) {
    if (!done) {
        std::exit(2);
    }
}

}  // namespace

int main(int argc, char **argv) {
    require(argc == 4);
    // What the system holds outlives the program: only a power cut would miss a sync, and a disk
    // whose syncs are slow makes this slow.
    std::optional<FaultyVfs> withoutSyncs;
    if (!longForm()) {
        withoutSyncs.emplace();
    }
    const std::string id = argv[2];
    const int last = std::stoi(argv[3]);
    const auto store = storage::openSqliteStore(std::filesystem::path(argv[1]) / "history.db",
                                                storage::OpenMode::ReadWrite);
    require(store.ok());
    require(store.value()->begin(scriptedStart(id)).ok());
    say("0");
    const core::Outcome outcome = runScript([&](const core::JournalEntry &entry) {
        require(store.value()->append(id, entry, wallAt(entry.at)).ok());
        say(std::to_string(entry.sequence));
        if (entry.sequence == last) {
            std::raise(SIGKILL);
        }
    });
    require(store.value()->finish(id, outcome, wallAt(std::chrono::minutes{10})).ok());
    say("end");
    return 0;
}
