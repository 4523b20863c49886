#include "support/faulty_vfs.h"

#include <sqlite3.h>

#include <new>

namespace psoas {

/// What SQLite holds of an open file: its own part first, and behind this struct the system's file.
struct FaultyVfs::File {
    sqlite3_file base;
    FaultyVfs *vfs;

    static File &of(sqlite3_file *file) { return *reinterpret_cast<File *>(file); }
    static sqlite3_file *system(sqlite3_file *file) {
        return reinterpret_cast<sqlite3_file *>(reinterpret_cast<File *>(file) + 1);
    }
};

/// The functions that SQLite calls, with those that nothing ever fails in handed straight on.
struct FaultyVfs::Methods {
    static FaultyVfs &owner(sqlite3_vfs *vfs) { return *static_cast<FaultyVfs *>(vfs->pAppData); }

    // Of a file

    static int close(sqlite3_file *file) {
        sqlite3_file *system = File::system(file);
        return system->pMethods->xClose(system);
    }
    static int read(sqlite3_file *file, void *into, int size, sqlite3_int64 at) {
        sqlite3_file *system = File::system(file);
        return system->pMethods->xRead(system, into, size, at);
    }
    static int write(sqlite3_file *file, const void *bytes, int size, sqlite3_int64 at) {
        sqlite3_file *system = File::system(file);
        const auto fault = File::of(file).vfs->counted(Call::Write);
        if (!fault) {
            return system->pMethods->xWrite(system, bytes, size, at);
        }
        if (fault->halfDone) {
            system->pMethods->xWrite(system, bytes, size / 2, at);
        }
        return fault->result;
    }
    static int truncate(sqlite3_file *file, sqlite3_int64 size) {
        sqlite3_file *system = File::system(file);
        const auto fault = File::of(file).vfs->counted(Call::Truncate);
        return fault ? fault->result : system->pMethods->xTruncate(system, size);
    }
    static int sync(sqlite3_file *file, int /*flags*/) {
        const auto fault = File::of(file).vfs->counted(Call::Sync);
        return fault ? fault->result : SQLITE_OK;
    }
    static int size(sqlite3_file *file, sqlite3_int64 *size) {
        sqlite3_file *system = File::system(file);
        return system->pMethods->xFileSize(system, size);
    }
    static int lock(sqlite3_file *file, int level) {
        sqlite3_file *system = File::system(file);
        return system->pMethods->xLock(system, level);
    }
    static int unlock(sqlite3_file *file, int level) {
        sqlite3_file *system = File::system(file);
        return system->pMethods->xUnlock(system, level);
    }
    static int reserved(sqlite3_file *file, int *isReserved) {
        sqlite3_file *system = File::system(file);
        return system->pMethods->xCheckReservedLock(system, isReserved);
    }
    static int control(sqlite3_file *file, int what, void *argument) {
        sqlite3_file *system = File::system(file);
        return system->pMethods->xFileControl(system, what, argument);
    }
    static int sectorSize(sqlite3_file *file) {
        sqlite3_file *system = File::system(file);
        return system->pMethods->xSectorSize(system);
    }
    static int device(sqlite3_file *file) {
        sqlite3_file *system = File::system(file);
        return system->pMethods->xDeviceCharacteristics(system);
    }
    // The first version: without the memory shared with others that only a write-ahead log needs.
    static constexpr sqlite3_io_methods kFile{1,        &close,      &read,   &write,  &truncate,
                                              &sync,    &size,       &lock,   &unlock, &reserved,
                                              &control, &sectorSize, &device, nullptr, nullptr,
                                              nullptr,  nullptr,     nullptr, nullptr};

    // Of the file system

