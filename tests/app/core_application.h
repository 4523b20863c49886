#pragma once

#include <QCoreApplication>

namespace psoas::app {

/// Timers want an application to be there. One serves all tests of the program.
inline QCoreApplication &coreApplication() {
    static int argc = 1;
    static char name[] = "app_test";
    static char *argv[] = {name, nullptr};
    static QCoreApplication application(argc, argv);
    return application;
}

}  // namespace psoas::app
