#pragma once

#include "support/catch.h"
#include "support/temp_folder.h"

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

}  // namespace psoas
