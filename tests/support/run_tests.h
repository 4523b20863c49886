#pragma once

namespace psoas {

/// Runs the tests of this program as the command line says; returns the exit code. For programs
/// that need something to live around all of their tests, such as an application.
int runTests(int argc, char **argv);

}  // namespace psoas
