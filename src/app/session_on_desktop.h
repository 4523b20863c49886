#pragma once

#include "app/keep_awake.h"
#include "app/media_controls.h"
#include "app/practice.h"

#include <QObject>
#include <QString>

#include <functional>
#include <memory>

namespace psoas::app {

/// What the desktop has to do with the session under way: the screen stays on while it runs or
/// waits for the person to get into place, the player controls show it, and what is pressed there
/// happens. A check is none of the desktop's business.
class SessionOnDesktop : public QObject {
    Q_OBJECT

public:
    /// What the desktop shows of it to a person.
    struct Words {
        QString whyAwake;
        std::function<QString(core::Side)> side;
    };
    /// `practice` must outlive it. `sessionBus` as `openSessionBus` gives it.
    SessionOnDesktop(Practice &practice, std::shared_ptr<BusConnection> sessionBus, Words words,
                     QObject *parent = nullptr);

signals:
    /// The person asks for the window.
    void raised();

private:
    void follow();

    Practice &m_practice;
    KeepAwake m_awake;
    MediaControls m_controls;
};

}  // namespace psoas::app
