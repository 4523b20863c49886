#pragma once

#include <chrono>
#include <memory>

namespace psoas::app {

/// Qt itself connects to the person's session bus, for screen readers, before there is any window,
/// and waits for the answer without end. This waits for it at most as long as `patience`, and if
/// the bus takes the call but does not answer takes it out of the environment, so that Qt goes on
/// as where there is none. Returns whether it did that. To be called before Qt's application is
/// made; costs two exchanges with the bus, well under a millisecond.
bool leaveHungSessionBus(std::chrono::milliseconds patience = std::chrono::seconds{1});

class BusConnection;

/// The session bus, for all that speaks to the desktop; it never waits. Null where there is none.
[[nodiscard]] std::shared_ptr<BusConnection> openSessionBus();

}  // namespace psoas::app
