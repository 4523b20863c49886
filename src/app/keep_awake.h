#pragma once

#include <QString>

#include <memory>

namespace psoas::app {

class BusConnection;

/// Asks the system to leave the screen on and the machine awake. It is a wish: where nobody grants
/// it nothing else changes. It is over when it is no longer wanted, when this and its connection
/// are gone, and when the program is, however it ends.
///
/// On Linux the session bus is asked: `org.freedesktop.ScreenSaver` or, where nobody has that name,
/// the desktop portal (https://flatpak.github.io/xdg-desktop-portal, "Inhibit").
class KeepAwake {
public:
    /// `reason`: what the desktop tells a person who asks why. `sessionBus` as `openSessionBus`
    /// gives it; only Linux looks at it. Asks for nothing yet.
    KeepAwake(std::shared_ptr<BusConnection> sessionBus, const QString &reason);
    KeepAwake(const KeepAwake &) = delete;
    KeepAwake &operator=(const KeepAwake &) = delete;
    ~KeepAwake();

    /// Returns at once: nothing waits for the answer. One that comes after it is no longer wanted
    /// is given back at once.
    void setWanted(bool wanted);

private:
    class Request;
    std::unique_ptr<Request> m_request;
};

}  // namespace psoas::app
