#include "storage/killed_child.h"
#include "support/long_form.h"

#ifdef __linux__

#    include "storage/filled_store.h"
#    include "support/catch.h"

#    include <sqlite3.h>
#    include <sys/wait.h>
#    include <unistd.h>

#    include <csignal>
#    include <map>

namespace psoas {

namespace {

/// How many moments the child has still to live. SQLite calls with nothing of ours in its hands.
int &momentsLeft() {
    static int left = 0;
    return left;
}

void countDown() {
    if (--momentsLeft() == 0) {
        kill(getpid(), SIGKILL);
    }
}

int statementBegins(unsigned /*kind*/, void * /*ours*/, void * /*statement*/, void * /*sql*/) {
    countDown();
    return 0;
}

int connected(sqlite3 *db, const char ** /*error*/, const void * /*api*/) {
    return sqlite3_trace_v2(db, SQLITE_TRACE_STMT, statementBegins, nullptr);
}

sqlite3_vfs *&realSystem() {
    static sqlite3_vfs *system = nullptr;
    return system;
}

/// What the library's file system can do with a file of one kind, with a countdown in everything
/// that changes it. The real functions take our files for theirs: all else is the same.
struct Counting {
    sqlite3_io_methods methods;  // first: a file knows only where this is
    const sqlite3_io_methods *real;
};

const sqlite3_io_methods &realOf(sqlite3_file *file) {
    return *reinterpret_cast<const Counting *>(file->pMethods)->real;
}

int write(sqlite3_file *file, const void *bytes, int count, sqlite3_int64 offset) {
    countDown();
    return realOf(file).xWrite(file, bytes, count, offset);
}

int truncate(sqlite3_file *file, sqlite3_int64 size) {
    countDown();
    return realOf(file).xTruncate(file, size);
}

int sync(sqlite3_file *file, int flags) {
    countDown();
    return realOf(file).xSync(file, flags);
}

const Counting &countingOf(const sqlite3_io_methods *real) {
    static std::map<const sqlite3_io_methods *, Counting> kinds;
    Counting &counting = kinds[real];
    counting = {*real, real};
    counting.methods.xWrite = write;
    counting.methods.xTruncate = truncate;
    counting.methods.xSync = sync;
    return counting;
}

int openFile(sqlite3_vfs *system, const char *name, sqlite3_file *file, int flags, int *out) {
    const int result = realSystem()->xOpen(system, name, file, flags, out);
    if (result == SQLITE_OK && file->pMethods != nullptr) {
        file->pMethods = &countingOf(file->pMethods).methods;
    }
    return result;
}

int deleteFile(sqlite3_vfs *system, const char *name, int syncFolder) {
    countDown();
    return realSystem()->xDelete(system, name, syncFolder);
}

void countWrites() {
    static sqlite3_vfs counting;
    realSystem() = sqlite3_vfs_find(nullptr);
    counting = *realSystem();
    counting.zName = "counting";
    counting.xOpen = openFile;
    counting.xDelete = deleteFile;
    sqlite3_vfs_register(&counting, 1);
}

[[noreturn]] void runChild(KillAt moment, int nth, const std::function<void()> &job) {
    momentsLeft() = nth;
    if (moment == KillAt::Statement) {
        sqlite3_auto_extension(reinterpret_cast<void (*)()>(connected));
    } else {
        countWrites();
    }
    job();
    _exit(0);
}

}  // namespace

int strideOf(KillAt moment) {
    if (longForm()) {
        return 1;
    }
    return moment == KillAt::Statement ? 7 : 3;
}

bool isKilledAt(KillAt moment, int nth, const std::function<void()> &job) {
    const pid_t child = fork();
    REQUIRE(child >= 0);
    if (child == 0) {
        runChild(moment, nth, job);
    }
    int status = 0;
    REQUIRE(waitpid(child, &status, 0) == child);
    const bool killed = WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL;
    const bool done = WIFEXITED(status) && WEXITSTATUS(status) == 0;
    REQUIRE((killed || done));
    return killed;
}

}  // namespace psoas

#endif
