#include "support/run_tests.h"

#include <QCoreApplication>

int main(int argc, char **argv) {
    // Timers want an application to be there.
    const QCoreApplication application(argc, argv);
    return psoas::runTests(argc, argv);
}
