#pragma once

#include <array>
#include <cstddef>
#include <memory>
#include <mutex>
#include <optional>

struct sqlite3_vfs;
struct sqlite3_file;

namespace psoas {

/// While it lives SQLite reads and writes its files through this: the system's own way to them,
/// with faults in it where a test wants them. It asks for no real syncs: no test cuts the power.
/// Connections must be opened after it was made and closed before it goes. Any thread.
class FaultyVfs {
public:
    /// The sync of a folder, after a file in it was deleted, is a `Sync` too: where it fails, the
    /// file is gone all the same.
    enum class Call { Open, Write, Sync, Truncate, Delete };
    static constexpr std::size_t kCalls = 5;

    struct Fault {
        Call call = Call::Write;
        int nth = 1;            ///< of the calls of its kind from now on; from 1
        bool forEver = false;   ///< every one from the nth on, until `lift`
        int result = 0;         ///< SQLITE_FULL, SQLITE_IOERR_WRITE, …
        bool halfDone = false;  ///< of a write that fails its first half stands all the same
    };

    FaultyVfs();
    FaultyVfs(const FaultyVfs &) = delete;
    FaultyVfs &operator=(const FaultyVfs &) = delete;
    ~FaultyVfs();

    /// From now on calls are counted anew, and those that the fault is about fail.
    void fail(const Fault &fault);
    void lift();

    /// How many calls of a kind there were, failed ones too, since the last `fail` or the start.
    [[nodiscard]] int count(Call call) const;
    /// How many calls have failed since the last `fail`.
    [[nodiscard]] int struck() const;

private:
    struct File;  ///< one open file, and how it is handled
    struct Methods;

    /// Counts the call; the fault, if this one fails.
    std::optional<Fault> counted(Call call);

    mutable std::mutex m_mutex;
    std::array<int, kCalls> m_counts{};
    int m_struck = 0;
    std::optional<Fault> m_fault;
    sqlite3_vfs *m_system;
    std::unique_ptr<sqlite3_vfs> m_vfs;
};

}  // namespace psoas
