#pragma once

#include <QString>

namespace psoas::app {

// One file a platform (`local_address_posix.cpp`, …) says where local sockets lie.

/// Where the local socket with this name lies, always short enough for the system: in the runtime
/// folder of the person's login if there is one, else among the temporary files.
[[nodiscard]] QString localAddress(const QString &name);

/// Whether nobody but ourselves can have put there what lies at the address. False as well if
/// nothing does.
[[nodiscard]] bool isOurs(const QString &address);

}  // namespace psoas::app
