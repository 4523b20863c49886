#include "support/run_tests.h"

#ifdef PSOAS_CATCH2_3
#    include <catch2/catch_session.hpp>
#else
#    define CATCH_CONFIG_RUNNER
#    include <catch2/catch.hpp>
#endif

namespace psoas {

int runTests(int argc, char **argv) { return Catch::Session().run(argc, argv); }

}  // namespace psoas
