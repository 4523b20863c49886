#include "core/problem.h"

#include "support/catch.h"

using namespace psoas::core;

TEST_CASE("a problem is one line whatever the file holds") {
    const Problem problem{.severity = Problem::Severity::Warning,
                          .file = "a\nb.json",
                          .line = 3,
                          .column = 7,
                          .pointer = "/k\x1B[2J",
                          .reason = "unknown key `k\x1B[2J\r\n\x7F` of a r\xC3\xA4tsel"};
    CHECK(toLine(problem) ==
          "a\\u000ab.json:3:7: warning: /k\\u001b[2J: unknown key "
          "`k\\u001b[2J\\u000d\\u000a\\u007f` of a r\xC3\xA4tsel");
}