    static int open(sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags,
                    int *outFlags) {
        FaultyVfs &faulty = owner(vfs);
        File &made = *new (file) File{.base = {.pMethods = nullptr}, .vfs = &faulty};
        if (const auto fault = faulty.counted(Call::Open)) {
            return fault->result;
        }
        sqlite3_file *system = File::system(file);
        const int opened = faulty.m_system->xOpen(faulty.m_system, name, system, flags, outFlags);
        if (opened == SQLITE_OK) {
            made.base.pMethods = &kFile;
        }
        return opened;
    }
    static int remove(sqlite3_vfs *vfs, const char *name, int syncFolder) {
        FaultyVfs &faulty = owner(vfs);
        if (const auto fault = faulty.counted(Call::Delete)) {
            return fault->result;
        }
        const int removed = faulty.m_system->xDelete(faulty.m_system, name, 0);
        const auto fault = syncFolder != 0 ? faulty.counted(Call::Sync) : std::nullopt;
        return fault ? fault->result : removed;
    }
    static int access(sqlite3_vfs *vfs, const char *name, int flags, int *out) {
        sqlite3_vfs *system = owner(vfs).m_system;
        return system->xAccess(system, name, flags, out);
    }
    static int fullPath(sqlite3_vfs *vfs, const char *name, int size, char *out) {
        sqlite3_vfs *system = owner(vfs).m_system;
        return system->xFullPathname(system, name, size, out);
    }
    static int random(sqlite3_vfs *vfs, int size, char *out) {
        sqlite3_vfs *system = owner(vfs).m_system;
        return system->xRandomness(system, size, out);
    }
    static int sleep(sqlite3_vfs *vfs, int microseconds) {
        sqlite3_vfs *system = owner(vfs).m_system;
        return system->xSleep(system, microseconds);
    }
    static int time(sqlite3_vfs *vfs, double *out) {
        sqlite3_vfs *system = owner(vfs).m_system;
        return system->xCurrentTime(system, out);
    }
    static int lastError(sqlite3_vfs *vfs, int size, char *out) {
        sqlite3_vfs *system = owner(vfs).m_system;
        return system->xGetLastError(system, size, out);
    }
};

FaultyVfs::FaultyVfs()
    : m_system(sqlite3_vfs_find(nullptr)), m_vfs(std::make_unique<sqlite3_vfs>()) {
    m_vfs->iVersion = 1;
    m_vfs->szOsFile = static_cast<int>(sizeof(File)) + m_system->szOsFile;
    m_vfs->mxPathname = m_system->mxPathname;
    m_vfs->zName = "faulty";
    m_vfs->pAppData = this;
    m_vfs->xOpen = &Methods::open;
    m_vfs->xDelete = &Methods::remove;
    m_vfs->xAccess = &Methods::access;
    m_vfs->xFullPathname = &Methods::fullPath;
    m_vfs->xRandomness = &Methods::random;
    m_vfs->xSleep = &Methods::sleep;
    m_vfs->xCurrentTime = &Methods::time;
    m_vfs->xGetLastError = &Methods::lastError;
    sqlite3_vfs_register(m_vfs.get(), 1);
}

FaultyVfs::~FaultyVfs() {
    sqlite3_vfs_unregister(m_vfs.get());
    sqlite3_vfs_register(m_system, 1);
}

void FaultyVfs::fail(const Fault &fault) {
    const std::lock_guard lock(m_mutex);
    m_counts = {};
    m_struck = 0;
    m_fault = fault;
}

void FaultyVfs::lift() {
    const std::lock_guard lock(m_mutex);
    m_fault.reset();
}

int FaultyVfs::count(Call call) const {
    const std::lock_guard lock(m_mutex);
    return m_counts.at(static_cast<std::size_t>(call));
}

int FaultyVfs::struck() const {
    const std::lock_guard lock(m_mutex);
    return m_struck;
}

std::optional<FaultyVfs::Fault> FaultyVfs::counted(Call call) {
    const std::lock_guard lock(m_mutex);
    const int count = ++m_counts.at(static_cast<std::size_t>(call));
    const bool strikes = m_fault && m_fault->call == call &&
                         (m_fault->forEver ? count >= m_fault->nth : count == m_fault->nth);
    if (!strikes) {
        return std::nullopt;
    }
    ++m_struck;
    return m_fault;
}

}  // namespace psoas
