#pragma once

#include "app/media_key.h"
#include "core/plan.h"
#include "core/session.h"

#include <QObject>
#include <QString>

#include <functional>
#include <memory>

namespace psoas::app {

class BusConnection;

/// The desktop's player controls, where it has some: on Linux those that speak MPRIS 2
/// (https://specifications.freedesktop.org/mpris-spec/latest) on the session bus. They show the
/// step as a track, its title, side and position, and hand back what is pressed; they decide
/// nothing. Nobody sees them but while a session is shown.
class MediaControls : public QObject {
    Q_OBJECT

public:
    struct Source {
        /// Time run in the present step, as of the moment of the call.
        std::function<core::Milliseconds()> elapsed;
        /// Such as "Left side".
        std::function<QString(core::Side)> side;
    };
    /// `sessionBus` as `openSessionBus` gives it; only Linux looks at it.
    MediaControls(std::shared_ptr<BusConnection> sessionBus, Source source,
                  QObject *parent = nullptr);
    ~MediaControls() override;

    /// The session as it stands, at every change and as often as one likes: only what has become
    /// different is told.
    void show(const core::Plan &plan, const core::SessionView &view);
    /// No session is under way.
    void hide();

signals:
    /// What `eventFor` makes of a key in the phase that was shown last.
    void happened(const psoas::core::Event &event);
    /// The person asks for the window.
    void raised();

private:
    class Player;
    std::unique_ptr<Player> m_player;
};

}  // namespace psoas::app
