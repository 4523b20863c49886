#pragma once

#include "support/catch.h"
#include "support/temp_folder.h"

#include <QLocalServer>
#include <QProcess>

namespace psoas {

/// A bus of the test's own.
struct BusDaemon {
    TempFolder folder;
    QProcess daemon;
    QByteArray address = "unix:path=" + QByteArray::fromStdString((folder / "bus").string());

    BusDaemon() {
        daemon.start("dbus-daemon", {"--session", "--nofork", "--nopidfile", "--print-address",
                                     "--address=" + QString::fromUtf8(address)});
        REQUIRE(daemon.waitForReadyRead());
    }
    ~BusDaemon() {
        daemon.kill();
        daemon.waitForFinished();
    }
};

/// A bus that is not there or, where it is, takes every call and says nothing.
class NoBus {
public:
    explicit NoBus(bool isThere) {
        if (isThere) {
            REQUIRE(m_silent.listen(path()));
        }
    }
    [[nodiscard]] QByteArray address() const { return "unix:path=" + path().toUtf8(); }
    [[nodiscard]] bool wasCalled() { return m_silent.hasPendingConnections(); }

private:
    [[nodiscard]] QString path() const {
        return QString::fromStdString((m_folder / "bus").string());
    }

    TempFolder m_folder;
    QLocalServer m_silent;
};

}  // namespace psoas
