#pragma once

#include <functional>

namespace psoas {

#ifdef __linux__
enum class KillAt {
    Statement,  ///< as an SQL statement begins, of any connection
    Write,      ///< before a write, sync, cut or removal of a file
};

/// Which moments a test takes: each one, or every few where it is to be short.
[[nodiscard]] int strideOf(KillAt moment);

/// Runs `job` in a child process that is killed at its `nth` such moment, from 1; what it was doing
/// then is left on the disk as it was. Whether it was killed: not if it was done before.
[[nodiscard]] bool isKilledAt(KillAt moment, int nth, const std::function<void()> &job);
#endif

}  // namespace psoas
