#include "support/run_tests.h"

#include <QApplication>

int main(int argc, char **argv) {
    // Also while CMake asks for the names of the cases: without a display that would abort, and
    // ctest would know of none.
    if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM")) {
        qputenv("QT_QPA_PLATFORM", "offscreen");
    }
    const QApplication application(argc, argv);
    return psoas::runTests(argc, argv);
}
